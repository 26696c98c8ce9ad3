"""minLSTM: all steps in a few rounds give what one step after the other gives, in both halves."""

import math

import numpy as np
import pytest

from lstm_ref.numpy.min_lstm import (
    MinLSTMParams,
    in_rounds,
    init_min_lstm,
    min_lstm_coefficients,
    step_by_step,
)


def coefficients(steps, seed=0):
    rng = np.random.default_rng(seed)
    return min_lstm_coefficients(init_min_lstm(rng, 3, 5), rng.standard_normal((steps, 2, 3))), rng


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 8, 13, 64])
def test_rounds_give_what_steps_give(steps):
    (keep, added), rng = coefficients(steps)
    start = rng.standard_normal((2, 5))
    slow, waits = step_by_step(keep, added, start)
    fast, rounds = in_rounds(keep, added, start)
    np.testing.assert_allclose(fast, slow, atol=1e-12)
    assert waits == steps and rounds == (math.ceil(math.log2(steps)) if steps else 0)


def test_the_inputs_are_not_changed():
    (keep, added), _ = coefficients(8)
    before = keep.copy(), added.copy()
    in_rounds(keep, added, np.zeros((2, 5)))
    np.testing.assert_array_equal(before, (keep, added))


def test_the_coefficients_are_those_of_the_paper():
    params = MinLSTMParams(np.array([[1.0], [2.0], [3.0]]), np.array([0.1, 0.2, 0.3]))
    keep, added = min_lstm_coefficients(params, np.full((1, 1, 1), 0.5))
    i, f = (1 / (1 + math.exp(-a)) for a in (0.6, 1.2))
    assert keep.item() == pytest.approx(f / (f + i))
    assert added.item() == pytest.approx(1.8 * i / (f + i))


def test_keeping_and_writing_sum_to_one():
    (keep, _), rng = coefficients(6)
    assert keep.min() > 0 and keep.max() < 1


@pytest.mark.parametrize("steps", [1, 7, 16])
def test_the_torch_twin_computes_the_same(steps):
    torch = pytest.importorskip("torch")
    from lstm_ref.torch import min_lstm as twin

    rng = np.random.default_rng(1)
    params, xs = init_min_lstm(rng, 3, 5), rng.standard_normal((steps, 2, 3))
    ours, _ = in_rounds(*min_lstm_coefficients(params, xs), np.zeros((2, 5)))
    given = twin.MinLSTMParams(*map(torch.from_numpy, params))
    keep, added = twin.min_lstm_coefficients(given, torch.from_numpy(xs))
    theirs, rounds = twin.in_rounds(keep, added, torch.zeros(2, 5, dtype=torch.float64))
    np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-12)
    net = twin.MinLSTM(3, 5).double()
    net.load_state_dict(dict(zip(("weight_ih", "bias"), given, strict=True)))
    np.testing.assert_allclose(net(torch.from_numpy(xs)).detach().numpy(), ours, atol=1e-12)
