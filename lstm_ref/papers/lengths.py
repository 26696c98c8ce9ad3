"""Pascanu, Mikolov & Bengio (2013), Figure 7: a plain net learns short sequences only."""

from lstm_ref.papers.experiment import Arm, Experiment, Results, Theirs, solved
from lstm_ref.papers.gated import PLAIN, gated_run

LENGTHS = (10, 20, 30, 50)


def falls(results: Results) -> bool:
    """Solved while short, not when long, and hardly ever more often when longer."""
    shares = [solved(results, f"T = {steps}") for steps in LENGTHS]
    pairs = zip(shares, shares[1:], strict=False)
    return shares[0] >= 0.8 and shares[-1] <= 0.2 and all(b <= a + 0.21 for a, b in pairs)


LENGTH = Experiment(
    name="order-by-length",
    paper="pascanu2013",
    authors="Pascanu, Mikolov & Bengio (2013)",
    theirs=Theirs(
        "Figure 7",
        "success of plain descent falls with the length, drawn as curves; "
        "one model, trained further, solves lengths of 50 to 200",
    ),
    setting="temporal order, plain tanh RNN of 32 units, lengths T to 1.1 T",
    differs="Adam 0.001 with clipping and at most 1000 updates of 32 sequences, where the paper has plain "
    "descent at 0.01 and up to 5 million updates of 20; its regulariser is not tried",
    arms=tuple(
        Arm(
            f"T = {steps}",
            {"task": "order", **PLAIN, "hidden": 32, "lr": 1e-3, "steps": steps, "updates": 1000},
        )
        for steps in LENGTHS
    ),
    run=gated_run,
    rule="at least four fifths of the runs solve T = 10, at most a fifth T = 50, and from one length to "
    "the next at most one run in five more",
    holds=falls,
    needs_torch=True,
    caution="A plain net can do it: the paper's own cure does. What falls is the success of training.",
)
