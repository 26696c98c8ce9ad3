"""3.6: write a gradient check that can fail; the checks that are blind."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.exercises.ch03.planted_walks import BUGS, CORRECT, Gradients, Run
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.rnn import RNNParams
from lstm_ref.tasks.echo import train_echo
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Answer = Callable[[Run, Gradients], None]
NAMES = ("dxs", "dh0", "dweight_ih", "dweight_hh", "dbias")


class Given(NamedTuple):
    """All that the loss depends on, in the order of the five gradients."""

    xs: Array
    h0: Array
    weight_ih: Array
    weight_hh: Array
    bias: Array


def compared(
    steps: int = 5,
    batch: int = 3,
    input_size: int = 4,
    hidden_size: int = 2,
    *,
    read: tuple[str, ...] = NAMES,
    tolerance: float = 1e-6,
    h0_times: float = 1.0,
    bias_times: float = 1.0,
    last_only: bool = False,
    first_entries: bool = False,
    signed: bool = False,
) -> Answer:
    """A gradient check with a setting of its own; as it stands it is the full recipe."""

    def answer(run: Run, gradients: Gradients) -> None:
        rng = np.random.default_rng(36)
        shapes = ((hidden_size, input_size), (hidden_size, hidden_size), (hidden_size,))
        weights = [rng.uniform(-1, 1, shape) for shape in shapes]
        weights[2] *= bias_times
        xs = rng.standard_normal((steps, batch, input_size))
        h0 = h0_times * rng.standard_normal((batch, hidden_size))
        dhs = rng.standard_normal((steps, batch, hidden_size))
        if last_only:
            dhs[:-1] = 0

        def loss(at: Given) -> float:
            return float((dhs * run(RNNParams(*at[2:]), at.xs, at.h0)).sum())

        true = numeric_gradients(loss, Given(xs, h0, weights[0], weights[1], weights[2]))
        found = gradients(RNNParams(*weights), xs, h0, dhs)
        for name, ours, right in zip(NAMES, found, true, strict=True):
            if first_entries:
                ours, right = ours.flat[:1], right.flat[:1]
            apart = (ours - right).max() if signed else np.abs(ours - right).max()
            assert name not in read or apart <= tolerance * np.abs(right).max(), name

    return answer


def loss_falls(run: Run, gradients: Gradients) -> None:
    def walk_back(params: RNNParams, xs: Array, h0: Array, hs: Array, dhs: Array) -> Any:
        return gradients(params, xs, h0, dhs)

    _, losses = train_echo(walk_back, np.random.default_rng(36), updates=60, lr=1.0, every=60)
    assert losses[-1] < 0.8 * losses[0]


def shapes_only(run: Run, gradients: Gradients) -> None:
    params = RNNParams(np.ones((2, 4)), np.ones((2, 2)), np.ones(2))
    xs, h0 = np.ones((5, 3, 4)), np.ones((3, 2))
    shapes = [part.shape for part in gradients(params, xs, h0, np.ones((5, 3, 2)))]
    assert shapes == [(5, 3, 4), (3, 2), (2, 4), (2, 2), (2,)]


SIZES, READS = "Look at the sizes that you chose", "Look at which of the five results you compare"

WEAK = (
    Mistake(
        "shapes-only",
        shapes_only,
        "Your check looks at shapes, or at nothing. All planted bugs have the right shapes.",
        "Compare each gradient with what the loss does when you move an entry a little.",
    ),
    Mistake(
        "one-step",
        compared(1),
        "Your check runs a single step. What goes wrong between steps it cannot see.",
        f"{SIZES}: with one step, is anything carried or summed?",
    ),
    Mistake(
        "short-sequences",
        compared(3),
        "Your check catches all but the bug that shows on longer sequences.",
        f"{SIZES}: how far back does a gradient have to walk in your check?",
    ),
    Mistake(
        "batch-of-one",
        compared(batch=1),
        "Your check uses a single sequence: a mean over the batch, the first one and the sum are the same.",
        f"{SIZES}: which of them is 1?",
    ),
    Mistake(
        "one-unit",
        compared(hidden_size=1),
        "Your check uses a single unit: a matrix with one entry is its own transpose.",
        f"{SIZES}: which of them is 1?",
    ),
    Mistake(
        "zero-state",
        compared(h0_times=0.0),
        "Your check begins with a state of zeros, so one term of a sum is zero and nobody misses it.",
        "Look at the first state: what is the first step's term of dweight_hh made from?",
    ),
    Mistake(
        "last-h-only",
        compared(last_only=True),
        "In your check only the last state has a part in the loss.",
        "Look at `dhs`: what do you send to the earlier states?",
    ),
    Mistake(
        "parameters-only",
        compared(read=NAMES[2:]),
        "Your check reads the parameters' gradients, and neither dxs nor dh0.",
        f"{READS}: a layer below would be trained by one that you leave out.",
        "sec-museum-2",
    ),
    Mistake(
        "inputs-unread",
        compared(read=NAMES[1:]),
        "Your check reads everything but dxs, or not all of it.",
        f"{READS}: count them.",
        "sec-museum-2",
    ),
    Mistake(
        "first-state-unread",
        compared(read=(NAMES[0], *NAMES[2:])),
        "Your check reads everything but dh0.",
        f"{READS}: count them.",
    ),
    Mistake(
        "input-weights-unread",
        compared(read=(*NAMES[:2], *NAMES[3:])),
        "Your check reads everything but dweight_ih, or hands in inputs of zero, and then it is zero.",
        f"{READS}: count them.",
    ),
    Mistake(
        "zero-bias",
        compared(bias_times=0.0),
        "Your check has biases of zero: what is done with them is not seen.",
        "Look at the parameters: is one of them zero?",
    ),
    Mistake(
        "first-entries-only",
        compared(first_entries=True),
        "Your check compares one entry of each gradient, or not all of them.",
        "Look at what you compare: is there an entry that nobody looks at?",
    ),
    Mistake(
        "signed-difference",
        compared(signed=True),
        "Your check lets a gradient be too low: the difference has lost its absolute value.",
        "Look at the line that compares: what if ours is smaller than the true one?",
    ),
    Mistake(
        "bias-unread",
        compared(read=NAMES[:4]),
        "Your check reads everything but dbias.",
        f"{READS}: count them.",
    ),
    Mistake(
        "recurrent-weights-only",
        compared(read=("dweight_hh",)),
        "Your check reads dweight_hh alone.",
        f"{READS}: count them.",
    ),
    Mistake(
        "inputs-only",
        compared(read=("dxs",)),
        "Your check reads dxs alone. The parameters are summed up elsewhere.",
        f"{READS}: count them.",
    ),
    Mistake(
        "loose-tolerance",
        compared(tolerance=0.02),
        "Your check lets a small error pass that is far above rounding.",
        "Look at the tolerance: how small is the error of a centred difference in float64?",
        "sec-differences",
    ),
    Mistake(
        "loss-falls",
        loss_falls,
        "Your check lives on the fact that a loss falls. Most of the wrong gradients make it fall too.",
        "Compare each gradient with what the loss does when you move an entry a little.",
    ),
)

TASK = WriteTheCheckTask(
    "3.6",
    "Write a gradient check that can fail",
    correct=CORRECT[0],
    takes=("run", "gradients"),
    also_correct=CORRECT[1:],
    bugs=tuple(PlantedBug(name, pair, words) for name, (pair, words) in BUGS.items()),
    mistakes=WEAK,
    hints=(
        "Draw parameters, inputs, a first state and `dhs` at random, none of them zero, all sizes different.",
        "The loss is the sum of dhs * run(params, xs, h0). Move its five inputs, and compare all five "
        "gradients.",
        "true = numeric_gradients(loss, xs) with the rest held fixed, and so for each of the five; then "
        "assert that the largest difference is below 1e-6 times the largest entry.",
    ),
    section="sec-blind-checks",
)
