"""Sequences of unequal length in one batch give what each gives alone, whatever the padding holds."""

import numpy as np
import pytest

from lstm_ref.numpy import ShapeError, mask, pad, padded_scan, padded_scan_backward, scan, scan_backward
from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.parity import assert_close

LENGTHS = (3, 7, 1, 5, 0)
D, H = 3, 4


@pytest.fixture(params=CELLS.values(), ids=CELLS)
def cell(request):
    return request.param


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def case(cell, rng):
    """Parameters, padded inputs, their lengths, a state, and a gradient for every h and the last state."""
    xs, lengths = pad([rng.standard_normal((n, D)) for n in LENGTHS])
    batch = len(LENGTHS)
    params = cell.random_params(rng, D, H)
    state, dstate = (cell.random_state(rng, batch, H) for _ in range(2))
    return params, xs, lengths, state, rng.standard_normal((len(xs), batch, H)), dstate


def forward_and_backward(cell, params, xs, lengths, state, dhs, dstate):
    hs, last, tape = padded_scan(cell.step, params, xs, state, lengths)
    return hs, last, *padded_scan_backward(cell.step_backward, params, tape, dhs, dstate, lengths)


def test_each_sequence_gives_what_it_gives_alone(cell, case):
    params, xs, lengths, state, dhs, dstate = case
    hs, last, dxs, dstate0, dparams = forward_and_backward(cell, *case)
    total = tree_map(np.zeros_like, params)
    for b, length in enumerate(lengths):
        one = tree_map(lambda leaf, b=b: leaf[b : b + 1], state)
        hs_b, last_b, tape = scan(cell.step, params, xs[:length, b : b + 1], one)
        back = tree_map(lambda leaf, b=b: leaf[b : b + 1], dstate)
        dxs_b, dstate0_b, dparams_b = scan_backward(
            cell.step_backward, params, tape, dhs[:length, b : b + 1], back
        )
        total = tree_map(np.add, total, dparams_b)
        assert_close(hs[:length, b : b + 1], hs_b, 1e-12, "hs")
        assert_close(dxs[:length, b : b + 1], dxs_b, 1e-12, "dxs")
        for whole, alone in ((last, last_b), (dstate0, dstate0_b)):
            assert_close(tree_map(lambda leaf, b=b: leaf[b : b + 1], whole), alone, 1e-12, "state")
    assert_close(dparams, total, 1e-12, "dparams")


def test_after_its_end_a_sequence_shows_and_receives_nothing(cell, case):
    hs, _, dxs, _, _ = forward_and_backward(cell, *case)
    ended = ~mask(case[2], len(case[1]))
    assert (hs[ended] == 0).all() and (dxs[ended] == 0).all()


def test_what_stands_in_the_padding_does_not_matter(cell, case):
    params, xs, lengths, state, dhs, dstate = case
    ended = ~mask(lengths, len(xs))
    spoiled, pushed = xs.copy(), dhs.copy()
    spoiled[ended], pushed[ended] = np.nan, 1e9
    clean = forward_and_backward(cell, *case)
    dirty = forward_and_backward(cell, params, spoiled, lengths, state, pushed, dstate)
    for one, other in zip(clean, dirty, strict=True):
        for (name, a), (_, b) in zip(tree_leaves(one), tree_leaves(other), strict=True):
            assert np.array_equal(a, b), name


def test_more_padding_changes_nothing(cell, case):
    params, xs, lengths, state, dhs, dstate = case
    longer = [np.concatenate([array, np.zeros((4, *array.shape[1:]))]) for array in (xs, dhs)]
    hs, last, dxs, dstate0, dparams = forward_and_backward(cell, *case)
    more = forward_and_backward(cell, params, longer[0], lengths, state, longer[1], dstate)
    padded = more[0][: len(xs)], more[1], more[2][: len(xs)], *more[3:]
    for ours, theirs in zip(padded, (hs, last, dxs, dstate0, dparams), strict=True):
        assert_close(ours, theirs, 0.0, "padded further")


def test_the_gradient_is_the_numeric_one(cell, case):
    params, xs, lengths, state, dhs, dstate = case

    def loss(params=params, xs=xs, state=state):
        hs, last, _ = padded_scan(cell.step, params, xs, state, lengths)
        return float((hs * dhs).sum() + sum((a * b).sum() for a, b in zip(last, dstate, strict=True)))

    _, _, dxs, dstate0, dparams = forward_and_backward(cell, *case)
    assert_close(dparams, numeric_gradients(lambda p: loss(params=p), params), 1e-6, "dparams")
    assert_close(dstate0, numeric_gradients(lambda s: loss(state=s), state), 1e-6, "dstate0")
    assert_close(dxs, numeric_gradients(lambda x: loss(xs=x), xs), 1e-6, "dxs")


@pytest.mark.parametrize(
    "sequences", [[], [np.zeros(3)], [np.zeros((2, 3)), np.zeros((2, 4))]], ids=["none", "flat", "two D"]
)
def test_sequences_that_do_not_fit_are_named(sequences):
    with pytest.raises(ShapeError, match=r"sequences: expected one or more of shape \(T_b, D\)"):
        pad(sequences)


@pytest.mark.parametrize("lengths", [[5, 8], [-1, 2], [[1, 2]]], ids=["too long", "negative", "rank"])
def test_lengths_that_do_not_fit_are_named(lengths):
    with pytest.raises(ShapeError, match="lengths: expected .* from 0 to 7"):
        mask(np.array(lengths), 7)
