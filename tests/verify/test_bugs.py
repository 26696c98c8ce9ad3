"""Planting: one line of a copy changed, the package itself untouched."""

import inspect
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_ref import numpy as core
from lstm_ref.verify import bug_table
from lstm_ref.verify.blind_checks import CHECKS, golden_forward_random, gradcheck_full
from lstm_ref.verify.bugs import BUGS, BY_ID, Edit, planted
from lstm_ref.verify.cases import random_case
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import Mismatch
from lstm_ref.verify.planting import source_of
from lstm_ref.verify.recipe import SIZES, gradients_over_time

FORWARD = [bug for bug in BUGS if bug.kind == "forward"]
BACKWARD = [bug for bug in BUGS if bug.kind == "backward"]
every_bug = pytest.mark.parametrize("bug", BUGS, ids=BY_ID)
every_forward_bug = pytest.mark.parametrize("bug", FORWARD, ids=lambda bug: bug.id)
every_backward_bug = pytest.mark.parametrize("bug", BACKWARD, ids=lambda bug: bug.id)


@pytest.fixture(scope="module")
def table():
    return bug_table.measure()


def test_every_bug_has_an_id_and_a_line_of_its_own():
    assert len(BY_ID) == len(BUGS) and len(FORWARD) == 12
    assert len({bug.edit for bug in BUGS}) == len(BUGS)


@every_bug
def test_a_bug_changes_one_line_and_so_does_each_line_of_its_mirror(bug):
    assert bug.diff().count("\n") == 1 and bug.diff().startswith("- ")
    for edit in bug.mirror:
        before, after = source_of(edit.file).splitlines(), edit.apply(source_of(edit.file)).splitlines()
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


@every_bug
def test_the_check_that_a_bug_names_turns_red_and_does_not_crash(bug):
    with pytest.raises(Mismatch):
        CHECKS[bug.caught_by](planted(bug))


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_correct_code_passes_every_check(cell):
    for check in CHECKS.values():
        check(cell)


def test_the_stored_table_is_what_is_measured(table):
    stored = Path(__file__).with_name("blind_checks.csv").read_text(encoding="utf-8")
    assert bug_table.read(io.StringIO(stored)) == table
    written = io.StringIO()
    bug_table.write(table, written)
    assert written.getvalue() == stored


def test_no_gradient_check_sees_a_forward_bug_whose_gradient_fits(table):
    totals = bug_table.totals(table, "forward")
    assert {totals[name].caught for name in CHECKS if not name.startswith("golden")} == {0}
    assert totals["golden_forward_random"] == (12, 12)


def test_no_forward_check_sees_a_backward_bug(table):
    totals = bug_table.totals(table, "backward")
    assert {totals[name].caught for name in CHECKS if name.startswith("golden")} == {0}
    assert totals["gradcheck_full_d_equals_h"] == (len(BACKWARD), len(BACKWARD))


@every_forward_bug
def test_a_forward_bug_alone_does_not_fit_the_gradient_beside_it(bug):
    with pytest.raises(Mismatch):
        gradcheck_full(planted(bug))


@every_backward_bug
def test_a_backward_bug_is_off_by_more_than_a_hundredth(bug):
    sizes = SIZES._replace(D=3, H=3)
    case = random_case(CELLS["lstm"], np.random.default_rng(0), sizes)
    with np.errstate(all="raise"):
        right, wrong = (gradients_over_time(cell, case) for cell in (CELLS["lstm"], planted(bug)))
    pairs = zip(core.tree_leaves(right), core.tree_leaves(wrong), strict=True)
    assert max(np.abs(a - b).max() / np.abs(a).max() for (_, a), (_, b) in pairs) > 1e-2


@every_bug
def test_planting_leaves_the_package_as_it_is(bug):
    planted(bug, consistent=True)
    golden_forward_random(CELLS["lstm"])
    assert bug.edit.old in source_of(bug.edit.file)
    assert CELLS["lstm"].step is core.lstm_step and CELLS["lstm"].scan is core.scan


def test_functions_without_a_changed_line_are_the_real_ones():
    cell = planted(BY_ID["df-from-c-t"])
    assert cell.step is core.lstm_step and cell.scan is core.scan and cell.scan_backward is core.scan_backward
    assert "df = dc * tape.c\n" in inspect.getsource(cell.step_backward)


def test_a_planted_sigmoid_reaches_the_step():
    assert planted(BY_ID["sigmoid-of-2x"]).step.__globals__["sigmoid"](1.0) == pytest.approx(0.8808, abs=1e-4)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Edit("lstm.py", "no such text", ""), "found 0 times"),
        (Edit("lstm.py", "np.tanh", "np.sin"), "found 3 times"),
        (Edit("lstm.py", "h = o * np.tanh(c)", "h = o\nc = 0"), "in one line"),
    ],
)
def test_an_edit_that_does_not_stand_there_once_is_refused(edit, message):
    with pytest.raises(ValueError, match=f"^lstm.py: expected .*{message}"):
        edit.apply(source_of("lstm.py"))


def test_a_bug_in_another_file_is_refused():
    elsewhere = replace(BUGS[0], edit=Edit("optim.py", "steps + 1", "steps"))
    with pytest.raises(ValueError, match=r"expected a change in .* or lstm.py, got \{'optim.py'\}"):
        planted(elsewhere)


def test_a_bug_can_be_planted_in_another_cell():
    edit = Edit("rnn.py", "da = dstate.h * (1 - tape.h**2)", "da = dstate.h")
    with pytest.raises(Mismatch):
        gradcheck_full(planted(replace(BUGS[-1], id="no-derivative", edit=edit, cell="rnn")))
