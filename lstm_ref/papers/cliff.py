"""Pascanu, Mikolov & Bengio (2013), Figure 6: a loss over fifty steps has a cliff."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_ref.papers.experiment import Arm, Experiment, Results, Theirs, middle
from lstm_ref.tasks.cliff import CliffParams, cliff_loss

PLACES = 20_000
RATIO = "times the median, largest gradient"


def cliff_run(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """The largest gradient at random places of the paper's window, over the median one."""
    rng, places = np.random.default_rng(seed), max(100, int(PLACES * share))
    _, grads = cliff_loss(CliffParams(rng.uniform(3, 8, places), rng.uniform(-4, -1, places)))
    norms = np.hypot(grads.w, grads.b)
    return {RATIO: float(norms.max() / np.median(norms)), "share steep": float((norms > 1).mean())}


def has_a_cliff(results: Results) -> bool:
    """Very steep somewhere, and in few places."""
    steep, share = (middle(results, "random places", one) for one in (RATIO, "share steep"))
    return steep > 100 and 0 < share < 0.05


CLIFF = Experiment(
    name="cliff",
    paper="pascanu2013",
    authors="Pascanu, Mikolov & Bengio (2013)",
    theirs=Theirs("Figure 6", "a surface with a steep wall; the figure prints no number"),
    setting="one unit, x_t = w σ(x_{t−1}) + b for 50 steps, loss (σ(x_50) − 0.7)²",
    differs=f"{PLACES:,} random places with w from 3 to 8 and b from −4 to −1, where the figure draws a "
    "surface",
    arms=(Arm("random places"),),
    run=cliff_run,
    rule="in the median seed the largest gradient is over 100 times the median one, and fewer than 5 in "
    "100 places have a gradient above 1",
    holds=has_a_cliff,
    measure=RATIO,
    unit="largest gradient, in medians",
)
