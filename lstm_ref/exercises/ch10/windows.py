"""10.1: one pass over a stream in windows: the state is carried, the weights move after each window."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Gradient = Callable[[Array, Array, Array], tuple[Array, Array]]


def leaky_unit(w: Array, xs: Array, h: Array) -> tuple[Array, Array]:
    """h_t = tanh(w h_{t−1} + x_t): the gradient of Σ h_t² / 2 back to the first step, and the last state."""
    if not len(xs):
        raise ValueError("gradient: expected a piece of at least one step, got one without any")
    hs = [h]
    for x in xs:
        hs.append(np.tanh(w * hs[-1] + x))
    dw, dh = np.zeros_like(w), np.zeros_like(h)
    for t in reversed(range(1, len(hs))):
        da = (dh + hs[t]) * (1 - hs[t] ** 2)
        dw, dh = dw + (da * hs[t - 1]).sum(axis=0), da * w
    return dw, hs[-1]


def passed(
    gradient: Gradient,
    w: Array,
    xs: Array,
    h: Array,
    window: int,
    lr: float,
    *,
    drop_rest: bool = False,
    reset: bool = False,
    zero: bool = False,
    stale: bool = False,
    ascend: bool = False,
    overlap: int = 0,
    first_only: bool = False,
    per_step: bool = False,
) -> tuple[Array, Array]:
    """The reference, and with one of the options set a mistake."""
    first, old, state = h, w, h
    stop = len(xs) - len(xs) % window if drop_rest else len(xs)
    for start in range(0, stop, window - overlap):
        piece = xs[start : start + window]
        grad, after = gradient(old if stale else w, piece, state)
        if per_step:
            grad = grad / len(piece)
        w = w + lr * grad if ascend else w - lr * grad
        state = first if reset else 0 * first if zero else after
        if first_only:
            break
    return w, state


def reference(
    gradient: Gradient, w: Array, xs: Array, h: Array, window: int, lr: float
) -> tuple[Array, Array]:
    return passed(gradient, w, xs, h, window, lr)


def given(rng: Rng) -> Iterator[Case]:
    for steps, window, batch, size in ((10, 4, 3, 2), (9, 3, 2, 5), (7, 5, 4, 3)):
        w, xs = rng.uniform(-1, 1, size), rng.standard_normal((steps, batch, size))
        h, lr = rng.uniform(-1, 1, (batch, size)), float(rng.uniform(0.02, 0.08))
        yield Case(f"{steps} steps in windows of {window}", (leaky_unit, w, xs, h, window, lr))


def with_option(**option: Any) -> Callable[..., tuple[Array, Array]]:
    def answer(
        gradient: Gradient, w: Array, xs: Array, h: Array, window: int, lr: float
    ) -> tuple[Array, Array]:
        return passed(gradient, w, xs, h, window, lr, **option)

    return answer


def all_at_once(
    gradient: Gradient, w: Array, xs: Array, h: Array, window: int, lr: float
) -> tuple[Array, Array]:
    return passed(gradient, w, xs, h, len(xs), lr)


def from_zero(
    gradient: Gradient, w: Array, xs: Array, h: Array, window: int, lr: float
) -> tuple[Array, Array]:
    return passed(gradient, w, xs, np.zeros_like(h), window, lr)


def window_more(
    gradient: Gradient, w: Array, xs: Array, h: Array, window: int, lr: float
) -> tuple[Array, Array]:
    return passed(gradient, w, xs, h, window + 1, lr)


LOOP = "Look at the line that begins a window"
STATE = "Look at the line that hands the state on"
UPDATE = "Look at the line that changes `w`"

TASK = Task(
    "10.1",
    "Train on one pass over a stream",
    reference,
    given,
    (Output("w", axes=("H",)), Output("h", axes=("B", "H"))),
    (
        Mistake(
            "state-reset",
            with_option(reset=True),
            "Every window starts from the first state. The net forgets at each edge.",
            f"{STATE}: from which state does the second window start?",
        ),
        Mistake(
            "zero-at-every-window",
            with_option(zero=True),
            "Every window but the first starts from zeros. The net forgets at each edge.",
            f"{STATE}: from which state does the second window start?",
        ),
        Mistake(
            "state-from-zero",
            from_zero,
            "Your first window starts from zero. A first state is given.",
            f"{STATE}: what does the first window start from?",
        ),
        Mistake(
            "last-piece-dropped",
            with_option(drop_rest=True),
            "The steps after the last whole window are not read.",
            f"{LOOP}: what becomes of a rest that is shorter than a window?",
        ),
        Mistake(
            "windows-overlap",
            with_option(overlap=1),
            "Each window begins with the last step of the one before: that step is read twice.",
            f"{LOOP}: with which step does the second window begin?",
        ),
        Mistake(
            "window-too-long",
            window_more,
            "Your windows have one step more than they should.",
            f"{LOOP}: count the steps of the first one.",
        ),
        Mistake(
            "no-windows",
            all_at_once,
            "You take the gradient through the whole stream, and update once.",
            f"{LOOP}: is there one?",
        ),
        Mistake(
            "first-window-only",
            with_option(first_only=True),
            "You return after the first window.",
            f"{LOOP}: is the `return` inside the loop?",
        ),
        Mistake(
            "old-weights",
            with_option(stale=True),
            "All gradients are taken with the weights from the beginning.",
            f"{UPDATE}: does the next window see it?",
        ),
        Mistake(
            "step-uphill",
            with_option(ascend=True),
            "You add the gradient. The loss grows that way.",
            f"{UPDATE}: which sign?",
        ),
        Mistake(
            "divided-by-the-window",
            with_option(per_step=True),
            "You divide the gradient by the number of steps. Here it is used as it comes.",
            f"{UPDATE}: by what is the gradient multiplied?",
        ),
    ),
    (
        "A loop over the first steps of the windows: `range(0, len(xs), window)`.",
        "A slice may end beyond the array: the last piece is then shorter, by itself.",
        "Each round needs what the round before has left: two things.",
    ),
    "sec-window-memory",
)
