"""The truncated gradient of 1997: what it cuts, and what it leaves exactly as it was."""

from functools import partial

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState, scan, scan_backward
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.parity import assert_close

T, B, D, H = 4, 3, 2, 5


@pytest.fixture(params=["carousel", "lstm_1997"])
def cell(request):
    return CELLS[request.param]


@pytest.fixture
def case(cell):
    rng = np.random.default_rng(0)
    params, state = cell.random_params(rng, D, H), cell.random_state(rng, B, H)
    xs, dhs = rng.standard_normal((T, B, D)), rng.standard_normal((T, B, H))
    return params, xs, state, dhs, cell.random_state(rng, B, H)


def backward(cell, case, truncated):
    params, xs, state, dhs, dstate = case
    _, _, tape = scan(cell.step, params, xs, state)
    return scan_backward(partial(cell.step_backward, truncated=truncated), params, tape, dhs, dstate)


def test_it_is_the_gradient_of_a_net_whose_h_comes_from_outside(cell, case):
    params, xs, state, dhs, dstate = case
    hs, _, _ = scan(cell.step, params, xs, state)
    given = [state.h, *hs[:-1]]  # what each step reads of the last one, held fixed

    def loss(params=params, xs=xs, c=state.c):
        total = 0.0
        for x, h, dh in zip(xs, given, dhs, strict=True):
            last, _ = cell.step(params, x, LSTMState(h, c))
            c = last.c
            total += float((last.h * dh).sum())
        return total + float((last.h * dstate.h).sum() + (last.c * dstate.c).sum())

    dxs, dstate0, dparams = backward(cell, case, truncated=True)
    assert_close(dparams, numeric_gradients(lambda p: loss(params=p), params), 1e-6, "dparams")
    assert_close(dxs, numeric_gradients(lambda x: loss(xs=x), xs), 1e-6, "dxs")
    assert_close(dstate0.c, numeric_gradients(lambda c: loss(c=c), state.c), 1e-6, "dc")
    assert not dstate0.h.any()


def test_what_comes_along_the_memory_arrives_unchanged(cell, case):
    params, xs, state, dhs, dstate = case
    only_c = (params, xs, state, 0 * dhs, dstate._replace(h=0 * dstate.h))
    _, dstate0, _ = backward(cell, only_c, truncated=True)
    assert np.array_equal(dstate0.c, dstate.c)


def test_the_full_gradient_is_another_one_and_the_default(cell, case):
    cut, full = (backward(cell, case, truncated)[2].weight_hh for truncated in (True, False))
    assert np.abs(cut - full).max() > 1e-3 * np.abs(full).max()
    params, xs, state, dhs, dstate = case
    _, _, tape = scan(cell.step, params, xs, state)
    default = scan_backward(cell.step_backward, params, tape, dhs, dstate)[2].weight_hh
    assert np.array_equal(default, full)
