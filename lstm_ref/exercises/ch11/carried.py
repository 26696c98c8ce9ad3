"""11.5: windows of a stream, the state carried and its gradient cut."""

from collections.abc import Callable, Iterator
from typing import Any

from lstm_ref.exercises.ch11.layers import need_torch, random_lstm
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Two = tuple[Array, Array]
Carry = Callable[[Any], Any]


def detached(state: Any) -> Any:
    return tuple(part.detach() for part in state)


def read(
    lstm: Any,
    xs: Array,
    window: int,
    *,
    carry: Carry = detached,
    clear: bool = False,
    mean: bool = False,
    squared: bool = True,
    whole: bool = False,
    share: bool = False,
) -> Two:
    """The right reading, and with its switches the wrong ones."""
    need_torch()
    import torch

    state, losses, count = None, [], 0
    for start in range(0, len(xs) - (len(xs) % window if whole else 0), window):
        hs, last = lstm(torch.tensor(xs[start : start + window]), state)
        loss = hs**2 if squared else hs
        losses.append(loss.mean() if mean else loss.sum())
        if clear:
            lstm.zero_grad()
        if carry is not kept:
            losses[-1].backward()
        state, count = carry(last), count + 1
    if carry is kept:
        torch.stack(losses).sum().backward()  # type: ignore[no-untyped-call]
    gradient = lstm.weight_hh_l0.grad.numpy() / (count if share else 1)
    return gradient, last[0][0].detach().numpy()


def kept(state: Any) -> Any:
    return state


def fresh(state: Any) -> Any:
    return None


def hidden_alone(state: Any) -> Any:
    return state[0].detach(), 0 * state[1].detach()


def memory_alone(state: Any) -> Any:
    return 0 * state[0].detach(), state[1].detach()


def with_windows(lstm: Any, xs: Array, window: int) -> Two:
    return read(lstm, xs, window)


def given(rng: Rng) -> Iterator[Case]:
    for seed, (T, B, D, H, window) in enumerate(((8, 3, 2, 5, 4), (7, 2, 5, 3, 3), (6, 4, 3, 2, 1))):
        arguments = (random_lstm(seed, D, H, "float64"), rng.standard_normal((T, B, D)), window)
        yield Case(f"T = {T}, windows of {window}", arguments)


def wrong(**switches: Any) -> Callable[[Any, Array, int], Two]:
    return lambda lstm, xs, window: read(lstm, xs, window, **switches)


CARRY = "Look at the line that hands the state on"

TASK = Task(
    "11.5",
    "Carry the state into the next window",
    with_windows,
    given,
    (Output("gradient", axes=("gate*H", "H"), gates="ifgo"), Output("h", axes=("B", "H"))),
    (
        Mistake(
            "not-cut",
            wrong(carry=kept),
            "Your gradient goes back beyond the window's first step: it is that of the uncut stream.",
            f"{CARRY}: does it bring its graph along?",
        ),
        Mistake(
            "begins-anew",
            wrong(carry=fresh),
            "Every window begins from zeros. The gradient shall be cut, not the state.",
            f"{CARRY}.",
        ),
        Mistake(
            "memory-lost",
            wrong(carry=hidden_alone),
            "h is handed on, and the memory begins from zeros in every window.",
            f"{CARRY}: how many parts has it?",
        ),
        Mistake(
            "hidden-state-lost",
            wrong(carry=memory_alone),
            "The memory is handed on, and h begins from zeros in every window.",
            f"{CARRY}: how many parts has it?",
        ),
        Mistake(
            "last-window-alone",
            wrong(clear=True),
            "You return the gradient of the last window alone.",
            "What is in `.grad` before `backward`, and what should be?",
        ),
        Mistake(
            "mean-for-sum",
            wrong(mean=True),
            "Your loss of a window is a mean. The sum is asked for.",
            "Look at the line of the loss.",
        ),
        Mistake(
            "not-squared",
            wrong(squared=False),
            "Your loss adds the hidden states themselves.",
            "Look at the line of the loss.",
        ),
        Mistake(
            "end-left-out",
            wrong(whole=True),
            "Where the windows do not come out even, the last, shorter one is missing.",
            "Look at the loop: where does the last window begin?",
        ),
        Mistake(
            "shared-among-windows",
            wrong(share=True),
            "Your gradient is divided by the number of windows.",
            "Add them up.",
        ),
    ),
    (
        "A loop over the windows; in it the layer, the loss, `backward`, and the state for the next one.",
        "`lstm(piece, state)` takes None for a state of zeros, and returns a pair (h, c).",
        "The message *a second time* means that the state still has its graph. `detach` both parts.",
    ),
    "sec-graph-says",
)
