"""A wrong answer is named, or placed: the output, the shape, the gate, the time step, the term."""

import numpy as np
import pytest

from lstm_ref.numpy import LSTMParams, LSTMState, lstm_step, lstm_step_backward, sigmoid
from lstm_ref.verify.engine import Case, CheckFailed, Mistake, Output, Task, checker


def verdict(task, fn):
    with pytest.raises(CheckFailed) as caught:
        checker([task])(task.id, fn)
    return caught.value


def leaky_scan(xs, weight, h):
    """(T, B, D), (H, D), (B, H) -> every state (T, B, H), the last state, and their mean over the batch."""
    hs = []
    for x in xs:
        h = 0.5 * h + x @ weight.T
        hs.append(h)
    return np.stack(hs), h, h.mean(axis=0)


def sequences(rng):
    sizes = [(4, 2, 3, 5), (3, 5, 4, 2)]
    return [
        (rng.normal(size=(T, B, D)), rng.normal(size=(H, D)), rng.normal(size=(B, H))) for T, B, D, H in sizes
    ]


OUTPUTS = [Output("hs", ("T", "B", "H")), Output("h", ("B", "H")), Output("mean", ("H",))]
SCAN = Task("3.1", "Scan", leaky_scan, sequences, OUTPUTS)


def changed(change):
    """The right answer with one part changed."""

    def answer(xs, weight, h):
        parts = dict(zip(("hs", "h", "mean"), leaky_scan(xs, weight, h), strict=True))
        parts.update(change(**parts))
        return tuple(parts.values())

    return answer


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda hs, **_: {"hs": -hs}, "`hs` has the wrong sign, and nothing else is wrong with it."),
        (lambda hs, **_: {"hs": 0 * hs}, "`hs` is zero everywhere."),
        (lambda hs, **_: {"hs": 3.7 * hs}, "`hs` is 3.7 times what it should be, everywhere."),
        (lambda h, **_: {"mean": h.sum(axis=0)}, "`mean` is too big by the factor B"),
        (lambda h, **_: {"h": h / len(h)}, "`h` is too small by the factor B"),
        (lambda hs, **_: {"hs": hs[::-1]}, "`hs` runs backwards in time."),
        (lambda hs, **_: {"hs": np.roll(hs, 1, axis=0)}, "`hs` comes one time step late."),
        (lambda hs, **_: {"hs": np.roll(hs, -1, axis=0)}, "`hs` comes one time step early."),
        (lambda mean, **_: {"mean": mean + (np.arange(len(mean)) == 1)}, "`mean` is wrong only at unit 1"),
    ],
)
def test_a_relation_to_the_right_answer_is_told(change, words):
    assert words in str(verdict(SCAN, changed(change)))


def test_what_is_right_is_said_too():
    failed = verdict(SCAN, changed(lambda h, **_: {"h": h + 1}))
    assert failed.lead == "`h` is not right" and "`hs` and `mean` are right." in failed.details


def test_the_first_wrong_time_step_is_named():
    def from_step_two(hs, **_):
        return {"hs": hs + (np.arange(len(hs)) >= 2)[:, None, None]}

    failed = verdict(SCAN, changed(from_step_two))
    assert "right up to t = 1 and wrong from t = 2 on" in str(failed) and "t = 2" in failed.place


def test_a_fault_that_grows_backwards_is_told_from_its_end():
    def before_two(hs, **_):
        return {"hs": hs + (np.arange(len(hs)) < 2)[:, None, None]}

    assert "`hs` is right from t = 2 on and wrong before it." in verdict(SCAN, changed(before_two)).details


def test_the_worst_entry_is_shown_with_both_values():
    def spoil(h, **_):
        new = h.copy()
        new[1, 0] = 50.0
        return {"h": new}

    worst = verdict(SCAN, changed(spoil)).details[-1]
    assert (
        worst.startswith("Worst entry: `h[1, 0]` (batch 1, unit 0) is 50; expected ")
        and ", on input 1 (off by " in worst
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda h, **_: {"h": h.T}, "Yours is the transpose."),
        (lambda hs, **_: {"hs": hs.swapaxes(0, 1)}, "another order: yours are (B, T, H)"),
        (lambda h, **_: {"h": h[0]}, "The axis B is missing"),
        (lambda h, **_: {"mean": h}, "one axis of size 2 (B = 2) too many"),
        (lambda h, **_: {"h": h[:, :, None]}, "one axis of size 1 too many"),
    ],
)
def test_a_wrong_shape_is_told_in_the_names_of_the_axes(change, words):
    failed = verdict(SCAN, changed(change))
    assert failed.kind == "shape" and words in str(failed)


def test_the_expected_shape_is_told_in_words_and_numbers():
    assert (
        "has shape (5, 2); expected (B, H) = (2, 5)" in verdict(SCAN, changed(lambda h, **_: {"h": h.T})).lead
    )


