"""Chapter 9's checks: the right cell passes all of them, and a falling loss sees little."""

import numpy as np
import pytest

from lstm_ref.verify.bug_table import outcome
from lstm_ref.verify.bugs import BY_ID, planted
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.lstm_checks import LSTM_CHECKS, TITLES, loss_falls, losses_while_training


def test_every_check_has_a_title_that_fits():
    assert list(TITLES) == list(LSTM_CHECKS) and max(map(len, TITLES.values())) <= 20


def test_the_right_cell_trains():
    losses = losses_while_training(CELLS["lstm"], np.random.default_rng(0))
    assert losses[-1] < losses[0] / 5


@pytest.mark.parametrize("bug", ["loop-forward-in-time", "sign-of-dc"])
def test_it_sees_a_gradient_that_points_elsewhere(bug):
    assert outcome(loss_falls, planted(BY_ID[bug])) == "caught"


@pytest.mark.parametrize("bug", ["dh-and-dc-not-carried", "no-bias", "dc-carry-from-overwritten-dh"])
def test_it_is_blind_to_the_bugs_of_the_museum(bug):
    assert outcome(loss_falls, planted(BY_ID[bug], consistent=True)) == "missed"
