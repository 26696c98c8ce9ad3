"""The net that judges: padding does not matter, the tape is the net's own memory, and it learns."""

import numpy as np
import pytest
import torch

from lstm_ref.tasks import judge
from lstm_ref.tasks.bags import Labelled, best_bag, counts_of, majority


@pytest.fixture
def net():
    torch.manual_seed(0)
    return judge.Judge(5, 7, 3)


def test_what_stands_in_the_padding_changes_no_answer(net):
    rows = [np.array([1, 4, 2]), np.array([3]), np.array([5, 5, 1, 2])]
    tokens, targets = judge.one_answer_each(rows, [0, 2, 1])
    assert tokens.shape == (4, 3) and (targets != judge.NO_ANSWER).sum() == 3
    for k, row in enumerate(rows):
        assert targets[len(row) - 1, k] == [0, 2, 1][k]
        alone = net(torch.from_numpy(row)[:, None])[-1, 0]
        torch.testing.assert_close(net(tokens)[len(row) - 1, k], alone)


def test_words_of_one_step_are_added_up(net):
    line = torch.tensor([[[1, 2, 0]]])
    added = net.vectors.weight[1] + net.vectors.weight[2]
    hs, _ = net.lstm(added[None, None])
    torch.testing.assert_close(net.read(line), hs)


def test_the_memories_are_those_of_the_nets_own_cell(net):
    tokens = torch.tensor([[1, 2], [3, 4], [5, 1]])
    with torch.no_grad():
        _, (_, c) = net.lstm(net.vectors(tokens))
    np.testing.assert_allclose(judge.memories(net, tokens)[-1], c[0].numpy(), rtol=1e-5, atol=1e-6)


def test_it_learns_which_symbol_came_first(net):
    rng = np.random.default_rng(0)
    rows = [rng.integers(1, 6, 4) for _ in range(200)]
    data = judge.one_answer_each(rows, [int(row[0] % 3) for row in rows])
    losses = judge.train_judge(net, rng, data, 80, lr=3e-2)
    assert len(losses) == 80 and judge.share_right(net, data) > 0.95


def test_the_best_unit_is_found_whatever_its_sign():
    rng = np.random.default_rng(0)
    marks = rng.integers(0, 2, 400).astype(float)
    states = rng.standard_normal((400, 6))
    states[:, 4] -= 3 * marks
    unit, r = judge.best_unit(states, marks)
    assert unit == 4 and r == pytest.approx(np.corrcoef(states[:, 4], marks)[0, 1])
    assert judge.correlation(np.ones(4), np.arange(4.0)) == 0


def test_a_bag_is_tuned_on_the_validation_part():
    rng = np.random.default_rng(0)
    rows = [tuple(rng.choice(list("abcd"), 8)) for _ in range(300)]
    labels = [int("ab" in "".join(row)) for row in rows]
    parts = [Labelled(rows[a:b], labels[a:b]) for a, b in ((0, 200), (200, 250), (250, 300))]
    score = best_bag(*parts[:2], [counts_of, lambda row: counts_of(row, 2)])
    assert score(parts[2]) > best_bag(*parts[:2], [counts_of])(parts[2])
    assert score(parts[2]) > 0.85
    with pytest.raises(ValueError, match="counters"):
        best_bag(*parts[:2], [])


def test_counts_and_majority():
    assert counts_of(["a", "b", "a"], 2) == {"a": 2, "b": 1, "a b": 1, "b a": 1}
    assert majority(Labelled(["x"] * 3, [1, 0, 1]), Labelled(["x"] * 4, [1, 0, 0, 0])) == 0.25
