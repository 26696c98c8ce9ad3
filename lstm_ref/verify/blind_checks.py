"""Checks that people write for an LSTM, the blind ones beside the good ones, and what each of them sees.

Each check is a function of a cell: silent when it passes, `Mismatch` when it finds a fault. Its docstring is
the title that a table shows.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.verify.cases import Case, Sizes, random_case
from lstm_ref.verify.cells import CELLS, Cell
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.gradcheck import judge
from lstm_ref.verify.parity import assert_close
from lstm_ref.verify.plain import plain_forward
from lstm_ref.verify.recipe import (
    SIZES,
    Inputs,
    gradients_over_time,
    inputs_of,
    loss_over_time,
    projection_check_cell,
)

Check = Callable[[Cell], None]

D_IS_H = SIZES._replace(D=3, H=3)


class Setup(NamedTuple):
    """What a check works on. `zero` and `unread` are beginnings of dotted names, such as ``"state.c"``."""

    sizes: Sizes = SIZES
    zero: tuple[str, ...] = ()  # parts of the case that are zero instead of random
    last_h_only: bool = False  # the loss feels no earlier h
    unread: tuple[str, ...] = ()  # gradients that are computed and not looked at


def prepare(cell: Cell, setup: Setup) -> Case:
    """A random case, seed 0, with zeros where the setup wants them."""
    case = random_case(cell, np.random.default_rng(0), setup.sizes)
    names = (name for name, _ in tree_leaves(case))
    case = tree_map(lambda leaf: 0 * leaf if next(names).startswith(setup.zero) else leaf, case)
    if setup.last_h_only:
        case = case._replace(dhs=np.concatenate([0 * case.dhs[:-1], case.dhs[-1:]]))
    return case


def golden_forward(cell: Cell, setup: Setup) -> None:
    """Check hs and the last state against `plain_forward`, which shares no code with the cell."""
    case = prepare(cell, setup)
    hs, last, _ = cell.scan(cell.step, case.params, case.xs, case.state)
    right_hs, right_last = plain_forward(cell.unit, case.params, case.xs, case.state)
    assert_close(hs, right_hs, 1e-12, "hs")
    assert_close(last, right_last, 1e-12, "last state")


def gradcheck(cell: Cell, setup: Setup) -> None:
    """Check the gradients that the setup reads, entry by entry, against finite differences."""
    gradients = gradients_over_time(cell, prepare(cell, setup))
    judge(gradients, numeric(forward_of(cell), setup), tolerance=1e-6, unread=setup.unread)


def forward_of(cell: Cell) -> Cell:
    """The same forward pass with the correct backward pass: all that finite differences depend on."""
    correct = CELLS[cell.name]
    return replace(cell, step_backward=correct.step_backward, scan_backward=correct.scan_backward)


@lru_cache(maxsize=64)
def numeric(cell: Cell, setup: Setup) -> Inputs:
    """Finite differences, computed once for all the wrong backward passes of one forward pass."""
    case = prepare(cell, setup)
    return numeric_gradients(loss_over_time(cell, case), inputs_of(case))


def golden_forward_one_step(cell: Cell) -> None:
    """Forward against known values, one step: what is carried over time is not exercised."""
    golden_forward(cell, Setup(SIZES._replace(T=1)))


def golden_forward_zeros(cell: Cell) -> None:
    """Forward against known values, five steps, zero state and bias: what the bias does is not seen."""
    golden_forward(cell, Setup(zero=("state", "params.bias")))


def golden_forward_random(cell: Cell) -> None:
    """Forward against known values, five steps, random state and bias."""
    golden_forward(cell, Setup())


def gradcheck_one_step_zeros(cell: Cell) -> None:
    """Gradient check, one step, zero state and bias, nothing arrives at the last state."""
    gradcheck(cell, Setup(D_IS_H._replace(T=1), zero=("state", "params.bias", "dstate")))


def gradcheck_one_step(cell: Cell) -> None:
    """Gradient check, one step, random state, a gradient at the last state."""
    gradcheck(cell, Setup(D_IS_H._replace(T=1)))


def gradcheck_last_h_only(cell: Cell) -> None:
    """Gradient check, five steps, the loss feels the last h only."""
    gradcheck(cell, Setup(D_IS_H, zero=("dstate",), last_h_only=True))


def gradcheck_parameters_only(cell: Cell) -> None:
    """Gradient check, five steps, only the parameters' gradients are read."""
    gradcheck(cell, Setup(D_IS_H, unread=("xs", "state")))


def gradcheck_batch_of_one(cell: Cell) -> None:
    """Gradient check, five steps, a batch of one: a mean over the batch equals the sum."""
    gradcheck(cell, Setup(SIZES._replace(B=1)))


def gradcheck_one_unit(cell: Cell) -> None:
    """Gradient check, five steps, one hidden unit: a matrix equals its transpose."""
    gradcheck(cell, Setup(SIZES._replace(H=1)))


def gradcheck_c_from_zero(cell: Cell) -> None:
    """Gradient check, five steps, c starts at zero and is not read, nothing arrives at the last state."""
    gradcheck(cell, Setup(zero=("state.c", "dstate"), unread=("state.c",)))


def gradcheck_full(cell: Cell) -> None:
    """Gradient check, the full recipe: everything random, all sizes different, every gradient read."""
    gradcheck(cell, Setup())


def gradcheck_full_d_equals_h(cell: Cell) -> None:
    """Gradient check, the full recipe with D = H: runs where x and h have been taken for each other."""
    gradcheck(cell, Setup(D_IS_H))


def projection_full(cell: Cell) -> None:
    """Gradient check along one random direction, everything else as in the full recipe."""
    projection_check_cell(cell)


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        golden_forward_one_step,
        golden_forward_zeros,
        golden_forward_random,
        gradcheck_one_step_zeros,
        gradcheck_one_step,
        gradcheck_last_h_only,
        gradcheck_parameters_only,
        gradcheck_batch_of_one,
        gradcheck_one_unit,
        gradcheck_c_from_zero,
        gradcheck_full,
        gradcheck_full_d_equals_h,
        projection_full,
    )
}
