"""9.7: write a check that sees all thirty-eight planted bugs; the checks that are blind."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.verify.bugs import BUGS, planted
from lstm_ref.verify.cells import CELLS, Cell
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask
from lstm_ref.verify.plain import lstm_unit, plain_forward

Three = tuple[Array, Array, Array]
Six = tuple[Array, Array, Array, Array, Array, Array]
Run = Callable[..., Three]
Gradients = Callable[..., Six]
Answer = Callable[[Run, Gradients], None]
NAMES = ("dxs", "dh0", "dc0", "dweight_ih", "dweight_hh", "dbias")


@cache
def run_of(scan: Callable[..., Any], step: Callable[..., Any]) -> Run:
    """One function for all cells with this forward pass, so that it is differentiated once."""

    def run(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
        hs, last, _ = scan(step, params, xs, LSTMState(h0, c0))
        return hs, last.h, last.c

    return run


def of_cell(cell: Cell) -> tuple[Run, Gradients]:
    """The two functions that a check is given, made of a cell."""

    def gradients(params: LSTMParams, xs: Array, h0: Array, c0: Array, dhs: Array, dc: Array) -> Six:
        _, _, tape = cell.scan(cell.step, params, xs, LSTMState(h0, c0))
        arrives = LSTMState(np.zeros_like(dc), dc)
        dxs, first, grads = cell.scan_backward(cell.step_backward, params, tape, dhs, arrives)
        return dxs, first.h, first.c, *grads

    return run_of(cell.scan, cell.step), gradients


def plain_run(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
    hs, last = plain_forward(lstm_unit, params, xs, LSTMState(h0, c0))
    return hs, last.h, last.c


class Given(NamedTuple):
    """All that the loss depends on, in the order of the six gradients."""

    xs: Array
    h0: Array
    c0: Array
    weight_ih: Array
    weight_hh: Array
    bias: Array


def given(sizes: tuple[int, int, int, int], zero: tuple[str, ...]) -> Given:
    T, B, D, H = sizes
    rng = np.random.default_rng(97)
    drawn = Given(
        rng.standard_normal((T, B, D)),
        rng.standard_normal((B, H)),
        rng.standard_normal((B, H)),
        rng.standard_normal((4 * H, D)),
        rng.standard_normal((4 * H, H)),
        rng.standard_normal(4 * H),
    )
    return drawn._replace(**{name: 0 * getattr(drawn, name) for name in zero})


def compared(
    sizes: tuple[int, int, int, int] = (5, 4, 3, 3),
    *,
    zero: tuple[str, ...] = (),
    values: bool = True,
    gradient: bool = True,
    read: tuple[str, ...] = NAMES,
    last_only: bool = False,
    into_c: bool = True,
) -> Answer:
    """A check with a setting of its own; as it stands it is the full recipe with D = H."""
    T, B, _, H = sizes
    rng = np.random.default_rng(98)
    dhs, dc = rng.standard_normal((T, B, H)), rng.standard_normal((B, H))
    if last_only:
        dhs[:-1] = 0
    dc *= into_c

    @cache  # most of the bugs have the same forward pass
    def true_gradients(run: Run) -> Given:
        def loss(moved: Given) -> float:
            hs, _, last = run(LSTMParams(*moved[3:]), *moved[:3])
            return float((dhs * hs).sum() + (dc * last).sum())

        found: Given = numeric_gradients(loss, given(sizes, zero))
        return found

    def answer(run: Run, gradients: Gradients) -> None:
        at = given(sizes, zero)
        if values:
            theirs = run(LSTMParams(*at[3:]), *at[:3])
            right = plain_run(LSTMParams(*at[3:]), *at[:3])
            for ours, true in zip(theirs, right, strict=True):
                assert np.abs(ours - true).max() < 1e-9, "values"
        if gradient:
            found = gradients(LSTMParams(*at[3:]), *at[:3], dhs.copy(), dc.copy())
            for name, mine, moved in zip(NAMES, found, true_gradients(run), strict=True):
                apart = np.abs(mine - moved).max()
                assert name not in read or apart <= 1e-6 * np.abs(moved).max(), name

    return answer


def shapes_only(run: Run, gradients: Gradients) -> None:
    at = given((5, 4, 3, 3), ())
    hs, h, c = run(LSTMParams(*at[3:]), *at[:3])
    assert hs.shape == (5, 4, 3) and h.shape == c.shape == (4, 3)


SETTING, BOTH = "Look at the setting of your check", "Look at what your check compares with what"

WEAK = (
    Mistake(
        "shapes-only",
        shapes_only,
        "Your check looks at shapes, or at nothing. All planted bugs have the right shapes.",
        "Compare values, and gradients.",
    ),
    Mistake(
        "values-only",
        compared(gradient=False),
        "Your check compares the forward pass with values of its own, and no gradient with anything.",
        f"{BOTH}: which of the two functions do you never judge?",
    ),
    Mistake(
        "gradients-only",
        compared(values=False),
        "Your check compares gradients with differences, and trusts `run`. Twelve of the bugs are in `run`.",
        f"{BOTH}: who tells you that `run` is an LSTM?",
    ),
    Mistake(
        "one-step",
        compared((1, 4, 3, 3)),
        "Your check runs a single step. What is carried or summed over time it cannot see.",
        f"{SETTING}: how many steps?",
    ),
    Mistake(
        "one-sequence",
        compared((5, 1, 3, 3)),
        "Your check has a single sequence, or does not read dbias: a mean and a sum look alike.",
        f"{SETTING}: how large is the batch, and is every gradient read?",
    ),
    Mistake(
        "one-unit",
        compared((5, 4, 1, 1)),
        "Your check has a single unit: a matrix with one entry is its own transpose.",
        f"{SETTING}: how many units?",
    ),
    Mistake(
        "zero-bias",
        compared(zero=("bias",)),
        "Your check has biases of zero. What is done with them is not seen.",
        f"{SETTING}: what is zero in it?",
        "sec-museum-5",
    ),
    Mistake(
        "one-step-of-zeros",
        compared((1, 4, 3, 3), zero=("h0", "c0", "bias"), into_c=False),
        "Your check takes one step from zeros. Whatever multiplies a zero may be anything.",
        f"{SETTING}: what is zero in it, and how many steps does it have?",
    ),
    Mistake(
        "last-h-only",
        compared(last_only=True),
        "In your check only the last state has a part in the loss.",
        f"{SETTING}: what do you send to the earlier h?",
    ),
    Mistake(
        "parameters-only",
        compared(read=NAMES[3:]),
        "Your check reads the gradients of the parameters, and not those of the inputs and the first state.",
        f"{BOTH}: count the gradients.",
        "sec-museum-4",
    ),
    Mistake(
        "recurrent-weights-unread",
        compared(read=(*NAMES[:4], NAMES[5])),
        "Your check reads everything but dweight_hh.",
        f"{BOTH}: count the gradients.",
    ),
    Mistake(
        "d-unlike-h",
        compared((5, 4, 3, 2)),
        "Your check is the full recipe with D unlike H. One bug raises an error there before you see it.",
        f"{SETTING}: one bug runs only where two sizes are equal.",
    ),
)

TASK = WriteTheCheckTask(
    "9.7",
    "Write a check that sees all thirty-eight",
    correct=of_cell(CELLS["lstm"]),
    takes=("run", "gradients"),
    also_correct=((plain_run, of_cell(CELLS["lstm"])[1]),),
    bugs=tuple(PlantedBug(bug.id, of_cell(planted(bug, consistent=True)), bug.symptom) for bug in BUGS),
    mistakes=WEAK,
    hints=(
        "Two parts. First: does `run` compute an LSTM? Write the forward pass yourself, and compare.",
        "Second: are the six gradients those of sum(dhs * hs) + sum(dc * c_last)? Move, and compare.",
        "Everything random, T = 5, several sequences and units, D = H. Assert on each of the six.",
    ),
    section="sec-bug-table",
    seconds=20.0,
)
