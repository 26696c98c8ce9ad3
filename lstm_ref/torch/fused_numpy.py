"""The fast NumPy program as a differentiable function of tensors, which lend it their memory."""

from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy import lstm as arrays
from lstm_ref.numpy.fast import fast_lstm, fast_lstm_backward, fast_lstm_forward_only
from lstm_ref.torch.lstm import LSTMParams, LSTMState


def as_arrays(weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, xs: Tensor, h: Tensor, c: Tensor) -> Any:
    """`params, xs, state` of the NumPy half, without a copy."""
    given = [tensor.detach().numpy() for tensor in (weight_ih, weight_hh, bias, xs, h, c)]
    return arrays.LSTMParams(*given[:3]), given[3], arrays.LSTMState(*given[4:])


class NumpyWalk(torch.autograd.Function):
    """`fast_lstm`, whose gradient is `fast_lstm_backward`."""

    @staticmethod
    def forward(ctx: Any, *tensors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hs, last, ctx.tape = fast_lstm(*as_arrays(*tensors))
        ctx.save_for_backward(*tensors[:3])
        found = torch.from_numpy(hs), torch.from_numpy(last.h), torch.from_numpy(last.c)
        return found

    @staticmethod
    def backward(ctx: Any, dhs: Tensor, dh: Tensor, dc: Tensor) -> Any:
        if torch.is_grad_enabled():  # create_graph=True
            raise RuntimeError(
                "the fast LSTM can be differentiated once: its gradient is written by hand, and has none. "
                "Ask without create_graph=True, or use lstm_ref.torch.LSTM"
            )
        params = arrays.LSTMParams(*(weight.detach().numpy() for weight in ctx.saved_tensors))
        dstate = arrays.LSTMState(dh.numpy(), dc.numpy())
        dxs, dstart, dparams = fast_lstm_backward(params, ctx.tape, dhs.numpy(), dstate)
        return tuple(torch.from_numpy(part) for part in (*dparams, dxs, *dstart))


def numpy_lstm(params: LSTMParams, xs: Tensor, state: LSTMState, training: bool) -> tuple[Tensor, LSTMState]:
    """What `lstm_ref.numpy.fast` computes with these tensors, which must lie on the CPU.

    Arguments:
        params, xs, state: as for `fused_lstm`, in float32 or float64.
        training: whether a gradient will be asked for; without, no tape is kept.

    Raises:
        ValueError: naming the device or the dtype, when NumPy has no array for such a tensor.
    """
    if xs.device.type != "cpu" or xs.dtype not in (torch.float32, torch.float64):
        raise ValueError(
            "path numpy: expected float32 or float64 tensors on the CPU, "
            f"got {str(xs.dtype).removeprefix('torch.')} on {xs.device}"
        )
    if not training:
        hs, last = fast_lstm_forward_only(*as_arrays(*params, xs, *state))
        return torch.from_numpy(hs), LSTMState(torch.from_numpy(last.h), torch.from_numpy(last.c))
    found, h, c = NumpyWalk.apply(*params, xs, *state)  # type: ignore[no-untyped-call]
    return found, LSTMState(h, c)
