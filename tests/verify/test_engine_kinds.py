"""Predictions, choices and checks that the learner writes, graded by the same engine."""

import numpy as np
import pytest

from lstm_ref.verify.engine import (
    CheckFailed,
    ChoiceTask,
    Mistake,
    PlantedBug,
    PredictTask,
    WriteTheCheckTask,
    checker,
)


def verdict(task, fn):
    with pytest.raises(CheckFailed) as caught:
        checker([task])(task.id, fn)
    return caught.value


def line(task, fn, capsys):
    checker([task])(task.id, fn)
    return capsys.readouterr().out


# Predict a number.

LINEAR = Mistake("shrinks-in-a-line", lambda: 0.5, symptom="You took a tenth off each time.", hint="Of what?")
SHRINK = PredictTask(
    "4.1", "Shrink", measure=lambda: 0.9**50, factor=2, mistakes=[LINEAR], section="sec-shrink"
)
COUNT = PredictTask(
    "4.2", "Count", measure=lambda: 96, within=0, mistakes=[Mistake("no-bias", lambda: 80, symptom="…")]
)


@pytest.mark.parametrize("guess", [0.0052, 0.0027, 0.0102, np.float64(0.005), np.array(0.005)])
def test_a_prediction_within_the_factor_is_right_and_its_line_has_no_digits(guess, capsys):
    assert line(SHRINK, lambda: guess, capsys) == "✓ 4.1 Shrink: your prediction is near the measured value\n"


@pytest.mark.parametrize(
    ("guess", "far"),
    [
        (0.0025, "a factor of 2.1 too small"),
        (0.011, "a factor of 2.1 too big"),
        (-0.005, "its sign is wrong"),
        (0, "too small"),
    ],
)
def test_a_prediction_outside_is_told_how_far_off_it_is(guess, far):
    failed = verdict(SHRINK, lambda: guess)
    assert failed.lead == f"you predicted {guess:g}: {far}" and failed.mistake is None


def test_a_believed_value_gets_its_own_reply():
    failed = verdict(SHRINK, lambda: 0.52)
    assert failed.mistake == "shrinks-in-a-line" and "You took a tenth off each time." in str(failed)
    assert "you predicted 0.52: a factor of 100 too big" in str(failed) and "Hint: Of what?" in str(failed)


def test_a_number_that_can_be_counted_must_be_exact(capsys):
    assert line(COUNT, lambda: 96, capsys) == "✓ 4.2 Count: your prediction holds\n"
    assert verdict(COUNT, lambda: 97).mistake is None
    assert verdict(COUNT, lambda: 80).mistake == "no-bias"
    assert verdict(COUNT, lambda: 81).mistake is None


@pytest.mark.parametrize(
    "guess", ["0.005", None, True, [0.005], np.array([0.005]), 1j, float("nan"), float("inf"), 10**400]
)
def test_what_is_no_single_finite_number_is_told_so(guess):
    assert verdict(SHRINK, lambda: guess).kind in ("type", "not-finite")


# Choose.

PLOT = ChoiceTask(
    "4.3",
    "Read the plot",
    right="B",
    options=("A", "B", "C"),
    mistakes=[
        Mistake(
            "took-noise-for-growth", lambda: "A", symptom="A is noise.", hint="The axis.", section="sec-plot"
        )
    ],
)
LABELS = ChoiceTask(
    "8.1",
    "Label the diagram",
    right={1: "forget gate", 2: "input gate", 3: "candidate"},
    options=("forget gate", "input gate", "candidate", "output gate"),
    mistakes=[
        Mistake("f-i-swapped", lambda: {1: "input gate", 2: "forget gate"}, symptom="They changed places.")
    ],
)


@pytest.mark.parametrize("choice", ["B", "b", " B "])
def test_the_right_choice_is_right_however_it_is_written(choice, capsys):
    assert line(PLOT, lambda: choice, capsys) == "✓ 4.3 Read the plot: the right choice\n"


def test_each_wrong_choice_has_its_own_reply():
    failed = verdict(PLOT, lambda: "A")
    assert failed.mistake == "took-noise-for-growth" and "A is noise." in str(failed)
    assert verdict(PLOT, lambda: "C").mistake is None


@pytest.mark.parametrize("choice", ["D", 2, None, True, ["B"], {"B"}, np.ones(2)])
def test_what_is_no_option_is_told_with_the_options_or_the_kind(choice):
    failed = verdict(PLOT, lambda: choice)
    assert failed.kind == "type" and (
        "none of 'A', 'B', 'C'" in failed.lead or "a label in quotes" in failed.lead
    )


def test_a_line_number_is_a_choice_too():
    planted = ChoiceTask(
        "9.1", "Find the bug", right=7, mistakes=[Mistake("line-5", lambda: 5, symptom="Line 5 is right.")]
    )
    checker([planted])("9.1", lambda: np.int64(7))
    assert verdict(planted, lambda: 5).mistake == "line-5"
    assert "a whole number" in verdict(planted, lambda: "7").lead


def test_labels_are_compared_one_by_one(capsys):
    right = {1: "Forget_gate", 2: "input-gate", 3: "candidate"}
    assert line(LABELS, lambda: right, capsys) == "✓ 8.1 Label the diagram: all 3 right\n"
    failed = verdict(LABELS, lambda: {**right, 3: "output gate"})
    assert failed.lead == "wrong: `3`" and failed.place == "3" and "2 of 3 are right." in failed.details


