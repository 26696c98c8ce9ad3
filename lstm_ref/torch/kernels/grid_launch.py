"""Launching the kernels of `grid`: once, with a barrier, where all programs fit the card; else per step."""

from typing import Any

import torch
import triton
from torch import Tensor

from lstm_ref.torch.kernels.choose import Tiles, card_of, tiles_for
from lstm_ref.torch.kernels.forward import with_start
from lstm_ref.torch.kernels.grid import lstm_backward_grid_kernel, lstm_forward_grid_kernel
from lstm_ref.torch.kernels.launch import settings_for, warps


def forward(
    ax: Tensor, weight_hh: Tensor, h0: Tensor, c0: Tensor, tiles: Tiles | None = None
) -> tuple[Tensor, Tensor]:
    """As `lstm_ref.torch.kernels.forward.forward`, for any H of which a slab fits one multiprocessor.

    `tiles` are the units and sequences per program; by default chosen from the sizes.
    """
    hs, cs = with_start(ax, h0, c0)
    ax, weight_hh = ax.contiguous(), weight_hh.contiguous()
    launch = _Launch(lstm_forward_grid_kernel, h0.shape, ax, tiles)
    if not ax.numel():
        return hs, cs
    if launch.in_one:
        launch(len(ax), ax, weight_hh, hs, cs)
    else:
        for t in range(len(ax)):
            launch(1, ax[t:], weight_hh, hs[t:], cs[t:])
    return hs, cs


def backward(
    a: Tensor,
    weight_hh: Tensor,
    cs: Tensor,
    dhs: Tensor,
    dh_last: Tensor,
    dc_last: Tensor,
    tiles: Tiles | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """As `lstm_ref.torch.kernels.backward.backward`; `tiles` as above.

    Step t makes its own dh_t = dhs_t + da_{t+1} W_hh from the da of all units, as it reads the h of all units
    on the way forward: the two walks have one shape.
    """
    steps = len(dhs)
    das = a.new_zeros(steps + 1, *a.shape[1:])  # the last entry stays zero: no step comes after
    dc0 = dc_last.to(cs.dtype, copy=True).contiguous()
    if not a.numel():
        return das[:-1], dh_last.to(cs.dtype), dc0
    dhs = dhs.clone(memory_format=torch.contiguous_format)
    dhs[-1] += dh_last
    a, weight_hh = a.contiguous(), weight_hh.contiguous()
    launch = _Launch(lstm_backward_grid_kernel, dh_last.shape, a, tiles)
    if launch.in_one:
        launch(steps, a, weight_hh, cs, dhs, das, dc0)
    else:
        for t in reversed(range(steps)):
            launch(1, a[t:], weight_hh, cs[t:], dhs[t:], das[t:], dc0)
    return das[:-1], (das[0] @ weight_hh).to(cs.dtype), dc0  # dh_0 = da_1 W_hh


class _Launch:
    """One of the two kernels with its grid: tiles of units by tiles of sequences."""

    def __init__(self, kernel: Any, sizes: Any, like: Tensor, tiles: Tiles | None) -> None:
        self.kernel, self.like, (self.batch, self.hidden) = kernel, like, sizes
        self.tiles = tiles or tiles_for(self.batch, self.hidden, like.dtype, card_of(like.device))
        self.grid = (
            triton.cdiv(self.hidden, self.tiles.units),
            triton.cdiv(self.batch, self.tiles.sequences),
        )
        alone = self.grid[0] == 1  # one program has all units: nobody to wait for
        at_a_time = like.is_cuda and self.grid[0] * self.grid[1] <= card_of(like.device).multiprocessors
        self.in_one, self.barrier = alone or at_a_time, at_a_time and not alone

    def __call__(self, steps: int, *tensors: Tensor) -> None:
        options = settings_for(self.batch, self.hidden, self.like).for_kernel()
        options |= {"BLOCK_B": self.tiles.sequences, "BLOCK_J": self.tiles.units, "BARRIER": self.barrier}
        options["num_warps"] = warps(options["BLOCK_H"], self.tiles.sequences)
        if self.barrier:
            options["launch_cooperative_grid"] = True
        counters = torch.zeros(self.grid[1], dtype=torch.int32, device=self.like.device)
        self.kernel[self.grid](*tensors, counters, steps, self.batch, self.hidden, **options)
