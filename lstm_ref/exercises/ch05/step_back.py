"""5.3: the carousel's step backward, by every path or by the memory alone."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.exercises.ch05.step import SIZES, random_step
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.carousel import CarouselTape, carousel_step, carousel_step_backward
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMState
from lstm_ref.numpy.rnn import RNNParams
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Six = tuple[Array, Array, Array, Array, Array, Array]
Back = Callable[..., Six]


def back(
    params: RNNParams, x: Array, h_prev: Array, g: Array, c: Array, dh: Array, dc: Array, truncated: bool
) -> Six:
    tape = CarouselTape(x, h_prev, g, c)
    dx, state, dparams = carousel_step_backward(params, tape, LSTMState(dh, dc), truncated=truncated)
    return dx, state.h, state.c, *dparams


def back_inputs(rng: Rng) -> Iterator[Case]:
    for sizes, truncated in zip((*SIZES, SIZES[0]), (False, True, False, True), strict=True):
        params, x, h, c_prev = random_step(rng, sizes)
        _, tape = carousel_step(params, x, LSTMState(h, c_prev))
        dh, dc = rng.standard_normal((2, *h.shape))
        label = f"B = {sizes[0]}, D = {sizes[1]}, H = {sizes[2]}"
        yield Case(label, (params, x, h, tape.g, tape.c, dh, dc, truncated))


def wrong(
    dc_of: Callable[[Array, Array, Array], Array] | None = None,
    da_of: Callable[[Array, Array, Array], Array] | None = None,
) -> Back:
    """The backward step with another line for dc (of c, dh, dc) or for da (of g, c, dc)."""

    def answer(
        params: RNNParams, x: Array, h_prev: Array, g: Array, c: Array, dh: Array, dc: Array, truncated: bool
    ) -> Six:
        dc = dc_of(c, dh, dc) if dc_of else dc + dh * (1 - np.tanh(c) ** 2)
        da = da_of(g, c, dc) if da_of else dc * (1 - g**2)
        dh_prev = np.zeros_like(da) if truncated else da @ params.weight_hh
        return da @ params.weight_ih, dh_prev, dc, da.T @ x, da.T @ h_prev, da.sum(axis=0)

    return answer


def changed(change: Callable[..., Six]) -> Back:
    """The right six arrays, changed by `change(six, params, x, h_prev, g, c, dh, dc, truncated)`."""

    def answer(*arguments: object) -> Six:
        return change(back(*arguments), *arguments)  # type: ignore[arg-type]

    return answer


def never_cut(six: Six, params: RNNParams, *rest: object) -> Six:
    return back(params, *rest[:-1], truncated=False)  # type: ignore[arg-type,misc]


def turned_round(six: Six, params: RNNParams, *rest: object) -> Six:
    return back(params, *rest[:-1], truncated=not rest[-1])  # type: ignore[arg-type,misc]


def always_cut(six: Six, *rest: object) -> Six:
    return six[0], np.zeros_like(six[1]), *six[2:]


def cut_into_the_input(six: Six, *rest: object) -> Six:
    return (0 * six[0], *six[1:]) if rest[-1] else six


def cut_into_the_weights(six: Six, *rest: object) -> Six:
    return (*six[:4], 0 * six[4], six[5]) if rest[-1] else six


def cut_the_memory(six: Six, *rest: object) -> Six:
    return (*six[:2], 0 * six[2], *six[3:]) if rest[-1] else six


def memory_without_the_read(six: Six, *rest: object) -> Six:
    return six[0], six[1], np.array(rest[6]), *six[3:]


def memory_through_the_write(six: Six, *rest: object) -> Six:
    g = np.asarray(rest[3])
    return six[0], six[1], six[2] * (1 - g**2), *six[3:]


def bias_averaged(six: Six, *rest: object) -> Six:
    return (*six[:5], six[5] / len(six[0]))


DC = "Look at the line that makes `dc`"
DA = "Look at the line that makes `da`"
CUT = "Look at what `truncated` switches"
CARRY = "Look at the gradient that you return for the memory before"

TASK = Task(
    "5.3",
    "Take the gradient back",
    back,
    back_inputs,
    (
        Output("dx", axes=("B", "D")),
        Output("dh_prev", axes=("B", "H")),
        Output("dc_prev", axes=("B", "H")),
        Output("dweight_ih", axes=("H", "D")),
        Output("dweight_hh", axes=("H", "H")),
        Output("dbias", axes=("H",)),
    ),
    (
        Mistake(
            "dh-not-joined",
            wrong(dc_of=lambda c, dh, dc: dc),
            "What arrives at the hidden state is lost: it never joins `dc`.",
            f"{DC}: by which two ways does a loss see this memory?",
        ),
        Mistake(
            "slope-of-the-read-missing",
            wrong(dc_of=lambda c, dh, dc: dc + dh),
            "`dh` joins `dc` without the slope of the tanh that lies between them.",
            f"{DC}.",
        ),
        Mistake(
            "dc-squashed",
            wrong(dc_of=lambda c, dh, dc: (dc + dh) * (1 - np.tanh(c) ** 2)),
            "The slope of the tanh is on both parts of `dc`. The part along the memory meets no tanh.",
            f"{DC}: where does the bracket close?",
        ),
        Mistake(
            "dc-replaced",
            wrong(dc_of=lambda c, dh, dc: dh * (1 - np.tanh(c) ** 2)),
            "What comes along the memory from the later steps is overwritten.",
            f"{DC}: is anything added?",
        ),
        Mistake(
            "slope-from-c-itself",
            wrong(dc_of=lambda c, dh, dc: dc + dh * (1 - c**2)),
            "You took 1 − c² for the slope. It is written with the *output* of the tanh.",
            f"{DC}.",
        ),
        Mistake(
            "slope-of-the-write-missing",
            wrong(da_of=lambda g, c, dc: dc),
            "The slope of the write's tanh is missing.",
            f"{DA}.",
        ),
        Mistake(
            "slope-of-tanh-twice",
            wrong(da_of=lambda g, c, dc: dc * (1 - np.tanh(g) ** 2)),
            "You take the tanh of `g` once more. It is an output of the tanh already.",
            f"{DA}.",
        ),
        Mistake(
            "slope-of-the-wrong-tanh",
            wrong(da_of=lambda g, c, dc: dc * (1 - np.tanh(c) ** 2)),
            "The write's slope is taken at the memory.",
            f"{DA}: which tanh lies between the sum and the write?",
        ),
        Mistake(
            "memory-without-the-read",
            changed(memory_without_the_read),
            "You hand back the `dc` that arrived, without what joined it from `dh`.",
            f"{CARRY}.",
        ),
        Mistake(
            "memory-through-the-write",
            changed(memory_through_the_write),
            "The gradient of the memory before goes through the write's tanh. The loop has none.",
            f"{CARRY}: what lies between c before and c after?",
            "sec-carousel",
        ),
        Mistake(
            "truncated-turned-round",
            changed(turned_round),
            "`truncated` works the wrong way round.",
            f"{CUT}.",
        ),
        Mistake("never-truncated", changed(never_cut), "`truncated` changes nothing.", f"{CUT}."),
        Mistake("always-truncated", changed(always_cut), "`dh_prev` is always zero.", f"{CUT}."),
        Mistake(
            "truncation-cuts-the-input",
            changed(cut_into_the_input),
            "The truncation cuts the gradient of x too. It cuts what goes back in *time*.",
            f"{CUT}.",
            "sec-truncated",
        ),
        Mistake(
            "truncation-cuts-the-weights",
            changed(cut_into_the_weights),
            "The truncation takes the gradient of `weight_hh` away. The error is used for it first.",
            f"{CUT}.",
            "sec-truncated",
        ),
        Mistake(
            "truncation-cuts-the-memory",
            changed(cut_the_memory),
            "The truncation cuts the memory's own path, the one that it is meant to leave.",
            f"{CUT}.",
            "sec-truncated",
        ),
        Mistake(
            "bias-averaged", changed(bias_averaged), "The bias has the mean over the batch.", "Sum or mean?"
        ),
    ),
    (
        "Read the three lines of the step from the last to the first.",
        "`dc` gets two parts: what arrives, and `dh` times the slope of the read. It is then used twice.",
        "One use is `dc_prev`, unchanged. The other goes through the write's tanh to `da`.",
    ),
    "sec-carousel",
)
