"""9.6: five reports of a gradient check, and which fault made which."""

import numpy as np

from lstm_ref.verify.blind_checks import Setup, forward_of, numeric, prepare
from lstm_ref.verify.bugs import BY_ID, planted
from lstm_ref.verify.engine import ChoiceTask, Mistake
from lstm_ref.verify.gradcheck import compare
from lstm_ref.verify.recipe import SIZES, gradients_over_time

FAULTS = {  # by letter: the planted bug, and how an answer names it
    "A": ("dc-not-times-f", "the carry along c is not multiplied by f"),
    "B": ("h-t-for-h-before", "dW_hh uses this step's h"),
    "C": ("dc-not-carried", "no gradient is carried along c"),
    "D": ("db-averaged", "the bias gets the batch's mean"),
    "E": ("dx-like-dh", "dx is computed with the wrong matrix"),
}
NAMES = {letter: words for letter, (_, words) in FAULTS.items()}
UNUSED = ("the bias is left out of the forward pass", "the whole gradient has the wrong sign")
SQUARE = SIZES._replace(D=3, H=3)


def errors(letter: str, steps: int) -> dict[str, float]:
    """How far off each gradient is, relative to its largest entry, by the check of so many steps."""
    setup, cell = Setup(SQUARE._replace(T=steps)), planted(BY_ID[FAULTS[letter][0]])
    found = gradients_over_time(cell, prepare(cell, setup))
    return {row.name: row.error for row in compare(found, numeric(forward_of(cell), setup))}


def show_reports() -> None:
    """Print the five reports, each for one step and for five."""
    for letter in FAULTS:
        print(f"report {letter}          one step   five steps")
        one, five = errors(letter, 1), errors(letter, 5)
        for name in one:
            print(f"  {name:18s} {verdict(one[name]):>6s} {verdict(five[name]):>12s}")


def verdict(error: float) -> str:
    return "right" if error < 1e-6 else f"{np.ceil(100 * error):.0f} %"


def swapped(one: str, other: str) -> dict[str, str]:
    return {one: NAMES[other], other: NAMES[one]}


TASK = ChoiceTask(
    "9.6",
    "Read the check's reports",
    NAMES,
    (*NAMES.values(), *UNUSED),
    (
        Mistake(
            "two-faults-of-the-memory",
            lambda: swapped("A", "C"),
            "Both are faults on the way along c, and the reports have changed places.",
            "With one step, is anything carried? And is the gradient of the first c computed?",
            "sec-bug-table",
        ),
        Mistake(
            "bias-and-recurrent-weights",
            lambda: swapped("B", "D"),
            "You have confused the two reports in which one parameter alone is wrong.",
            "Look at which parameter it is.",
            "sec-bug-table",
        ),
        Mistake(
            "inputs-and-recurrent-weights",
            lambda: swapped("B", "E"),
            "You have confused a gradient of the inputs with one of a weight.",
            "dx is computed after everything else and used by nothing in the layer. What stays right?",
            "sec-bug-table",
        ),
        Mistake(
            "forward-fault",
            lambda: {"C": UNUSED[0]},
            "A fault of the forward pass makes no such report: the differences ask the same function.",
            "Can a gradient check see it?",
            "sec-bug-table",
        ),
        Mistake(
            "wrong-sign",
            lambda: {"A": UNUSED[1]},
            "A wrong sign makes every entry wrong, at one step as well.",
            "In which report is nothing right?",
            "sec-bug-table",
        ),
    ),
    (
        "Begin with the reports in which a single line is wrong. It names its own array.",
        "What is carried from step to step is not used when there is one step.",
        "With one step, the gradient of the first c is `dc` times f. In which report is it wrong?",
    ),
    "sec-bug-table",
)
