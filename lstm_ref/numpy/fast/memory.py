"""Which arrays a pass writes into, how large they are, and what of them is kept for the backward pass."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

CACHE_BYTES = 1_000_000  # about half of a core's second-level cache; nothing but speed depends on it


class FastTape(NamedTuple):
    """What the backward pass needs. A step's unit is (B, H) in rows and (H, B) in columns.

    `sequence` holds x and 2h where the layout wants them, `xs` the input where that does not hold it.
    Kept gates: `blocks` (T + 1, 5, unit) with 2σ(a_o), 2σ(a_i), 2σ(a_f), g and the c before, and
    `tanh_c` (T, unit). Otherwise `cells` (T + 1, unit), every c, from which the gates are computed again.
    """

    layout: str
    sequence: Array
    xs: Array | None
    blocks: Array | None
    tanh_c: Array | None
    cells: Array | None

    @property
    def twice_h(self) -> Array:
        """(T, B, H): the 2h that each step began with, a view."""
        if self.layout == "columns":
            return self.sequence[:-1].transpose(0, 2, 1)
        kept = self.cells if self.tanh_c is None else self.tanh_c
        assert kept is not None
        return self.sequence[:-1, :, -kept.shape[2] :]


def tape_bytes(tape: FastTape) -> int:
    """The memory that a tape holds on to, in bytes: that of its arrays, the caller's `xs` not counted."""
    kept = (tape.sequence, tape.blocks, tape.tanh_c, tape.cells)
    return sum(array.nbytes for array in kept if array is not None)


def steps_in_cache(bytes_per_step: int, budget: int = CACHE_BYTES) -> int:
    """How many steps to work on at once so that what one pass writes is still near when the next reads it."""
    return max(1, budget // max(1, bytes_per_step))


class Room(NamedTuple):
    """The buffers of a forward pass: for all T steps, or for the few that are used again and again."""

    blocks: Array
    tanh_c: Array
    cells: Array | None
    steps: int
    piece: int
    whole: bool

    def pieces(self) -> Iterator[tuple[slice, Array, Array]]:
        """Yield, in order, some steps and the part of the buffers that is theirs.

        In a ring the next piece begins with the c that the last one ended with.
        """
        for start in range(0, self.steps, self.piece):
            steps = slice(start, min(start + self.piece, self.steps))
            count, at = steps.stop - start, start if self.whole else 0
            if start and not self.whole:
                self.blocks[0, 4] = self.blocks[self.piece, 4]
            blocks = self.blocks[at : at + count + 1]
            yield steps, blocks, self.tanh_c[at : at + count]
            if self.cells is not None:
                self.cells[start + 1 : steps.stop + 1] = blocks[1:, 4]

    def kept(self) -> tuple[Array | None, Array | None, Array | None]:
        """What the tape gets of the buffers: `blocks` and `tanh_c`, or `cells`, or nothing."""
        return (self.blocks, self.tanh_c, None) if self.whole else (None, None, self.cells)

    def last_c(self) -> Array:
        """The c after the last step, in memory of its own."""
        count = self.steps if self.whole or not self.steps else (self.steps - 1) % self.piece + 1
        c: Array = self.blocks[count, 4].copy()
        return c


def make_room(keep: str | None, steps: int, c: Array, piece: int) -> Room:
    """Buffers for `steps` steps that begin with the memory `c`, worked on `piece` steps at a time."""
    slots = steps if keep == "gates" else min(piece, steps)
    blocks: Any = np.empty((slots + 1, 5, *c.shape), c.dtype)
    tanh_c = np.empty((slots, *c.shape), c.dtype)
    cells = np.empty((steps + 1, *c.shape), c.dtype) if keep == "state" else None
    blocks[0, 4] = c
    if cells is not None:
        cells[0] = c
    return Room(blocks, tanh_c, cells, steps, max(1, piece), keep == "gates")
