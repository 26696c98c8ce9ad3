"""11.4: a loss with four faults, of which two say nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from lstm_ref.exercises.ch11.layers import need_torch, random_head, random_lstm
from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def parts(xs: Array, targets: Tokens) -> tuple[Any, Any]:
    """The inputs (T, B, D) in float32, and the targets (T, B)."""
    import torch

    return torch.tensor(xs, dtype=torch.float32).transpose(0, 1), torch.tensor(targets).T


def entropy(logits: Any, targets: Any, **options: Any) -> float:
    from torch.nn.functional import cross_entropy

    return float(cross_entropy(logits.flatten(0, 1), targets.flatten(), **options))


def mended(lstm: Any, head: Any, xs: Array, targets: Tokens) -> float:
    need_torch()
    x, wanted = parts(xs, targets)
    return entropy(head(lstm(x)[0]), wanted)


def given(rng: Rng) -> Iterator[Case]:
    need_torch()
    for seed, (B, T, D, H, V) in enumerate(((4, 6, 3, 5, 7), (3, 2, 5, 4, 6), (2, 5, 4, 6, 3))):
        layers = random_lstm(seed, D, H, "float32"), random_head(seed, H, V)
        data = rng.standard_normal((B, T, D)), rng.integers(V, size=(B, T))
        yield Case(f"B = {B}, T = {T}", (*layers, *data))


def wrong(change: Callable[..., float]) -> Callable[..., float]:
    """`change(lstm, head, x, wanted)` with x (T, B, D) and wanted (T, B)."""
    return lambda lstm, head, xs, targets: change(lstm, head, *parts(xs, targets))


def classes_reshaped(lstm: Any, head: Any, x: Any, wanted: Any) -> float:
    from torch.nn.functional import cross_entropy

    logits = head(lstm(x)[0])
    steps, batch, classes = logits.shape
    return float(cross_entropy(logits.reshape(steps, classes, batch), wanted))


TASK = Task(
    "11.4",
    "Mend four faults in a loss",
    mended,
    given,
    (Output("loss"),),
    (
        Mistake(
            "time-and-batch",
            lambda lstm, head, xs, targets: entropy(
                head(lstm(parts(xs, targets)[0].transpose(0, 1))[0]), parts(xs, targets)[1].T
            ),
            "One of the faults that send no message is left: the layer takes sequences for steps.",
            "Look at the line that calls `lstm`: which axis is first in `xs`?",
        ),
        Mistake(
            "softmax-kept",
            wrong(lambda lstm, head, x, wanted: entropy(head(lstm(x)[0]).softmax(-1), wanted)),
            "One of the faults that send no message is left: the softmax is taken twice.",
            "Look at what `cross_entropy` is given.",
        ),
        Mistake(
            "both-silent-faults",
            lambda lstm, head, xs, targets: entropy(
                head(lstm(parts(xs, targets)[0].transpose(0, 1))[0]).softmax(-1), parts(xs, targets)[1].T
            ),
            "You have mended what raised an error. The two faults that send no message are left.",
            "Which axis does the layer take for time? And what does `cross_entropy` do first?",
        ),
        Mistake(
            "targets-in-another-order",
            wrong(lambda lstm, head, x, wanted: entropy(head(lstm(x)[0]), wanted.T)),
            "Your predictions are flattened step by step, and your targets sequence by sequence.",
            "Look at the order of the axes just before you flatten.",
        ),
        Mistake(
            "reshaped-input",
            lambda lstm, head, xs, targets: entropy(
                head(lstm(parts(xs.reshape(xs.shape[1], xs.shape[0], -1), targets)[0].transpose(0, 1))[0]),
                parts(xs, targets)[1],
            ),
            "Your input has the right shape and mixed entries: reshape does not swap axes.",
            "Look at the line that brings time to the front.",
        ),
        Mistake(
            "classes-reshaped",
            wrong(classes_reshaped),
            "Your logits have the right shape and mixed entries: reshape does not move an axis.",
            "Look at the line that brings the classes to axis 1.",
        ),
        Mistake(
            "last-step",
            wrong(lambda lstm, head, x, wanted: entropy(head(lstm(x)[0])[-1:], wanted[-1:])),
            "Only the last step has a part in your loss.",
            "The targets are (B, T): one for every step.",
        ),
        Mistake(
            "sum-for-mean",
            wrong(lambda lstm, head, x, wanted: entropy(head(lstm(x)[0]), wanted, reduction="sum")),
            "You return the sum over all targets. The mean is asked for.",
            "Look at `reduction`.",
        ),
    ),
    (
        "Run `suspect_loss`, read the message from its end, mend, run again. Two faults say so themselves.",
        "The layer has no `batch_first`: what does it take for time? Move axes with `transpose`.",
        "`cross_entropy` has a softmax of its own. Flatten predictions and targets in the same order.",
    ),
    "sec-error-index",
    rtol=1e-5,
)
