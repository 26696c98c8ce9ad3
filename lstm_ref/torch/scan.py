"""Time, written once for every cell: forward over the steps, and back again."""

from collections.abc import Callable
from typing import Any, TypeVar

import torch
from torch import Tensor

from lstm_ref.numpy.checks import check_named_tuples
from lstm_ref.numpy.scan import check_sequence
from lstm_ref.numpy.tree import tree_add, tree_map
from lstm_ref.torch.checks import check

Params = TypeVar("Params", bound=tuple[Any, ...])


def scan(
    step: Callable[..., tuple[Any, Any]], params: Any, xs: Tensor, state: Any
) -> tuple[Tensor, Any, list[Any]]:
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
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_sequence("xs", xs, "input_size")
    check_named_tuples(params=params, state=state)
    hs, tape = [], []
    for x in xs:
        state, step_tape = step(params, x, state)
        hs.append(state.h)
        tape.append(step_tape)
    stacked = torch.stack(hs) if hs else state.h.new_empty(0, *state.h.shape)
    return stacked, state, tape


def scan_backward(
    step_backward: Callable[..., tuple[Tensor, Any, Any]],
    params: Params,
    tape: list[Any],
    dhs: Tensor,
    dstate: Any,
) -> tuple[Tensor, Any, Params]:
    """Walk back through time: backpropagation through time for any cell, without autograd.

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
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Werbos, *Backpropagation through time*, Proceedings of the IEEE 78(10), 1990.
    """
    check_sequence("dhs", dhs, "hidden_size", steps=len(tape))
    check_named_tuples(params=params, dstate=dstate)
    check([("dhs", dhs, "T B H"), *((f"dstate.{k}", getattr(dstate, k), "B H") for k in dstate._fields)])
    batch, input_size = len(dstate.h), params.weight_ih.shape[1]  # type: ignore[attr-defined]
    dxs = dstate.h.new_empty(len(tape), batch, input_size)
    dparams = tree_map(torch.zeros_like, params)
    for t in reversed(range(len(tape))):
        dstate = dstate._replace(h=dstate.h + dhs[t])
        dxs[t], dstate, dparams_t = step_backward(params, tape[t], dstate)
        dparams = tree_add(dparams, dparams_t)
    return dxs, dstate, dparams
