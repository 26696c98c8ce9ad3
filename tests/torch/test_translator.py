"""The translator is what its equations say, and a swap of everything is the other run."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lstm_ref.tasks.agreement import Pair, corpus, english, other_gender, translated  # noqa: E402
from lstm_ref.tasks.attend import attend  # noqa: E402
from lstm_ref.tasks.beam import beam_search  # noqa: E402
from lstm_ref.tasks.probes import dealt, labels, probe, states  # noqa: E402
from lstm_ref.tasks.swap import both_runs, masculine_plans, turned, turned_by_memory  # noqa: E402
from lstm_ref.tasks.translator import (  # noqa: E402
    Translator,
    aligned_right,
    attention,
    forced_right,
    free_right,
    greedy,
    lexicon,
    next_word,
    pair_batches,
    train_translator,
)


@pytest.fixture(scope="module")
def pairs():
    return [translated(plan) for plan in corpus(np.random.default_rng(2), 2500, 1, 1).train]


@pytest.fixture
def net(pairs):
    torch.manual_seed(3)
    return Translator(lexicon(pairs), 12)


def test_the_torch_attention_is_the_numpy_one(net):
    hs, seen = torch.randn(2, 3, 12), torch.randn(5, 3, 12)
    with torch.no_grad():
        weights = net.answer(hs, seen)[1].numpy()
    for t in range(2):
        looks, _ = attend(hs[t].numpy(), seen.numpy(), net.score.weight.detach().numpy().T)
        np.testing.assert_allclose(weights[t], looks, rtol=1e-4, atol=1e-6)


def test_a_turned_source_is_read_from_its_end(pairs):
    torch.manual_seed(3)
    net = Translator(lexicon(pairs), 12, attention=False, turned=True)
    tokens = net.sources([pairs[0].source])
    read = net.encode(tokens)
    torch.testing.assert_close(read.hs[0], read.state[0])  # the first word was read last


def test_without_attention_the_encoder_counts_by_its_last_state_alone(pairs):
    torch.manual_seed(3)
    net = Translator(lexicon(pairs), 12, attention=False)
    read, fed = net.encode(net.sources([pairs[0].source])), torch.zeros(1, 1, dtype=torch.long)
    other = read._replace(hs=torch.randn_like(read.hs))
    torch.testing.assert_close(net.decode(read, fed)[0], net.decode(other, fed)[0])


def test_greedy_is_a_beam_of_one(net, pairs):
    for pair in pairs[:5]:
        found, _ = beam_search(next_word(net, pair.source), 1, 30, end=1)
        if found:
            assert greedy(net, [pair.source], longest=30)[0] == tuple(net.words.target[k] for k in found[:-1])


def test_training_lowers_the_loss_and_begins_with_short_sentences(net, pairs):
    batches = list(pair_batches(net, np.random.default_rng(0), pairs, 80))
    lengths = [len(tokens) for tokens, _ in batches]
    assert max(lengths[:10]) < max(lengths)
    losses = train_translator(net, batches, 80)
    assert np.mean(losses[-10:]) < np.mean(losses[:10]) - 0.5


def test_scores_of_right_answers_are_one(net, pairs):
    assert free_right([pair.target for pair in pairs[:4]], pairs[:4]) == 1
    assert free_right([()] * 4, pairs[:4]) == 0
    assert 0 <= forced_right(net, pairs[:4]) <= 1


def test_a_dropped_word_costs_one_place_and_aligned_one_word():
    pair = Pair(("a",), ("x", "y", "z"))
    assert free_right([("y", "z")], [pair]) == 0
    assert aligned_right([("y", "z")], [pair]) == 3 / 4  # y, z and the end


def test_the_weights_of_a_sentence_sum_to_one_in_each_row(net, pairs):
    weights = attention(net, pairs[0])
    assert weights.shape == (len(pairs[0].target) + 1, len(pairs[0].source))
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-5)


def sure_words(net, plans):
    """Only sentences whose words, those of the other gender too, the net knows."""
    known = set(net.words.source)
    return [p for p in plans if {*english(p), *english(other_gender(p))} <= known]


def test_a_swap_of_all_turns_all_and_one_before_the_person_nothing(net):
    plans = sure_words(net, masculine_plans(np.random.default_rng(5), 12))
    runs = both_runs(net, plans)
    for at in (0, 1, 2, 7):
        np.testing.assert_allclose(turned(net, plans, runs, "all", at), 1, rtol=1e-4)
        assert np.all(turned(net, plans, runs, 0, at) == 0)
    assert np.all(turned(net, plans, runs, "fed 3", 1) == 0)  # not yet fed


def test_without_attention_the_whole_memory_is_all_there_is(pairs):
    torch.manual_seed(3)
    net = Translator(lexicon(pairs), 12, attention=False)
    plans = sure_words(net, masculine_plans(np.random.default_rng(5), 12))
    for after in (4, 7):  # from here on both are fed the same words
        np.testing.assert_allclose(turned_by_memory(net, plans, "c and h", after), 1, rtol=1e-3)
        assert np.abs(turned_by_memory(net, plans, "c", after) - 1).max() > 1e-3


def test_probes_find_a_direction_and_no_more():
    rng = np.random.default_rng(6)
    xs, groups = rng.standard_normal((300, 5)), np.arange(300)
    assert probe(xs, (xs[:, 2] > 0).astype(int), groups) > 0.9
    assert abs(probe(xs, rng.integers(2, size=300), groups) - 0.5) < 0.15


def test_states_and_labels_belong_together(net):
    plans = masculine_plans(np.random.default_rng(7), 6)
    found, label = states(net, plans), labels(plans, np.random.default_rng(8))
    assert all(part.shape == (6, 12) for part in found)
    assert set(label) == {"gender", "number", "letters", "capital"} and not label["gender"].any()


def test_a_control_deals_one_label_to_each_word():
    words = np.array(["a", "b", "c", "a", "d", "b"])
    control = dealt(np.random.default_rng(0), np.array([1, 0, 0, 1, 1, 0]), words)
    assert control[0] == control[3] and control[1] == control[5] and control.sum() in (2, 3, 4)
