"""The paths of a gradient along a memory, and the two conflicts."""

from functools import partial

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState, carousel_step, carousel_step_backward, init_rnn
from lstm_ref.tasks.memory_paths import best_readout, best_share_right, input_pull, memory_flow, one_memory
from lstm_ref.verify.cells import CELLS

T, D, H = 7, 3, 4


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def by_moving(cell, params, xs, lag):
    """∂c_T/∂c_{T−lag} by centred differences, h_{T−lag} moving along as the read of c."""
    states = [LSTMState.zeros(1, H)]
    tapes = []
    for x in xs:
        state, tape = cell.step(params, x[None], states[-1])
        states.append(state)
        tapes.append(tape)
    at = len(xs) - lag
    gate = getattr(tapes[at - 1], "o", 1.0) if at else 0.0

    def last(c):
        state = LSTMState(gate * np.tanh(c) if at else states[0].h, c)
        for x in xs[at:]:
            state, _ = cell.step(params, x[None], state)
        return state.c[0]

    eye, step = np.eye(H), 1e-6
    columns = [(last(states[at].c + step * e) - last(states[at].c - step * e)) / (2 * step) for e in eye]
    return np.linalg.norm(np.stack(columns, axis=1), ord=2)


@pytest.mark.parametrize("name", ["carousel", "lstm_1997", "lstm"])
def test_the_total_is_the_derivative_by_moving_the_memory(name, rng):
    cell = CELLS[name]
    params, xs = cell.random_params(rng, D, H), rng.standard_normal((T, D))
    total = memory_flow(cell.step, cell.step_backward, params, xs).total
    for lag in (0, 1, 3, T - 1):
        assert np.isclose(total[lag], by_moving(cell, params, xs, lag), rtol=1e-6), lag


def test_the_carousels_direct_path_is_exactly_one_and_so_is_its_truncated_total(rng):
    params, xs = init_rnn(rng, D, H), rng.standard_normal((T, D))
    assert (memory_flow(carousel_step, carousel_step_backward, params, xs).direct == 1).all()
    cut = partial(carousel_step_backward, truncated=True)
    assert (memory_flow(carousel_step, cut, params, xs).total == 1).all()


def test_the_pulls_add_up_to_the_gradient_of_the_loss(rng):
    signal, noise = rng.choice([-1.0, 1.0], size=50), rng.standard_normal((4, 50))

    def loss(w):
        return 0.5 * ((np.tanh(one_memory(w, signal, noise)) - 0.8 * signal) ** 2).mean()

    pull = input_pull(0.5, signal, noise)
    assert np.isclose(pull.store + pull.ignore, (loss(0.5 + 1e-6) - loss(0.5 - 1e-6)) / 2e-6, rtol=1e-6)


def test_more_distractors_leave_less_of_the_sign(rng):
    shares = [best_share_right(rng, n)[1] for n in (0, 1, 5, 20)]
    assert shares == sorted(shares, reverse=True) and shares[0] == 1 and shares[-1] < 0.7


def test_the_best_readout_is_the_least_squares_one():
    h = np.tanh(0.8)
    rows, wanted = np.full((4, 1), h), np.array([1.0, 0.0, 0.0, 0.0])
    v = np.linalg.lstsq(rows, wanted, rcond=None)[0][0]
    assert np.allclose(best_readout(0.8, 3), v * h)
