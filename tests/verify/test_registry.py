import numpy as np
import pytest

from lstm_ref.verify.cases import Sizes, join, random_case, take
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.layered import LAYERED
from lstm_ref.verify.registry import IMPLEMENTATIONS, implementations, load


def test_every_row_has_a_name_of_its_own_and_a_cell_that_is_there():
    assert len({str(row) for row in IMPLEMENTATIONS}) == len(IMPLEMENTATIONS)
    assert {row.cell for row in IMPLEMENTATIONS} == {*CELLS, *LAYERED}


@pytest.mark.parametrize("row", IMPLEMENTATIONS, ids=str)
def test_every_row_names_something_that_is_there(row):
    if row.backend == "torch":
        pytest.importorskip("torch")
    assert callable(row.load()) and callable(load(row.adapter))


def test_rows_are_chosen_by_cell_and_by_backend():
    assert {row.backend for row in implementations("lstm")} == {"numpy", "torch"}
    assert {row.cell for row in implementations(backend="torch")} == {*CELLS, *LAYERED}
    assert [row.where for row in implementations("gru", "numpy")] == ["lstm_ref.numpy.gru:gru_step"]


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_a_random_case_has_the_sizes_asked_for_and_no_zero(cell):
    case = random_case(cell, np.random.default_rng(0), Sizes(5, 4, 3, 2), "float32")
    rows = max(1, len(cell.gates)) * 2
    assert case.params.weight_ih.shape == (rows, 3) and case.params.weight_hh.shape == (rows, 2)
    assert case.xs.shape == (5, 4, 3) and case.dhs.shape == (5, 4, 2)
    leaves = [case.xs, case.dhs, *case.params, *case.state, *case.dstate]
    assert {leaf.dtype.name for leaf in leaves} == {"float32"} and all(leaf.all() for leaf in leaves)


def test_taking_sequences_and_joining_them_gives_the_case_back():
    case = random_case(CELLS["lstm"], np.random.default_rng(0), Sizes(5, 4, 3, 2))
    again = join(take(case, [0, 1]), take(case, [2, 3]))
    assert np.array_equal(again.xs, case.xs) and np.array_equal(again.dstate.c, case.dstate.c)
    assert again.params is case.params
