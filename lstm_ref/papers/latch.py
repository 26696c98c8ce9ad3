"""Bengio, Simard & Frasconi (1994): one unit that must hold one bit."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_ref.papers.experiment import Arm, Experiment, Results, Theirs, middle
from lstm_ref.tasks.latch import runs_that_hold, train_latch

RUNS, UPDATES = 18, 500
LENGTHS = (5, 10, 20, 40, 80)


def latch_run(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """Train 18 units on one length and count those that hold the bit."""
    rng, steps = np.random.default_rng([seed, options["steps"]]), options["steps"]
    params = train_latch(rng, steps, runs=RUNS, updates=max(2, int(UPDATES * share)))
    return {"of 18 units hold": float(runs_that_hold(rng, params, steps))}


def falls(results: Results) -> bool:
    """Most hold over the shortest length, none or nearly none over the longest, and it never rises much."""
    held = [middle(results, f"T = {steps}", "of 18 units hold") for steps in LENGTHS]
    return held[0] >= 15 and held[-1] <= 2 and all(b <= a + 2 for a, b in zip(held, held[1:], strict=False))


LATCH = Experiment(
    name="latch",
    paper="bengio1994",
    authors="Bengio, Simard & Frasconi (1994)",
    theirs=Theirs(
        "section and figure unverified",
        "the share of 18 runs that converge falls as sequences become longer",
        "secondary",
    ),
    setting="one tanh unit, three steps that tell the class, then noise of deviation 0.2; weight starts at "
    "1.25",
    differs="learning rate 0.1, 500 updates and the test (95 in 100 fresh answers on the right side) are "
    "ours; 18 units in each of our seeds",
    arms=tuple(Arm(f"T = {steps}", {"steps": steps}) for steps in LENGTHS),
    run=latch_run,
    rule="in the median seed at least 15 of 18 hold at T = 5 and at most 2 at T = 80, and from one length "
    "to the next the number rises by at most 2",
    holds=falls,
    measure="of 18 units hold",
    unit="units that hold, of 18",
)
