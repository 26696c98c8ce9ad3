"""How a case is run through Torch implementations: arrays to tensors, compute, tensors back to arrays."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy.tree import tree_map
from lstm_ref.torch.convert import TWINS, to_nn
from lstm_ref.torch.scan import scan, scan_backward
from lstm_ref.verify.cases import Case, Result
from lstm_ref.verify.cells import Cell


@contextmanager
def full_float32() -> Iterator[None]:
    """No TF32 within: it keeps ten bits of a float32's fraction, and parity would measure that."""
    before = torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    try:
        yield
    finally:
        torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32 = before


def tensors(tree: Any, device: str) -> Any:
    """The same tree of tensors; on the CPU they share the arrays' memory, so that a change shows."""
    shared = tree_map(lambda array: torch.from_numpy(array).to(device), tree)
    return dict(TWINS)[type(tree)](*shared) if isinstance(tree, tuple) else shared


def arrays(tree: Any) -> Any:
    """A tree of tensors as a tree of arrays, in the NumPy half's own named tuples."""
    plain = tree_map(lambda tensor: tensor.detach().cpu().numpy().copy(), tree)
    twins = {theirs: ours for ours, theirs in TWINS}
    return twins[type(tree)](*plain) if isinstance(tree, tuple) else plain


def by_hand(cell: Cell, step: Any, case: Case, device: str) -> Result:
    """Our functions of tensors; the hand-written gradient stands beside the step, named `…_backward`."""
    step_backward = getattr(import_module(step.__module__), f"{step.__name__}_backward")
    params, xs, state, dhs, dstate = (tensors(part, device) for part in case)
    with full_float32(), torch.no_grad():
        hs, last, tape = scan(step, params, xs, state)
        dxs, dstate0, dparams = scan_backward(step_backward, params, tape, dhs, dstate)
    return Result(*(arrays(part) for part in (hs, last, dxs, dstate0, dparams)))


def gradients(outputs: Any, weights: Any, inputs: list[Tensor]) -> list[Tensor]:
    """Autograd's gradient of Σ weights ⊙ outputs; zeros for an input on which nothing depends."""
    loss = torch.stack([(y * dy).sum() for y, dy in zip(outputs, weights, strict=True)]).sum()
    found = torch.autograd.grad(loss, inputs, allow_unused=True)
    return [torch.zeros_like(x) if dx is None else dx for x, dx in zip(inputs, found, strict=True)]


def with_autograd(forward: Any, own: list[Tensor], tensors_in: Any) -> Result:
    """`forward(xs, state)` and the gradients of its inputs and of `own`, the layer's parameters."""
    params, xs, state, dhs, dstate = tensors_in
    xs, state = xs.detach().requires_grad_(), tree_map(lambda leaf: leaf.detach().requires_grad_(), state)
    with full_float32():
        hs, last = forward(xs, state)
        dxs, *rest = gradients((hs, *last), (dhs, *dstate), [xs, *state, *own])
    dstate0, dparams = type(state)(*rest[: len(state)]), type(params)(*rest[len(state) :])
    return Result(*(arrays(part) for part in (hs, last, dxs, dstate0, dparams)))


def module(cell: Cell, kind: Any, case: Case, device: str) -> Result:
    """A module of ours, or any class with `load_params`, `params` and our `forward`."""
    tensors_in = [tensors(part, device) for part in case]
    params = tensors_in[0]
    hidden_size, input_size = params.weight_hh.shape[1], params.weight_ih.shape[1]
    layer = kind(input_size, hidden_size, dtype=params.weight_hh.dtype, device=device)
    layer.load_params(params)
    return with_autograd(layer, list(layer.params), tensors_in)


def nn_layer(cell: Cell, kind: Any, case: Case, device: str) -> Result:
    """`torch.nn`'s own layer. One bias of ours is two of theirs; each of the two gets the whole gradient."""
    tensors_in = [tensors(part, device) for part in case]
    params, state_type = tensors_in[0], type(tensors_in[2])
    layer = to_nn(params)
    assert isinstance(layer, kind), f"expected {kind.__name__}, to_nn made {type(layer).__name__}"

    def forward(xs: Tensor, state: Any) -> tuple[Tensor, Any]:
        start = tuple(leaf[None] for leaf in state)  # theirs has an axis of layers in front
        hs, last = layer(xs, start if len(start) > 1 else start[0])
        return hs, state_type(*(leaf[0] for leaf in (last if len(start) > 1 else (last,))))

    return with_autograd(forward, list(layer.parameters())[: len(params)], tensors_in)
