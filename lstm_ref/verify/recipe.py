"""The gradient check of a cell over time: one loss that feels everything, and all gradients looked at."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.tree import tree_leaves
from lstm_ref.verify.cases import Case, Sizes, random_case
from lstm_ref.verify.cells import Cell
from lstm_ref.verify.gradcheck import Comparison, check_gradients, check_projection

SIZES = Sizes(T=5, B=4, D=3, H=2)  # all different, all above one: no transpose, no sum can hide


class Inputs(NamedTuple):
    """What a loss over time depends on: `xs` (T, B, D), the first `state`, `params`; also their gradients."""

    xs: Array
    state: Any
    params: Any


def loss_over_time(cell: Cell, case: Case) -> Callable[[Inputs], float]:
    """L = Σ dhs ⊙ hs + Σ dstate ⊙ state_T, whose gradients at hs and at the last state are the case's own."""

    def loss(inputs: Inputs) -> float:
        hs, last, _ = cell.scan(cell.step, inputs.params, inputs.xs, inputs.state)
        pairs = zip(tree_leaves(case.dstate), tree_leaves(last), strict=True)
        return float((case.dhs * hs).sum() + sum((weight * leaf).sum() for (_, weight), (_, leaf) in pairs))

    return loss


def inputs_of(case: Case) -> Inputs:
    """The part of a case that the loss depends on."""
    return Inputs(case.xs, case.state, case.params)


def gradients_over_time(cell: Cell, case: Case) -> Inputs:
    """The hand-written gradient of `loss_over_time`."""
    _, _, tape = cell.scan(cell.step, case.params, case.xs, case.state)
    dxs, dstate0, dparams = cell.scan_backward(cell.step_backward, case.params, tape, case.dhs, case.dstate)
    return Inputs(dxs, dstate0, dparams)


def gradcheck_cell(cell: Cell, case: Case | None = None, **options: Any) -> list[Comparison]:
    """The full recipe: every entry of dxs, of the first state's gradient, and of each parameter's.

    Arguments:
        cell: whose `step_backward` and `scan_backward` are to be checked.
        case: by default a random one of the sizes `SIZES`, seed 0.
        options: `tolerance`, `step`, `scheme` of `check_gradients`.

    Raises:
        Mismatch: an AssertionError, as `check_gradients`.
        DtypeError: when the case is not float64.
    """
    case = random_case(cell, np.random.default_rng(0), SIZES) if case is None else case
    inputs, gradients = inputs_of(case), gradients_over_time(cell, case)
    return check_gradients(loss_over_time(cell, case), inputs, gradients, **options)


def projection_check_cell(
    cell: Cell, case: Case | None = None, seed: int = 0, **options: Any
) -> tuple[float, float]:
    """The same along one random direction: two forward passes, whatever the sizes."""
    rng = np.random.default_rng(seed)
    case = random_case(cell, rng, SIZES) if case is None else case
    inputs, gradients = inputs_of(case), gradients_over_time(cell, case)
    return check_projection(loss_over_time(cell, case), inputs, gradients, rng, **options)
