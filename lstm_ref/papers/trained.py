"""Runs on two tasks that the ledger does not have: adding with U(0, 1), and copying. In PyTorch."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng

if TYPE_CHECKING:
    from torch import Tensor, nn

MAX_NORM, TEST_EVERY, TESTED = 1.0, 50, 512
FAR_OFF = 1e6  # the loss of a run that diverged


def sum_batch(rng: Rng, batch: int, steps: int) -> tuple[Array, Array]:
    """Values from U(0, 1) and two marks, one in each half, (T, B, 2); the sum of the marked values, (B,)."""
    values, marks, row = rng.uniform(0, 1, (steps, batch)), np.zeros((steps, batch)), np.arange(batch)
    marks[rng.integers(0, steps // 2, batch), row] = 1
    marks[rng.integers(steps // 2, steps, batch), row] = 1
    return np.stack([values, marks], axis=-1), (values * marks).sum(axis=0)


def copy_batch(rng: Rng, batch: int, steps: int, told: int = 10) -> tuple[Array, Tokens]:
    """Ten symbols out of 8, T blanks with a signal in the last, ten blanks: repeat the symbols at the end.

    Returns:
        one-hot inputs (T + 20, B, 10), columns 0 … 7 the symbols, 8 the blank, 9 the signal; targets
        (T + 20, B), blank until the last ten.
    """
    symbols = rng.integers(0, 8, (told, batch))
    tokens = np.full((steps + 2 * told, batch), 8)
    targets = tokens.copy()
    tokens[:told], tokens[told + steps - 1], targets[-told:] = symbols, 9, symbols
    return np.eye(10)[tokens], targets


def identity_net(size: int, scale: float) -> "nn.Module":
    """An IRNN: rectified units, recurrent matrix `scale` times the identity, biases zero."""
    import torch
    from torch import nn

    net = nn.RNN(2, size, nonlinearity="relu")
    with torch.no_grad():
        nn.init.normal_(net.get_parameter("weight_ih_l0"), 0, 0.001)
        net.get_parameter("weight_hh_l0").copy_(scale * torch.eye(size))
        for name in ("bias_ih_l0", "bias_hh_l0"):
            nn.init.zeros_(net.get_parameter(name))
    return net


def build(options: Mapping[str, Any], rng: Rng, inputs: int) -> "nn.Module":
    """An arm's cell."""
    import torch

    from lstm_ref.ledger.rows import start_lstm
    from lstm_ref.torch.convert import to_nn, to_torch

    if options["cell"] == "identity":
        torch.manual_seed(int(rng.integers(2**31)))
        return identity_net(options["hidden"], options["scale"])
    start = {name: options[name] for name in ("max_lag", "bias") if name in options}
    cell: nn.Module = to_nn(to_torch(start_lstm(rng, inputs, options["hidden"], **start), torch.float32))
    cell.get_parameter("bias_hh_l0").requires_grad_(False)
    return cell


def train(
    options: Mapping[str, Any],
    seed: int,
    share: float,
    draw: Callable[[Rng, int], tuple[Any, Any]],
    sizes: tuple[int, int],
    loss_of: "Callable[[Tensor, Tensor], Tensor]",
    passed: float,
) -> dict[str, float]:
    """Train until the loss on fresh sequences is below `passed`, or until the updates are spent."""
    import torch
    from torch import nn

    rng, tests = np.random.default_rng([seed, 0]), np.random.default_rng([seed, 1])
    cell = build(options, rng, sizes[0])
    torch.manual_seed(seed)
    readout, batch = nn.Linear(options["hidden"], sizes[1]), options.get("batch", 32)
    learned = [p for p in [*cell.parameters(), *readout.parameters()] if p.requires_grad]
    optimiser = torch.optim.Adam(learned, lr=options.get("lr", 1e-2))

    def loss_on(generator: Rng, size: int) -> "Tensor":
        xs, targets = draw(generator, size)
        hs, _ = cell(torch.as_tensor(xs, dtype=torch.float32))
        return loss_of(readout(hs), torch.as_tensor(targets))

    updates = max(1, int(options["updates"] * share))
    error = FAR_OFF
    for update in range(1, updates + 1):
        optimiser.zero_grad()
        loss = loss_on(rng, batch)
        if not math.isfinite(loss.item()):
            error = FAR_OFF
            break
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learned, MAX_NORM)
        optimiser.step()
        if update % TEST_EVERY == 0 or update == updates:
            with torch.no_grad():
                measured = float(loss_on(tests, TESTED if share == 1 else batch))
            error = measured if math.isfinite(measured) else FAR_OFF
            if error < passed:
                break
    return {"solved": float(error < passed), "sequences": float(update * batch), "loss": error}


def adding_run(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """Adding: squared error of the last output, solved below 0.01; always saying 1 has 1/6."""

    def squared(outputs: "Tensor", targets: "Tensor") -> "Tensor":
        return ((outputs[-1, :, 0] - targets) ** 2).mean()

    steps = options["steps"]
    return train(options, seed, share, lambda g, n: sum_batch(g, n, steps), (2, 1), squared, 0.01)


def copy_run(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """Copying: cross-entropy of all T + 20 outputs, over 10 ln 8 / (T + 20), which needs no memory."""
    from torch.nn.functional import cross_entropy

    steps = options["steps"]

    def entropy(outputs: "Tensor", targets: "Tensor") -> "Tensor":
        return cross_entropy(outputs.flatten(0, 1), targets.flatten())

    found = train(options, seed, share, lambda g, n: copy_batch(g, n, steps), (10, 10), entropy, 1e-3)
    return {**found, "of the loss without memory": found["loss"] / (10 * math.log(8) / (steps + 20))}
