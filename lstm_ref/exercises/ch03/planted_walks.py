"""The implementations that task 3.6 hands to a learner's check: right ones, and one for each planted bug."""

from collections.abc import Callable

import numpy as np

from lstm_ref.exercises.ch03.step_back import Five
from lstm_ref.exercises.ch03.walks import right_walk, walked
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.cells import CELLS, Cell
from lstm_ref.verify.planting import planted
from lstm_ref.verify.rnn_bugs import RNN_BUGS

Run = Callable[[RNNParams, Array, Array], Array]
Gradients = Callable[[RNNParams, Array, Array, Array], Five]
Pair = tuple[Run, Gradients]
Walk = Callable[[RNNParams, Array, Array, Array, Array], Five]


def run(params: RNNParams, xs: Array, h0: Array) -> Array:
    """(T, B, D) inputs, (B, H) first state  ->  (T, B, H) states."""
    return scan(rnn_step, params, xs, RNNState(h0))[0]


def of_cell(cell: Cell) -> Pair:
    def gradients(params: RNNParams, xs: Array, h0: Array, dhs: Array) -> Five:
        _, _, tape = cell.scan(cell.step, params, xs, RNNState(h0))
        nothing = RNNState(np.zeros_like(h0))
        dxs, dstate, dparams = cell.scan_backward(cell.step_backward, params, tape, dhs, nothing)
        return dxs, dstate.h, *dparams

    return run, gradients


def of_walk(walk: Walk) -> Pair:
    def gradients(params: RNNParams, xs: Array, h0: Array, dhs: Array) -> Five:
        return walk(params, xs, h0, run(params, xs, h0), dhs)

    return run, gradients


def in_a_loop(params: RNNParams, xs: Array, h0: Array) -> Array:
    states, h = [], h0
    for x in xs:
        h = np.tanh(np.einsum("hd,bd->bh", params.weight_ih, x) + h @ params.weight_hh.T + params.bias)
        states.append(h)
    return np.stack(states)


def with_einsum(params: RNNParams, xs: Array, h0: Array, dhs: Array) -> Five:
    """All da first, then each sum over time in one product."""
    hs = in_a_loop(params, xs, h0)
    das, carried = np.zeros_like(hs), np.zeros_like(h0)
    for t in range(len(xs) - 1, -1, -1):
        das[t] = (dhs[t] + carried) * (1 - hs[t] ** 2)
        carried = das[t] @ params.weight_hh
    before = np.concatenate([h0[None], hs[:-1]])
    dweight_ih = np.einsum("tbh,tbd->hd", das, xs)
    return das @ params.weight_ih, carried, dweight_ih, np.einsum("tbh,tbk->hk", das, before), das.sum((0, 1))


def bias_of_the_first_sequence(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    *rest, _ = right_walk(params, xs, h0, hs, dhs)
    alone = right_walk(params, xs[:, :1], h0[:1], hs[:, :1], dhs[:, :1])
    return rest[0], rest[1], rest[2], rest[3], alone[4]


def bias_of_the_last_step(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    *rest, _ = right_walk(params, xs, h0, hs, dhs)
    last = right_walk(params, xs[-1:], h0, hs[-1:], dhs[-1:])
    return rest[0], rest[1], rest[2], rest[3], last[4]


def a_thousandth_too_long(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, *sums = right_walk(params, xs, h0, hs, dhs)
    return dxs, dh0, 1.001 * sums[0], 1.001 * sums[1], 1.001 * sums[2]


def input_weights_of_the_last_step(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    five = right_walk(params, xs, h0, hs, dhs)
    before = hs[-2] if len(xs) > 1 else h0
    return *five[:2], right_walk(params, xs[-1:], before, hs[-1:], dhs[-1:])[2], *five[3:]


def last_entry_doubled(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, dweight_ih, dweight_hh, dbias = right_walk(params, xs, h0, hs, dhs)
    dweight_hh = dweight_hh.copy()
    dweight_hh[-1, -1] *= 2
    return dxs, dh0, dweight_ih, dweight_hh, dbias


def two_rows_exchanged(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, dweight_ih, dweight_hh, dbias = right_walk(params, xs, h0, hs, dhs)
    return dxs, dh0, dweight_ih, dweight_hh[::-1].copy(), dbias


def always_too_low(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, *rest = right_walk(params, xs, h0, hs, dhs)
    return dxs - 0.5 * np.abs(dxs), dh0, rest[0], rest[1], rest[2]


def forward_without_its_bias(params: RNNParams, xs: Array, h0: Array, dhs: Array) -> Five:
    unbiased = params._replace(bias=np.zeros_like(params.bias))
    return right_walk(params, xs, h0, run(unbiased, xs, h0), dhs)


cut_after_three_steps = walked(arrives=lambda t, steps: (1.0, float(steps - 1 - t != 3)))

CORRECT: tuple[Pair, ...] = (of_cell(CELLS["rnn"]), of_walk(right_walk), (in_a_loop, with_einsum))

BUGS: dict[str, tuple[Pair, str]] = {
    bug.id: (of_cell(planted(bug)), bug.symptom) for bug in RNN_BUGS if bug.kind == "backward"
} | {
    "bias-of-the-first-sequence": (
        of_walk(bias_of_the_first_sequence),
        "db is the first sequence's alone.",
    ),
    "bias-of-the-last-step": (
        of_walk(bias_of_the_last_step),
        "db is the last step's alone, not the sum over time.",
    ),
    "a-thousandth-too-long": (
        of_walk(a_thousandth_too_long),
        "The parameters' gradients are a thousandth too long.",
    ),
    "input-weights-of-the-last-step": (
        of_walk(input_weights_of_the_last_step),
        "dW_ih is the last step's alone, not the sum over time.",
    ),
    "last-entry-doubled": (of_walk(last_entry_doubled), "One entry of dW_hh is twice what it should be."),
    "two-rows-exchanged": (of_walk(two_rows_exchanged), "The rows of dW_hh stand in another order."),
    "always-too-low": (of_walk(always_too_low), "Every entry of dx is too low, none is too high."),
    "forward-without-its-bias": (
        (run, forward_without_its_bias),
        "The states that the walk goes back through were made without the bias.",
    ),
    "cut-after-three-steps": (
        of_walk(cut_after_three_steps),
        "The walk is cut three steps before the end: no gradient gets past that point.",
    ),
}
