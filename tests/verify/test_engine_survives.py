"""The engine survives anything that a learner may hand in, and says what it was."""

import gc
import signal
import sys
import threading
import time
import traceback
import types
import warnings

import numpy as np
import pytest

from lstm_ref.verify.engine import CheckFailed, Mistake, Output, Task, checker


def shifted(x, shift):
    return x + shift


def inputs(rng):
    return [(rng.normal(size=(n, m)), rng.normal(size=m)) for n, m in [(2, 3), (4, 3)]]


TASK = Task("1.1", "Shift it", shifted, inputs, [Output("y", ("B", "H"))], section="sec-shift", seconds=0.5)


def verdict(fn, task=TASK):
    """The CheckFailed that this answer gets."""
    with pytest.raises(CheckFailed) as caught:
        checker([task])(task.id, fn)
    return caught.value


def test_a_right_answer_prints_one_stable_line(capsys):
    checker([TASK])("1.1", lambda x, shift: shift + x)
    assert capsys.readouterr().out == "✓ 1.1 Shift it: right on 2 inputs\n"


def test_a_stub_passes_through_unchanged():
    error = NotImplementedError("Exercise 1.1: shift it")

    def stub(x, shift):
        raise error

    with pytest.raises(NotImplementedError) as caught:
        checker([TASK])("1.1", stub)
    assert caught.value is error
    files = [frame.path.name for frame in caught.traceback]
    assert "guard.py" not in files and "task.py" not in files


def test_an_exception_is_told_with_its_line_and_nothing_of_ours():
    def answer(x, shift):
        rows = len(x)
        return x[rows] + shift

    failed = verdict(answer)
    assert failed.kind == "exception" and failed.lead.startswith("your function raised IndexError: index 2")
    assert failed.details == ("in line 3 of `answer`:  return x[rows] + shift",)
    assert failed.__cause__ is None and failed.__suppress_context__
    assert not any("guard.py" in frame.filename for frame in traceback.extract_tb(failed.__traceback__))


def test_an_exception_in_a_helper_names_the_helper():
    def helper(x):
        return x.no_such_thing

    assert "in line 2 of `helper`:  return x.no_such_thing" in str(verdict(lambda x, shift: helper(x)))


def test_an_exception_inside_a_library_names_the_learners_line():
    def answer(x, shift):
        return np.linalg.inv(x)

    assert "in line 2 of `answer`:  return np.linalg.inv(x)" in str(verdict(answer))


def test_an_exception_whose_text_cannot_be_made_is_survived():
    class Spiteful(Exception):
        def __str__(self):
            raise ValueError

    def answer(x, shift):
        raise Spiteful

    assert "raised Spiteful" in verdict(answer).lead


@pytest.mark.parametrize("leave", [sys.exit, lambda: (_ for _ in ()).throw(GeneratorExit)])
def test_leaving_the_program_is_survived(leave):
    assert verdict(lambda x, shift: leave()).kind == "exception"


def test_recursion_without_end_is_told_in_words():
    def answer(x, shift):
        return answer(x, shift)

    assert "calls itself without end" in str(verdict(answer))


def test_an_endless_loop_is_stopped_and_the_alarm_put_back():
    def answer(x, shift):
        while True:
            x = x + shift

    def mine(*_):
        raise AssertionError("the alarm of the caller rang")

    before = signal.signal(signal.SIGALRM, mine)
    try:
        began = time.monotonic()
        failed = verdict(answer)
        assert failed.kind == "time" and "within 0.5 s" in failed.lead
        assert time.monotonic() - began < 5
        assert signal.getsignal(signal.SIGALRM) is mine
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_an_endless_loop_that_catches_every_exception_is_stopped():
    def answer(x, shift):
        while True:
            try:
                time.sleep(1)
            except Exception:
                pass

    assert verdict(answer).kind == "time"


def test_a_loop_that_swallows_one_alarm_is_stopped_by_the_next():
    def answer(x, shift):
        try:
            time.sleep(60)
        except:  # noqa: E722
            time.sleep(60)

    assert verdict(answer).kind == "time"


def test_an_alarm_that_the_caller_had_set_rings_later():
    rang = []
    before = signal.signal(signal.SIGALRM, lambda *_: rang.append(True))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        checker([TASK])("1.1", shifted)
        time.sleep(0.4)
        assert rang
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_outside_the_main_thread_it_works_without_a_limit_and_says_so(capsys, monkeypatch):
    monkeypatch.setattr("lstm_ref.verify.guard._told_no_alarm", False)
    thread = threading.Thread(target=lambda: checker([TASK])("1.1", shifted))
    thread.start()
    thread.join()
    told = capsys.readouterr()
    assert told.out == "✓ 1.1 Shift it: right on 2 inputs\n"
    assert told.err.count("No time limit here") == 1


def test_an_interrupt_by_the_learner_passes_through():
    def answer(x, shift):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checker([TASK])("1.1", answer)


def test_an_input_changed_in_place_is_named():
    def answer(x, shift):
        x += shift
        return x

    failed = verdict(answer)
    assert failed.kind == "changed-input" and failed.place == "x" and "`x`" in failed.lead


def test_an_input_changed_deep_inside_is_named_by_its_path():
    def reference(state):
        return state["h"] + state["c"]

    def answer(state):
        state["c"][0] = 0
        return state["h"]

    task = Task("1.2", "Add", reference, lambda rng: [({"h": rng.normal(size=3), "c": rng.normal(size=3)},)])
    assert verdict(answer, task).place == "state.c"


def test_what_an_answer_changes_does_not_reach_the_next_check():
    def spoiler(x, shift):
        x[:] = 0
        return x

    verdict(spoiler)
    checker([TASK])("1.1", shifted)


