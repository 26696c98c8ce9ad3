"""What a verdict advises is true of the answer at hand, and gives nothing away."""

import re

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.exercises import ch08
from lstm_ref.exercises.ch08 import predictions, valves
from lstm_ref.figures.cell import LAYERS, PLACES
from lstm_ref.numpy import LSTMState, lstm_step, sigmoid
from lstm_ref.verify.engine import CheckFailed, ChoiceTask, Mistake, Output, PredictTask, Task, checker

matplotlib.use("Agg")


def verdict(task, fn):
    with pytest.raises(CheckFailed) as caught:
        checker([task])(task.id, fn)
    return caught.value


def of_chapter_8(task_id, fn):
    with pytest.raises(CheckFailed) as caught:
        ch08.check(task_id, fn)
    return caught.value


# A single number that is to be predicted.


def numbers(size, start):
    return {"count": 4 * size, "life": 2.0**start, "bound": abs(start) + size}


PARTS = (
    Output("count", section="sec-count"),
    Output("life", section="sec-life"),
    Output("bound", section="sec-bound"),
)
NUMBERS = Task("1.1", "Numbers", numbers, lambda _: [(3, 0.5), (7, -1.25)], PARTS, section="sec-all")


def but(**wrong):
    return lambda size, start: {**numbers(size, start), **{k: fn(size, start) for k, fn in wrong.items()}}


def test_a_wrong_single_number_is_told_how_far_off_it_is_and_never_what_is_due():
    failed = verdict(NUMBERS, but(bound=lambda size, start: size + start + 1))
    assert "expected" not in str(failed) and "8.25" not in str(failed)
    assert "`bound` is 4.5: 29 % too big." in failed.details


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (lambda n, s: 4000 * n, "`count` is 12000: more than 100 times too big."),
        (lambda n, s: n / 10, "`count` is 0.3: a factor of 40 too small; a whole number is due."),
        (lambda n, s: -n, "`count` is -3: its sign is wrong."),
        (lambda n, s: 0, "`count` is 0: too small."),
        (lambda n, s: 4 * n + 1e-3, "`count` is 12.001: 0.0083 % too big; a whole number is due."),
    ],
)
def test_how_far_off_a_number_is_has_a_size_and_a_direction(got, words):
    assert words in verdict(NUMBERS, but(count=got)).details


def test_the_single_numbers_of_the_failing_input_are_shown():
    failed = verdict(NUMBERS, but(bound=lambda size, start: size + start))
    assert "Input 2 has size = 7, start = -1.25." in failed.details
    failed = verdict(NUMBERS, but(life=lambda size, start: np.nan if start < 0 else 2.0**start))
    assert failed.kind == "not-finite" and "Input 2 has size = 7, start = -1.25." in failed.details
    assert "negative number" in str(failed)


def test_arguments_that_are_arrays_are_not_printed():
    task = Task("1.2", "Add", lambda x, k: x + k, lambda rng: [(rng.normal(size=3), 2)])
    assert "Input 1 has k = 2." in verdict(task, lambda x, k: x).details


def test_of_several_wrong_outputs_the_one_that_is_farthest_off_is_shown():
    fault = but(count=lambda n, s: 4 * n + 1, life=lambda n, s: 1.5 * 2**s, bound=lambda n, s: abs(s) + 9 * n)
    failed = verdict(NUMBERS, fault)
    assert failed.details[-1].startswith("`bound` is ") and failed.section == "sec-bound"


def test_each_output_sends_to_its_own_section():
    for part in PARTS:
        assert verdict(NUMBERS, but(**{part.name: lambda n, s: 99.0})).section == part.section
        assert verdict(NUMBERS, but(**{part.name: lambda n, s: np.nan})).section == part.section
        assert verdict(NUMBERS, but(**{part.name: lambda n, s: "x"})).section == part.section
    assert verdict(NUMBERS, lambda size, start: None).section == "sec-all"


def test_a_part_that_is_none_is_not_blamed_on_a_missing_return():
    failed = verdict(NUMBERS, but(life=lambda n, s: None))
    assert "None" in failed.lead and "`life`" in failed.lead and "return`?" not in str(failed)
    assert "is there a `return`?" in str(verdict(NUMBERS, lambda size, start: None))
    labels = ChoiceTask("1.3", "Label", {"A": "x"}, ("x", "y"))
    assert "return`?" not in str(verdict(labels, lambda: {"A": None}))


def test_a_prediction_is_never_told_the_measured_number():
    task = PredictTask("1.4", "Guess", measure=lambda: 0.0123)
    for guess in (0.5, 0.0001, -3.0, 0.0):
        failed = verdict(task, lambda guess=guess: guess)
        assert "0.0123" not in str(failed) and f"you predicted {guess:.4g}" in failed.lead
    assert verdict(task, lambda: 0.5).lead.endswith("a factor of 41 too big")


