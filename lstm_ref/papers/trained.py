"""Runs on adding with values from U(0, 1), which the ledger does not have. In PyTorch, imported late."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_ref.numpy.arrays import Array
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


def build(options: Mapping[str, Any], rng: Rng, inputs: int) -> "nn.Module":
    """An arm's cell."""
    import torch

    from lstm_ref.ledger.rows import start_lstm
    from lstm_ref.torch.convert import to_nn, to_torch

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
