"""Le, Jaitly & Hinton (2015): rectified units that start as the identity."""

from lstm_ref.papers.experiment import Arm, Experiment, Results, Theirs, solved
from lstm_ref.papers.trained import adding_run

IRNN = {"cell": "identity", "hidden": 100, "steps": 150, "updates": 1500}
GRID = [(lr, start, scale) for lr in (1e-3, 1e-4) for start, scale in (("I", 1.0), ("0.9 I", 0.9))]


def solves(results: Results) -> bool:
    """In some setting most runs solve the task."""
    return max(solved(results, arm) for arm in results if arm.startswith("IRNN")) >= 0.6


IDENTITY = Experiment(
    name="irnn",
    paper="le2015",
    authors="Le, Jaitly & Hinton (2015)",
    theirs=Theirs("figure unverified", "an IRNN of 100 units solves adding at T = 150", "unverified"),
    setting="add two marked numbers from U(0, 1), T = 150, rectified units; solved when the mean squared "
    "error is below 0.01",
    differs="Adam with clipping to 1 and 1500 updates of 32, where the paper tunes learning rate and "
    "clipping for plain descent and trains for many more (quoted from memory, unverified)",
    arms=(
        *(
            Arm(f"IRNN from {start}, rate {lr:g}", {**IRNN, "scale": scale, "start": start, "lr": lr})
            for lr, start, scale in GRID
        ),
        Arm(
            "LSTM, rate 0.01",
            {
                "cell": "lstm",
                "hidden": 32,
                "bias": {"f": 1.0},
                "start": "forget bias 1",
                "lr": 1e-2,
                "steps": 150,
                "updates": 3000,
            },
        ),
    ),
    run=adding_run,
    rule="with one of the four settings at least three fifths of the IRNN's runs solve it",
    holds=solves,
    needs_torch=True,
    caution="Within this budget; a failure here says nothing about a longer search.",
)
