"""13.5: a check that knows one GRU from the others."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.gru import GRUParams, GRUState, gru_step
from lstm_ref.numpy.gru_reset_before import gru_step_reset_before
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Candidate = Callable[[Array, Array, Array, Array, Array, Array], Array]


def variant(candidate: Candidate, keeps: bool = True) -> Callable[..., Any]:
    """A step with another candidate: a function of W x, b_in, r, h, W_hn and b_hn."""

    def step(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
        _, tape = gru_step(params, x, state)
        w, u, b, c = (np.split(part, 3) for part in params)
        n = np.tanh(candidate(x @ w[2].T, b[2], tape.r, state.h, u[2], c[2]))
        z = tape.z if keeps else 1 - tape.z
        return GRUState((1 - z) * n + z * state.h), tape._replace(n=n)

    return step


def after_by_hand(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, None]:
    """The right step written differently: a row at a time, and without a tape."""
    w, u, b, c = (np.split(part, 3) for part in params)
    rows = []
    for one, h in zip(x, state.h, strict=True):
        past = [u[k] @ h + c[k] for k in range(3)]
        r, z = (sigmoid(w[k] @ one + b[k] + past[k]) for k in range(2))
        n = np.tanh(w[2] @ one + b[2] + r * past[2])
        rows.append(n + z * (h - n))
    return GRUState(np.array(rows)), None


after = variant(lambda wx, b, r, h, u, c: wx + b + r * (h @ u.T + c))
gated_bias = variant(lambda wx, b, r, h, u, c: wx + b + (r * h) @ u.T + r * c)
free_bias = variant(lambda wx, b, r, h, u, c: wx + b + r * (h @ u.T) + c)
no_reset = variant(lambda wx, b, r, h, u, c: wx + b + h @ u.T + c)
over_both = variant(lambda wx, b, r, h, u, c: r * (wx + b + h @ u.T + c))
ungated_product = variant(lambda wx, b, r, h, u, c: wx + b + h @ u.T + r * c)


def rows_zrn(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
    """The rows read in the order z, r, n."""
    blocks = (np.split(part, 3) for part in params)
    return gru_step(GRUParams(*(np.concatenate([z, r, n]) for r, z, n in blocks)), x, state)


def recurrent_turned(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
    turned = [block.T for block in np.split(params.weight_hh, 3)]
    return gru_step(params._replace(weight_hh=np.concatenate(turned)), x, state)


def input_ignored(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
    return gru_step(params, 0 * x, state)


def first_alone(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
    """Right for the first sequence; the others keep their state."""
    new, tape = gru_step(params, x, state)
    return GRUState(np.concatenate([new.h[:1], state.h[1:]])), tape


def last_unit_asleep(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
    new, tape = gru_step(params, x, state)
    return GRUState(np.concatenate([new.h[:, :-1], state.h[:, -1:]], axis=1)), tape


def coarse(params: GRUParams, x: Array, state: GRUState) -> tuple[GRUState, Any]:
    new, tape = gru_step(params, x, state)
    return GRUState(new.h.astype(np.float16).astype(x.dtype)), tape


z_updates = variant(lambda wx, b, r, h, u, c: wx + b + r * (h @ u.T + c), keeps=False)


def compare(
    sizes: tuple[int, int, int], *, biases: bool = True, state: bool = True, diagonal: bool = False
) -> Callable[[Any], None]:
    """A check against the right step at one kind of input."""

    def check(step: Any) -> None:
        rng = np.random.default_rng(5)
        B, D, H = sizes
        weight_hh = rng.standard_normal((3 * H, H))
        if diagonal:
            weight_hh[2 * H :] = np.diag(np.diag(weight_hh[2 * H :]))
        bias = rng.standard_normal((2, 3 * H)) * biases
        params = GRUParams(rng.standard_normal((3 * H, D)), weight_hh, bias[0], bias[1])
        x, h = rng.standard_normal((B, D)), GRUState(rng.standard_normal((B, H)) * state)
        assert np.allclose(step(params, x, h)[0].h, gru_step(params, x, h)[0].h)

    return check


def only_bounds(step: Any) -> None:
    rng = np.random.default_rng(5)
    params = GRUParams(*(rng.standard_normal(shape) for shape in ((9, 2), (9, 3), (9,), (9,))))
    new, _ = step(params, rng.standard_normal((4, 2)), GRUState(np.zeros((4, 3))))
    assert new.h.shape == (4, 3) and (np.abs(new.h) < 1).all()


def only_not_before(step: Any) -> None:
    rng = np.random.default_rng(5)
    params = GRUParams(*(rng.standard_normal(shape) for shape in ((9, 2), (9, 3), (9,), (9,))))
    x, h = rng.standard_normal((4, 2)), GRUState(rng.standard_normal((4, 3)))
    assert not np.allclose(step(params, x, h)[0].h, gru_step_reset_before(params, x, h)[0].h)


TASK = WriteTheCheckTask(
    "13.5",
    "Write the check that knows one GRU from the others",
    correct=(gru_step,),
    also_correct=((after_by_hand,), (after,)),
    takes=("step",),
    bugs=(
        PlantedBug("reset-before", (gru_step_reset_before,), "the reset gate acts before the product"),
        PlantedBug(
            "reset-before-bias-gated",
            (gated_bias,),
            "the reset gate acts before the product, and on the bias as well",
        ),
        PlantedBug("bias-not-gated", (free_bias,), "the reset gate leaves the recurrent bias alone"),
        PlantedBug(
            "product-not-gated", (ungated_product,), "the reset gate acts on the recurrent bias alone"
        ),
        PlantedBug("no-reset", (no_reset,), "the candidate sees all of the past"),
        PlantedBug("reset-over-both", (over_both,), "the reset gate acts on the input's share as well"),
        PlantedBug("z-updates", (z_updates,), "an open z replaces, where it should keep"),
        PlantedBug("rows-z-r-n", (rows_zrn,), "the rows are read in the order z, r, n"),
        PlantedBug("recurrent-turned", (recurrent_turned,), "the recurrent blocks are transposed"),
        PlantedBug("input-ignored", (input_ignored,), "the input has no effect"),
        PlantedBug("first-alone", (first_alone,), "only the first sequence makes a step"),
        PlantedBug("last-unit-asleep", (last_unit_asleep,), "the last unit keeps its state"),
        PlantedBug("coarse", (coarse,), "the new state has three digits"),
    ),
    mistakes=(
        Mistake(
            "state-of-zeros",
            compare((4, 2, 3), state=False),
            "Your check starts from a state of zeros. There is no past for a gate to act on.",
            "Which h lets the reset gate show where it acts?",
        ),
        Mistake(
            "biases-of-zero",
            compare((4, 2, 3), biases=False),
            "All biases in your check are zero. What a step does to a bias stays hidden.",
            "Which of the survivors differ in a bias alone?",
        ),
        Mistake(
            "one-unit",
            compare((4, 2, 1)),
            "Your check lets pass what differs only where units act on one another, as with one unit or a "
            "diagonal matrix.",
            "How many units does it take before the order of gate and product matters?",
        ),
        Mistake(
            "one-unit-no-bias",
            compare((4, 2, 1), biases=False),
            "Your check has one unit and no bias, so gate and product commute and no bias is seen.",
            "How many units does it take before the order of gate and product matters?",
        ),
        Mistake(
            "bounds-alone",
            only_bounds,
            "Your check catches nothing. All these cells keep to the same shapes and the same bounds.",
            "Write the equations of the cell down once more, and compare numbers.",
        ),
        Mistake(
            "not-that-one",
            only_not_before,
            "Your check asks whether it is *not* the other convention. A third function passes.",
            "What is the step equal to, where it is right?",
        ),
    ),
    hints=(
        "Compute the right h from the equations, for weights, biases, x and h that are random and not zero.",
        "Several units, several sequences, and every size different from the others.",
        "`np.testing.assert_allclose(got, wanted)` raises an AssertionError that shows both.",
    ),
    section="sec-gru-reset",
)
