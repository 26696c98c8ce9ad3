"""The walk back through time, right, and with the places left open where learners go wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.exercises.ch03.step_back import Five, step_backward
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.rnn import RNNParams
from lstm_ref.verify.mistake import Answer


def walk(
    params: RNNParams,
    xs: Array,
    h0: Array,
    hs: Array,
    dhs: Array,
    *,
    order: Callable[[int], Any] = lambda steps: range(steps)[::-1],
    arrives: Callable[[int, int], tuple[float, float]] = lambda t, steps: (1.0, 1.0),
    before: Callable[[int], int] = lambda t: t - 1,
    counts: Callable[[int, int], float] = lambda t, steps: 1.0,
    direct_dx: bool = False,
) -> Five:
    """The right walk, with the places where learners go wrong left open.

    Arguments:
        order: the steps in which the loop goes.
        arrives: by what the loss's part and the carried part are multiplied at step t.
        before: which state was the input of step t; −1 is h0.
        counts: by what step t's terms of the parameters are multiplied.
        direct_dx: whether dx_t is made from the loss's part alone.
    """
    steps = len(xs)
    states = np.concatenate([hs, h0[None]])  # h0 stands last, so that index −1 finds it
    dxs, carried, sums = np.zeros_like(xs), np.zeros_like(h0), [np.zeros_like(leaf) for leaf in params]
    for t in order(steps):
        loss_part, carried_part = arrives(t, steps)
        dh = loss_part * dhs[t] + carried_part * carried
        dxs[t], carried, *terms = step_backward(params, xs[t], states[before(t)], hs[t], dh)
        sums = [old + counts(t, steps) * term for old, term in zip(sums, terms, strict=True)]
        if direct_dx:
            dxs[t] = step_backward(params, xs[t], states[before(t)], hs[t], dhs[t])[0]
    return dxs, carried, sums[0], sums[1], sums[2]


def right_walk(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    return walk(params, xs, h0, hs, dhs)


def walked(**ways: Any) -> Answer:
    """A walk with some of its places filled wrongly."""

    def answer(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
        return walk(params, xs, h0, hs, dhs, **ways)

    return answer


def averaged(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, *sums = right_walk(params, xs, h0, hs, dhs)
    return dxs, dh0, sums[0] / len(xs), sums[1] / len(xs), sums[2] / len(xs)


def dh0_is_zero(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, *sums = right_walk(params, xs, h0, hs, dhs)
    return dxs, 0 * dh0, sums[0], sums[1], sums[2]


def dxs_in_the_order_of_the_walk(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    dxs, dh0, *sums = right_walk(params, xs, h0, hs, dhs)
    return dxs[::-1].copy(), dh0, sums[0], sums[1], sums[2]


def carry_added_up(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Five:
    states = np.concatenate([h0[None], hs[:-1]])
    dxs, carried, sums = np.zeros_like(xs), np.zeros_like(h0), [np.zeros_like(leaf) for leaf in params]
    for t in reversed(range(len(xs))):
        dxs[t], sent, *terms = step_backward(params, xs[t], states[t], hs[t], dhs[t] + carried)
        carried = carried + sent
        sums = [old + term for old, term in zip(sums, terms, strict=True)]
    return dxs, carried, sums[0], sums[1], sums[2]
