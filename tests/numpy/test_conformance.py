"""The suite of `lstm_ref.verify.conformance` for the NumPy rows, and numeric gradients for each of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.conformance import CHECKS, applies, subject
from lstm_ref.verify.recipe import gradcheck_cell, projection_check_cell
from lstm_ref.verify.registry import implementations

ROWS = implementations(backend="numpy")
SEEDS = st.integers(0, 2**32 - 1)
ALL_DIFFERENT = st.permutations(range(2, 8)).map(lambda sizes: Sizes(*sizes[:4]))
SMALL = st.permutations(range(2, 6)).map(lambda sizes: Sizes(*sizes))
DEGENERATE = {
    "T=1": Sizes(1, 4, 3, 2),
    "B=1": Sizes(5, 1, 3, 2),
    "D=1": Sizes(5, 4, 1, 2),
    "H=1": Sizes(5, 4, 3, 1),
    "D=H": Sizes(5, 4, 3, 3),
    "all 1": Sizes(1, 1, 1, 1),
}

every_row = pytest.mark.parametrize("row", ROWS, ids=str)
every_check_that_applies = pytest.mark.parametrize(
    ("row", "check"),
    [
        pytest.param(row, check, id=f"{check.__name__}-{row}")
        for row in ROWS
        for check in CHECKS
        if applies(check, row, steps=2)
    ],
)


@every_check_that_applies
@settings(max_examples=25)
@given(sizes=ALL_DIFFERENT, seed=SEEDS)
def test_every_implementation_conforms(row, check, sizes, seed):
    check(subject(row, sizes, seed))


@every_check_that_applies
@pytest.mark.parametrize("sizes", DEGENERATE.values(), ids=DEGENERATE)
def test_it_conforms_at_degenerate_sizes_too(row, check, sizes):
    assert applies(check, row, sizes.T)
    check(subject(row, sizes, seed=0))


@every_check_that_applies
def test_it_conforms_in_float32_too(row, check):
    check(subject(row, Sizes(6, 4, 3, 5), seed=0, dtype="float32"))


@every_row
@settings(max_examples=5)
@given(sizes=SMALL, seed=SEEDS)
def test_every_gradient_is_the_numeric_one(row, sizes, seed):
    cell = row.definition
    rows = gradcheck_cell(cell, random_case(cell, np.random.default_rng(seed), sizes))
    assert {comparison.name.split(".")[0] for comparison in rows} == {"xs", "state", "params"}


@every_row
@pytest.mark.parametrize("sizes", DEGENERATE.values(), ids=DEGENERATE)
def test_every_gradient_is_the_numeric_one_at_degenerate_sizes(row, sizes):
    gradcheck_cell(row.definition, random_case(row.definition, np.random.default_rng(0), sizes))


@every_row
def test_fifty_steps_leave_the_numeric_gradient_as_close(row):
    cell = row.definition
    projection_check_cell(cell, random_case(cell, np.random.default_rng(0), Sizes(50, 2, 3, 4)))
