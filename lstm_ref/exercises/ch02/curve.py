"""2.4: write the check for a sigmoid; the curves that only look like one, and the checks that are blind."""

from collections.abc import Callable

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Curve = Callable[[Array], Array]
Check = Callable[[Curve], None]


def quiet(curve: Curve) -> Curve:
    """The curve without NumPy's warnings: a check should see the value and not the noise."""

    def silently(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return curve(np.asarray(x, dtype=float))

    return silently


def by_formula(x: Array) -> Array:
    """The same function, written with the exponential of a number that is never positive."""
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


def in_float32(x: Array) -> Array:
    """Seven digits are enough: a check that asks for sixteen rejects right code."""
    return np.asarray(sigmoid(np.asarray(x, dtype=np.float32)))


def planted(name: str, curve: Curve, symptom: str) -> PlantedBug:
    return PlantedBug(name, (quiet(curve),), symptom)


BUGS = (
    planted("twice-as-steep", lambda x: 0.5 * (1 + np.tanh(x)), "It is σ(2x)."),
    planted("half-as-steep", lambda x: 0.5 * (1 + np.tanh(x / 4)), "It is σ(x/2)."),
    planted("falling", lambda x: sigmoid(-x), "It falls where it should rise."),
    planted("a-tanh", np.tanh, "It is a tanh: it goes from −1 to 1."),
    planted("hard", lambda x: np.clip(0.5 + x / 4, 0, 1), "It is made of three straight lines."),
    planted(
        "hard-by-another-slope", lambda x: np.clip(0.5 + x / 5, 0, 1), "It is a hard sigmoid, slope 1/5."
    ),
    planted("a-jump", lambda x: np.where(x > 0, 1.0, np.where(x < 0, 0.0, 0.5)), "It is a step."),
    planted("algebraic", lambda x: 0.5 * (1 + x / (1 + np.abs(x))), "It has no exponential in it."),
    planted(
        "arctan", lambda x: 0.5 + np.arctan(np.pi * x / 4) / np.pi, "It is an arctan, with the right slope."
    ),
    planted("cut-off-below", lambda x: np.maximum(sigmoid(x), 0.01), "It never goes below 0.01."),
    planted("cut-off-above", lambda x: np.minimum(sigmoid(x), 0.99), "It never goes above 0.99."),
    planted("right-half-only", lambda x: np.where(x >= 0, sigmoid(x), 0.5 * np.exp(x)), "Wrong below zero."),
    planted(
        "left-half-only", lambda x: np.where(x <= 0, sigmoid(x), 1 - 0.5 * np.exp(-x)), "Wrong above zero."
    ),
    planted(
        "overflows-below",
        lambda x: np.exp(x) / (1 + np.exp(x)),
        "It gives NaN for large numbers: infinity divided by infinity.",
    ),
    planted(
        "overflows-above",
        lambda x: np.where(x < -500, np.nan, sigmoid(x)),
        "It gives NaN far below zero.",
    ),
    planted(
        "first-entry-only", lambda x: sigmoid(x.ravel()[0]) + 0 * x, "It looks at the first entry alone."
    ),
    planted(
        "a-little-off", lambda x: sigmoid(x) + 1e-3 * np.sin(np.pi * x / 2), "It is off by a thousandth."
    ),
    planted(
        "wrong-between-two-and-four",
        lambda x: np.where((np.abs(x) > 2) & (np.abs(x) < 4), sigmoid(0.9 * x), sigmoid(x)),
        "It is wrong between 2 and 4, on both sides.",
    ),
    planted("shares-of-a-sum", lambda x: np.exp(x) / np.exp(x).sum(), "It is a softmax."),
)

GRID = np.linspace(-4, 4, 17)
FAR = np.array([-1000.0, 1000.0])


def truth(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def at_zero(f: Curve) -> None:
    assert np.isclose(f(np.array(0.0)), 0.5)


def between_0_and_1(f: Curve) -> None:
    assert ((f(GRID) > 0) & (f(GRID) < 1)).all()


def rising(f: Curve) -> None:
    assert (np.diff(f(GRID)) > 0).all()


def symmetric(f: Curve) -> None:
    assert np.allclose(f(GRID) + f(-GRID), 1)


def at_one(f: Curve) -> None:
    assert np.isclose(f(np.array(1.0)), 0.7310586, atol=1e-5)


def slope_at_zero(f: Curve) -> None:
    step = 1e-3
    assert np.isclose((f(np.array(step)) - f(np.array(-step))) / (2 * step), 0.25, atol=1e-4)


def far_out(f: Curve) -> None:
    assert np.allclose(f(FAR), [0, 1])


def values(f: Curve) -> None:
    assert np.allclose(f(GRID), truth(GRID), atol=1e-5)


def positive_values(f: Curve) -> None:
    assert np.allclose(f(GRID[8:]), truth(GRID[8:]), atol=1e-5)


def one_by_one(f: Curve) -> None:
    for x in (*GRID, *FAR):
        with np.errstate(over="ignore"):
            assert np.isclose(f(np.array(x)), truth(x), atol=1e-5)


def all_of(*checks: Check) -> Check:
    def together(f: Curve) -> None:
        for check in checks:
            check(f)

    return together


def looks(f: Curve) -> None:
    all_of(at_zero, between_0_and_1, rising, symmetric)(f)


COMPARED = "Look at the numbers that you compare with"
CALL = f"{COMPARED}."
PLACES = "Look at the places where you ask."

WEAK = (
    Mistake(
        "only-at-zero", at_zero, "Your check asks at 0, where nearly every such curve is one half.", PLACES
    ),
    Mistake(
        "only-the-range", between_0_and_1, "Your check asks whether the values lie between 0 and 1.", CALL
    ),
    Mistake("only-rising", rising, "Your check asks whether the curve rises.", CALL),
    Mistake("only-symmetric", symmetric, "Your check asks whether the curve is symmetric.", CALL),
    Mistake(
        "only-how-it-looks",
        looks,
        "Your check asks for what every curve of that form has: a half at 0, a rise, a range, a symmetry.",
        f"{COMPARED}: is there one that only the sigmoid has?",
        "sec-museum-1",
    ),
    Mistake("only-at-one", at_one, "Your check asks at one place, 1.", PLACES),
    Mistake("only-the-slope", slope_at_zero, "Your check asks for the slope at 0 alone.", PLACES),
    Mistake("only-far-out", far_out, "Your check asks far out, where the curve is flat.", PLACES),
    Mistake("not-far-out", values, "Your check asks for values near zero and never far out.", PLACES),
    Mistake("only-above-zero", positive_values, "Your check never asks below zero.", PLACES),
    Mistake(
        "one-number-at-a-time",
        one_by_one,
        "Your check hands in one number at a time. A gate gets a whole array.",
        "Look at what you call the function with.",
    ),
)

TASK = WriteTheCheckTask(
    "2.4",
    "Write the check for a sigmoid",
    (sigmoid,),
    BUGS,
    ("f",),
    ((by_formula,), (in_float32,)),
    mistakes=WEAK,
    hints=(
        "Which values of σ do you know without the code? 1/(1 + e⁻ˣ) can be worked out at any place.",
        "Ask below zero, above zero, near it and very far out: ±1000. Hand in an array with several "
        "different numbers.",
        "Compare with `1 / (1 + np.exp(-x))` on a grid from −4 to 4, within 1e-5, and far out with 0 and 1.",
    ),
    section="sec-museum-1",
)