def test_labels_that_changed_places_are_a_known_mistake():
    failed = verdict(LABELS, LABELS.planted(LABELS.mistakes[0]))
    assert failed.mistake == "f-i-swapped" and "1 of 3 is right." in failed.details


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({1: "forget gate"}, "no answer for `2` and `3`"),
        ({1: "forget gate", 2: "input gate", 3: "candidate", 4: "x"}, "there is no `4`; there are 1, 2, 3"),
        ({1: "forget gate", 2: "input gate", 3: "tanh"}, "none of 'forget gate', 'input gate'"),
        ({1: "forget gate", 2: "input gate", 3: None}, "should be a label in quotes"),
        (["forget gate"], "should return a dict"),
    ],
)
def test_labels_that_are_missing_or_unknown_are_told(labels, words):
    assert words in verdict(LABELS, lambda: labels).lead


# Write the check.


def double(x):
    return 2 * x


BUGS = [
    PlantedBug("sign", (lambda x: -2 * x,), symptom="The result has the wrong sign."),
    PlantedBug("shift", (lambda x: 2 * x + 1e-3,), symptom="The result is shifted a little."),
]


def weak_check(function):
    assert function(1.0) > 0


CHECK = WriteTheCheckTask(
    "3.5",
    "Write the check",
    correct=(double,),
    takes=("function",),
    bugs=BUGS,
    mistakes=[
        Mistake(
            "looks-at-the-sign-alone", weak_check, symptom="It sees the sign alone.", hint="Compare values."
        )
    ],
    seconds=0.5,
)


def test_a_check_that_kills_every_bug_is_right(capsys):
    def my_check(function):
        assert abs(function(3.0) - 6.0) < 1e-6

    assert line(CHECK, my_check, capsys) == (
        "✓ 3.5 Write the check: passes the correct code and catches 2 of 2 planted bugs\n"
    )


def test_survivors_are_named_by_what_they_do():
    def blind(function):
        assert function(0.0) == 0.0 or function(0.0) == 1e-3

    failed = verdict(CHECK, blind)
    assert failed.kind == "survivors" and failed.lead == "your check catches 0 of 2 planted bugs; 2 are due"
    assert "- The result has the wrong sign." in failed.details and failed.place == "sign, shift"


def test_a_check_that_is_blind_like_a_known_one_is_named():
    def my_check(function):
        assert function(5.0) >= 1

    failed = verdict(CHECK, my_check)
    assert failed.mistake == "looks-at-the-sign-alone" and failed.place == "shift"
    assert "- The result is shifted a little." in failed.details


def test_a_check_that_rejects_correct_code_is_told_what_it_said_and_where():
    def my_check(function):
        assert function(1.0) == 3, "should be three"

    failed = verdict(CHECK, my_check)
    assert failed.kind == "rejects-correct"
    assert any(detail.startswith("It says: should be three") for detail in failed.details)
    assert any(detail.startswith("in line 2 of `my_check`") for detail in failed.details)


def test_a_crash_is_no_kill():
    def my_check(function):
        if function(1.0) < 0:
            raise ValueError("negative")
        assert function(1.0) == 2

    failed = verdict(CHECK, my_check)
    assert failed.place == "sign" and "raised ValueError: negative: a crash is no catch" in str(failed)


def test_a_crash_on_correct_code_is_an_exception_like_any_other():
    failed = verdict(CHECK, lambda function: function.no_such_thing)
    assert failed.kind == "exception" and "AttributeError" in failed.lead


def test_a_check_that_hangs_on_a_bug_does_not_catch_it():
    def my_check(function):
        while function(1.0) < 0:
            pass
        assert function(1.0) == 2

    assert "did not come back" in str(verdict(CHECK, my_check))


def test_a_check_that_returns_a_verdict_is_told_to_assert():
    assert "should `assert`, and return nothing" in verdict(CHECK, lambda function: function(1.0) == 2).lead


def test_a_stub_of_a_check_passes_through():
    def my_check(function):
        raise NotImplementedError("Exercise 3.5: write the check")

    with pytest.raises(NotImplementedError, match=r"Exercise 3\.5"):
        checker([CHECK])("3.5", my_check)


def test_fewer_kills_may_do():
    lenient = WriteTheCheckTask("3.6", "Check", correct=(double,), bugs=BUGS, required=1)
    checker([lenient])("3.6", weak_check)


def test_a_second_correct_version_must_pass_too():
    strict = WriteTheCheckTask(
        "3.7", "Check", correct=(double,), also_correct=[(lambda x: x + x + 1e-12,)], bugs=BUGS
    )

    def bit_for_bit(function):
        assert function(3.0) == 6.0

    assert verdict(strict, bit_for_bit).kind == "rejects-correct"
    assert "should take (argument_1)" in verdict(strict, lambda: None).lead


def test_a_crash_on_every_bug_is_told_once():
    def crashing(function):
        if function(3.0) != 6.0:
            raise ValueError("not the double")

    told = str(verdict(CHECK, crashing))
    assert told.count("a crash is no catch") == 1
    assert told.count("ValueError") == 1
