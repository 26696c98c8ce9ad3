"""10.3: write the check that trains on one batch; the checks that let a broken loop pass."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.exercises.ch10.loops import FAULTY, SOUND, Loop, batch_loss, draw_batch, fresh_layer
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Check = Callable[[Loop], None]


def overfits(
    *,
    size: int = 8,
    updates: int = 300,
    below: float = 0.1,
    of_start: float = 0.0,
    one_class: bool = False,
    part: Any = slice(None),
    no_three: bool = False,
) -> Check:
    """The check with a setting of its own; as it stands it sees all planted faults."""

    def check(loop: Loop) -> None:
        rng = np.random.default_rng(103)
        net, batch = fresh_layer(rng), draw_batch(rng, size)
        targets = np.arange(size) % 4
        if one_class:
            targets = 0 * targets
        if no_three:
            targets = np.arange(size) % 3
        batch = batch._replace(targets=targets)
        after = loop(net, [batch] * updates)
        limit = of_start * batch_loss(net, batch) if of_start else below
        assert batch_loss(after, batch._replace(xs=batch.xs[part], targets=targets[part])) < limit

    return check


def weights_move(loop: Loop) -> None:
    rng = np.random.default_rng(103)
    net = fresh_layer(rng)
    after = loop(net, [draw_batch(rng, 8)] * 300)
    assert any(np.abs(new - old).max() > 1e-3 for new, old in zip(after, net, strict=True))


def silent(loop: Loop) -> None:
    loop(fresh_layer(np.random.default_rng(0)), [draw_batch(np.random.default_rng(1), 8)])


BATCH, LIMIT = "Look at the batch that you give it", "Look at the number that you compare with"

TASK = WriteTheCheckTask(
    "10.3",
    "Write the check that trains on one batch",
    correct=(SOUND[0],),
    also_correct=tuple((loop,) for loop in SOUND[1:]),
    takes=("loop",),
    bugs=tuple(PlantedBug(name, (loop,), symptom) for name, (loop, symptom) in FAULTY.items()),
    mistakes=(
        Mistake(
            "asserts-nothing",
            silent,
            "Your check runs the loop and does not look at what comes out.",
            "Which number must be small at the end?",
        ),
        Mistake(
            "weights-move",
            weights_move,
            "Your check sees that weights move. In most broken loops they do.",
            "Look at the loss: what must it be in the end?",
        ),
        Mistake(
            "loss-falls",
            overfits(of_start=1.0),
            "Your check is content when the loss is lower than before. A broken loop can do that.",
            f"{LIMIT}: how low can a net get on a batch that it may learn by heart?",
        ),
        Mistake(
            "loss-falls-to-half",
            overfits(of_start=0.5),
            "Your check is content with half of the loss. A loop that learns a part of the batch does that.",
            f"{LIMIT}: how low can a net get on a batch that it may learn by heart?",
        ),
        Mistake(
            "batch-of-one",
            overfits(size=1),
            "Your batch has a single sequence: nothing in it can be paired wrongly.",
            f"{BATCH}: how many sequences does it have?",
        ),
        Mistake(
            "all-of-one-class",
            overfits(one_class=True),
            "All targets of your batch are the same: the bias alone can learn them.",
            f"{BATCH}: which classes are in it?",
        ),
        Mistake(
            "class-three-missing",
            overfits(no_three=True),
            "Your batch does not have all the classes.",
            f"{BATCH}: which classes are in it?",
        ),
        Mistake(
            "first-half-graded",
            overfits(part=slice(0, 4)),
            "You measure the loss on a part of the batch.",
            "Look at the line that measures: on which sequences?",
        ),
    ),
    hints=(
        "Draw a net and one batch; hand the loop a list that holds this batch many times.",
        "A net that may learn a batch by heart gets its loss to nearly zero. Compare with a small number.",
        "Make sure that the batch has all four classes, and more than one sequence.",
    ),
    section="sec-one-batch",
)
