"""13.2: the gradient at coupled gates."""

from collections.abc import Callable, Iterator

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Three = tuple[Array, Array, Array]


def back(c_prev: Array, f: Array, g: Array, dc: Array) -> Three:
    da_f = dc * (c_prev - g) * f * (1 - f)
    return da_f, dc * (1 - f) * (1 - g**2), dc * f


def given(rng: Rng) -> Iterator[Case]:
    for B, H in ((3, 4), (2, 5), (5, 2)):
        c_prev, f = rng.uniform(-0.95, 0.95, (B, H)), rng.uniform(0.1, 0.9, (B, H))
        g, dc = rng.uniform(-0.9, 0.9, (B, H)), rng.standard_normal((B, H))
        yield Case(f"B = {B}, H = {H}", (c_prev, f, g, dc))


def wrong(
    gate: Callable[[Array, Array, Array, Array], Array] | None = None,
    write: Callable[[Array, Array, Array, Array], Array] | None = None,
    kept: Callable[[Array, Array, Array, Array], Array] | None = None,
) -> Callable[..., Three]:
    """With another line; each is a function of c_prev, f, g, dc."""

    def answer(c_prev: Array, f: Array, g: Array, dc: Array) -> Three:
        right = back(c_prev, f, g, dc)
        lines = zip((gate, write, kept), right, strict=True)
        at_gate, at_write, before = (line(c_prev, f, g, dc) if line else value for line, value in lines)
        return at_gate, at_write, before

    return answer


GATE = "Look at the gradient of the gate: in how many places does f stand in the line for the new memory?"
WRITE = "Look at the gradient of the candidate"
KEEP = "Look at `dc_prev`"

TASK = Task(
    "13.2",
    "Take the gradient back through one gate for two",
    back,
    given,
    (
        Output("da_f", axes=("B", "H")),
        Output("da_g", axes=("B", "H")),
        Output("dc_prev", axes=("B", "H")),
    ),
    (
        Mistake(
            "keeps-only",
            wrong(gate=lambda c, f, g, dc: dc * c * f * (1 - f)),
            "Your gate learns from what it keeps alone, as if there were an input gate of its own.",
            GATE,
        ),
        Mistake(
            "writes-only",
            wrong(gate=lambda c, f, g, dc: -dc * g * f * (1 - f)),
            "Your gate learns from what it lets in alone.",
            GATE,
        ),
        Mistake(
            "plus-for-minus",
            wrong(gate=lambda c, f, g, dc: dc * (c + g) * f * (1 - f)),
            "Both shares are there, one with the wrong sign.",
            "What is the derivative of 1 − f?",
        ),
        Mistake(
            "turned-round",
            wrong(gate=lambda c, f, g, dc: dc * (g - c) * f * (1 - f)),
            "The whole gradient has the wrong sign: this gate would learn to keep what it should replace.",
            "If the old memory is what the loss wants more of, should f rise or fall?",
        ),
        Mistake(
            "gate-slope-missing",
            wrong(gate=lambda c, f, g, dc: dc * (c - g)),
            "The slope of the sigmoid is missing.",
            "`da_f` is due before the sigmoid. What lies between it and f?",
        ),
        Mistake(
            "gate-slope-of-tanh",
            wrong(gate=lambda c, f, g, dc: dc * (c - g) * (1 - f**2)),
            "You took the slope of a tanh for the gate.",
            "Which function makes a gate?",
        ),
        Mistake(
            "new-memory-for-old",
            wrong(gate=lambda c, f, g, dc: dc * (f * c + (1 - f) * g - g) * f * (1 - f)),
            "You use the new memory where the old one is due.",
            "Which memory did the gate multiply?",
        ),
        Mistake(
            "written-by-f",
            wrong(write=lambda c, f, g, dc: dc * f * (1 - g**2)),
            "Your candidate gets the share that is kept.",
            f"{WRITE}: by what was it multiplied?",
        ),
        Mistake(
            "written-whole",
            wrong(write=lambda c, f, g, dc: dc * (1 - g**2)),
            "Your candidate gets all of the gradient, as if nothing had been before it.",
            f"{WRITE}: by what was it multiplied?",
        ),
        Mistake(
            "write-slope-missing",
            wrong(write=lambda c, f, g, dc: dc * (1 - f)),
            "The slope of the tanh is missing.",
            f"{WRITE}: it is due before the tanh.",
        ),
        Mistake(
            "write-slope-of-sigmoid",
            wrong(write=lambda c, f, g, dc: dc * (1 - f) * g * (1 - g)),
            "You took the slope of a sigmoid for the candidate.",
            f"{WRITE}: which function makes it?",
        ),
        Mistake(
            "passes-unchanged",
            wrong(kept=lambda c, f, g, dc: dc),
            "The memory's gradient passes unchanged, but a gate stands on the loop.",
            f"{KEEP}: by what was the old memory multiplied?",
        ),
        Mistake(
            "what-is-replaced",
            wrong(kept=lambda c, f, g, dc: dc * (1 - f)),
            "You send back the share that was replaced.",
            f"{KEEP}: by what was the old memory multiplied?",
        ),
    ),
    (
        "Write down the line for the new memory, with 1 − f in place of i.",
        "Each of c before, f and g stands in it. Take its derivative with respect to each.",
        "`da_f` and `da_g` are due before sigmoid and tanh: each needs the slope of its function.",
    ),
    "sec-coupled",
)
