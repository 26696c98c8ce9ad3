"""For an H whose weights no single multiprocessor can hold: every program keeps a slab of them.

Program (n, m) owns a tile of units and a tile of sequences. It holds the four slabs of `W_hh` that its units
need, for the whole sequence, and carries their c. But h_{t−1} of ALL units enters every product, so after
each step the programs of one batch tile must wait for each other: a barrier in global memory, one counter
per batch tile. Sequences in other tiles are not waited for.

Programs that wait for each other must all be running. The launch is cooperative, so the driver refuses it
if they would not fit, and there are never more programs than multiprocessors. Where there would be, the same
kernel is launched once per step instead, and the end of a launch is the barrier.

Tested in Triton's interpreter on the CPU, at toy sizes, against readable NumPy: with one launch per step, and
with one launch where a single tile covers all units. **The barrier has never been run**: the interpreter runs
one program after the other and would wait for ever, and its authors have no GPU. It is compiled to machine
code for compute capability 8.0 and 9.0; the tests marked `cuda` run it.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs, allow-untyped-decorators, allow-untyped-calls

import triton
import triton.language as tl

from lstm_ref.torch.kernels.backward import step_back
from lstm_ref.torch.kernels.forward import pre_activation
from lstm_ref.torch.kernels.math import sigmoid, tanh


# [start:barrier]
@triton.jit
def wait_for_all(counter, everyone):
    """Say that I am done, and wait until `everyone`, a running total, has said so."""
    tl.debug_barrier()  # all my threads have stored
    tl.atomic_add(counter, 1, sem="release", scope="gpu")  # what I stored is seen by whoever sees this
    while tl.atomic_add(counter, 0, sem="acquire", scope="gpu") < everyone:
        pass
    tl.debug_barrier()


# [end:barrier]


# [start:forward]
# fmt: off
@triton.jit(do_not_specialize=["T"])
def lstm_forward_grid_kernel(
    ax, w_hh, hs, cs, counters,  # as in `forward`; (batch tiles,), zeros
    T, B, H,
    BARRIER: tl.constexpr,  # whether other programs hold some of my units' inputs
    BLOCK_B: tl.constexpr,
    BLOCK_J: tl.constexpr,  # units per program
    BLOCK_H: tl.constexpr,
    DOT: tl.constexpr,
    ACC: tl.constexpr,
    PRECISION: tl.constexpr,
):
    # fmt: on
    j = tl.program_id(0) * BLOCK_J + tl.arange(0, BLOCK_J)[None, :]  # my units
    b = tl.program_id(1) * BLOCK_B + tl.arange(0, BLOCK_B)[:, None]  # my sequences
    k = tl.arange(0, BLOCK_H)  # all units
    mine, real = (b < B) & (j < H), (k[:, None] < H) & (j < H)
    all_units, readable = b * H + k[None, :], (b < B) & (k[None, :] < H)

    w = w_hh + j * H + k[:, None]
    w_i = tl.load(w + 0 * H * H, mask=real, other=0).to(DOT)
    w_f = tl.load(w + 1 * H * H, mask=real, other=0).to(DOT)
    w_g = tl.load(w + 2 * H * H, mask=real, other=0).to(DOT)
    w_o = tl.load(w + 3 * H * H, mask=real, other=0).to(DOT)

    c = tl.load(cs + b * H + j, mask=mine, other=0)
    for t in range(T):
        # ".cg": read from the cache that all multiprocessors share, where the others' h is
        h = tl.load(hs + all_units, mask=readable, other=0, cache_modifier=".cg").to(DOT)
        a = ax + b * 4 * H + j
        a_i = pre_activation(a + 0 * H, h, w_i, mine, ACC, PRECISION)
        a_f = pre_activation(a + 1 * H, h, w_f, mine, ACC, PRECISION)
        a_g = pre_activation(a + 2 * H, h, w_g, mine, ACC, PRECISION)
        a_o = pre_activation(a + 3 * H, h, w_o, mine, ACC, PRECISION)
        c = sigmoid(a_f) * c + sigmoid(a_i) * tanh(a_g)  # c_t = f ⊙ c_{t−1} + i ⊙ g
        h_t = (sigmoid(a_o) * tanh(c)).to(hs.dtype.element_ty)  # h_t = o ⊙ tanh(c_t)
        ax += B * 4 * H
        hs += B * H
        cs += B * H
        tl.store(hs + b * H + j, h_t, mask=mine)
        tl.store(cs + b * H + j, c, mask=mine)
        if BARRIER:
            wait_for_all(counters + tl.program_id(1), (t + 1) * tl.num_programs(0))
# [end:forward]


@triton.jit
def sent_back(da, w, dh, readable, DOT: tl.constexpr, ACC: tl.constexpr, PRECISION: tl.constexpr):
    """dh + da_{t+1} W_hh of one gate, da of all units read from the cache that all multiprocessors share."""
    all_units = tl.load(da, mask=readable, other=0, cache_modifier=".cg").to(DOT)
    return tl.dot(all_units, w, dh, input_precision=PRECISION, out_dtype=ACC)


# fmt: off
@triton.jit(do_not_specialize=["T"])
def lstm_backward_grid_kernel(
    a, w_hh, cs, dhs, das, dc0, counters,  # as in `backward`, but `das` (T + 1, B, 4H), its last entry zeros
    T, B, H,
    BARRIER: tl.constexpr,
    BLOCK_B: tl.constexpr,
    BLOCK_J: tl.constexpr,
    BLOCK_H: tl.constexpr,
    DOT: tl.constexpr,
    ACC: tl.constexpr,
    PRECISION: tl.constexpr,
):
    # fmt: on
    j = tl.program_id(0) * BLOCK_J + tl.arange(0, BLOCK_J)[None, :]
    b = tl.program_id(1) * BLOCK_B + tl.arange(0, BLOCK_B)[:, None]
    k = tl.arange(0, BLOCK_H)
    mine, real = (b < B) & (j < H), (k[:, None] < H) & (j < H)
    at, gates = b * H + j, b * 4 * H + j
    all_gates, readable = b * 4 * H + k[None, :], (b < B) & (k[None, :] < H)

    w = w_hh + k[:, None] * H + j
    w_i = tl.load(w + 0 * H * H, mask=real, other=0).to(DOT)
    w_f = tl.load(w + 1 * H * H, mask=real, other=0).to(DOT)
    w_g = tl.load(w + 2 * H * H, mask=real, other=0).to(DOT)
    w_o = tl.load(w + 3 * H * H, mask=real, other=0).to(DOT)

    last = tl.cast(T, tl.int64) - 1
    a += last * B * 4 * H
    das += last * B * 4 * H
    dhs += last * B * H
    cs += last * B * H
    dc = tl.load(dc0 + at, mask=mine, other=0)
    for t in range(T):
        later = das + B * 4 * H + all_gates
        dh = tl.load(dhs + at, mask=mine, other=0).to(ACC)  # dh_t = dhs_t + da_{t+1} W_hh
        dh = sent_back(later + 0 * H, w_i, dh, readable, DOT, ACC, PRECISION)
        dh = sent_back(later + 1 * H, w_f, dh, readable, DOT, ACC, PRECISION)
        dh = sent_back(later + 2 * H, w_g, dh, readable, DOT, ACC, PRECISION)
        dh = sent_back(later + 3 * H, w_o, dh, readable, DOT, ACC, PRECISION)
        c = tl.load(cs + B * H + at, mask=mine, other=0)
        c_prev = tl.load(cs + at, mask=mine, other=0)
        da_i, da_f, da_g, da_o, dc = step_back(a + gates, H, c, c_prev, dh, dc, mine, ACC)
        tl.store(das + gates + 0 * H, da_i.to(das.dtype.element_ty), mask=mine)
        tl.store(das + gates + 1 * H, da_f.to(das.dtype.element_ty), mask=mine)
        tl.store(das + gates + 2 * H, da_g.to(das.dtype.element_ty), mask=mine)
        tl.store(das + gates + 3 * H, da_o.to(das.dtype.element_ty), mask=mine)
        a -= B * 4 * H
        das -= B * 4 * H
        dhs -= B * H
        cs -= B * H
        if BARRIER:
            wait_for_all(counters + tl.program_id(1), (t + 1) * tl.num_programs(0))
    tl.store(dc0 + at, dc, mask=mine)
