"""A CUDA graph: all launches of a module's forward and backward recorded once, and replayed in one call."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from lstm_ref.torch.checks import DeviceError
from lstm_ref.torch.lstm import LSTMState

Forward = Callable[[Tensor, LSTMState], tuple[Tensor, LSTMState]]
WARM_UP = 3  # runs before the recording, in which libraries choose their algorithms and take their memory


class Flat(nn.Module):
    """A recurrent module called with tensors alone, as the recording asks for."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def forward(self, xs: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hs, last = self.module(xs, LSTMState(h, c))
        return hs, last.h, last.c


def check_cuda(xs: Tensor) -> None:
    """Check that a graph can be recorded.

    Raises:
        RuntimeError: when there is no CUDA device.
        DeviceError: when `xs` is not on one.
    """
    if not torch.cuda.is_available():
        raise RuntimeError("a CUDA graph needs a CUDA device; torch.cuda.is_available() is False here")
    if xs.device.type != "cuda":
        raise DeviceError(f"xs: expected a tensor on cuda, got one on {xs.device}")


def graphed(module: nn.Module, xs: Tensor, state: LSTMState) -> Forward:
    """The module's forward and backward as two CUDA graphs.

    The loop of a walk launches thousands of small kernels, and the processor cannot launch them as fast as
    the GPU runs them. A graph holds them all: one call replays it, on the same memory, with other numbers.

    Arguments:
        module: such as `FusedLSTM` or `LSTM`, on CUDA. Its parameters may be trained between calls, as the
            graph reads them where they lie; replacing them (`module.to`) needs a new recording.
        xs: (T, B, D), an example: every call must have its shape, dtype and device, and ask for a gradient
            of `xs` and of the state exactly where the example does.
        state: `h` and `c` (B, H), an example.

    Returns:
        a function of (xs, state) that returns what the module returns: `hs` (T, B, H), and the state after
        the last step; autograd goes through it. The next call writes over what the last one returned:
        clone what must stay. The module itself stays as it was.

    Raises:
        RuntimeError: when there is no CUDA device.
        DeviceError: when `xs` is not on one.

    Source: `torch.cuda.make_graphed_callables`, which records.
    """
    check_cuda(xs)
    example = tuple(part.detach().clone().requires_grad_(part.requires_grad) for part in (xs, *state))
    replay: Any = torch.cuda.make_graphed_callables(Flat(module), example, num_warmup_iters=WARM_UP)

    def forward(xs: Tensor, state: LSTMState) -> tuple[Tensor, LSTMState]:
        hs, h, c = replay(xs, *state)
        return hs, LSTMState(h, c)

    return forward


def graphed_inference(module: nn.Module, xs: Tensor, state: LSTMState) -> Forward:
    """The module's forward as one CUDA graph, without what a gradient would need.

    Arguments:
        module, xs, state: as for `graphed`.

    Returns:
        a function of (xs, state): `hs` (T, B, H), and the state after the last step, without a gradient;
        the next call writes over them.

    Raises:
        RuntimeError: when there is no CUDA device.
        DeviceError: when `xs` is not on one.
        ValueError: from the function returned, when a shape is not the recorded one.
    """
    check_cuda(xs)
    inputs = [part.detach().clone() for part in (xs, *state)]
    flat, graph, aside = Flat(module), torch.cuda.CUDAGraph(), torch.cuda.Stream()  # type: ignore[no-untyped-call]
    aside.wait_stream(torch.cuda.current_stream())
    with torch.no_grad(), torch.cuda.stream(aside):
        for _ in range(WARM_UP):
            flat(*inputs)
    torch.cuda.current_stream().wait_stream(aside)
    with torch.no_grad(), torch.cuda.graph(graph):
        hs, h, c = flat(*inputs)

    def forward(xs: Tensor, state: LSTMState) -> tuple[Tensor, LSTMState]:
        for own, part in zip(inputs, (xs, *state), strict=True):
            if own.shape != part.shape:
                raise ValueError(f"expected the recorded shape {tuple(own.shape)}, got {tuple(part.shape)}")
            own.copy_(part)
        graph.replay()
        return hs, LSTMState(h, c)

    return forward
