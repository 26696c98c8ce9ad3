"""How rungs that exist on CUDA only are set up: launches recorded once and replayed."""

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from lstm_ref.bench.limit import Limit
from lstm_ref.bench.run_torch import arrays, function, nn_layer
from lstm_ref.bench.rungs import Ready
from lstm_ref.verify.cases import Case, Sizes


def recorded(call: Callable[[], Any]) -> tuple[Callable[[], None], Any]:
    """`call` recorded as one CUDA graph: a function that replays it, and the tensors that it writes to."""
    side = torch.cuda.Stream()  # type: ignore[no-untyped-call]
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):  # libraries set themselves up before a recording, and not during it
        for _ in range(3):
            call()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        written = call()
    return graph.replay, written


def in_a_graph(ready: Ready) -> Ready:
    """The same rung with its launches recorded and replayed."""
    forward, _ = recorded(ready.forward)
    both, written = recorded(ready.both)

    def answer() -> dict[str, Any]:
        both()
        torch.cuda.synchronize()
        hs, grads = written
        values = arrays([hs, *grads[:4]])
        return dict(zip(("hs", "dxs", "dweight_ih", "dweight_hh", "dbias"), values, strict=True))

    return Ready(forward, both, answer, ready.note)


def graphed(call: Callable[..., Any], case: Case, device: str, dtype: str) -> Ready:
    """A function of parameters, inputs and state, in a graph."""
    return in_a_graph(function(call, case, device, dtype))


def graphed_layer(kind: type[nn.Module], case: Case, device: str, dtype: str) -> Ready:
    """`torch.nn.LSTM` in a graph."""
    return in_a_graph(nn_layer(kind, case, device, dtype))


def bare_products(sizes: Sizes, dtype: str) -> Limit:
    """The floor of matrix products on CUDA: all steps' products at once, as if no step waited for another.

    A recurrence cannot do that; how far an implementation is above it is the price of waiting.
    """
    steps, batch, input_size, hidden = sizes
    kind = getattr(torch, dtype)

    def random(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, device="cuda", dtype=kind)

    xs, hs, das = (random(steps * batch, width) for width in (input_size, hidden, 4 * hidden))
    weight_ih, weight_hh = random(4 * hidden, input_size), random(4 * hidden, hidden)

    def forward() -> None:
        xs @ weight_ih.T
        hs @ weight_hh.T

    def both() -> None:
        forward()
        das @ weight_hh
        das @ weight_ih
        das.T @ xs
        das.T @ hs

    return Limit(forward, both, {})
