"""Which kernel for which shape, and why, in words."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.kernels.available import ELSEWHERE, KernelError

# The largest H, padded to a power of two, whose four squares of W_hh fit one multiprocessor together with
# what the compiler moves around: at most 163 KiB of shared memory, which an A100 has and an H100 exceeds.
LARGEST_IN_ONE = {2: 128, 4: 64, 8: 32}  # by bytes per number
HELD = 128 * 1024  # bytes of W_hh per program where they are cut into slabs
SPARE = 3 * 1024  # bytes of shared memory left to the compiler


class Card(NamedTuple):
    """How many programs run at a time, one per multiprocessor, and the shared memory of each, in bytes."""

    multiprocessors: int
    shared: int


A100, H200 = Card(108, 163 * 1024), Card(132, 227 * 1024)
INTERPRETER = Card(1, 227 * 1024)  # runs one program after the other


class Tiles(NamedTuple):
    """How many units and how many sequences one program of the `grid` kernels has, powers of two."""

    units: int
    sequences: int


class Choice(NamedTuple):
    """The module whose kernels are used, "forward" (one program has all units) or "grid", and the reason."""

    kernel: str
    reason: str


def padded(hidden: int) -> int:
    """H padded to a power of two, at least 16."""
    return max(16, 1 << (hidden - 1).bit_length())


def tiles_for(batch: int, hidden: int, dtype: torch.dtype, card: Card) -> Tiles:
    """The tiles for B sequences and H units: the first that lets all programs run at a time, else the first.

    Raises:
        KernelError: where not even the thinnest slab of W_hh fits one multiprocessor.
    """
    row, programs = padded(hidden) * dtype.itemsize, card.multiprocessors
    fitting = [
        Tiles(units, sequences)
        for sequences in (16, 32, 64)
        for units in (16, 32, 64)
        if 4 * units * row <= HELD and 4 * units * row + sequences * row <= card.shared - SPARE
    ]
    if not fitting:
        raise KernelError(
            f"kernel_lstm: hidden_size = {hidden} in {dtype}: 16 units' rows of weight_hh take "
            f"{64 * row // 1024} KiB, more than the {HELD // 1024} KiB that a program may hold; {ELSEWHERE}"
        )
    at_a_time = [t for t in fitting if -(-hidden // t.units) * -(-batch // t.sequences) <= programs]
    return (at_a_time or fitting)[0]


def choose_kernel(batch: int, hidden: int, dtype: torch.dtype, card: Card) -> Choice:
    """Which kernel serves B sequences of H units on a card such as `H200`.

    Raises:
        KernelError: where none does; the message says what to use instead.
    """
    programs = card.multiprocessors
    side, kib = padded(hidden), 4 * padded(hidden) ** 2 * dtype.itemsize // 1024
    if side <= LARGEST_IN_ONE[dtype.itemsize]:
        return Choice(
            "forward",
            f"W_hh, padded to 4 × {side} × {side}, takes {kib} KiB and stays on one multiprocessor: "
            "one launch, a program per 16 sequences, no barrier",
        )
    units, sequences = tiles_for(batch, hidden, dtype, card)
    grid = -(-hidden // units) * -(-batch // sequences)
    how = "one launch with a barrier per step" if grid <= programs else "one launch per step"
    than = "at most" if grid <= programs else "more than"
    return Choice(
        "grid",
        f"W_hh takes {kib} KiB, too much for one multiprocessor: {grid} programs of {units} units and "
        f"{sequences} sequences, {than} the card's {programs} multiprocessors: {how}",
    )


@lru_cache
def card_of(device: torch.device) -> Card:
    """The card that `device` is."""
    if device.type != "cuda":
        return INTERPRETER
    found = torch.cuda.get_device_properties(device)
    shared = getattr(found, "shared_memory_per_block_optin", A100.shared)  # newer PyTorch knows it
    return Card(found.multi_processor_count, shared)


def walks(batch: int, hidden: int, like: Tensor) -> tuple[Callable[..., tuple[Tensor, ...]], ...]:
    """The two walks, forward and back, of the kernel that `choose_kernel` names; imports Triton."""
    from lstm_ref.torch.kernels import backward, forward, grid_launch

    if choose_kernel(batch, hidden, like.dtype, card_of(like.device)).kernel == "forward":
        return forward.forward, backward.backward
    return grid_launch.forward, grid_launch.backward
