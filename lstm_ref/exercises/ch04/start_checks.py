"""4.6: write the check for an orthogonal start; the checks that are blind."""

from collections.abc import Callable

import numpy as np

from lstm_ref.exercises.ch04.starts import STARTS, Start, via_reflections, via_svd
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import orthogonal
from lstm_ref.verify.engine import (
    Mistake,
    PlantedBug,
    WriteTheCheckTask,
)

Sees = Callable[[Array, float], bool]  # a matrix and the gain: does it look right?


Settings = tuple[tuple[int, float], ...]


ONE: Settings = ((6, 0.8),)


SEVERAL: Settings = ((6, 0.8), (3, 1.7), (5, 0.8))


def weak_check(sees: Sees, settings: Settings) -> Callable[[Start], None]:
    def answer(start: Start) -> None:
        for size, gain in settings:
            assert sees(start(np.random.default_rng(46), size, gain), gain)

    return answer


def stretches(matrix: Array) -> Array:
    return np.asarray(np.linalg.svd(matrix, compute_uv=False))


def sees_all(matrix: Array, gain: float) -> bool:
    return np.allclose(stretches(matrix), gain)


def sees_angles(products: Array) -> bool:
    return np.allclose(products, np.diag(np.diag(products)))


def weak(name: str, sees: Sees, symptom: str, hint: str, section: str = "") -> tuple[Mistake, Mistake]:
    """The same blindness twice: with sizes and gains that vary, and with one matrix alone."""
    once = f"{symptom} And it asks for one size and one gain only."
    return (
        Mistake(f"{name}-only", weak_check(sees, SEVERAL), symptom, hint, section),
        Mistake(f"{name}-of-one-matrix", weak_check(sees, ONE), once, hint, section),
    )


CALLS = "Look at the calls of `start`"


NUMBERS = "Look at the numbers that you compare"


