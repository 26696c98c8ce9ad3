"""How many weights the papers' networks have: a count, nothing is trained."""

from collections.abc import Mapping
from typing import Any

from lstm_ref.numpy.counting import WIRINGS_1997, weight_count_1997
from lstm_ref.papers.experiment import Arm, Experiment, Results, Theirs


def off_1997(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """How many of the printed counts our formula misses."""
    wrong = sum(weight_count_1997(net) != net.printed for net in WIRINGS_1997)
    return {"wrong counts": float(wrong), "counts": float(len(WIRINGS_1997))}


def later_count(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """Weights of a wiring of 2000 or 2002, from its numbers of units.

    Every unit sees the inputs and the `seen` hidden values; `shortcut` adds weights from inputs to outputs.
    """
    o = options
    each = o["inputs"] + o["seen"]
    hidden = o["cells"] * (each + o["cell_bias"]) + o["gates"] * (each + o["gate_bias"])
    shortcut = o["inputs"] * o["outputs"] if o["shortcut"] else 0
    return {"weights": float(hidden + o["outputs"] * (o["cells"] + o["output_bias"]) + shortcut)}


def none_wrong(results: Results) -> bool:
    """All counts of all wirings agree."""
    return all(run["wrong counts"] == 0 and run["counts"] > 0 for runs in results.values() for run in runs)


def says(printed: int) -> Any:
    """A rule: every run counts exactly the printed number."""
    return lambda results: all(run["weights"] == printed for runs in results.values() for run in runs)


COUNTS_1997 = Experiment(
    name="weights-1997",
    paper="hochreiter1997",
    authors="Hochreiter & Schmidhuber (1997)",
    theirs=Theirs("Tables 10 and 11", ", ".join(f"{net.printed:,}" for net in WIRINGS_1997)),
    setting=f"{len(WIRINGS_1997)} of the paper's networks; gates see inputs, cells and the other gates",
    differs="which units have a bias is read off the same tables; nothing is trained, so nothing varies",
    arms=(Arm("all wirings"),),
    run=off_1997,
    rule="every count is the printed one",
    holds=none_wrong,
    measure="wrong counts",
    exact=True,
    seeds=1,
)
COUNT_2002 = Experiment(
    name="weights-2002",
    paper="gers2002",
    authors="Gers, Schraudolph & Schmidhuber (2002)",
    theirs=Theirs("table or section unverified", "17 weights", "secondary"),
    setting="one cell, three gates with peepholes, one input, one output",
    differs="the wiring is inferred from the count; nothing is trained, so nothing varies",
    arms=(
        Arm(
            "peephole cell",
            {
                "inputs": 1,
                "seen": 1,
                "cells": 1,
                "gates": 3,
                "outputs": 1,
                "cell_bias": 1,
                "gate_bias": 2,  # a bias and a peephole
                "output_bias": 1,
                "shortcut": False,
            },
        ),
    ),
    run=later_count,
    rule="the count is the printed one",
    holds=says(17),
    measure="weights",
    exact=True,
    seeds=1,
    caution="Of this paper nothing else is tried here. Chapter 13 tells of a trial on its timing tasks, "
    "which is not recorded.",
)
