"""One launch for the whole sequence: the LSTM's forward walk as a single Triton kernel.

A loop in Python starts about ten small kernels per time step, and each start costs microseconds in which
the arithmetic of a small LSTM is long done. Here the loop over time is inside the kernel, so T steps cost
one start. Three things make that possible:

- `W_ih x_t + b` does not depend on h. It is computed for all steps at once, as one big product, before the
  launch ("hoisted", the tensor `ax`).
- Sequences of a batch never speak to each other. Each program takes a tile of the batch through all of its
  steps and never waits for another program: no barrier.
- `W_hh` is loaded once, before the loop, and stays on the multiprocessor: in its registers and its shared
  memory. This bounds H; `lstm_ref.torch.kernels.choose` knows the bound.

Sizes need not be powers of two: tiles are padded up to one and the padding is masked. A padded entry of h
and c starts at 0 and stays there: its pre-activations are 0, so i = f = o = 1/2, g = 0, c = 0/2 + 0/2.

Tested: in Triton's interpreter on the CPU, at toy sizes, against readable NumPy; compiled to machine code
for compute capability 8.0 and 9.0. Not yet run on a GPU by its authors; the tests marked `cuda` do that.
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from lstm_ref.torch.kernels.launch import Settings, settings_for
from lstm_ref.torch.kernels.math import sigmoid, tanh


# [start:kernel]
@triton.jit  # type: ignore[untyped-decorator]
def pre_activation(ax, h, w, mine, ACC: tl.constexpr, PRECISION: tl.constexpr):  # type: ignore[no-untyped-def]
    """a = (W_ih x_t + b) + W_hh h_{t−1} of one gate, shape (BLOCK_B, BLOCK_H); summed in ACC"""
    start = tl.load(ax, mask=mine, other=0).to(ACC)
    return tl.dot(h, w, start, input_precision=PRECISION, out_dtype=ACC)


@triton.jit(do_not_specialize=["T"])  # type: ignore[untyped-decorator]
def lstm_forward_kernel(  # type: ignore[no-untyped-def]
    ax,
    w_hh,
    h0,
    c0,
    hs,
    cs,
    T,
    B,
    H,  # fmt: skip
    BLOCK_B: tl.constexpr,  # sequences per program
    BLOCK_H: tl.constexpr,  # H, padded to a power of two
    DOT: tl.constexpr,  # the dtype that goes into the products
    ACC: tl.constexpr,  # the dtype of sums and of c
    PRECISION: tl.constexpr,  # "ieee" or "tf32", for float32
):
    b = tl.program_id(0) * BLOCK_B + tl.arange(0, BLOCK_B)[:, None]  # my sequences
    j = tl.arange(0, BLOCK_H)[None, :]  # the unit that is written
    k = tl.arange(0, BLOCK_H)[:, None]  # the unit that is read
    mine = (b < B) & (j < H)
    real = (k < H) & (j < H)

    w = w_hh + j * H + k  # row j of a gate's block, read as column: h @ W.T
    w_i = tl.load(w + 0 * H * H, mask=real, other=0).to(DOT)
    w_f = tl.load(w + 1 * H * H, mask=real, other=0).to(DOT)
    w_g = tl.load(w + 2 * H * H, mask=real, other=0).to(DOT)
    w_o = tl.load(w + 3 * H * H, mask=real, other=0).to(DOT)

    h = tl.load(h0 + b * H + j, mask=mine, other=0).to(DOT)
    c = tl.load(c0 + b * H + j, mask=mine, other=0).to(ACC)
    for _ in range(T):
        a = ax + b * 4 * H + j  # where W_ih x_t + b lies
        a_i = pre_activation(a + 0 * H, h, w_i, mine, ACC, PRECISION)
        a_f = pre_activation(a + 1 * H, h, w_f, mine, ACC, PRECISION)
        a_g = pre_activation(a + 2 * H, h, w_g, mine, ACC, PRECISION)
        a_o = pre_activation(a + 3 * H, h, w_o, mine, ACC, PRECISION)
        c = sigmoid(a_f) * c + sigmoid(a_i) * tanh(a_g)  # c_t = f ⊙ c_{t−1} + i ⊙ g
        h = (sigmoid(a_o) * tanh(c)).to(hs.dtype.element_ty)  # h_t = o ⊙ tanh(c_t)
        tl.store(hs + b * H + j, h, mask=mine)
        tl.store(cs + b * H + j, c, mask=mine)
        h = h.to(DOT)
        ax += B * 4 * H  # the next step; a pointer that walks cannot overflow as t·B·4H could
        hs += B * H
        cs += B * H


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
        settings: the tile and the dtypes of the launch; by default chosen from the sizes.

    Returns:
        `hs` (T, B, H) in the dtype of `ax`, and `cs` (T, B, H) in the dtype of the sums: float32 where
        tensors are stored in float16 or bfloat16, so that c does not lose what it gathers over many steps.

    The caller has checked shapes, dtypes and device, see `kernel_lstm`.
    """
    steps, batch, hidden = ax.shape[0], ax.shape[1], weight_hh.shape[1]
    chosen = settings or settings_for(batch, hidden, ax)
    hs = ax.new_empty(steps, batch, hidden)
    cs = torch.empty_like(hs, dtype=chosen.sum_dtype)
    if hs.numel():
        grid = (triton.cdiv(batch, chosen.block_b),)
        tensors = [tensor.contiguous() for tensor in (ax, weight_hh, h0, c0)]
        lstm_forward_kernel[grid](*tensors, hs, cs, steps, batch, hidden, **chosen.for_kernel())
    return hs, cs
