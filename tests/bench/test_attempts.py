"""What else was tried for a missed goal: programs that run, compute the same, and are timed in turns."""

import numpy as np
import pytest

from lstm_ref.bench import missed
from lstm_ref.bench.accuracy import error, reference
from lstm_ref.bench.attempts import attempts
from lstm_ref.bench.goals import FORWARD, Goal, goals
from lstm_ref.bench.rungs import LIMIT
from lstm_ref.bench.shapes import make_case
from lstm_ref.verify.cases import Sizes

TOY = Sizes(4, 3, 2, 5)
QUICK = {"rounds": 2, "turn": 0.0, "most": 1, "sleep": lambda _: None}


def record_of(**seconds):
    """A record of forward passes that took these seconds."""
    shape = {"shape": list(TOY), "dtype": "float32", "quantity": FORWARD}
    names = {name.replace("_", " "): value for name, value in seconds.items()}
    return {"measured": [{**shape, "rung": name, "rounds": [value, value]} for name, value in names.items()]}


@pytest.mark.parametrize("at_least", [False, True])
def test_what_else_was_tried_for_a_missed_goal_is_timed_beside_its_rival(monkeypatch, clock, at_least):
    pair = ("textbook loop", "fast") if at_least else ("fast", LIMIT)
    goal = Goal(*pair, FORWARD, "float32", {TOY: 1.5}, at_least=at_least)
    monkeypatch.setattr(missed, "goals", lambda device: (goal,))
    slow = record_of(**{LIMIT: 1.0, "fast": 3.0, "textbook_loop": 3.0})
    found = missed.attempts_of_missed(slow, stopwatch=clock.ticking, **QUICK)
    assert [one["attempt"] for one in found] == [rung.name for rung in attempts("fast")]
    assert all(one["goal"] == goal.name and one["ratio"] == [1.0, 1.0, 1.0] for one in found)
    fine = record_of(**{LIMIT: 1.0, "fast": 1.0, "textbook_loop": 3.0})
    assert missed.attempts_of_missed(fine, stopwatch=clock.ticking, **QUICK) == []


@pytest.mark.parametrize("goal", goals("cpu"), ids=lambda goal: f"{goal.name}, {goal.dtype}")
def test_every_goal_on_the_cpu_has_two_attempts_that_compute_the_same(goal):
    tried = attempts(goal.ours)
    assert len(tried) >= 2 and goal.ours not in [rung.name for rung in tried]
    case = make_case(TOY, goal.dtype)
    bound = 1e-5 if goal.dtype == "float32" else 1e-12
    for rung in tried:
        ready = rung.ready(case, "cpu", goal.dtype)
        assert error(ready.answer(), reference(case)) < bound
        np.testing.assert_allclose(ready.forward(), np.asarray(ready.answer()["hs"]), rtol=1e-5)
