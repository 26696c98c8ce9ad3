"""The runs of the long-lag task: their gradient, their test, and the stored record."""

import numpy as np
import pytest

from lstm_ref.numpy.tree import tree_leaves
from lstm_ref.tasks import lag_record
from lstm_ref.tasks.lag_trials import (
    cell_1997,
    errors,
    inputs_of,
    loss_and_grads,
    passes,
    plain_net,
    train,
)
from lstm_ref.tasks.long_lag import long_lag_batch
from lstm_ref.verify.differences import numeric_gradients


@pytest.fixture
def rng():
    return np.random.default_rng(6)


@pytest.mark.parametrize("start", [cell_1997, plain_net])
def test_the_gradient_is_that_of_the_loss(rng, start):
    net = start(rng, inputs_of(3), size=2)
    batch = long_lag_batch(rng, 3, lag=4, distractors=3)
    _, grads = loss_and_grads(net, *batch)
    moved = numeric_gradients(lambda params: loss_and_grads(params, *batch)[0], net)
    for (name, ours), (_, theirs) in zip(tree_leaves(grads), tree_leaves(moved), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-8, err_msg=name)


def test_an_error_is_the_share_of_the_wrong_answer(rng):
    net = cell_1997(rng, inputs_of(5))
    xs, targets = long_lag_batch(rng, 8, lag=3, distractors=5)
    both = errors(net, xs, targets) + errors(net, xs, 1 - targets)
    np.testing.assert_allclose(both, 1)
    assert not passes(net, rng, 3, 5)


def test_a_short_lag_is_learned_and_the_net_that_comes_back_passes(rng):
    trial = train(rng, cell_1997(rng, inputs_of(10)), 10, 10, budget=4800)
    assert trial.solved and trial.sequences < 4800
    assert passes(trial.net, rng, 10, 10)


def test_a_budget_is_kept(rng):
    trial = train(rng, cell_1997(rng, inputs_of(10)), 10, 10, budget=64)
    assert not trial.solved and trial.sequences == 64


def test_the_record_holds_every_setting_that_the_package_has():
    record = lag_record.read()
    settings = {setting.name: setting._asdict() for setting in lag_record.SETTINGS}
    assert record["settings"] == settings
    assert record["budget"] == lag_record.BUDGET and record["command"] == lag_record.COMMAND
    assert set(record["runs"]) == set(settings)
    for setting in (*lag_record.LAGS, *lag_record.BIASES, *lag_record.PLAIN):
        assert len(record["runs"][setting.name]) == setting.seeds
        assert lag_record.runs_of(record, setting)[0] <= setting.seeds


def test_the_record_agrees_with_a_run_made_now():
    setting = lag_record.LAGS[0]
    assert lag_record.runs_of(lag_record.read(), setting)[0] == setting.seeds
    assert lag_record.run(setting, seed=0).solved


def test_a_missing_record_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="lag_record --record"):
        lag_record.read(tmp_path / "none.json")


def test_table_3_has_the_lags_that_are_recorded():
    assert {(setting.lag, setting.distractors) for setting in lag_record.LAGS} <= set(lag_record.TABLE_3)
