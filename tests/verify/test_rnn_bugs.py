"""The plain RNN's planted bugs: each lives in one line, and which check sees it is known."""

import numpy as np
import pytest

from lstm_ref import numpy as core
from lstm_ref.verify.cases import random_case
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import Mismatch
from lstm_ref.verify.planting import source_of
from lstm_ref.verify.recipe import SIZES, gradients_over_time
from lstm_ref.verify.rnn_bugs import RNN_BUGS, RNN_BUGS_BY_ID, planted
from lstm_ref.verify.rnn_checks import (
    RNN_CHECKS,
    full_recipe,
    losses_while_training,
    measure_rnn,
    missed_by,
    title,
)

RNN = CELLS["rnn"]
BACKWARD = [bug for bug in RNN_BUGS if bug.kind == "backward"]
every_bug = pytest.mark.parametrize("bug", RNN_BUGS, ids=RNN_BUGS_BY_ID)


@pytest.fixture(scope="module")
def table():
    return measure_rnn()


def test_every_bug_has_an_id_a_line_and_a_symptom_of_its_own():
    assert len(RNN_BUGS_BY_ID) == len({bug.edit for bug in RNN_BUGS}) == len({b.symptom for b in RNN_BUGS})
    assert len(RNN_BUGS) == 14 and len(BACKWARD) == 12  # the page says so


@every_bug
def test_a_bug_changes_one_line(bug):
    assert bug.diff().count("\n") == 1 and bug.cell == "rnn"
    for edit in bug.mirror:
        assert edit.old in source_of(edit.file)


@pytest.mark.parametrize("name", RNN_CHECKS)
def test_correct_code_passes_every_check(name):
    RNN_CHECKS[name](RNN)


@every_bug
def test_the_full_recipe_catches_every_bug_and_does_not_crash(bug):
    assert bug.caught_by == "full_recipe"
    with pytest.raises(Mismatch):
        full_recipe(planted(bug, consistent=True))


@pytest.mark.parametrize(
    ("check", "lives"),
    [
        ("one_step", {"state-not-carried", "carry-dropped", "equals-for-plus-equals", "last-loss-only"}),
        ("zero_state_and_bias", {"bias-left-out", "first-term-left-out"}),
        ("last_h_only", {"last-loss-only"}),
        ("batch_of_one", {"bias-averaged"}),
        ("one_unit", {"weights-turned"}),
        ("parameters_only", {"first-state-forgotten", "layer-below-starved"}),
        ("full_recipe", set()),
    ],
)
def test_each_weak_check_is_blind_where_the_page_says(table, check, lives):
    also = {"loop-forward-in-time"} if check == "one_step" else set()
    assert set(missed_by(table, check)) == lives | also


def test_a_falling_loss_sees_less_than_any_other_check(table):
    missed = {check: len(missed_by(table, check)) for check in RNN_CHECKS}
    assert max(missed, key=missed.get) == "loss_falls" and missed["loss_falls"] >= 8


@pytest.mark.parametrize("bug", BACKWARD, ids=lambda bug: bug.id)
def test_a_backward_bug_is_off_by_more_than_a_hundredth(bug):
    case = random_case(RNN, np.random.default_rng(0), SIZES)
    right, wrong = (gradients_over_time(cell, case) for cell in (RNN, planted(bug)))
    pairs = zip(core.tree_leaves(right), core.tree_leaves(wrong), strict=True)
    assert max(np.abs(a - b).max() / np.abs(a).max() for (_, a), (_, b) in pairs) > 1e-2


def test_the_starved_layer_has_exact_weight_gradients_and_a_wrong_one_below():
    case = random_case(RNN, np.random.default_rng(0), SIZES)
    starved = planted(RNN_BUGS_BY_ID["layer-below-starved"])
    right, wrong = (gradients_over_time(cell, case) for cell in (RNN, starved))
    for ours, theirs in zip(right.params, wrong.params, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(right.state.h, wrong.state.h)
    assert np.linalg.norm(right.xs - wrong.xs) > 0.05 * np.linalg.norm(right.xs)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["right", "slope-of-tanh-twice", "bias-left-out", "bias-averaged"])
def test_the_nets_of_the_first_figure_all_learn(name, seed):
    cell = planted(RNN_BUGS_BY_ID[name], consistent=True) if name != "right" else RNN
    losses = losses_while_training(cell, np.random.default_rng(seed))
    assert losses[-1] < losses[0] / 10


def test_every_check_has_a_title():
    assert len({title(name) for name in RNN_CHECKS}) == len(RNN_CHECKS) == 8
