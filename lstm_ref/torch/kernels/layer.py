"""The kernels as a function with a gradient, and as a module: the same interface as `lstm_ref.torch.LSTM`."""

from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable
from torch.nn.functional import linear

from lstm_ref.numpy.checks import step_arguments
from lstm_ref.numpy.scan import check_sequence
from lstm_ref.torch.checks import check
from lstm_ref.torch.kernels.available import require_kernels
from lstm_ref.torch.kernels.choose import walks
from lstm_ref.torch.lstm import LSTM, LSTMParams, LSTMState


class _KernelLSTM(torch.autograd.Function):
    """Forward: one big product, then the walk. Backward: one big product, the walk back, three products."""

    @staticmethod
    def forward(
        ctx: Any, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, xs: Tensor, h0: Tensor, c0: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        walk, _ = walks(len(h0), h0.shape[1], xs)
        ax = linear(xs, weight_ih, bias)  # W_ih x_t + b of all steps: (T, B, 4H)
        hs, cs = walk(ax, weight_hh, h0, c0)
        ctx.save_for_backward(weight_ih, weight_hh, bias, xs, hs, cs)
        # copies, because the caller may change what is returned and the way back needs what was
        return hs[1:].clone(), hs[-1].clone(), cs[-1].to(h0.dtype, copy=True)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, dhs: Tensor, dh: Tensor, dc: Tensor) -> tuple[Tensor, ...]:
        from lstm_ref.torch.kernels.backward import big_products

        weight_ih, weight_hh, bias, xs, hs, cs = ctx.saved_tensors
        _, walk_back = walks(hs.shape[1], hs.shape[2], xs)
        a = linear(xs, weight_ih, bias) + linear(hs[:-1], weight_hh)  # recomputed: (T, B, 4H)
        das, dh0, dc0 = walk_back(a, weight_hh, cs, dhs, dh, dc)
        dxs, dparams = big_products(das, weight_ih, xs, hs)
        return *dparams, dxs, dh0.to(hs.dtype), dc0.to(hs.dtype)


def kernel_lstm(params: LSTMParams, xs: Tensor, state: LSTMState) -> tuple[Tensor, LSTMState]:
    """An LSTM over a sequence, each direction of its time walk in one launch of a Triton kernel.

        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D), time first. T = 0 is allowed: the state passes through.
        state: `h` and `c` (B, H), before the first step.

    Returns:
        `hs` (T, B, H) and the state after the last step, with gradients (first derivatives only).

    All tensors have one dtype: float32, bfloat16, float16, or float64. Sums and c are float32 inside
    (float64 for float64); c is rounded to the tensors' dtype once, when it is returned. float32 products
    keep all bits unless ``torch.backends.cuda.matmul.allow_tf32`` is True; then they are TF32's.

    Raises:
        KernelError: no Triton, neither CUDA nor the interpreter, or a shape or dtype no kernel is made for.
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_sequence("xs", xs, "input_size")
    at_one_step = [(name, part, axes) for name, part, axes in step_arguments(params, xs, state, 4)]
    check([(name, part, axes) if name != "x" else ("xs", xs, "T B D") for name, part, axes in at_one_step])
    require_kernels(xs)
    hs, h, c = _KernelLSTM.apply(*params, xs, *state)  # type: ignore[no-untyped-call]
    return hs, LSTMState(h, c)


class KernelLSTM(LSTM):
    """`lstm_ref.torch.LSTM` with the walk through time done by `kernel_lstm`: same parameters, same results.

        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `LSTMParams`. The module can be made anywhere; calling it raises
    `KernelError` where no kernel can run.
    """

    def forward(self, xs: Tensor, state: LSTMState | None = None) -> tuple[Tensor, LSTMState]:
        """Walk through time: xs (T, B, D) → `hs` (T, B, H) and the last state. Raises: as `kernel_lstm`."""
        start = self.initial_state(xs.shape[1] if xs.ndim == 3 else 0) if state is None else state
        return kernel_lstm(self.params, xs, start)
