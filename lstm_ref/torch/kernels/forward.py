"""One launch for the whole sequence: the LSTM's forward walk as a single Triton kernel.

A loop in Python starts several small kernels at every time step, and waits longer for the starts than for
the arithmetic of a small LSTM. Here the loop over time is inside the kernel: T steps, one start. Three
things make that possible.

- `W_ih x_t + b` does not depend on h. It is computed for all steps at once, as one big product, before the
  launch: the tensor `ax`.
- The sequences of a batch never speak to each other. Each program takes a tile of the batch through all of
  its steps and never waits for another program: there is no barrier.
- `W_hh` is loaded once, before the loop, and stays on the multiprocessor, in its shared memory. That
  bounds H; `lstm_ref.torch.kernels.choose` knows the bound.

Sizes need not be powers of two: tiles are padded up to one, and the padding is masked. A padded entry of h
and c starts at 0 and stays there: its pre-activations are 0, so i = f = o = 1/2, g = 0 and c = 0/2 + 0/2.

Tested in Triton's interpreter on the CPU, at toy sizes, against readable NumPy, and compiled to machine
code for compute capability 8.0 and 9.0. Never run on a GPU yet: the tests marked `cuda` are there for that.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs, allow-untyped-decorators, allow-untyped-calls

import torch
import triton
import triton.language as tl
from torch import Tensor

from lstm_ref.torch.kernels.launch import Settings, settings_for, sum_dtype
from lstm_ref.torch.kernels.math import sigmoid, tanh


# [start:kernel]
@triton.jit
def pre_activation(ax, h, w, mine, ACC: tl.constexpr, PRECISION: tl.constexpr):
    """a = (W_ih x_t + b) + W_hh h_{t−1} of one gate, for a tile of sequences and units; summed in ACC."""
    start = tl.load(ax, mask=mine, other=0).to(ACC)
    return tl.dot(h, w, start, input_precision=PRECISION, out_dtype=ACC)


# fmt: off
@triton.jit(do_not_specialize=["T"])
def lstm_forward_kernel(
    ax, w_hh, hs, cs,  # (T, B, 4H), (4H, H), (T + 1, B, H) twice
    T, B, H,
    BLOCK_B: tl.constexpr,  # sequences per program
    BLOCK_H: tl.constexpr,  # H, padded to a power of two
    DOT: tl.constexpr,  # the dtype of the products' factors
    ACC: tl.constexpr,  # the dtype of sums and of c
    PRECISION: tl.constexpr,  # "ieee" or "tf32", for float32
):
    # fmt: on
    b = tl.program_id(0) * BLOCK_B + tl.arange(0, BLOCK_B)[:, None]  # my sequences
    j = tl.arange(0, BLOCK_H)[None, :]  # the unit that is written
    k = tl.arange(0, BLOCK_H)[:, None]  # the unit that is read
    mine, real = (b < B) & (j < H), (k < H) & (j < H)

    w = w_hh + j * H + k  # row j of a gate's block stands in column j: h @ W.T
    w_i = tl.load(w + 0 * H * H, mask=real, other=0).to(DOT)
    w_f = tl.load(w + 1 * H * H, mask=real, other=0).to(DOT)
    w_g = tl.load(w + 2 * H * H, mask=real, other=0).to(DOT)
    w_o = tl.load(w + 3 * H * H, mask=real, other=0).to(DOT)

    h = tl.load(hs + b * H + j, mask=mine, other=0).to(DOT)  # entry 0: the state before the first step
    c = tl.load(cs + b * H + j, mask=mine, other=0)
    for _ in range(T):
        a = ax + b * 4 * H + j
        a_i = pre_activation(a + 0 * H, h, w_i, mine, ACC, PRECISION)
        a_f = pre_activation(a + 1 * H, h, w_f, mine, ACC, PRECISION)
        a_g = pre_activation(a + 2 * H, h, w_g, mine, ACC, PRECISION)
        a_o = pre_activation(a + 3 * H, h, w_o, mine, ACC, PRECISION)
        c = sigmoid(a_f) * c + sigmoid(a_i) * tanh(a_g)  # c_t = f ⊙ c_{t−1} + i ⊙ g
        h_t = (sigmoid(a_o) * tanh(c)).to(hs.dtype.element_ty)  # h_t = o ⊙ tanh(c_t)
        ax += B * 4 * H  # pointers walk, because t·B·4H may not fit an int32
        hs += B * H
        cs += B * H
        tl.store(hs + b * H + j, h_t, mask=mine)
        tl.store(cs + b * H + j, c, mask=mine)
        h = h_t.to(DOT)
# [end:kernel]


def forward(
    ax: Tensor, weight_hh: Tensor, h0: Tensor, c0: Tensor, settings: Settings | None = None
) -> tuple[Tensor, Tensor]:
    """Launch the kernel: T steps, one start, ⌈B / tile⌉ programs.

        a_t = ax_t + W_hh h_{t−1}     c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t     h_t = o_t ⊙ tanh(c_t)

    Arguments:
        ax: (T, B, 4H), the hoisted product ``xs @ weight_ih.T + bias``, gates in the order i, f, g, o.
        weight_hh: (4H, H).
        h0, c0: (B, H), the state before the first step.
        settings: tiles and dtypes of the launch; by default chosen from the sizes.

    Returns:
        `hs` and `cs`, (T + 1, B, H): entry 0 is the state before the first step. `hs` has the dtype of
        `ax`; `cs` that of the sums, float32 where tensors are stored in 16 bits, so that c does not lose
        what it gathers over many steps.

    The caller has checked shapes, dtypes and device: see `kernel_lstm`.
    """
    hs, cs = with_start(ax, h0, c0)
    steps, batch, hidden = len(ax), *h0.shape
    if ax.numel():
        chosen = settings or settings_for(batch, hidden, ax)
        grid = (triton.cdiv(batch, chosen.block_b),)
        tensors = (ax.contiguous(), weight_hh.contiguous(), hs, cs)
        lstm_forward_kernel[grid](*tensors, steps, batch, hidden, **chosen.for_kernel())
    return hs, cs


def with_start(ax: Tensor, h0: Tensor, c0: Tensor) -> tuple[Tensor, Tensor]:
    """Room for h and c of T + 1 moments, (T + 1, B, H) each, with the given state in entry 0."""
    hs = h0.new_empty(len(ax) + 1, *h0.shape)
    cs = torch.empty_like(hs, dtype=sum_dtype(ax.dtype))
    hs[0], cs[0] = h0, c0
    return hs, cs
