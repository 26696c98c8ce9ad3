"""What only a GPU can show: accuracy at real sizes, and the barrier. Not run yet, for want of a device."""

import pytest
import torch

from lstm_ref.numpy import tree_map
from lstm_ref.torch import LSTMParams, LSTMState, kernel_lstm, lstm_step, scan
from lstm_ref.torch.kernels.choose import card_of, choose_kernel
from lstm_ref.verify.adapters_torch import full_float32

pytestmark = pytest.mark.cuda
TOLERANCES = {torch.float64: 1e-12, torch.float32: 5e-6, torch.float16: 5e-3, torch.bfloat16: 3e-2}
SIZES = [  # (T, B, D, H) and the kernel that is expected on a card of 100 multiprocessors or more
    (50, 128, 28, 128, {torch.bfloat16: "forward", torch.float16: "forward", torch.float32: "grid"}),
    (20, 5, 33, 50, {torch.bfloat16: "forward", torch.float32: "forward"}),
    (20, 64, 40, 160, {torch.bfloat16: "grid", torch.float32: "grid"}),
    (30, 1, 256, 256, {torch.bfloat16: "grid", torch.float32: "grid"}),
    (20, 70, 65, 250, {torch.bfloat16: "grid"}),
    (20, 256, 512, 512, {torch.bfloat16: "grid"}),
    (20, 16, 512, 512, {torch.bfloat16: "grid", torch.float32: "grid"}),
    (20, 64, 1024, 1024, {torch.bfloat16: "grid"}),
    (10, 200, 1024, 1024, {torch.bfloat16: "grid"}),  # more programs than multiprocessors: a launch per step
    (10, 7, 20, 24, {torch.float64: "forward"}),
]
CASES = [
    pytest.param(sizes, dtype, kernel, id=f"{sizes}-{str(dtype).removeprefix('torch.')}")
    for *sizes, kernels in SIZES
    for dtype, kernel in kernels.items()
]


def case(sizes, dtype, seed=0):
    """Parameters, inputs, state and upstream gradients of the size that training has."""
    steps, batch, inputs, hidden = sizes
    draw = torch.Generator(device="cuda").manual_seed(seed)

    def normal(*size, scale=1.0):
        return (scale * torch.randn(*size, generator=draw, device="cuda")).to(dtype)

    side = hidden**-0.5
    params = LSTMParams(
        normal(4 * hidden, inputs, scale=inputs**-0.5),
        normal(4 * hidden, hidden, scale=side),
        normal(4 * hidden),
    )
    states = [LSTMState(normal(batch, hidden), normal(batch, hidden)) for _ in range(2)]
    return params, normal(steps, batch, inputs), states[0], normal(steps, batch, hidden), states[1]


def results(run, parts):
    """hs, the last state, and the gradients of parameters, inputs and first state."""
    params, xs, state, dhs, dstate = tree_map(lambda leaf: leaf.detach().clone(), parts)
    leaves = [leaf.requires_grad_() for leaf in (*params, xs, *state)]
    with full_float32():
        hs, last = run(params, xs, state)
        found = torch.autograd.grad([hs, *last], leaves, [dhs, *dstate])
    return [part.detach().double() for part in (hs, *last, *found)]


def readable(params, xs, state):
    return scan(lstm_step, params, xs, state)[:2]


def agree(got, want, tolerance):
    names = "hs h c dweight_ih dweight_hh dbias dxs dh0 dc0".split()
    for name, ours, theirs in zip(names, got, want, strict=True):
        error = float((ours - theirs).abs().max() / theirs.abs().max())
        assert error <= tolerance, f"{name}: relative error {error:.2g} > {tolerance:.2g}"


@pytest.mark.parametrize(("sizes", "dtype", "kernel"), CASES)
def test_the_kernels_agree_with_the_readable_lstm_in_float64(sizes, dtype, kernel):
    assert choose_kernel(sizes[1], sizes[3], dtype, card_of(torch.device("cuda", 0))).kernel == kernel
    parts = case(sizes, dtype)
    wide = tree_map(torch.Tensor.double, parts)
    agree(results(kernel_lstm, parts), results(readable, wide), TOLERANCES[dtype])


def test_the_barrier_gives_the_same_in_fifty_runs():
    parts = case((200, 33, 8, 512), torch.bfloat16)
    first = results(kernel_lstm, parts)
    for _ in range(50):
        for ours, theirs in zip(results(kernel_lstm, parts)[:3], first[:3], strict=True):
            assert torch.equal(ours, theirs)


def test_tf32_is_used_only_where_pytorch_allows_it():
    params, xs, state, *_ = case((10, 17, 20, 60), torch.float32)
    want = readable(*tree_map(torch.Tensor.double, (params, xs, state)))[0]
    before = torch.backends.cuda.matmul.allow_tf32
    errors = {}
    try:
        for allowed in (False, True):
            torch.backends.cuda.matmul.allow_tf32 = allowed
            hs, _ = kernel_lstm(params, xs, state)
            errors[allowed] = float((hs.double() - want).abs().max())
    finally:
        torch.backends.cuda.matmul.allow_tf32 = before
    assert errors[False] <= 5e-6 < errors[True] <= 1e-2
