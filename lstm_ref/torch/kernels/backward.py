"""The way back in one launch: only dh and dc have to walk, everything else is a few big products.

Once the forward pass is done, every h_t and c_t is known. So

- the pre-activations of all steps are one big product, recomputed here instead of kept: the tape is hs and
  cs, 2·T·B·H numbers, where the gates would take another 4·T·B·H;
- the kernel walks from the last step to the first and carries what depends on the step after: dh and dc;
- the gradients of xs, `weight_ih` and `weight_hh` are three big products over all steps, after the walk.

Tiles, masks and the weights that stay on the multiprocessor are those of `forward`.

Tested in Triton's interpreter on the CPU, at toy sizes, against readable NumPy, and compiled to machine
code for compute capability 8.0 and 9.0. Never run on a GPU yet: the tests marked `cuda` are there for that.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs, allow-untyped-decorators, allow-untyped-calls

import triton
import triton.language as tl
from torch import Tensor

from lstm_ref.torch.kernels.launch import Settings, settings_for
from lstm_ref.torch.kernels.math import sigmoid, tanh
from lstm_ref.torch.lstm import LSTMParams


# [start:kernel]
@triton.jit
def step_back(a, H, c, c_prev, dh, dc, mine, ACC: tl.constexpr):
    """One step read backward, up to the pre-activations: da of each gate, and dc_{t−1}."""
    i = sigmoid(tl.load(a + 0 * H, mask=mine, other=0).to(ACC))
    f = sigmoid(tl.load(a + 1 * H, mask=mine, other=0).to(ACC))
    g = tanh(tl.load(a + 2 * H, mask=mine, other=0).to(ACC))
    o = sigmoid(tl.load(a + 3 * H, mask=mine, other=0).to(ACC))
    tanh_c = tanh(c)
    dc += dh * o * (1 - tanh_c * tanh_c)  # c_t reaches the loss through h_t too
    da_i = dc * g * i * (1 - i)
    da_f = dc * c_prev * f * (1 - f)
    da_g = dc * i * (1 - g * g)
    da_o = dh * tanh_c * o * (1 - o)
    return da_i, da_f, da_g, da_o, dc * f  # dc_{t−1} = dc ⊙ f_t


# fmt: off
@triton.jit(do_not_specialize=["T"])
def lstm_backward_kernel(
    a, w_hh, cs, dhs,  # (T, B, 4H), (4H, H), (T + 1, B, H), (T, B, H)
    das, dh0, dc0,  # out: (T, B, 4H); in and out: (B, H), first the last state's gradient, then the first's
    T, B, H,
    BLOCK_B: tl.constexpr,
    BLOCK_H: tl.constexpr,
    DOT: tl.constexpr,
    ACC: tl.constexpr,
    PRECISION: tl.constexpr,
):
    # fmt: on
    b = tl.program_id(0) * BLOCK_B + tl.arange(0, BLOCK_B)[:, None]
    j = tl.arange(0, BLOCK_H)[None, :]
    k = tl.arange(0, BLOCK_H)[:, None]
    mine, real = (b < B) & (j < H), (k < H) & (j < H)
    at, gates = b * H + j, b * 4 * H + j

    w = w_hh + k * H + j  # as stored: da @ W
    w_i = tl.load(w + 0 * H * H, mask=real, other=0).to(DOT)
    w_f = tl.load(w + 1 * H * H, mask=real, other=0).to(DOT)
    w_g = tl.load(w + 2 * H * H, mask=real, other=0).to(DOT)
    w_o = tl.load(w + 3 * H * H, mask=real, other=0).to(DOT)

    last = tl.cast(T, tl.int64) - 1  # 64 bits: t·B·4H may not fit an int32
    a += last * B * 4 * H
    das += last * B * 4 * H
    dhs += last * B * H
    cs += last * B * H  # c_{t−1} of the last step; entry 0 is the state before the first

    dh = tl.load(dh0 + at, mask=mine, other=0)
    dc = tl.load(dc0 + at, mask=mine, other=0)
    c = tl.load(cs + B * H + at, mask=mine, other=0)
    for _ in range(T):
        c_prev = tl.load(cs + at, mask=mine, other=0)
        dh += tl.load(dhs + at, mask=mine, other=0).to(ACC)  # what the loss sends to this h
        da_i, da_f, da_g, da_o, dc = step_back(a + gates, H, c, c_prev, dh, dc, mine, ACC)
        da_i, da_f = da_i.to(das.dtype.element_ty), da_f.to(das.dtype.element_ty)
        da_g, da_o = da_g.to(das.dtype.element_ty), da_o.to(das.dtype.element_ty)
        tl.store(das + gates + 0 * H, da_i, mask=mine)
        tl.store(das + gates + 1 * H, da_f, mask=mine)
        tl.store(das + gates + 2 * H, da_g, mask=mine)
        tl.store(das + gates + 3 * H, da_o, mask=mine)
        dh = tl.dot(da_i.to(DOT), w_i, input_precision=PRECISION, out_dtype=ACC)  # dh_{t−1} = da W_hh
        dh = tl.dot(da_f.to(DOT), w_f, dh, input_precision=PRECISION, out_dtype=ACC)
        dh = tl.dot(da_g.to(DOT), w_g, dh, input_precision=PRECISION, out_dtype=ACC)
        dh = tl.dot(da_o.to(DOT), w_o, dh, input_precision=PRECISION, out_dtype=ACC)
        c = c_prev
        a -= B * 4 * H
        das -= B * 4 * H
        dhs -= B * H
        cs -= B * H
    tl.store(dh0 + at, dh, mask=mine)
    tl.store(dc0 + at, dc, mask=mine)
# [end:kernel]


def backward(
    a: Tensor,
    weight_hh: Tensor,
    cs: Tensor,
    dhs: Tensor,
    dh_last: Tensor,
    dc_last: Tensor,
    settings: Settings | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """Launch the walk back.

        dc ← dc + dh ⊙ o ⊙ (1 − tanh²(c_t))     dc_{t−1} = dc ⊙ f_t     dh_{t−1} = da_t W_hh
        da_i = dc ⊙ g ⊙ i (1 − i)     da_f = dc ⊙ c_{t−1} ⊙ f (1 − f)
        da_g = dc ⊙ i ⊙ (1 − g²)      da_o = dh ⊙ tanh(c_t) ⊙ o (1 − o)

    Arguments:
        a: (T, B, 4H), the pre-activations of every step.
        weight_hh: (4H, H).
        cs: (T + 1, B, H), as `forward` returned it.
        dhs: (T, B, H), the gradient of the loss with respect to every h.
        dh_last, dc_last: (B, H), that of the state after the last step, beyond what `dhs` holds.
        settings: tiles and dtypes of the launch; by default chosen from the sizes.

    Returns:
        `das` (T, B, 4H), the gradients of the pre-activations; and those of h0 and c0, (B, H) each, in
        the dtype of the sums.
    """
    steps, batch, hidden = dhs.shape
    das = a.new_empty(a.shape)
    dh0, dc0 = (gradient.to(cs.dtype, copy=True).contiguous() for gradient in (dh_last, dc_last))
    if das.numel():
        chosen = settings or settings_for(batch, hidden, a)
        grid = (triton.cdiv(batch, chosen.block_b),)
        tensors = (a.contiguous(), weight_hh.contiguous(), cs, dhs.contiguous(), das, dh0, dc0)
        lstm_backward_kernel[grid](*tensors, steps, batch, hidden, **chosen.for_kernel())
    return das, dh0, dc0


def big_products(das: Tensor, weight_ih: Tensor, xs: Tensor, hs: Tensor) -> tuple[Tensor, LSTMParams]:
    """What is left when the walk is done: each a single product over all steps and sequences.

        dxs = da W_ih     dW_ih = Σ_t da_tᵀ x_t     dW_hh = Σ_t da_tᵀ h_{t−1}     db = Σ_t Σ_batch da_t

    Arguments:
        das: (T, B, 4H). weight_ih: (4H, D). xs: (T, B, D). hs: (T + 1, B, H), entry 0 is h0.

    Returns:
        `dxs` (T, B, D) and the parameters' gradients.
    """
    rows = das.flatten(0, 1)  # (T·B, 4H)
    dparams = LSTMParams(
        weight_ih=rows.T @ xs.flatten(0, 1),
        weight_hh=rows.T @ hs[:-1].flatten(0, 1),
        bias=rows.sum(dim=0),
    )
    return das @ weight_ih, dparams
