"""Time, written once for every cell: forward over the steps, and back again."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import DtypeError, ShapeError, check, check_named_tuples
from lstm_ref.numpy.tree import tree_add, tree_map

Params = TypeVar("Params", bound=tuple[Any, ...])


def check_sequence(name: str, array: Any, last: str, steps: int | None = None) -> None:
    """Check that `array` is (T, B, `last`), with T = `steps` where that is known."""
    if not hasattr(array, "ndim"):
        raise DtypeError(f"{name}: expected an array, got {type(array).__name__}")
    if array.ndim != 3 or steps not in (None, len(array)):
        time = "time steps" if steps is None else f"time steps = {steps}"
        raise ShapeError(f"{name}: expected shape ({time}, batch, {last}), got {tuple(array.shape)}")


def scan(
    step: Callable[..., tuple[Any, Any]], params: Any, xs: Array, state: Any
) -> tuple[Array, Any, list[Any]]:
    """Walk through time: feed each x_t to `step`, and the state that it returns to the next step.

        state_t, tape_t = step(params, x_t, state_{t−1})        t = 1 … T

    Arguments:
        step: such as `lstm_step`.
        params: the step's parameters, the same at every step.
        xs: (T, B, D), time first. T = 0 is allowed: nothing happens.
        state: the state before the first step, `h` (B, H) and what else the cell has.

    Returns:
        `hs` (T, B, H), the h of every step; the state after the last step; the tape, a list of T tapes.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_sequence("xs", xs, "input_size")
    check_named_tuples(params=params, state=state)
    hs, tape = np.empty((len(xs), *state.h.shape), state.h.dtype), []
    for t, x in enumerate(xs):
        state, step_tape = step(params, x, state)
        hs[t] = state.h
        tape.append(step_tape)
    return hs, state, tape


def scan_backward(
    step_backward: Callable[..., tuple[Array, Any, Any]],
    params: Params,
    tape: list[Any],
    dhs: Array,
    dstate: Any,
) -> tuple[Array, Any, Params]:
    """Walk back through time: backpropagation through time for any cell.

    At each step three things happen: the gradient that the loss sends to this h is added to the one
    that the next step sent back; `step_backward` turns the sum into gradients of x, of the state
    before, and of the parameters; the parameters' gradients are summed, because all steps share them.

        dx_t, dstate_{t−1}, dparams_t = step_backward(params, tape_t, dstate_t + dhs_t)
        dparams = Σ_t dparams_t

    Arguments:
        step_backward: such as `lstm_step_backward`.
        params: as given to `scan`.
        tape: as returned by `scan`, T entries.
        dhs: (T, B, H), the gradient of the loss with respect to every h.
        dstate: the gradient with respect to the state after the last step, beyond what `dhs` holds.

    Returns:
        `dxs` (T, B, D); the gradient of the state before the first step; the gradients of the
        parameters, summed over time.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Werbos, *Backpropagation through time*, Proceedings of the IEEE 78(10), 1990.
    """
    check_sequence("dhs", dhs, "hidden_size", steps=len(tape))
    check_named_tuples(params=params, dstate=dstate)
    check([("dhs", dhs, "T B H"), *((f"dstate.{k}", getattr(dstate, k), "B H") for k in dstate._fields)])
    batch, input_size = len(dstate.h), params.weight_ih.shape[1]  # type: ignore[attr-defined]
    dxs = np.empty((len(tape), batch, input_size), dstate.h.dtype)
    dparams = tree_map(np.zeros_like, params)
    for t in reversed(range(len(tape))):
        dstate = dstate._replace(h=dstate.h + dhs[t])
        dxs[t], dstate, dparams_t = step_backward(params, tape[t], dstate)
        dparams = tree_add(dparams, dparams_t)
    return dxs, dstate, dparams
