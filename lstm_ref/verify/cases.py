"""What an implementation is given in a test, and what it gives back: one shape for all of them."""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.tree import tree_map
from lstm_ref.verify.cells import Cell


class Sizes(NamedTuple):
    """T time steps, B sequences, input size D, hidden size H."""

    T: int
    B: int
    D: int
    H: int


class Case(NamedTuple):
    """Everything that a forward and a backward pass needs.

    `params` and `state` are the NumPy half's named tuples, `xs` is (T, B, D); `dhs` (T, B, H) and `dstate`
    are the gradients of the loss with respect to every h and to the last state.
    """

    params: Any
    xs: Array
    state: Any
    dhs: Array
    dstate: Any


class Result(NamedTuple):
    """`hs` (T, B, H), the last `state`, and the gradients: `dxs` (T, B, D), `dstate0`, `dparams`."""

    hs: Array
    state: Any
    dxs: Array
    dstate0: Any
    dparams: Any


def random_case(cell: Cell, rng: Any, sizes: Sizes, dtype: Any = "float64") -> Case:
    """A case that can expose anything: nothing in it is zero, neither biases, states nor gradients."""
    steps, batch, input_size, hidden_size = sizes
    return Case(
        params=cell.random_params(rng, input_size, hidden_size, dtype),
        xs=rng.standard_normal((steps, batch, input_size)).astype(dtype),
        state=cell.random_state(rng, batch, hidden_size, dtype),
        dhs=rng.standard_normal((steps, batch, cell.outputs(hidden_size))).astype(dtype),
        dstate=cell.random_state(rng, batch, hidden_size, dtype),
    )


def run_cell(cell: Cell, case: Case) -> Result:
    """Forward and backward in readable NumPy."""
    hs, state, tape = cell.scan(cell.step, case.params, case.xs, case.state)
    dxs, dstate0, dparams = cell.scan_backward(cell.step_backward, case.params, tape, case.dhs, case.dstate)
    return Result(hs, state, dxs, dstate0, dparams)


def in_dtype(parts: Any, dtype: Any) -> Any:
    """The same arrays in another dtype."""
    return tree_map(lambda leaf: leaf.astype(dtype), parts)


def take(parts: Any, sequences: Any) -> Any:
    """The same case or result, these sequences of the batch only; parameters and their gradients stay."""
    return over_batch(lambda leaf: leaf[:, sequences] if leaf.ndim == 3 else leaf[sequences], parts)


def join(left: Any, right: Any) -> Any:
    """Two cases or results with their batches one behind the other; parameters from the left."""
    return over_batch(lambda one, other: np.concatenate([one, other], axis=int(one.ndim == 3)), left, right)


def over_batch(function: Any, parts: Any, *others: Any) -> Any:
    """`function` on every array that has a batch axis, so on all but the parameters."""
    fields = {name: getattr(parts, name) for name in parts._fields if not name.endswith("params")}
    beside = {name: [getattr(other, name) for other in others] for name in fields}
    return parts._replace(**{name: tree_map(function, part, *beside[name]) for name, part in fields.items()})