def test_an_answer_that_is_a_view_of_its_input_is_read_before_the_next_call():
    task = Task(
        "1.3",
        "First",
        lambda x: x[0] + 0,
        lambda rng: [(rng.normal(size=(2, 3)),), (rng.normal(size=(4, 2)),)],
    )
    checker([task])("1.3", lambda x: x[0])


def test_an_answer_in_one_array_that_is_used_again_is_copied():
    store = np.empty(3)
    task = Task("1.4", "Double", lambda x: 2 * x, lambda rng: [(rng.normal(size=3),), (rng.normal(size=3),)])
    checker([task])("1.4", lambda x: np.multiply(x, 2, out=store))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x, shift: None, "None (is there a `return`?)"),
        (lambda x, shift: "forget", "the text 'forget'"),
        (lambda x, shift: 1.5, "has shape (); expected (B, H) = (2, 3)"),
        (lambda x, shift: (x + shift,), "Drop the comma"),
        (lambda x, shift: list(x + shift), "np.stack"),
        (lambda x, shift: {"y": x}, "a dict of 1"),
        (lambda x, shift: np.array([[1, 2], [3]], dtype=object), "an array of objects"),
        (lambda x, shift: (x + shift).astype(np.float32), "came in float32"),
        (lambda x, shift: (x + shift).astype(int), "came in int64"),
        (lambda x, shift: (x + shift).astype(complex), "came in complex128"),
        (lambda x, shift: x > 0, "came in bool"),
        (lambda x, shift: (row for row in x), "a generator"),
        (lambda x, shift: lambda: x, "call it?"),
        (lambda x, shift: np.ndarray, "the class ndarray"),
        (lambda x, shift: object(), "a value of type object"),
    ],
)
def test_the_wrong_kind_of_answer_is_named(answer, words):
    assert words in str(verdict(answer))


def test_a_generator_function_is_told_to_return():
    def answer(x, shift):
        yield x + shift

    assert "a function `return`, not `yield`" in str(verdict(answer))


def test_a_coroutine_is_told_to_be_a_function():
    async def answer(x, shift):
        return x + shift

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert "not `async def`" in str(verdict(answer))
        gc.collect()
    assert not told  # Python's own "was never awaited" would only confuse


def test_a_torch_tensor_is_recognised_without_torch():
    module = types.ModuleType("torch")
    tensor = type("Tensor", (), {"__module__": module.__name__, "shape": (2, 3)})
    assert "a torch tensor of shape (2, 3)" in verdict(lambda x, shift: tensor()).lead


@pytest.mark.parametrize("thing", [None, "shifted", 3, np.ones(3)])
def test_something_that_is_no_function_is_told_so(thing):
    failed = verdict(thing)
    assert failed.kind == "type" and "hand in your function" in failed.lead


@pytest.mark.parametrize("answer", [lambda: 1, lambda x: x, lambda x, shift, more: x, lambda *, x, shift: x])
def test_the_wrong_arguments_are_told_with_those_that_are_due(answer):
    failed = verdict(answer)
    assert failed.kind == "signature" and "should take (x, shift)" in failed.lead


def test_arguments_may_be_renamed_and_have_defaults():
    checker([TASK])("1.1", lambda a, b, c=3: a + b)
    checker([TASK])("1.1", lambda *both: both[0] + both[1])


def test_a_class_with_call_and_a_builtin_are_functions_too():
    class Shift:
        def __call__(self, x, shift):
            return x + shift

    checker([TASK])("1.1", Shift())
    checker([TASK])("1.1", np.add)


def test_printing_is_kept_in_the_check_and_muted_in_the_search_for_the_fault(capsys):
    def answer(x, shift):
        print("here")
        return x - shift

    verdict(answer)
    assert capsys.readouterr().out == "here\n" * 2


def test_warnings_are_no_failures_even_where_they_are_errors():
    def answer(x, shift):
        warnings.warn("careful", stacklevel=1)
        return x + shift

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with warnings.catch_warnings(record=True):
            checker([TASK])("1.1", answer)


def test_numpy_told_to_raise_does_not_break_the_comparison():
    def answer(x, shift):
        np.seterr(all="raise")
        return np.sign(x) * 1.7e308

    with np.errstate(all="warn"):
        assert verdict(answer).kind == "wrong"


@pytest.mark.parametrize(("bad", "word"), [(np.nan, "NaN"), (np.inf, "infinite")])
def test_the_first_entry_that_is_not_finite_is_placed(bad, word):
    def answer(x, shift):
        y = x + shift
        y[1, 2] = bad
        return y

    failed = verdict(answer)
    assert (
        failed.kind == "not-finite"
        and f"`y[1, 2]` (batch 1, unit 2) is {word} (1 of 6 entries)" in failed.lead
    )


def test_an_unknown_task_is_told_with_those_there_are():
    with pytest.raises(CheckFailed, match=r"there is no task 4\.9 here; there are 1\.1"):
        checker([TASK])("4.9", shifted)


def test_two_tasks_with_one_id_are_refused():
    with pytest.raises(ValueError, match="the same id"):
        checker([TASK, TASK])


def test_a_failure_on_a_later_input_says_on_which():
    def answer(x, shift):
        return x + shift if len(x) == 2 else None

    assert "That was on input 2" in str(verdict(answer))


def test_a_broken_mistake_does_not_reach_the_learner():
    def broken(x, shift):
        raise RuntimeError("the author's fault")

    task = Task("1.5", "Shift", shifted, inputs, mistakes=[Mistake("broken", broken, "…")])
    assert "author" not in str(verdict(lambda x, shift: x, task))
