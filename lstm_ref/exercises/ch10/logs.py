"""The five training runs whose logs task 10.5 shows."""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.tasks.first_aid import answers, fresh, gap_loss, share_right, train
from lstm_ref.tasks.gap import CLUES, gap_batch
from lstm_ref.tasks.windows import Net, start_net

UPDATES, GAP = 120, 3


class Log(NamedTuple):
    """Losses in nats, shares of right answers, and the largest change of a weight."""

    start: float
    end: float
    held_out: float
    right: float
    other_clues: float
    moved: float


def as_it_is(tokens: Tokens) -> Tokens:
    return tokens


def leaked(tokens: Tokens) -> Tokens:
    return np.concatenate([tokens[1:], tokens[-1:]])


def logged(
    seed: int,
    *,
    scale: float = 1.0,
    lr: float = 2e-2,
    cut: Any = as_it_is,
    few: bool = False,
    mix: bool = False,
) -> Log:
    """Train one net, and write down what was measured."""
    rng = np.random.default_rng(seed)
    net = start_net(rng)
    net = net._replace(readout=tree_map(lambda leaf: scale * leaf, net.readout))
    batches = [cut(tokens) for tokens in fresh(rng, UPDATES, gap=GAP)]
    if few:
        one = gap_batch(rng, 16, GAP)
        one[-1, ::2] = rng.integers(len(CLUES), size=8)
        batches = [one] * UPDATES
    if mix:
        batches = [np.concatenate([b[:-1], rng.permutation(b[-1:], axis=1)]) for b in batches]
    done = train(net, batches, lr=lr)
    test = gap_batch(rng, 400, GAP)
    others = np.concatenate([rng.permutation(test[:1], axis=1), test[1:]])
    held_out = cross_entropy(answers(done.net, cut(test)), test[-1])[0]
    return Log(
        gap_loss(net, cut(test))[0],
        float(done.losses[-10:].mean()),
        held_out,
        share_right(done.net, cut(test)),
        share_right(done.net, cut(others)),
        moved(net, done.net),
    )


def moved(before: Net, after: Net) -> float:
    pairs = zip(tree_leaves(before), tree_leaves(after), strict=True)
    return max(float(np.abs(new - old).max()) for (_, old), (_, new) in pairs)


def logs() -> dict[str, Log]:
    """The logs of five runs; the letters say nothing."""
    return {
        "A": logged(2, few=True),
        "B": logged(3, lr=1e-6),
        "C": logged(4, cut=leaked),
        "D": logged(5, mix=True),
        "E": logged(6, scale=1000.0),
    }


def table() -> str:
    """The logs as lines of text."""
    lines = ["log  loss: start    end  held out   right: test  other clues   largest change"]
    for name, log in logs().items():
        lines.append(
            f"{name}    {log.start:11.2f} {log.end:6.2f} {log.held_out:9.2f} {log.right:13.0%}"
            f" {log.other_clues:12.0%} {log.moved:16.4f}"
        )
    return "\n".join(lines)
