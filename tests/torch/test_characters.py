"""The character model in PyTorch: it is the NumPy half's model, it learns, and it draws what it believes."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lstm_ref.numpy.tree import tree_leaves  # noqa: E402
from lstm_ref.tasks.language_model import bits_of, next_symbol_logits  # noqa: E402
from lstm_ref.torch.characters import (  # noqa: E402
    CharacterModel,
    as_character_model,
    as_language_model,
    bits_per_character,
    streams,
    train,
    write,
)

V, H = 5, 12


@pytest.fixture
def net():
    torch.manual_seed(0)
    return CharacterModel(V, H, vector_size=4)


@pytest.fixture
def rng():
    return np.random.default_rng(15)


def test_it_is_the_same_model_in_numpy(net, rng):
    tokens = rng.integers(V, size=(9, 3))
    ours, state = next_symbol_logits(as_language_model(net), tokens)
    theirs, (h, c) = net(torch.from_numpy(tokens))
    np.testing.assert_allclose(ours, theirs.detach(), atol=1e-5)
    np.testing.assert_allclose(state.c, c[0].detach(), atol=1e-5)


def test_and_back_again(net):
    model = as_language_model(net)
    for (_, old), (_, new) in zip(
        tree_leaves(model), tree_leaves(as_language_model(as_character_model(model))), strict=True
    ):
        np.testing.assert_allclose(new, old, atol=1e-6)


def test_windows_of_a_stream_follow_one_another(rng):
    tokens = np.arange(40)
    windows = streams(tokens, 2, 6, rng)
    first, second = next(windows), next(windows)
    assert (first[1], second[1]) == (False, True)
    assert first[0].shape == (7, 2)
    np.testing.assert_array_equal(first[0][-1], second[0][0])
    np.testing.assert_array_equal((first[0][1:] - first[0][:-1]) % 40, 1)


def test_it_learns_a_text_that_repeats(net, rng):
    tokens = np.tile([0, 1, 2, 3, 3, 1], 60)
    losses = train(net, tokens, rng, 150, batch=4, steps=12, lr=2e-2)
    assert len(losses) == 150 and losses[0] > 1.5 > 0.3 > losses[-1]
    assert bits_per_character(net, tokens[:120, None]) < 0.5
    assert bits_of(as_language_model(net), tokens, columns=2) < 0.5
    made = write(net, rng, tokens[None, :12], 12, temperature=0.1)
    np.testing.assert_array_equal(made[0], tokens[:12])


def test_a_low_temperature_takes_the_likeliest_and_a_high_one_anything(net, rng):
    start = np.zeros((400, 2), dtype=int)
    likeliest = int(net(torch.zeros(2, 1, dtype=torch.long))[0][-1, 0].argmax())
    assert set(write(net, rng, start, 1, temperature=1e-3)[:, 0]) == {likeliest}
    assert set(write(net, rng, start, 1, temperature=100.0)[:, 0]) == set(range(V))
    with pytest.raises(ValueError, match="above 0"):
        write(net, rng, start, 1, temperature=0)