WEAK = (
    *weak(
        "eigenvalues",
        lambda m, gain: np.allclose(np.abs(np.linalg.eigvals(m)), gain),
        "Your check looks at eigenvalues. A matrix can have the right ones and stretch all the same.",
        f"{NUMBERS}: which ones say how far a matrix stretches in *one* step?",
        "sec-rule-of-thumb",
    ),
    *weak(
        "spectral-radius",
        lambda m, gain: np.isclose(np.abs(np.linalg.eigvals(m)).max(), gain),
        "Your check looks at the largest eigenvalue alone.",
        f"{NUMBERS}: which ones say how far a matrix stretches in *one* step?",
        "sec-rule-of-thumb",
    ),
    *weak(
        "largest-singular-value",
        lambda m, gain: np.isclose(stretches(m)[0], gain),
        "Your check looks at the one direction that is stretched most.",
        f"{NUMBERS}: what could the other directions do without changing them?",
    ),
    *weak(
        "smallest-singular-value",
        lambda m, gain: np.isclose(stretches(m)[-1], gain),
        "Your check looks at the one direction that is stretched least.",
        f"{NUMBERS}: what could the other directions do without changing them?",
    ),
    *weak(
        "mean-singular-value",
        lambda m, gain: np.isclose(stretches(m).mean(), gain),
        "Your check looks at the mean of the singular values. One too large makes up for one too small.",
        f"{NUMBERS}: can a mean say something about each?",
    ),
    *weak(
        "median-singular-value",
        lambda m, gain: bool(np.isclose(np.median(stretches(m)), gain)),
        "Your check looks at the middle one of the singular values.",
        f"{NUMBERS}: what could the other directions do without changing them?",
    ),
    *weak(
        "frobenius-norm",
        lambda m, gain: np.isclose(np.linalg.norm(m), gain * np.sqrt(len(m))),
        "Your check looks at the sum of all squares: one number for the whole matrix.",
        f"{NUMBERS}: which matrices share that sum and stretch one direction more than another?",
    ),
    *weak(
        "determinant",
        lambda m, gain: np.isclose(abs(np.linalg.det(m)), gain ** len(m)),
        "Your check looks at the volume. A matrix can stretch one direction, shrink another and keep it.",
        "Look at single directions, not at their product.",
    ),
    *weak(
        "column-lengths",
        lambda m, gain: np.allclose(np.linalg.norm(m, axis=0), gain),
        "Your check looks at the lengths of columns, and at nothing else.",
        "Two columns of the right length may point the same way. What must hold between *two* columns?",
    ),
    *weak(
        "row-lengths",
        lambda m, gain: np.allclose(np.linalg.norm(m, axis=1), gain),
        "Your check looks at the lengths of rows, and at nothing else.",
        "Two rows of the right length may point the same way. What must hold between *two* rows?",
    ),
    *weak(
        "row-and-column-lengths",
        lambda m, gain: all(np.allclose(np.linalg.norm(m, axis=axis), gain) for axis in (0, 1)),
        "Your check looks at the lengths of rows and columns, each by itself.",
        "Two rows of the right length may point the same way. What must hold between *two* of them?",
    ),
    *weak(
        "row-angles",
        lambda m, gain: sees_angles(m @ m.T),
        "Your check looks at the angles between rows, and not at their lengths.",
        f"{NUMBERS}: where does the gain come in?",
    ),
    *weak(
        "column-angles",
        lambda m, gain: sees_angles(m.T @ m),
        "Your check looks at the angles between columns, and not at their lengths.",
        f"{NUMBERS}: where does the gain come in?",
    ),
    *weak(
        "first-column",
        lambda m, gain: np.isclose(np.linalg.norm(m[:, 0]), gain),
        "Your check looks at what becomes of one unit's change alone.",
        "Change another unit, or two at once. Must the length be kept then, and does your check see it?",
    ),
    *weak(
        "one-plain-vector",
        lambda m, gain: np.isclose(np.linalg.norm(m @ np.ones(len(m))), gain * np.sqrt(len(m))),
        "Your check looks at the length of one vector, a simple one. Another may be stretched.",
        "Look at the vector that you multiply: what is special about it?",
    ),
    *weak(
        "few-plain-vectors",
        lambda m, gain: np.isclose(
            np.linalg.norm(m @ np.arange(len(m))), gain * np.linalg.norm(np.arange(len(m)))
        ),
        "Your check looks at the lengths of a few vectors, simple ones. Others may be stretched.",
        "Look at the vectors that you multiply: is there a direction that none of them sees?",
    ),
    *weak(
        "proportions",
        lambda m, gain: np.isclose(stretches(m)[0], stretches(m)[-1]),
        "Your check looks at whether all directions are stretched alike, and not at how far.",
        f"{NUMBERS}: where does the gain come in?",
    ),
    Mistake(
        "gain-of-one-only",
        weak_check(sees_all, ((6, 1.0), (3, 1.0))),
        "Your check asks for a gain of 1 only.",
        f"{CALLS}: some faults show only where the gain is not 1.",
    ),
    Mistake(
        "gain-of-one-and-one-size",
        weak_check(sees_all, ((6, 1.0),)),
        "Your check asks for a gain of 1 only, and for one size.",
        f"{CALLS}: some faults show only where the gain is not 1, some only at a second size.",
    ),
    Mistake(
        "one-matrix-only",
        weak_check(sees_all, ONE),
        "Your check catches every fault that shows in one matrix. It asks for no second one.",
        f"{CALLS}: is the claim about one size and one gain?",
    ),
    Mistake(
        "one-size-only",
        weak_check(sees_all, ((6, 0.8), (6, 1.7))),
        "Your check catches every fault but the one that shows at a second size only.",
        f"{CALLS}: what does the claim say about other sizes?",
    ),
    Mistake(
        "one-gain-only",
        weak_check(sees_all, ((6, 0.8), (3, 0.8))),
        "Your check catches every fault but the one that shows at a second gain only.",
        f"{CALLS}: what does the claim say about other gains?",
    ),
)


TASK = WriteTheCheckTask(
    "4.6",
    "Write the check for an orthogonal start",
    correct=(orthogonal,),
    takes=("start",),
    also_correct=((via_svd,), (via_reflections,)),
    bugs=tuple(PlantedBug(name, (start,), words) for name, (start, words) in STARTS.items()),
    mistakes=WEAK,
    hints=(
        "Ask for several sizes and gains. Then think of what a rotation does to lengths and angles.",
        "For a rotation Q, Q Qᵀ is the identity. What is M Mᵀ for M = gain · Q? Or: what are *all* the "
        "singular values of M?",
        "`np.linalg.svd(matrix, compute_uv=False)` gives them all. Assert that each is near the gain, "
        "in a loop over sizes and gains.",
    ),
    section="sec-starts",
)