def test_too_few_parts_are_told_with_their_names():
    failed = verdict(SCAN, lambda xs, weight, h: leaky_scan(xs, weight, h)[0])
    assert "return 3 things, `hs`, `h` and `mean`; it returned an array of shape (4, 2, 5)" in failed.lead


def test_the_input_that_is_right_is_named_by_its_label():
    def labelled(rng):
        return [Case("T = 1", (rng.normal(size=1),)), Case("T = 3", (rng.normal(size=3),))]

    task = Task("3.2", "Sum", lambda xs: xs.sum(), labelled)
    assert "Right on input T = 1; wrong on T = 3." in verdict(task, lambda xs: xs[0]).details


def test_swapped_outputs_are_told():
    def both(x):
        return x + 1, x * 2

    task = Task(
        "3.3", "Both", both, lambda rng: [(rng.normal(size=3),)], [Output("a", ("H",)), Output("b", ("H",))]
    )
    assert "`a` and `b` are swapped." in verdict(task, lambda x: both(x)[::-1]).details


def test_an_answer_that_remembers_earlier_calls_is_found_out():
    seen = []

    def answer(xs, weight, h):
        seen.append(1)
        hs, h, mean = leaky_scan(xs, weight, h)
        return hs * len(seen), h, mean

    assert any("keeps something between calls" in line for line in verdict(SCAN, answer).details)


def test_a_known_mistake_is_named_before_anything_else():
    def forgotten(xs, weight, h):
        return leaky_scan(xs, weight, 0 * h)

    mistake = Mistake(
        "first-state-forgotten", forgotten, symptom="It starts from zero.", hint="Line 1.", section="sec-h"
    )
    task = Task("3.4", "Scan", leaky_scan, sequences, OUTPUTS, [mistake], section="sec-scan")
    failed = verdict(task, lambda xs, weight, h: leaky_scan(xs, weight, h - h))
    assert (failed.kind, failed.mistake, failed.task) == ("mistake", "first-state-forgotten", "3.4")
    assert str(failed).splitlines() == [
        "✗ 3.4 Scan: a known mistake, first-state-forgotten",
        "  It starts from zero.",
        "  Hint: Line 1.",
        "  Read again: sec-h",
    ]


def test_an_answer_that_equals_a_mistake_on_one_input_alone_is_not_that_mistake():
    mistake = Mistake("negative", lambda x: -x, symptom="…")
    task = Task(
        "3.5",
        "Same",
        lambda x: +x,
        lambda rng: [(rng.normal(size=2),), (rng.normal(size=3),)],
        mistakes=[mistake],
    )
    assert verdict(task, lambda x: -x if len(x) == 2 else 2 * x).mistake is None


def test_an_answer_as_plain_tuples_and_one_as_named_tuples_are_the_same():
    task = Task("3.6", "State", lambda x: LSTMState(x, 2 * x), lambda rng: [(rng.normal(size=3),)])
    checker([task])("3.6", lambda x: (x, 2 * x))
    assert verdict(task, lambda x: [x, 3 * x]).lead == "`c` is not right"


def test_outputs_that_do_not_fit_the_reference_are_the_authors_error():
    task = Task("3.7", "State", lambda x: LSTMState(x, x), lambda rng: [(rng.normal(size=3),)], [Output("d")])
    with pytest.raises(ValueError, match="none of what the reference returns"):
        checker([task])("3.7", lambda x: x)


# The LSTM's own step, forward and backward, with one line changed.


def cells(rng):
    inputs = []
    for B, D, H in [(2, 3, 4), (3, 5, 2)]:
        params = LSTMParams(*(rng.normal(size=shape) for shape in [(4 * H, D), (4 * H, H), 4 * H]))
        inputs.append(
            (params, rng.normal(size=(B, D)), LSTMState(rng.normal(size=(B, H)), rng.normal(size=(B, H))))
        )
    return inputs


def step(params, x, state):
    return lstm_step(params, x, state)[0]


STEP = Task("8.2", "Step", step, cells, [Output("h", ("B", "H")), Output("c", ("B", "H"))], gates="ifgo")


def written(write=np.multiply, keep=None, read=np.tanh, order="ifgo", twist=None):
    """An LSTM step with one part of it replaced."""

    def answer(params, x, state):
        a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias
        gates = dict(zip(order, np.split(a, 4, axis=-1), strict=True))
        i, f, o, g = sigmoid(gates["i"]), sigmoid(gates["f"]), sigmoid(gates["o"]), np.tanh(gates["g"])
        if twist:
            i, f, g, o = twist(gates, i, f, g, o)
        c = (f * state.c if keep is None else keep(i, f, state)) + write(i, g)
        return o * read(c), c

    return answer


