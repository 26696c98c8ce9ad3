"""The fused LSTM as one differentiable function, with the gradient written by hand, and as a module."""

from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy.checks import step_arguments
from lstm_ref.numpy.scan import check_sequence
from lstm_ref.torch.checks import check
from lstm_ref.torch.fused_numpy import numpy_lstm
from lstm_ref.torch.fused_path import AnyPath, Path, check_path, choose_path
from lstm_ref.torch.fused_walk import FusedTape, from_gifo, to_gifo, walk_back, walk_forward
from lstm_ref.torch.lstm import LSTM, LSTMParams, LSTMState
from lstm_ref.torch.products import product_with


class FusedWalk(torch.autograd.Function):
    """`walk_forward`, whose gradient is `walk_back` and three large products."""

    @staticmethod
    def forward(
        ctx: Any, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, xs: Tensor, h: Tensor, c: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        hs, last, tape = walk_forward(LSTMParams(weight_ih, weight_hh, bias), xs, LSTMState(h, c))
        ctx.save_for_backward(weight_ih, weight_hh, xs, h, hs, *tape)
        ctx.set_materialize_grads(False)  # an output that is not used brings None, not a block of zeros
        return hs, last.h, last.c

    @staticmethod
    def backward(ctx: Any, dhs: Tensor | None, dh: Tensor | None, dc: Tensor | None) -> Any:
        if torch.is_grad_enabled():  # create_graph=True: autograd would go on as if das were constants
            raise RuntimeError(
                "the fused LSTM can be differentiated once: its gradient is written by hand, and has none. "
                "Ask without create_graph=True, or use lstm_ref.torch.LSTM"
            )
        weight_ih, weight_hh, xs, h, hs, *tape = ctx.saved_tensors
        dlast = LSTMState(*(torch.zeros_like(h) if d is None else d for d in (dh, dc)))
        das, dstate = walk_back(weight_hh, FusedTape(*tape), dhs, dlast)
        need_ih, need_hh, need_bias, need_xs, *_ = ctx.needs_input_grad
        rows = das.flatten(0, 1)  # (T·B, 4H): the steps of all sequences, one below the other
        dweight_ih = from_gifo((xs.flatten(0, 1).t() @ rows).t()) if need_ih else None
        dweight_hh = from_gifo(recurrent_gradient(das, h, hs).t()) if need_hh else None
        dbias = from_gifo(rows.sum(0)) if need_bias else None
        dxs = inputs_gradient(weight_ih, rows).view_as(xs) if need_xs else None
        return dweight_ih, dweight_hh, dbias, dxs, dstate.h, dstate.c


def inputs_gradient(weight_ih: Tensor, rows: Tensor) -> Tensor:
    """dX = dA W_ih, (T·B, D)."""
    weight = to_gifo(weight_ih).t()
    return product_with(weight, len(rows)).plus(rows.new_zeros(weight.shape[0]), rows)


def recurrent_gradient(das: Tensor, h: Tensor, hs: Tensor) -> Tensor:
    """dW_hhᵀ = Σ_t h_{t−1}ᵀ da_t, (H, 4H): one product over all steps but the first, and that one."""
    if not len(das):
        return das.new_zeros(h.shape[1], das.shape[2])
    return (hs[:-1].flatten(0, 1).t() @ das[1:].flatten(0, 1)).addmm_(h.t(), das[0])


def nn_lstm(params: LSTMParams, xs: Tensor, state: LSTMState, training: bool) -> tuple[Tensor, LSTMState]:
    """What `torch.nn.LSTM` computes with these parameters: the call that its forward makes."""
    weights = [*params, torch.zeros_like(params.bias)]  # theirs has two biases
    start = [state.h[None], state.c[None]]  # theirs has an axis of layers in front
    hs, h, c = torch.lstm(xs, start, weights, True, 1, 0.0, training, False, False)
    return hs, LSTMState(h[0], c[0])


def own_lstm(params: LSTMParams, xs: Tensor, state: LSTMState) -> tuple[Tensor, LSTMState]:
    """The walk as a differentiable function; `fused_lstm` checks what it is given."""
    hs, h, c = FusedWalk.apply(*params, xs, *state)  # type: ignore[no-untyped-call]
    return hs, LSTMState(h, c)


def fused_lstm(
    params: LSTMParams, xs: Tensor, state: LSTMState, *, path: AnyPath = "auto"
) -> tuple[Tensor, LSTMState]:
    """`scan(lstm_step, params, xs, state)` arranged for speed, without the tape.

        A = X W_ihᵀ + b        a_t = A_t + h_{t−1} W_hhᵀ
        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D), time first; T = 0 is allowed.
        state: `h` and `c` (B, H).
        path: "own", this walk; "numpy", `lstm_ref.numpy.fast`; "torch.nn.LSTM"; or "auto", which asks
            `choose_path`.

    Returns:
        `hs` (T, B, H), and the state after the last step. Autograd goes through both, once: the gradient is
        written by hand, and asking for the gradient of that gradient raises RuntimeError.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
        ValueError: when `path` is none of the four, or "numpy" for tensors that are no arrays.

    Source: the hoisted input, the fused gates and the transposed weights are those of Appleyard, Kočiský &
    Blunsom, *Optimizing performance of recurrent neural networks on GPUs*, arXiv 1604.01946, 2016.
    """
    check_sequence("xs", xs, "input_size")
    named = step_arguments(params, xs, state, gates=4)
    check([(f"{name}s", a, f"T {axes}") if name == "x" else (name, a, axes) for name, a, axes in named])
    training = torch.is_grad_enabled() and any(part.requires_grad for part in (*params, xs, *state))
    if check_path(path) == "auto":
        path = choose_path(xs.shape, state.h.shape[1], xs.dtype, xs.device.type, training)
    if path == "torch.nn.LSTM":
        return nn_lstm(params, xs, state, training)
    if path == "numpy":
        return numpy_lstm(params, xs, state, training)
    return own_lstm(params, xs, state)


class FusedLSTM(LSTM):
    """The fused LSTM as a module: parameters, starting values and calls are those of `LSTM`.

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        path: as for `fused_lstm`; `path_of` says which one a shape takes.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `LSTMParams`, so that weights of `LSTM` load and the reverse.

    Raises:
        ValueError: when a size is below 1, or `path` is none of the four.
    """

    def __init__(self, input_size: int, hidden_size: int, *, path: AnyPath = "auto", **options: Any) -> None:
        super().__init__(input_size, hidden_size, **options)
        self.path: AnyPath = check_path(path)

    def path_of(self, xs: Tensor, *, training: bool = True) -> Path:
        """Which path `forward` takes for this input: "own", "numpy" or "torch.nn.LSTM"."""
        if self.path != "auto":
            return self.path
        return choose_path(xs.shape, self.hidden_size, xs.dtype, xs.device.type, training)

    def forward(self, xs: Tensor, state: LSTMState | None = None) -> tuple[Tensor, LSTMState]:
        """Walk through time, as `LSTM.forward`."""
        start = self.initial_state(xs.shape[1] if xs.ndim == 3 else 0) if state is None else state
        return fused_lstm(self.params, xs, start, path=self.path)

    def extra_repr(self) -> str:
        return f"{super().extra_repr()}, path={self.path}"
