"""What counts as met, and which algorithm cuDNN is asked for."""

import pytest

from lstm_ref.bench.cudnn import PERSISTENT, SMALL, STANDARD, cudnn_algorithm
from lstm_ref.bench.goals import (
    BAR_MET,
    BOTH,
    CPU_GOALS,
    CUDA_GOALS,
    FORWARD,
    MET,
    MISSED,
    UNKNOWN,
    Goal,
    goals,
    of_shapes,
)
from lstm_ref.bench.rungs import LIMIT, rungs
from lstm_ref.bench.shapes import CUDA_SHAPES, SHAPES, parse, shown
from lstm_ref.verify.cases import Sizes

ONE = SHAPES[0]


def test_a_time_is_met_from_above_and_a_speed_up_from_below():
    time = Goal("fast", LIMIT, FORWARD, "float32", {ONE: 1.4}, {ONE: 1.5})
    assert [time.verdict(ONE, r) for r in (1.4, 1.45, 1.6, None)] == [MET, BAR_MET, MISSED, UNKNOWN]
    assert time.ours == "fast" and time.wanted(ONE) == "at most 1.4"
    gain = Goal("found", "fast", BOTH, "float32", {ONE: 4.0}, {ONE: 3.0}, at_least=True)
    assert [gain.verdict(ONE, r) for r in (4.0, 3.2, 2.9)] == [MET, BAR_MET, MISSED]
    assert gain.ours == "fast" and gain.wanted(ONE) == "at least 4"
    assert Goal("a", "b", BOTH, "float32", {ONE: 1.0}).verdict(ONE, 1.01) == MISSED


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_goals_name_rungs_dtypes_and_shapes_that_are_timed(device):
    known = {LIMIT, *(rung.name for rung in rungs(device))}
    for goal in goals(device):
        assert {goal.above, goal.below} <= known and goal.device == device
        assert set(goal.goals) <= set(SHAPES if device == "cpu" else CUDA_SHAPES)
        assert set(goal.bars) <= set(goal.goals)
        for name in {goal.above, goal.below} - {LIMIT}:
            assert goal.dtype in next(rung.dtypes for rung in rungs(device) if rung.name == name)


@pytest.mark.parametrize("goal", [*CPU_GOALS, *CUDA_GOALS], ids=lambda goal: f"{goal.name}, {goal.dtype}")
def test_a_first_bar_is_never_harder_than_the_goal(goal):
    for sizes, bar in goal.bars.items():
        assert bar <= goal.goals[sizes] if goal.at_least else bar >= goal.goals[sizes]


def test_a_shape_without_a_value_has_no_goal():
    assert of_shapes(SHAPES[:2], 1.0, None) == {SHAPES[0]: 1.0}


def test_shapes_are_typed_as_four_numbers():
    assert parse("100,32,64,128") == parse("(100, 32, 64, 128)") == ONE and parse(shown(ONE)) == ONE
    for wrong in ("", "1,2,3", "1,2,3,4,5", "1,2,3,0", "1,2,x,4", "1,-2,3,4"):
        with pytest.raises(ValueError, match="four whole numbers"):
            parse(wrong)
    assert isinstance(parse("1,2,3,4"), Sizes)


def test_the_small_algorithm_is_for_few_units_in_any_batch():
    assert cudnn_algorithm(1024, 128, 128, "bfloat16") == SMALL
    assert cudnn_algorithm(62, 16, 168, "float32") == SMALL
    assert cudnn_algorithm(62, 16, 168, "float32", backward=True) == STANDARD
    assert cudnn_algorithm(62, 16, 193, "float32") == STANDARD
    assert cudnn_algorithm(8, 128, 128, "float64") == STANDARD


@pytest.mark.parametrize(
    "change",
    [
        {"dtype": "bfloat16"},
        {"dtype": "float32"},
        {"batch": 136},
        {"batch": 12},
        {"hidden_size": 1152},
        {"hidden_size": 960},
        {"input_size": 100},
        {"layers": 2},
        {"directions": 2},
        {"packed": True},
        {"projection": True},
        {"multiprocessors": 80},
    ],
    ids=str,
)
def test_the_persistent_algorithm_has_many_conditions(change):
    usual = {"batch": 64, "input_size": 1024, "hidden_size": 1024, "dtype": "float16"}
    assert cudnn_algorithm(**usual) == PERSISTENT
    assert cudnn_algorithm(**{**usual, **change}) == STANDARD
