"""Answers taken down in one process and judged in another: the same verdict as of the function itself."""

import json

import numpy as np
import pytest

from lstm_ref.exercises.ch14.counted import uncounted
from lstm_ref.numpy import LSTMState
from lstm_ref.verify.as_data import decode, encode
from lstm_ref.verify.engine import ChoiceTask, PredictTask, Task
from lstm_ref.verify.handed import Recorder, Replay
from lstm_ref.verify.leaves import Odd
from lstm_ref.verify.verdict import CheckFailed
from tests.verify.test_secret_seed import CHAPTERS, import_module

EVERY = [task for name in CHAPTERS for task in import_module(f"lstm_ref.exercises.{name}").TASKS]


ALL_KINDS = [task for task in EVERY if isinstance(task, (Task, ChoiceTask, PredictTask))]
SPECIAL = [task for task in ALL_KINDS if type(task) not in (Task, ChoiceTask, PredictTask)]
RIGHT = SPECIAL + [task for task in ALL_KINDS if task not in SPECIAL][::4]


def verdict(task, fn):
    try:
        return task.grade(fn)
    except CheckFailed as failed:
        return failed.kind, failed.lead, failed.mistake


def in_two_steps(task, fn):
    """The verdict on the answers alone, after they were text."""
    recorder = Recorder(fn)
    here = verdict(task, recorder)
    there = verdict(task, Replay(json.loads(json.dumps(recorder.calls))))
    assert there == here
    return there


def right_answer(task):
    if isinstance(task, Task):
        return uncounted(task.reference)
    return (lambda: task.right) if isinstance(task, ChoiceTask) else task.measure


@pytest.mark.parametrize("task", EVERY, ids=lambda task: task.id)
def test_a_known_mistake_is_told_as_in_one_process(task):
    for mistake in task.mistakes[:1]:
        fn = task.planted(mistake)
        assert in_two_steps(task, fn) == verdict(task, fn)


@pytest.mark.parametrize("task", RIGHT, ids=lambda task: task.id)
def test_a_right_answer_is_right(task):
    fn = right_answer(task)
    told = in_two_steps(task, fn)
    assert isinstance(told, str) and told == verdict(task, fn)


@pytest.mark.parametrize("fn", [lambda x: 1 / 0, lambda: 1, 3, lambda x: None, lambda x: x.fill(0)])
def test_what_goes_wrong_in_a_call_goes_wrong_there_too(fn):
    task = Task("9.1", "Double it", lambda x: 2 * x, lambda rng: [(rng.normal(size=(2, 3)),)])
    told = in_two_steps(task, fn)
    assert told == verdict(task, fn) and told[0] in ("exception", "signature", "type", "changed-input")


def test_a_stub_is_a_stub():
    def stub(x):
        raise NotImplementedError("9.1")

    task = Task("9.1", "Double it", lambda x: 2 * x, lambda rng: [(rng.normal(size=(2, 3)),)])
    recorder = Recorder(stub)
    for fn in (recorder, Replay(recorder.calls)):
        with pytest.raises(NotImplementedError):
            task.grade(fn)


def test_answers_that_stop_early_or_make_no_sense_are_wrong():
    task = Task("9.1", "Double it", lambda x: 2 * x, lambda rng: [(rng.normal(size=(2, 3)),)] * 2)
    recorder = Recorder(lambda x: 2 * x)
    task.grade(recorder)
    for calls in ([], recorder.calls[:2], [["answer", ["plain", None]], ["answer", ["exec", "1"]]]):
        assert verdict(task, Replay(calls))[0] in ("exception", "type")


@pytest.mark.parametrize(
    "value",
    [None, True, 3, -0.0, float("inf"), 2 - 1j, "a", (1, [2.5]), {"a": (1,), 2: "b"}, {3}, np.float32(0.1)],
)
def test_plain_values_come_back_as_they_were(value):
    back = decode(json.loads(json.dumps(encode(value))))
    assert type(back) is type(value) and repr(back) == repr(value)


def test_arrays_and_named_tuples_come_back():
    state = LSTMState(np.arange(6.0).reshape(2, 3)[:, ::2], np.zeros((0, 4), dtype=np.float32))
    back = decode(json.loads(json.dumps(encode(state))))
    assert back._fields == ("h", "c") and isinstance(back, tuple)
    for one, other in zip(back, state, strict=True):
        assert one.dtype == other.dtype and one.shape == other.shape and np.array_equal(one, other)


def test_nothing_of_a_learner_s_own_comes_through():
    class All(int):
        def __eq__(self, other):
            return True

        __hash__ = int.__hash__
        __pos__ = __int__ = __index__ = lambda self: 7

    class Near(np.ndarray):
        pass

    class Word(str):
        __str__ = __eq__ = lambda self, *other: "b"
        __hash__ = str.__hash__

    assert type(decode(encode(All(1)))) is int and decode(encode(All(1))) == 1
    assert type(decode(encode(np.ones(2).view(Near)))) is np.ndarray
    assert type(decode(encode(Word("a")))) is str and decode(encode(Word("a"))) == "a"
    assert isinstance(decode(encode(object())), Odd)
    holds_itself = []
    holds_itself.append(holds_itself)
    assert isinstance(decode(encode(holds_itself)), Odd)
