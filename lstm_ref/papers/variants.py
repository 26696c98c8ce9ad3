"""Greff et al. (2017): which part of the cell is missed most when it is gone?"""

from lstm_ref.papers.experiment import Arm, Experiment, Results, Theirs, needed, solved
from lstm_ref.papers.gated import gated_run

ORDER = {"task": "order", "cell": "lstm", "steps": 50, "updates": 400}
CELLS: tuple[tuple[str, dict[str, float], str], ...] = (
    ("full cell", {"f": 3.0}, ""),
    ("no forget gate", {}, "f"),
)
STARTS = (("input bias -1", -1.0), ("input bias -3", -3.0))


def missed(results: Results) -> bool:
    """In every setting fewer runs solve it without the forget gate, or they need half as much again."""
    for arm in results:
        if arm.startswith("full cell"):
            without = arm.replace("full cell", "no forget gate")
            fewer = solved(results, without) <= solved(results, arm) - 0.2
            if not fewer and needed(results, without) < 1.5 * needed(results, arm):
                return False
    return True


VARIANTS = Experiment(
    name="no-forget-gate",
    paper="greff2017",
    authors="Greff et al. (2017)",
    theirs=Theirs("abstract", "forget gate and output activation are the most critical parts"),
    setting="temporal order, T = 50; 16 cells, the full one with forget bias 3 and one whose forget gate "
    "stays open",
    differs="a task with one answer at the end of a short sequence instead of speech, handwriting and "
    "music; two learning rates and two starts instead of a random search; the output activation is not tried",
    arms=tuple(
        Arm(
            f"{name}, {start}, rate {lr:g}",
            {**ORDER, "held": held, "bias": {**bias, "i": i}, "start": start, "lr": lr},
        )
        for name, bias, held in CELLS
        for start, i in STARTS
        for lr in (1e-2, 3e-3)
    ),
    run=gated_run,
    rule="in all four settings, without the forget gate at least a fifth of the runs fewer solve it, or "
    "they need at least 1.5 times the sequences in the median",
    holds=missed,
    needs_torch=True,
    caution="A task that starts anew with each sequence gives a cell nothing to forget. The finding is "
    "about other data, and this row does not touch it.",
)
