"""The LSTM arranged for the processor: few large operations a step, into memory that is asked for once.

Everything here works on plain tensors without autograd; `lstm_ref.torch.fused` makes a differentiable
function of it. Within, the gates stand in the order g, i, f, o: the three sigmoids are neighbours, and so
are the three gates whose gradient comes through c. One call does what neighbours have in common.
"""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.lstm import LSTMParams, LSTMState
from lstm_ref.torch.products import product_with

CHUNK_BYTES = 1_000_000  # what a chunk of steps may occupy: half of a common second-level cache


class FusedTape(NamedTuple):
    """What the backward walk needs beside the inputs: `gates` (T, B, 4H) after their sigmoid or tanh, in the
    order g, i, f, o; `cs` (T + 1, B, H), the first being the start; `tanh_cs` (T, B, H)."""

    gates: Tensor
    cs: Tensor
    tanh_cs: Tensor


def to_gifo(rows: Tensor) -> Tensor:
    """Rows (4H, …) in the order i, f, g, o put into the order g, i, f, o."""
    i, f, g, o = rows.chunk(4)
    return torch.cat([g, i, f, o])


def from_gifo(rows: Tensor) -> Tensor:
    """Rows (4H, …) in the order g, i, f, o put into the order i, f, g, o."""
    g, i, f, o = rows.chunk(4)
    return torch.cat([i, f, g, o])


def walk_forward(params: LSTMParams, xs: Tensor, state: LSTMState) -> tuple[Tensor, LSTMState, FusedTape]:
    """All steps of the LSTM.

        A = X W_ihᵀ + b                            one product for all T steps and all four gates
        a_t = A_t + h_{t−1} W_hhᵀ                  one product a step for all four gates
        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D), any strides.
        state: `h` and `c` (B, H).

    Returns:
        `hs` (T, B, H), the state after the last step, and the tape for `walk_backward`.
    """
    steps, batch, inputs = xs.shape
    size = state.h.shape[1]
    from_inputs = product_with(to_gifo(params.weight_ih), steps * batch)
    from_h = product_with(to_gifo(params.weight_hh), batch)
    gates = from_inputs.plus(to_gifo(params.bias), xs.reshape(steps * batch, inputs))
    gates = gates.view(steps, batch, 4 * size)
    hs, tanh_cs = xs.new_empty(steps, batch, size), xs.new_empty(steps, batch, size)
    cs = torch.cat([state.c[None], xs.new_empty(steps, batch, size)])
    # All views are made before the loop: making one costs about as much as computing with a small one.
    sigmoids = gates[..., size:].unbind()
    g, i, f, o = (gate.unbind() for gate in gates.view(steps, batch, 4, size).unbind(2))
    h, c = state.h, cs[0]
    for t, (a, c_next, tanh_c, h_next) in enumerate(
        zip(gates.unbind(), cs[1:].unbind(), tanh_cs.unbind(), hs.unbind(), strict=True)
    ):
        from_h.add_to(a, h)
        sigmoids[t].sigmoid_()
        g[t].tanh_()
        torch.mul(f[t], c, out=c_next).addcmul_(i[t], g[t])
        torch.tanh(c_next, out=tanh_c)
        torch.mul(o[t], tanh_c, out=h_next)
        h, c = h_next, c_next
    return hs, LSTMState(h.clone(), c.clone()), FusedTape(gates, cs, tanh_cs)


def local_derivatives(tape: FusedTape, chunk: slice, out: Tensor, d_tanh: Tensor) -> None:
    """What the gradients of a chunk of k steps are multiplied by; it depends on the forward walk alone.

        ∂c_t/∂a_i = g i (1 − i)      ∂c_t/∂a_f = c_{t−1} f (1 − f)
        ∂h_t/∂a_o = tanh(c_t) o (1 − o)      ∂c_t/∂a_g = i (1 − g²)      ∂h_t/∂c_t = o (1 − tanh²(c_t))

    Arguments:
        out: (k, B, 4, H), filled with the first four in the order g, i, f, o.
        d_tanh: (k, B, H), filled with the last.
    """
    tanh_c = tape.tanh_cs[chunk]
    gates = tape.gates[chunk].view_as(out)
    g, i, _, o = gates.unbind(2)
    sigmoids = gates[:, :, 1:]
    torch.addcmul(sigmoids, sigmoids, sigmoids, value=-1, out=out[:, :, 1:])  # σ' = σ − σ²
    out[:, :, 1].mul_(g)
    out[:, :, 2].mul_(tape.cs[chunk])  # one place earlier than c: the start stands first
    out[:, :, 3].mul_(tanh_c)
    torch.addcmul(i, torch.mul(i, g, out=d_tanh), g, value=-1, out=out[:, :, 0])
    torch.addcmul(o, torch.mul(o, tanh_c, out=d_tanh), tanh_c, value=-1, out=d_tanh)


def walk_back(
    weight_hh: Tensor, tape: FusedTape, dhs: Tensor | None, dstate: LSTMState
) -> tuple[Tensor, LSTMState]:
    """Backpropagation through time, without the products that need not wait for it.

        dc_t ← dc_t + dh_t ⊙ ∂h_t/∂c_t        da_t = (dc_t, dc_t, dc_t, dh_t) ⊙ local derivatives
        dc_{t−1} = dc_t ⊙ f_t                  dh_{t−1} = da_t W_hh + dhs_{t−1}

    Arguments:
        weight_hh: (4H, H), rows in the order i, f, g, o.
        tape: as returned by `walk_forward`.
        dhs: (T, B, H), or None where no h is used.
        dstate: `h` and `c` (B, H), the gradients of the last state.

    Returns:
        `das` (T, B, 4H), the gradients of the pre-activations in the order g, i, f, o, and those of the
        state before the first step.
    """
    das = torch.empty_like(tape.gates)
    steps, batch, _ = das.shape
    to_h, dh, dc = product_with(to_gifo(weight_hh).t(), batch), dstate.h.clone(), dstate.c.clone()
    size = dh.shape[1]
    blocks = das.view(steps, batch, 4, size)
    rows, through_c, through_h = das.unbind(), blocks[:, :, :3].unbind(), blocks[:, :, 3].unbind()
    f = tape.gates.view_as(blocks)[:, :, 2].unbind()
    upstream = [None] * steps if dhs is None else dhs.unbind()
    nothing = torch.zeros_like(dh)
    chunk = max(1, CHUNK_BYTES // max(1, 6 * dh.numel() * dh.element_size()))
    d_tanh, dc_thrice = dh.new_empty(min(chunk, steps), batch, size), dc[:, None]
    if steps and dhs is not None:
        dh += dhs[-1]
    for end in range(steps, 0, -chunk):
        start = max(0, end - chunk)
        local_derivatives(tape, slice(start, end), blocks[start:end], d_tanh[: end - start])
        slopes = d_tanh.unbind()
        for t in range(end - 1, start - 1, -1):
            dc.addcmul_(dh, slopes[t - start])
            through_c[t].mul_(dc_thrice)
            through_h[t].mul_(dh)
            dc.mul_(f[t])
            earlier = upstream[t - 1] if t else None
            dh = to_h.plus(nothing if earlier is None else earlier, rows[t])
    return das, LSTMState(dh, dc)
