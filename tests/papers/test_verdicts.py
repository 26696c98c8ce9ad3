"""Every verdict follows from a rule, and every rule goes red on planted numbers."""

import dataclasses

import pytest

from lstm_ref.papers import EXPERIMENTS
from lstm_ref.papers.experiment import DIRECTION, EXACT, NOT, verdict

BY_NAME = {one.name: one for one in EXPERIMENTS}
YES, LATE, FAILED = (
    {"solved": 1.0, "sequences": 1_000.0, "seconds": 1.0},
    {"solved": 1.0, "sequences": 50_000.0, "seconds": 1.0},
    {"solved": 0.0, "sequences": 90_000.0, "seconds": 1.0},
)
CELLS = {
    "long-lag": {"plain RNN, q = 100, p = 100": FAILED},
    "adding": {"plain RNN": FAILED},
    "temporal-order": {"plain RNN": FAILED},
    "continual-reber": {"1997 cell": FAILED},
    "forget-bias": {"forget bias 1": LATE},
    "forget-bias-one": {
        f"forget bias 0, input bias {i}, rate {lr}": LATE for i, lr in ((0, 0.01), (-1, 0.01))
    },
    "chrono": {"forget bias 1": LATE},
    "order-by-length": {"T = 50": FAILED},
    "no-forget-gate": {},
}


def planted(experiment, others=YES, **by_arm):
    """Five equal runs for each arm, as `by_arm` or else `others` says."""
    return {arm.name: [by_arm.get(arm.name, others)] * 5 for arm in experiment.arms}


def numbers(measure, **by_arm):
    return {arm: [{measure: value, "seconds": 1.0}] * 5 for arm, value in by_arm.items()}


@pytest.mark.parametrize("name", [name for name in CELLS if CELLS[name]])
def test_a_contrast_is_green_and_without_it_red(name):
    one = BY_NAME[name]
    assert verdict(one, planted(one, **CELLS[name])) == DIRECTION
    assert verdict(one, planted(one)) == NOT, "both sides the same"
    assert verdict(one, planted(one, others=FAILED)) == NOT, "nothing is solved"
    assert verdict(one, planted(one, others=FAILED, **dict.fromkeys(CELLS[name], YES))) == NOT, "the reverse"


def test_a_single_failing_lag_is_enough_to_lose_the_row():
    one = BY_NAME["long-lag"]
    lost = {**CELLS["long-lag"], "1997 cell, q = 1000, p = 100": FAILED}
    assert verdict(one, planted(one, **lost)) == NOT


def test_the_missing_gate_must_be_missed_in_every_setting():
    one = BY_NAME["no-forget-gate"]
    without = [arm.name for arm in one.arms if arm.name.startswith("no forget gate")]
    assert len(without) == 4
    assert verdict(one, planted(one, **dict.fromkeys(without, FAILED))) == DIRECTION
    assert verdict(one, planted(one, **dict.fromkeys(without[1:], FAILED))) == NOT


def test_the_latch_must_fall_with_the_length():
    one, measure = BY_NAME["latch"], "of 18 units hold"
    lengths = [arm.name for arm in one.arms]
    for held, told in (
        ([18, 18, 7, 1, 0], DIRECTION),
        ([18] * 5, NOT),
        ([0] * 5, NOT),
        ([18, 9, 16, 0, 0], NOT),
    ):
        assert verdict(one, numbers(measure, **dict(zip(lengths, held, strict=True)))) == told


def test_the_cliff_is_steep_and_narrow():
    one = BY_NAME["cliff"]
    for ratio, share, told in ((5000, 0.004, DIRECTION), (20, 0.004, NOT), (5000, 0.3, NOT), (5000, 0, NOT)):
        runs = [{one.measure: ratio, "share steep": share, "seconds": 1.0}]
        assert verdict(one, {"random places": runs}) == told


def test_the_state_must_grow_tenfold():
    one = BY_NAME["state-growth"]
    for kept, grown, told in ((10, 700, DIRECTION), (10, 90, NOT), (700, 10, NOT)):
        assert verdict(one, numbers("memory", **{"forget gate": kept, "1997 cell": grown})) == told


def test_one_wrong_count_is_enough():
    counts, later = BY_NAME["weights-1997"], BY_NAME["weights-2002"]
    for wrong, told in ((0, EXACT), (1, NOT)):
        runs = [{"wrong counts": wrong, "counts": 8, "seconds": 0.0}]
        assert verdict(counts, {"all wirings": runs}) == told
    for weights, told in ((17, EXACT), (18, NOT)):
        assert verdict(later, {"peephole cell": [{"weights": weights, "seconds": 0.0}]}) == told


def test_an_arm_without_runs_has_no_verdict():
    for one in EXPERIMENTS:
        some = {arm.name: [YES] for arm in one.arms[1:]}
        assert verdict(one, some) == "not run yet"


def test_every_row_is_planted_somewhere():
    special = {"latch", "cliff", "state-growth", "weights-1997", "weights-2002"}
    assert {*CELLS, *special} == set(BY_NAME)
    assert all(dataclasses.is_dataclass(one) for one in EXPERIMENTS)