def test_a_guess_that_no_belief_explains_is_told_what_is_asked_for():
    beliefs = [Mistake("all-of-them", lambda: 64.0, "That is every row.")]
    task = PredictTask("1.5", "Count", lambda: 35.0, within=0, mistakes=beliefs, asked="Counted are pairs.")
    assert verdict(task, lambda: 34).details == ("Counted are pairs.", "Accepted: the exact number.")
    assert "Counted are pairs." not in verdict(task, lambda: 64).details
    silent = PredictTask("1.6", "Count", lambda: 35.0, within=0)
    assert verdict(silent, lambda: 34).details == ("Accepted: the exact number.",)


# Where, and in which words.


def rows(x, shift):
    return x + shift


ROWS = Task(
    "2.1",
    "Rows",
    rows,
    lambda rng: [(rng.normal(size=(n, m)), rng.normal(size=m)) for n, m in [(2, 3), (4, 3)]],
    [Output("h", ("B", "H"))],
)


def test_an_entry_is_named_by_its_index_and_by_words():
    def answer(x, shift):
        h = x + shift
        h[1, 2] += 50
        return h

    failed = verdict(ROWS, answer)
    assert "Worst entry: `h[1, 2]` (batch 1, unit 2) is " in str(failed)
    assert "`h` is wrong only at batch 1." in failed.details


def spoilt(value, at=(1, 2), on=2):
    """Right but for one entry on the input with so many rows."""

    def answer(x, shift):
        h = x + shift
        if len(x) == on:
            h[at] = value(h[at])
        return h

    return answer


def test_the_worst_entry_is_told_with_its_input_and_how_far_off_it_is():
    told = verdict(ROWS, spoilt(lambda due: 50.0, on=4)).details[-1]
    assert told.startswith("Worst entry: `h[1, 2]` (batch 1, unit 2) is 50; expected ")
    assert ", on input 2 (off by " in told and told.endswith(" times the largest entry that is due).")


def test_values_that_are_nearly_equal_get_the_digits_that_tell_them_apart():
    told = verdict(ROWS, spoilt(lambda due: due * (1 + 1e-6))).details[-1]
    came, due = told.split(" is ")[1].split(", on")[0].split("; expected ")
    assert came != due and abs(float(came) / float(due) - 1) < 1e-5


ORDER = Task("2.4", "Places", lambda x: np.argsort(x), lambda rng: [(rng.normal(size=4),)], [Output("at")])


def test_of_whole_numbers_both_values_are_told_and_no_share_of_the_largest():
    told = verdict(ORDER, lambda x: np.argsort(x)[::-1]).details[-1]
    assert told.startswith("Worst entry: `at[") and "; expected " in told
    assert "off by" not in told and "." not in told.removesuffix(".")


def test_nan_where_whole_numbers_are_due_is_not_blamed_on_a_logarithm():
    failed = verdict(ORDER, lambda x: np.where(x > x.min(), np.argsort(x), np.nan))
    assert failed.kind == "not-finite" and "Whole numbers are due" in str(failed)
    assert "logarithm" not in str(failed)


def test_an_array_with_none_in_it_is_told_so():
    failed = verdict(ORDER, lambda x: np.array([0, None, 2, 3]))
    assert failed.kind == "type" and "Among its entries is None" in str(failed)


# Which argument.


def test_an_argument_without_which_all_is_right_is_told_with_its_size_or_value():
    def pushed(x, patch, spread):
        return x + 2 * patch[0] * spread

    task = Task(
        "2.5",
        "Push",
        pushed,
        lambda rng: [(rng.normal(size=3), rng.normal(size=(2, 3)), 0.5)],
        [Output("y", ("H",))],
    )
    failed = verdict(task, lambda x, patch, spread: x + 2 * patch[0] * np.sqrt(spread) + x * (spread > 0))
    assert "Right when the argument `spread` (here 0.5) is set to zero" in str(failed)
    failed = verdict(task, lambda x, patch, spread: x + np.tanh(patch[0] * spread))
    both = "Right as soon as the argument `patch` (2 × 3 numbers) or `spread` (here 0.5) is set to zero"
    assert both in str(failed) and "what they make together" in str(failed)
    assert {"patch", "spread"} <= set(failed.place.split(", "))


def test_a_float_for_a_whole_number_is_named_with_its_value():
    def answer(x, shift):
        half = len(x) / 2
        return x[:half] + shift

    failed = verdict(ROWS, answer)
    assert failed.kind == "exception" and "return x[:half] + shift" in failed.details[0]
    assert "`half` is the float 1" in failed.details[1] and "`int(half)`" in failed.details[1]


