"""A layer that reads a sequence in both directions, each with parameters of its own."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.padding import Lengths, mask, padded_scan, padded_scan_backward
from lstm_ref.numpy.scan import scan, scan_backward


class TwoWay(NamedTuple):
    """One of a thing for each direction: parameters, a state, a tape."""

    ahead: Any  # from the first step to the last
    back: Any  # from the last step to the first


def reverse(xs: Array, lengths: Lengths | None = None) -> Array:
    """The same sequences read from their own end; what lies after an end becomes zero.

    Arguments:
        xs: (T, B, D).
        lengths: (B,), each from 0 to T; T for all where None.

    Returns:
        (T, B, D).

    Raises:
        ShapeError: when `lengths` is not (B,), or holds a number below 0 or above T.
    """
    if lengths is None:
        return xs[::-1]
    alive = mask(lengths, len(xs))
    places = np.where(alive, lengths - 1 - np.arange(len(xs))[:, None], 0)
    return np.where(alive[:, :, None], np.take_along_axis(xs, places[:, :, None], axis=0), 0)


def two_way_scan(
    step: Callable[..., tuple[Any, Any]],
    params: TwoWay,
    xs: Array,
    state: TwoWay,
    *,
    lengths: Lengths | None = None,
) -> tuple[Array, TwoWay, TwoWay]:
    """Read forward with one set of parameters and backward with another; step by step side by side.

        hs_t = [ahead_t, back_t]        back = reverse(scan(step, params.back, reverse(xs), state.back))

    At the last step `back_t` has read one input, and at the first step `ahead_t` has. What has read
    everything is the last state of each direction.

    Arguments:
        step: such as `lstm_step`.
        params: for each direction, both with D inputs and H units.
        xs: (T, B, D), time first.
        state: for each direction, before its own first step.
        lengths: (B,) where sequences end early; each is read backward from its own end.

    Returns:
        `hs` (T, B, 2H), forward half first; the last state of each direction; the tapes.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    walk = scan if lengths is None else padded_scan
    more = () if lengths is None else (lengths,)
    ahead, last_ahead, tape_ahead = walk(step, params.ahead, xs, state.ahead, *more)
    back, last_back, tape_back = walk(step, params.back, reverse(xs, lengths), state.back, *more)
    hs = np.concatenate([ahead, reverse(back, lengths)], axis=-1)
    return hs, TwoWay(last_ahead, last_back), TwoWay(tape_ahead, tape_back)


def two_way_scan_backward(
    step_backward: Callable[..., tuple[Array, Any, Any]],
    params: TwoWay,
    tape: TwoWay,
    dhs: Array,
    dstate: TwoWay,
    *,
    lengths: Lengths | None = None,
) -> tuple[Array, TwoWay, TwoWay]:
    """The gradient of `two_way_scan`: each direction is walked back, and an input collects from both.

    Arguments:
        step_backward: such as `lstm_step_backward`.
        params, tape, lengths: as given to and returned by `two_way_scan`.
        dhs: (T, B, 2H).
        dstate: for each direction, the gradient of its last state.

    Returns:
        `dxs` (T, B, D); for each direction the gradient of the state before its first step, and of its
        parameters.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    walk_back = scan_backward if lengths is None else padded_scan_backward
    more = () if lengths is None else (lengths,)
    half = dhs.shape[-1] // 2
    to_ahead, to_back = dhs[..., :half], reverse(dhs[..., half:], lengths)
    dxs, first_ahead, grads_ahead = walk_back(
        step_backward, params.ahead, tape.ahead, to_ahead, dstate.ahead, *more
    )
    dxs_back, first_back, grads_back = walk_back(
        step_backward, params.back, tape.back, to_back, dstate.back, *more
    )
    dxs = dxs + reverse(dxs_back, lengths)
    return dxs, TwoWay(first_ahead, first_back), TwoWay(grads_ahead, grads_back)
