"""How a rung of PyTorch is set up, on the CPU and on CUDA."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from lstm_ref.bench.run_numpy import named
from lstm_ref.bench.rungs import Ready
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.numpy.tree import tree_map
from lstm_ref.torch.convert import to_nn, to_torch
from lstm_ref.verify.cases import Case

Walk = Callable[[Tensor, Any], Any]


def tensors(case: Case, device: str, dtype: str) -> Any:
    """`params`, `xs`, `state` and `dhs` as tensors of this dtype on this device."""
    kind = getattr(torch, dtype)
    return [to_torch(part, dtype=kind, device=device) for part in case[:4]]


def arrays(values: Sequence[Any]) -> list[Array]:
    """Tensors as arrays; bfloat16, which NumPy lacks, as float32."""
    return [
        (value.float() if value.dtype in (torch.bfloat16, torch.float16) else value).detach().cpu().numpy()
        for value in values
    ]


def set_up(
    walk: Walk, weights: Sequence[Tensor], xs: Tensor, state: Any, dhs: Tensor, note: str = ""
) -> Ready:
    """`walk(xs, state) -> (hs, …)` and the gradients of `xs` and of `weights`: W_ih, W_hh and the bias."""
    wanted = xs.clone().requires_grad_()

    def forward() -> Tensor:
        with torch.no_grad():
            hs: Tensor = walk(xs, state)[0]
        return hs

    def both() -> Any:
        hs = walk(wanted, state)[0]
        return hs, torch.autograd.grad(hs, [wanted, *weights], dhs)

    def answer() -> dict[str, Array]:
        hs, (dxs, *dweights) = both()
        found = arrays([hs, dxs, *dweights[:3]])
        return named(found[0], found[1], LSTMParams(*found[2:]))

    return Ready(forward, both, answer, note)


def module(kind: Any, case: Case, device: str, dtype: str) -> Ready:
    """A module of ours: any class with `load_params`, `params` and our `forward`."""
    params, xs, state, dhs = tensors(case, device, dtype)
    layer = kind(xs.shape[2], dhs.shape[2], dtype=xs.dtype, device=xs.device)
    layer.load_params(params)
    return set_up(layer, list(layer.params), xs, state, dhs)


def own(kind: Any, case: Case, device: str, dtype: str) -> Ready:
    """`FusedLSTM` made to walk through time itself, whatever the shape."""
    return module(partial(kind, path="own"), case, device, dtype)


def by_numpy(kind: Any, case: Case, device: str, dtype: str) -> Ready:
    """`FusedLSTM` made to hand its arrays to the NumPy program, whatever the shape."""
    return module(partial(kind, path="numpy"), case, device, dtype)


def function(call: Callable[..., Any], case: Case, device: str, dtype: str) -> Ready:
    """``call(params, xs, state) -> (hs, state)``, differentiable in `params` and `xs`."""
    params, xs, state, dhs = tensors(case, device, dtype)
    params = tree_map(lambda leaf: leaf.requires_grad_(), params)
    return set_up(lambda xs, state: call(params, xs, state), list(params), xs, state, dhs)


def nn_layer(kind: type[nn.Module], case: Case, device: str, dtype: str) -> Ready:
    """`torch.nn.LSTM`; its two biases have the same gradient, and one of them is ours."""
    params, xs, state, dhs = tensors(case, device, dtype)
    layer = to_nn(params)
    assert isinstance(layer, kind), f"expected {kind.__name__}, to_nn made {type(layer).__name__}"
    start = tuple(part[None] for part in state)
    weights = list(layer.parameters())
    return set_up(lambda xs, _: layer(xs, start), weights, xs, state, dhs, algorithm(case, xs))


def algorithm(case: Case, xs: Tensor) -> str:
    """Which cuDNN algorithm PyTorch picks, in words; nothing on the CPU."""
    if xs.device.type != "cuda":
        return ""
    from lstm_ref.bench.cudnn import cudnn_algorithm

    _, batch, input_size = xs.shape
    many = torch.cuda.get_device_properties(xs.device).multi_processor_count
    shape = batch, input_size, case.dhs.shape[2], str(xs.dtype).removeprefix("torch.")
    there, back = (cudnn_algorithm(*shape, backward=way, multiprocessors=many) for way in (False, True))
    return there if there == back else f"{there} forward, {back} backward"
