"""How a case is run through Torch implementations: arrays to tensors, compute, tensors back to arrays."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.torch.convert import TWINS, as_twin, to_nn
from lstm_ref.torch.scan import scan, scan_backward
from lstm_ref.torch.stack import stacked_scan, stacked_scan_backward
from lstm_ref.torch.two_way import two_way_scan, two_way_scan_backward
from lstm_ref.verify.cases import Case, Result
from lstm_ref.verify.cells import Cell
from lstm_ref.verify.layered import Layered


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
    return as_twin(tree_map(lambda array: torch.from_numpy(array).to(device), tree), dict(TWINS))


def arrays(tree: Any) -> Any:
    """A tree of tensors as a tree of arrays, in the NumPy half's own named tuples."""
    plain = tree_map(lambda tensor: tensor.detach().cpu().numpy().copy(), tree)
    return as_twin(plain, {theirs: ours for ours, theirs in TWINS})


def walks(cell: Cell) -> tuple[Any, Any]:
    """How a cell is walked forward and back: once, in both directions, layer by layer."""
    if not isinstance(cell, Layered):
        return scan, scan_backward
    once = (two_way_scan, two_way_scan_backward) if cell.two_way else (scan, scan_backward)
    if cell.layers == 1:
        return once
    return partial(stacked_scan, walk=once[0]), partial(stacked_scan_backward, walk_back=once[1])


def by_hand(cell: Cell, step: Any, case: Case, device: str) -> Result:
    """Our functions of tensors; the hand-written gradient stands beside the step, named `…_backward`."""
    step_backward = getattr(import_module(step.__module__), f"{step.__name__}_backward")
    params, xs, state, dhs, dstate = (tensors(part, device) for part in case)
    walk, walk_back = walks(cell)
    with full_float32(), torch.no_grad():
        hs, last, tape = walk(step, params, xs, state)
        dxs, dstate0, dparams = walk_back(step_backward, params, tape, dhs, dstate)
    return Result(*(arrays(part) for part in (hs, last, dxs, dstate0, dparams)))


def leaves(tree: Any) -> list[Tensor]:
    """The tensors of a tree, in order."""
    return [leaf for _, leaf in tree_leaves(tree)]


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
        dxs, *rest = gradients((hs, *leaves(last)), (dhs, *leaves(dstate)), [xs, *leaves(state), *own])
    found = iter(rest)
    dstate0, dparams = (tree_map(lambda _: next(found), like) for like in (state, params))
    return Result(*(arrays(part) for part in (hs, last, dxs, dstate0, dparams)))


def module(cell: Cell, kind: Any, case: Case, device: str) -> Result:
    """A module of ours, or any class with `load_params`, `params` and our `forward`."""
    tensors_in = [tensors(part, device) for part in case]
    params = tensors_in[0]
    hidden_size, input_size = params.weight_hh.shape[1], params.weight_ih.shape[1]
    layer = kind(input_size, hidden_size, dtype=params.weight_hh.dtype, device=device)
    layer.load_params(params)
    return with_autograd(layer, list(layer.params), tensors_in)


def function(cell: Cell, forward: Any, case: Case, device: str) -> Result:
    """A function of (params, xs, state) that autograd goes through."""
    tensors_in = [tensors(part, device) for part in case]
    params = tree_map(lambda leaf: leaf.detach().requires_grad_(), tensors_in[0])
    return with_autograd(lambda xs, state: forward(params, xs, state), leaves(params), tensors_in)


def stack(cell: Any, kind: Any, case: Case, device: str) -> Result:
    """Our `Stack` of modules; where there is one layer, its parameters and states stand in a tuple of one."""
    tensors_in = [tensors(part, device) for part in case]
    like = leaves(tensors_in[0])[0]
    hidden_size = case.dhs.shape[-1] // cell.outputs(1)
    module_of_cell = getattr(import_module("lstm_ref.torch"), cell.base.upper())
    options: dict[str, Any] = {"layers": cell.layers, "two_way": cell.two_way}
    layer = kind(
        module_of_cell, case.xs.shape[-1], hidden_size, dtype=like.dtype, device=like.device, **options
    )
    alone = cell.layers == 1
    layer.load_params((tensors_in[0],) if alone else tensors_in[0])

    def forward(xs: Tensor, state: Any) -> tuple[Tensor, Any]:
        hs, lasts = layer(xs, (state,) if alone else state)
        return hs, lasts[0] if alone else lasts

    return with_autograd(forward, leaves(layer.params), tensors_in)


def nn_stack(cell: Any, kind: Any, case: Case, device: str) -> Result:
    """`torch.nn`'s layer with layers and directions; its states are stacked along a first axis."""
    tensors_in = [tensors(part, device) for part in case]
    params, like = tensors_in[0], leaves(tensors_in[0])[0]
    layer = kind(
        case.xs.shape[-1],
        case.dhs.shape[-1] // cell.outputs(1),
        cell.layers,
        bidirectional=cell.two_way,
        dtype=like.dtype,
        device=like.device,
    )
    flat = [params] if cell.layers == 1 else list(params)
    flat = [part for entry in flat for part in (entry if cell.two_way else (entry,))]
    own = []
    with torch.no_grad():
        for names, part in zip(layer.all_weights, flat, strict=True):
            biases = part[2:] if len(part) == 4 else (part[2], torch.zeros_like(part[2]))
            for theirs, ours in zip(names, (*part[:2], *biases), strict=True):
                theirs.copy_(ours)
            own += names[: len(part)]

    def forward(xs: Tensor, state: Any) -> tuple[Tensor, Any]:
        every = [leaf for leaf in leaves(state)]
        parts = len(every) // len(flat)  # h, and c where there is one
        start = [torch.stack(every[part::parts]) for part in range(parts)]
        hs, last = layer(xs, tuple(start) if parts > 1 else start[0])
        ends = last if parts > 1 else (last,)
        placed = iter([end[at] for at in range(len(flat)) for end in ends])
        return hs, tree_map(lambda _: next(placed), state)

    return with_autograd(forward, own, tensors_in)


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
