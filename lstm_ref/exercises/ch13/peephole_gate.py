"""13.1: the output gate with a peephole."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Pair = tuple[Array, Array]


def gate(a_o: Array, i: Array, f: Array, g: Array, c_prev: Array, p_o: Array) -> Pair:
    c = f * c_prev + i * g
    o = sigmoid(a_o + p_o * c)
    return o, o * np.tanh(c)


def given(rng: Rng) -> Iterator[Case]:
    for B, H in ((3, 4), (2, 5), (5, 2)):
        a_o, c_prev = rng.standard_normal((B, H)), 1.5 * rng.standard_normal((B, H))
        i, f = rng.uniform(0.2, 0.95, (2, B, H))
        g, p_o = rng.uniform(-0.9, 0.9, (B, H)), rng.choice([-1, 1], H) * rng.uniform(0.5, 1.5, H)
        yield Case(f"B = {B}, H = {H}", (a_o, i, f, g, c_prev, p_o))


def wrong(look: Callable[[Array, Array, Array, Array], Array]) -> Callable[..., Pair]:
    """With another gate, a function of its sum, its peephole, the new memory and the old."""

    def answer(a_o: Array, i: Array, f: Array, g: Array, c_prev: Array, p_o: Array) -> Pair:
        c = f * c_prev + i * g
        o = look(a_o, p_o, c, c_prev)
        return o, o * np.tanh(c)

    return answer


def memory(make: Callable[[Array, Array, Array, Array], Array]) -> Callable[..., Pair]:
    """With another new memory, a function of i, f, g and the old one."""

    def answer(a_o: Array, i: Array, f: Array, g: Array, c_prev: Array, p_o: Array) -> Pair:
        c = make(i, f, g, c_prev)
        o = sigmoid(a_o + p_o * c)
        return o, o * np.tanh(c)

    return answer


def shown(show: Callable[[Array, Array], Array]) -> Callable[..., Pair]:
    """With another h, a function of o and the new and the old memory."""

    def answer(a_o: Array, i: Array, f: Array, g: Array, c_prev: Array, p_o: Array) -> Pair:
        o, _ = gate(a_o, i, f, g, c_prev, p_o)
        return o, show(o, f * c_prev + i * g)

    return answer


def shows_the_old(a_o: Array, i: Array, f: Array, g: Array, c_prev: Array, p_o: Array) -> Pair:
    o, _ = gate(a_o, i, f, g, c_prev, p_o)
    return o, o * np.tanh(c_prev)


LOOK = "Look at what the peephole multiplies"

TASK = Task(
    "13.1",
    "Let the output gate look",
    gate,
    given,
    (Output("o", axes=("B", "H")), Output("h", axes=("B", "H"))),
    (
        Mistake(
            "looks-too-early",
            wrong(lambda a, p, c, c_prev: sigmoid(a + p * c_prev)),
            "Your gate looks at the memory before the step. That is what input and forget gate see.",
            f"{LOOK}: in which order are the lines of the step computed?",
        ),
        Mistake(
            "does-not-look",
            wrong(lambda a, p, c, c_prev: sigmoid(a)),
            "Your gate does not look at all: that is today's cell.",
            "Which of the arguments have you not used?",
        ),
        Mistake(
            "looks-through-the-tanh",
            wrong(lambda a, p, c, c_prev: sigmoid(a + p * np.tanh(c))),
            "Your gate sees the memory through a tanh. A peephole shows the memory itself.",
            f"{LOOK}.",
        ),
        Mistake(
            "looks-after-the-sigmoid",
            wrong(lambda a, p, c, c_prev: sigmoid(a) + p * c),
            "You add what the peephole shows to the gate, and not to its sum: it can leave 0 to 1.",
            "Where does the sigmoid's bracket close?",
        ),
        Mistake(
            "multiplies-the-sum",
            wrong(lambda a, p, c, c_prev: sigmoid(a * p * c)),
            "You multiply the gate's sum by what the peephole shows. It is one more term of the sum.",
            "Is a peephole a factor or a term?",
        ),
        Mistake(
            "weight-left-out",
            wrong(lambda a, p, c, c_prev: sigmoid(a + c)),
            "The peephole has no weight in your line.",
            f"{LOOK}, and by what.",
        ),
        Mistake(
            "looks-with-a-minus",
            wrong(lambda a, p, c, c_prev: sigmoid(a - p * c)),
            "What the peephole shows is subtracted.",
            "Look at the sign before the peephole.",
        ),
        Mistake(
            "not-squashed",
            wrong(lambda a, p, c, c_prev: a + p * c),
            "Your gate has no sigmoid.",
            "What makes a gate of a sum?",
        ),
        Mistake(
            "sees-the-write-alone",
            memory(lambda i, f, g, c_prev: i * g),
            "The old memory is missing in your new one.",
            "Look at the line that makes the new memory.",
        ),
        Mistake(
            "written-whole",
            memory(lambda i, f, g, c_prev: f * c_prev + g),
            "The candidate is written whole.",
            "Look at the line that makes the new memory.",
        ),
        Mistake(
            "kept-whole",
            memory(lambda i, f, g, c_prev: c_prev + i * g),
            "The old memory is kept whole.",
            "Look at the line that makes the new memory.",
        ),
        Mistake(
            "shows-the-old-memory",
            shows_the_old,
            "Your hidden state shows the memory before the step.",
            "Which memory goes through the tanh?",
        ),
        Mistake(
            "shown-unsquashed",
            shown(lambda o, c: o * c),
            "The memory is shown without its tanh.",
            "What bounds h?",
        ),
        Mistake(
            "gate-left-out",
            shown(lambda o, c: np.tanh(c)),
            "The gate that you have made is not used for h.",
            "How much of the memory is shown?",
        ),
    ),
    (
        "Three lines: the new memory, the gate, the hidden state.",
        "One of these lines has to come before the gate, because the gate needs its result.",
        "The peephole is one more term in the gate's sum: its weight times a memory, elementwise.",
    ),
    "sec-peepholes",
)