@pytest.mark.parametrize("broken", [lambda x, shift: x[5], lambda x, shift: x + "1"])
def test_other_errors_are_not_blamed_on_a_float(broken):
    assert "whole number" not in str(verdict(ROWS, broken))


def test_outputs_of_other_shapes_that_are_swapped_are_told_so_and_not_by_their_shapes():
    def both(x):
        return x.sum(axis=0), x.sum(axis=1)

    task = Task(
        "2.6",
        "Sums",
        both,
        lambda rng: [(rng.normal(size=(2, 3)),), (rng.normal(size=(4, 4)),)],
        [Output("down", ("D",)), Output("across", ("B",))],
    )
    failed = verdict(task, lambda x: both(x)[::-1])
    assert failed.lead == "`down` and `across` are swapped"
    assert "Return `down` and `across` in this order." in failed.details
    assert verdict(task, lambda x: (x.sum(axis=1), 2 * x.sum(axis=0))).kind == "shape"


def test_what_is_wrong_nearly_everywhere_is_told_by_where_it_is_right():
    def answer(x, shift):
        h = x + shift
        h[:, 1:] += 50
        return h

    assert any("is right only at unit 0." in line for line in verdict(ROWS, answer).details)


def test_inputs_before_a_failing_one_are_called_right_only_when_they_are():
    def late(value):
        return lambda x, shift: x + shift + value if len(x) == 2 else None

    assert "That was on input 2; the one before it is right." in verdict(ROWS, late(0)).details
    assert "That was on input 2." in verdict(ROWS, late(1)).details


def test_an_extra_axis_is_told_without_a_guess_at_a_sum():
    failed = verdict(ROWS, lambda x, shift: np.stack([x, x], axis=-1))
    assert "There is one axis of size 2" in str(failed) and "sum over it missing" not in str(failed)


# Lists, tuples, whole numbers.


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x: [float(v) for v in x], "np.array"),
        (lambda x: list(x[:, None] * 2), "np.concatenate"),
        (lambda x: [x], "brackets"),
        (lambda x: LSTMState(x, x), "LSTMState is a tuple of `h` and `c`: return them one by one."),
    ],
)
def test_a_list_or_tuple_where_an_array_is_due_gets_the_advice_that_fits(answer, words):
    task = Task("2.2", "Double", lambda x: 2 * x, lambda rng: [(rng.normal(size=3),)], [Output("y", ("H",))])
    failed = verdict(task, answer)
    assert words in str(failed) and "np.stack" not in str(failed)


def test_a_list_of_rows_is_to_be_stacked():
    assert "np.stack" in str(verdict(ROWS, lambda x, shift: list(x)))


WHOLE = Task(
    "2.3",
    "Signs",
    lambda size, strength: np.full(size, strength),
    lambda _: [(3, 20.0), (2, 30.0)],
    [Output("bias", ("H",))],
    [Mistake("strength-left-out", lambda size, strength: np.ones(size), "It is one.", "Look.")],
)


def test_whole_numbers_are_compared_before_their_type_is_blamed():
    assert verdict(WHOLE, lambda n, s: np.ones(n, dtype=int)).mistake == "strength-left-out"
    assert verdict(WHOLE, lambda n, s: np.full(n, 7)).kind == "wrong"
    right = verdict(WHOLE, lambda n, s: np.full(n, int(s)))
    assert right.kind == "type" and "came in int64" in right.lead
    assert "Its values are right" in str(right)


def test_whole_numbers_where_fractions_are_due_are_told_so():
    assert "came in int64" in verdict(ROWS, lambda x, shift: (x + shift).astype(int)).lead


def test_an_answer_of_zeros_is_not_explained_by_an_argument_left_out():
    failed = verdict(WHOLE, lambda n, s: np.zeros(n))
    assert "`bias` is zero everywhere." in failed.details and "left out" not in str(failed)


def test_the_value_that_is_due_is_not_shown_where_it_is_the_answer():
    failed = of_chapter_8("8.6", lambda case, size, strength: np.arange(4.0 * size))
    assert re.search(r"\(gate ., unit \d\) is \d+, on input ", str(failed)) and "expected" not in str(failed)
    assert re.search(r"\(off by \d\.\d times the largest entry that is due\)\.", str(failed))


# Choices.

LABELS = ChoiceTask(
    "3.1",
    "Label",
    {"A": "f", "B": "i", "C": "g", "D": "o"},
    ("f", "i", "g", "o"),
    [Mistake("f-i-swapped", lambda: {"A": "i", "B": "f"}, "They changed places.", "Look.")],
)


def test_labels_that_are_wrong_beside_a_known_mistake_are_listed():
    failed = verdict(LABELS, lambda: {"A": "i", "B": "f", "C": "o", "D": "g"})
    assert failed.mistake == "f-i-swapped" and "`C` and `D` are wrong too." in failed.details
    failed = verdict(LABELS, lambda: {"A": "i", "B": "f", "C": "g", "D": "o"})
    assert not any("too" in line for line in failed.details)