@pytest.mark.parametrize(
    ("answer", "words", "place"),
    [
        (written(write=np.add), "depends on gates i and g alone", "gate g"),
        (written(keep=lambda i, f, s: 0), "when `state.c` is left out", "state.c"),
        (written(keep=lambda i, f, s: f * s.h), "`state.h` stands where `state.c` is due", "state.c"),
        (written(keep=lambda i, f, s: (1 - i) * s.c), "Right when the argument `state.c` (", "state.c"),
        (written(read=lambda c: c), "`c` is right.", "h"),
        (written(order="figo"), "the gates are read in the order f, i, g, o", "gate f"),
        (
            written(twist=lambda a, i, f, g, o: (i, f, g, f)),
            "gate o is computed with the weights of gate f",
            "gate o",
        ),
        (
            written(twist=lambda a, i, f, g, o: (i, f, sigmoid(a["g"]), o)),
            "Right when gate i is shut",
            "gate i",
        ),
        (
            written(twist=lambda a, i, f, g, o: (i, sigmoid(2 * a["f"]), g, o)),
            "depends on gate f alone",
            "gate f",
        ),
    ],
)
def test_a_fault_in_the_step_is_placed_at_its_term_or_gate(answer, words, place):
    failed = verdict(STEP, answer)
    assert words in str(failed) and place in failed.place.split(", ")


def test_the_step_written_anew_is_right():
    checker([STEP])("8.2", written())


def backward_cases(rng):
    return [
        (params, lstm_step(params, x, state)[1], LSTMState(*(rng.normal(size=part.shape) for part in state)))
        for params, x, state in cells(rng)
    ]


BACK = Task(
    "9.2",
    "Step back",
    lstm_step_backward,
    backward_cases,
    [
        Output("dx", ("B", "D")),
        Output("dh", ("B", "H")),
        Output("dc", ("B", "H")),
        Output("dweight_ih", ("gate*H", "D"), "ifgo"),
        Output("dweight_hh", ("gate*H", "H"), "ifgo"),
        Output("dbias", ("gate*H",), "ifgo"),
    ],
)


def with_gate_block(number, change):
    """The right gradient with one gate's block of every parameter changed."""

    def answer(params, tape, dstate):
        dx, dstate, dparams = lstm_step_backward(params, tape, dstate)
        blocks = [np.split(part.copy(), 4) for part in dparams]
        for split in blocks:
            split[number] = change(split[number])
        return dx, dstate, LSTMParams(*(np.concatenate(split) for split in blocks))

    return answer


def test_a_wrong_gate_block_is_named_once_for_all_parameters():
    failed = verdict(BACK, with_gate_block(2, np.sin))
    assert failed.lead.endswith("are not right, in gate g") and "gate g" in failed.place
    assert "In `dweight_ih`, `dweight_hh` and `dbias` the block of gate g is wrong." in failed.details


def test_the_relation_is_told_for_the_gate_that_has_it():
    assert "the block of gate f has the wrong sign" in str(verdict(BACK, with_gate_block(1, np.negative)))


def test_gates_stacked_in_another_order_are_told_with_the_order():
    def answer(params, tape, dstate):
        dx, dstate, dparams = lstm_step_backward(params, tape, dstate)
        return dx, dstate, LSTMParams(*(np.roll(part, len(part) // 4, axis=0) for part in dparams))

    assert "has its gates in the order o, i, f, g" in str(verdict(BACK, answer))


def test_a_missing_factor_is_named():
    def answer(params, tape, dstate):
        dx, (dh, dc), dparams = lstm_step_backward(params, tape, dstate)
        return dx, (dh, dc / tape.f), dparams

    failed = verdict(BACK, answer)
    assert "`dc` lacks the factor `tape.f`." in failed.details and "tape.f" in failed.place


def test_an_argument_without_which_nothing_is_left_places_nothing():
    def inputs(rng):
        return [(rng.normal(size=3), rng.normal(size=3))]

    task = Task("9.6", "Carry", lambda dc, f: dc * f, inputs, [Output("dc_prev", ("H",))])
    assert verdict(task, lambda dc, f: dc * np.tanh(f)).place == "dc_prev"


def test_a_missing_summand_is_named():
    task = Task(
        "9.3",
        "Add",
        lambda dh, dnext: np.tanh(dh) + dnext,
        lambda rng: [(rng.normal(size=3), rng.normal(size=3))],
    )
    assert "lacks the term `dnext`" in str(verdict(task, lambda dh, dnext: np.tanh(dh)))


def test_a_value_of_words_is_compared_as_it_is():
    task = Task("9.4", "Name", lambda n: {"even": n % 2 == 0, "name": "x" * n}, lambda rng: [(2,), (3,)])
    checker([task])("9.4", lambda n: {"name": "x" * n, "even": not n % 2})
    assert verdict(task, lambda n: {"name": "y", "even": not n % 2}).lead == "`name` is not right"
    assert (
        "with" in verdict(task, lambda n: {"name": "x"}).lead
        or "keys" in verdict(task, lambda n: {"name": "x"}).lead
    )


def test_whole_numbers_are_compared_exactly():
    task = Task("9.5", "Count", lambda n: 10**12 + n, lambda rng: [(2,)])
    checker([task])("9.5", lambda n: 10**12 + n)
    assert verdict(task, lambda n: 10**12 + n + 1).kind == "wrong"
