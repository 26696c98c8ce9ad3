"""The same module trained by several processes at once: each has a part of the batch, all have one gradient.

    torchrun --nproc-per-node 2 -m lstm_ref.torch.parallel

PyTorch's `torchrun` starts the processes and tells each its number; `DistributedDataParallel` averages the
gradients over them during the backward pass. What is left to do here is to give each process its own part.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from lstm_ref.tasks.adding import adding_batch
from lstm_ref.torch.fused import FusedLSTM

FROM_TORCHRUN = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "MASTER_ADDR", "MASTER_PORT")


class LaunchError(RuntimeError):
    """This process was not started as one of several, or has no device of its own."""


class Adder(nn.Module):
    """The fused LSTM, and a linear layer on its last h: (T, B, 2) to (B,)."""

    def __init__(self, hidden_size: int, generator: torch.Generator) -> None:
        super().__init__()
        self.lstm = FusedLSTM(2, hidden_size, generator=generator)
        self.readout = nn.Linear(hidden_size, 1)
        for parameter in self.readout.parameters():
            nn.init.uniform_(parameter, -(hidden_size**-0.5), hidden_size**-0.5, generator=generator)

    def forward(self, xs: Tensor) -> Tensor:
        _, last = self.lstm(xs)
        predictions: Tensor = self.readout(last.h)
        return predictions[:, 0]


@contextmanager
def process_group() -> Iterator[torch.device]:
    """Join the processes that torchrun started, and leave them at the end.

    Yields:
        the device of this process: a GPU of its own with NCCL, or the CPU with gloo.

    Raises:
        LaunchError: when torchrun did not start this process, or there are fewer GPUs than processes.
    """
    if missing := [name for name in FROM_TORCHRUN if name not in os.environ]:
        raise LaunchError(
            f"{', '.join(missing)} not set: start this with\n"
            "    torchrun --nproc-per-node 2 -m lstm_ref.torch.parallel"
        )
    here, gpus = int(os.environ["LOCAL_RANK"]), torch.cuda.device_count()
    if gpus and gpus <= here:
        raise LaunchError(f"process {here} has no GPU of its own: this machine has {gpus}; start fewer")
    device = torch.device("cuda", here) if gpus else torch.device("cpu")
    if gpus:
        torch.cuda.set_device(device)
    dist.init_process_group("nccl" if gpus else "gloo")
    try:
        yield device
    finally:
        dist.destroy_process_group()


def part_of(whole: Tensor, axis: int, rank: int, processes: int) -> Tensor:
    """The sequences of process number `rank`: every one of `processes` gets as many.

    Arguments:
        whole: with B entries along `axis`, such as (T, B, D).

    Returns:
        those from rank·B/processes on, B/processes of them, such as (T, B/processes, D).

    Raises:
        ValueError: when B cannot be divided: the mean of the parts' means would not be the whole's mean.
    """
    batch = whole.shape[axis]
    if batch % processes:
        raise ValueError(f"batch: expected a multiple of {processes}, the number of processes, got {batch}")
    share = batch // processes
    return whole.narrow(axis, rank * share, share)


def train(
    module: nn.Module, device: torch.device, *, updates: int, batch: int, steps: int, lr: float, seed: int
) -> list[float]:
    """Train on the adding problem; every process draws the whole batch from one seed and keeps its part.

    Arguments:
        module: a `DistributedDataParallel`, or with one process any module; (T, B, 2) to (B,).
        batch: B, of all processes together.
        steps: the shortest length.

    Returns:
        the loss of the whole batch at every update; the same in every process.

    Raises:
        ValueError: as `part_of`.
    """
    rng, losses = np.random.default_rng(seed), []
    optimiser = torch.optim.Adam(module.parameters(), lr=lr)
    for _ in range(updates):
        xs, targets = (torch.from_numpy(a).float() for a in adding_batch(rng, batch, steps))
        own = (dist.get_rank(), dist.get_world_size())
        mine, wanted = part_of(xs, 1, *own).to(device), part_of(targets, 0, *own).to(device)
        loss = nn.functional.mse_loss(module(mine), wanted)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        mean = loss.detach().clone()
        dist.all_reduce(mean)
        losses.append(mean.item() / dist.get_world_size())
    return losses


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and print the loss from process 0."""
    parser = argparse.ArgumentParser(prog="lstm_ref.torch.parallel", description=__doc__.split("\n")[0])
    for name, default in (("updates", 100), ("batch", 64), ("steps", 50), ("hidden-size", 32), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{default} by default")
    parser.add_argument("--lr", type=float, default=1e-2, help="Adam's learning rate, 0.01 by default")
    given = parser.parse_args(arguments)
    try:
        with process_group() as device:
            start = torch.Generator().manual_seed(given.seed)
            module = DistributedDataParallel(Adder(given.hidden_size, start).to(device))
            chosen = {name: getattr(given, name) for name in ("updates", "batch", "steps", "lr", "seed")}
            losses = train(module, device, **chosen)
            if dist.get_rank() == 0:
                print(f"{dist.get_world_size()} processes on {device.type}")
                every = max(1, len(losses) // 10)
                for update in range(every, len(losses) + 1, every):
                    print(f"update {update:4d}: loss {losses[update - 1]:.4f}")
    except (LaunchError, ValueError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
