"""4.4: clip several gradients by one norm."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import (
    Case,
    Mistake,
    Output,
    Task,
)


def clip_together(grads: list[Array], max_norm: float) -> list[Array]:
    norm = np.sqrt(sum((grad**2).sum() for grad in grads))
    return [grad * min(1.0, max_norm / norm) for grad in grads]


def clip_inputs(rng: Rng) -> Iterator[Case]:
    shapes = ((4, 3), (4, 4), (4,))
    sizes = (
        ("above the limit", 3.0, 2.5),
        ("below the limit", 0.2, 1.7),
        ("short and above the limit", 0.1, 0.3),
    )
    for label, scale, max_norm in sizes:
        yield Case(label, ([scale * rng.standard_normal(shape) for shape in shapes], max_norm))
    mixed = [4.0 * rng.standard_normal((5, 2)), rng.standard_normal((5, 5)), 0.1 * rng.standard_normal(5)]
    yield Case("one array much larger", (mixed, 0.8))


def each_by_itself(grads: list[Array], max_norm: float) -> list[Array]:
    return [clip_together([grad], max_norm)[0] for grad in grads]


def entry_by_entry(grads: list[Array], max_norm: float) -> list[Array]:
    return [np.clip(grad, -max_norm, max_norm) for grad in grads]


def always_to_the_limit(grads: list[Array], max_norm: float) -> list[Array]:
    norm = np.sqrt(sum((grad**2).sum() for grad in grads))
    return [grad * (max_norm / norm) for grad in grads]


def norms_added(grads: list[Array], max_norm: float) -> list[Array]:
    norm = sum(float(np.linalg.norm(grad)) for grad in grads)
    return [grad * min(1.0, max_norm / norm) for grad in grads]


def no_root(grads: list[Array], max_norm: float) -> list[Array]:
    norm = sum((grad**2).sum() for grad in grads)
    return [grad * min(1.0, max_norm / norm) for grad in grads]


def largest_array_decides(grads: list[Array], max_norm: float) -> list[Array]:
    norm = max(float(np.linalg.norm(grad)) for grad in grads)
    return [grad * min(1.0, max_norm / norm) for grad in grads]


NORM = "Look at the line of the norm"


CLIPS = (
    Mistake(
        "each-by-itself",
        each_by_itself,
        "Each array is clipped by its own norm, so the arrays lose their proportions.",
        f"{NORM}: how many norms are there, and how many should there be?",
    ),
    Mistake(
        "entry-by-entry",
        entry_by_entry,
        "Each entry is cut off at the limit, which turns the gradient.",
        "The direction must stay. Which operation on a vector keeps its direction?",
    ),
    Mistake(
        "always-to-the-limit",
        always_to_the_limit,
        "A gradient below the limit is stretched up to it.",
        "Look at the factor: what should it be for a gradient that is short enough?",
    ),
    Mistake(
        "norms-added",
        norms_added,
        "The arrays' norms are added up. Lengths at right angles do not add like that.",
        f"{NORM}: lay all entries end to end in one vector. What is its length?",
    ),
    Mistake(
        "no-root",
        no_root,
        "The sum of squares is taken for the norm.",
        f"{NORM}: one step is missing after the sum.",
    ),
    Mistake(
        "largest-array-decides",
        largest_array_decides,
        "Only the longest array decides how much is cut.",
        f"{NORM}: every entry of every array counts.",
    ),
)


TASK = Task(
    "4.4",
    "Clip by one global norm",
    reference=clip_together,
    inputs=clip_inputs,
    outputs=[
        Output("clipped[0]"),
        Output("clipped[1]"),
        Output("clipped[2]"),
    ],
    mistakes=CLIPS,
    hints=(
        "There is one norm for all arrays together, as if their entries stood in one long vector.",
        "Square every entry, add up over all arrays, take one root. One factor then serves all arrays.",
        "The factor is max_norm / norm where the norm is above the limit, and 1 where it is not.",
    ),
    section="sec-clipping",
)