def test_a_dict_that_is_the_other_way_round_is_told_which_are_its_keys():
    failed = verdict(LABELS, lambda: {"f": "A", "i": "B", "g": "C", "o": "D"})
    assert failed.kind == "type" and "the other way round: its keys should be A, B, C, D" in failed.lead
    assert "no answer for" in verdict(LABELS, lambda: {"E": ["x"]}).lead


def test_a_function_that_should_take_nothing_is_told_so_in_words():
    assert "should take no arguments; yours takes (x)" in verdict(LABELS, lambda x: {}).lead


# The LSTM's step and its predictions.


def written(memory, squash=sigmoid, candidate=np.tanh):
    def answer(params, x, h, c):
        a = np.split(x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias, 4, axis=-1)
        i, f, o = squash(a[0]), squash(a[1]), squash(a[3])
        new = memory(i, f, candidate(a[2]), c)
        return o * np.tanh(new), new

    return answer


def test_gates_that_meet_the_wrong_terms_are_told_both_places_where_that_can_happen():
    failed = of_chapter_8("8.1", written(lambda i, f, g, c: i * c + f * g))
    assert failed.mistake == "f-and-i-swapped"
    assert "names the four parts" in failed.hint and "line of the memory" in failed.hint


def test_a_gate_that_is_not_used_is_named_and_no_other():
    failed = of_chapter_8("8.1", written(lambda i, f, g, c: f * c + (1 - f) * g))
    assert "`h` and `c` do not depend on gate i, and they should." in failed.details
    assert "gate g" not in str(failed) and "gate i" in failed.place


@pytest.mark.parametrize(
    ("squash", "candidate", "mistake"),
    [
        (np.tanh, np.tanh, "tanh-on-the-gates"),
        (np.asarray, np.tanh, "gates-not-squashed"),
        (np.asarray, np.asarray, "nothing-squashed"),
    ],
)
def test_gates_without_their_sigmoid_are_known(squash, candidate, mistake):
    answer = written(lambda i, f, g, c: f * c + i * g, squash, candidate)
    assert of_chapter_8("8.1", answer).mistake == mistake


def test_a_state_as_a_named_tuple_is_accepted_and_one_with_its_tape_is_told_what_to_return():
    def state(params, x, h, c):
        return lstm_step(params, x, LSTMState(h, c))[0]

    ch08.check("8.1", state)
    failed = of_chapter_8("8.1", lambda params, x, h, c: lstm_step(params, x, LSTMState(h, c)))
    assert "LSTMState is a tuple of `h` and `c`" in str(failed) and "np.stack" not in str(failed)


@pytest.mark.parametrize(
    ("part", "wrong", "mistake", "section"),
    [
        ("parameters", lambda D, H, b, c0, n: 7, None, "sec-counts"),
        ("half_life", lambda D, H, b, c0, n: 7.5, None, "sec-half-life"),
        ("largest_c", lambda D, H, b, c0, n: 7.5, None, "sec-bounds"),
        ("largest_c", lambda D, H, b, c0, n: c0 + n, "signed-start", "sec-bounds"),
    ],
)
def test_a_wrong_prediction_sends_to_the_section_of_its_part(part, wrong, mistake, section):
    failed = of_chapter_8("8.3", predictions.but(part, wrong))
    assert (failed.mistake, failed.section) == (mistake, section)


def signs(open_, shut, strength=1):
    def answer(case, hidden_size, _):
        keep, write = {"keep": (1, 0), "replace": (0, 1), "add": (1, 1), "clear": (0, 0)}[case]
        return np.repeat([[shut, open_][write], [shut, open_][keep], 0, 0], hidden_size)

    return answer


def test_a_bias_of_whole_numbers_is_known_by_its_values():
    assert of_chapter_8("8.6", signs(1, -1)).mistake == "strength-left-out"
    half_open = of_chapter_8(
        "8.6",
        lambda case, size, strength: np.maximum(valves.valves(case, size, strength), 0.0),
    )
    assert half_open.mistake == "shut-is-zero"


def test_the_lettered_diagram_has_its_layers_in_the_chapters_order_from_neither_side():
    ch08.draw_lettered_cell()
    axes = plt.gca()
    across = {part: axes.transData.transform(PLACES[part])[0] for part in LAYERS}
    drawn = sorted(across, key=across.get)
    plt.close("all")
    in_the_chapter = sorted(LAYERS, key=LAYERS.get)
    assert in_the_chapter not in (drawn, drawn[::-1])
    assert drawn.index("forget gate") > drawn.index("output gate")
