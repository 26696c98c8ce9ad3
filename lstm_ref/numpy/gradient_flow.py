"""How much of a gradient is left after k steps back in time, and which steps a tied weight hears.

T, B, H: time steps, batch, hidden size. A lag of k means k steps before the last one.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import check
from lstm_ref.numpy.rnn import RNNParams
from lstm_ref.numpy.scan import check_sequence
from lstm_ref.numpy.tree import tree_map

Params = TypeVar("Params", bound=tuple[Any, ...])


def step_jacobian(params: RNNParams, h: Array) -> Array:
    """The Jacobian of one step of the plain RNN.

        J_t = ∂h_t/∂h_{t−1} = diag(1 − h_t²) W_hh        J[i, j] = ∂h_t[i]/∂h_{t−1}[j]

    Arguments:
        params: of the RNN; only `weight_hh` (H, H) is used.
        h: (B, H), the state *after* the step.

    Returns:
        (B, H, H), one Jacobian for each sequence of the batch.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Pascanu, Mikolov & Bengio, ICML 2013, section 2.
    """
    check([("weight_hh", params.weight_hh, "H H"), ("h", h, "B H")])
    slope = 1 - h**2  # (B, H): tanh′ at each unit
    jacobian: Array = slope[:, :, None] * params.weight_hh  # (B, H, H): slope i multiplies row i
    return jacobian


def jacobian_products(params: RNNParams, hs: Array) -> Iterator[Array]:
    """∂h_T/∂h_{T−k} for k = 0, 1, …, T: each one more step's Jacobian on the right.

        ∂h_T/∂h_{T−k} = J_T J_{T−1} … J_{T−k+1}

    Arguments:
        params: of the RNN.
        hs: (T, B, H), as `scan` returns it.

    Yields:
        T + 1 arrays (B, H, H), the identity first.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check([("weight_hh", params.weight_hh, "H H"), ("hs", hs, "T B H")])
    _, batch, size = hs.shape
    product = np.tile(np.eye(size, dtype=hs.dtype), (batch, 1, 1))
    yield product
    for h in hs[::-1]:
        product = product @ step_jacobian(params, h)
        yield product


def jacobian_norms(params: RNNParams, hs: Array) -> Array:
    """‖∂h_T/∂h_{T−k}‖₂ for every lag k: the most that a change of h_{T−k} can be stretched on its way to h_T.

    Arguments:
        params: of the RNN.
        hs: (T, B, H), as `scan` returns it.

    Returns:
        (T + 1, B), the largest singular value of each product; row 0 is lag 0 and holds ones.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    return np.stack([np.linalg.norm(p, ord=2, axis=(-2, -1)) for p in jacobian_products(params, hs)])


def gradient_norms(
    step_backward: Callable[..., tuple[Array, Any, Any]], params: Any, tape: list[Any], dstate: Any
) -> Any:
    """The length of one gradient on its way back, for any cell, without a Jacobian ever being formed.

    Arguments:
        step_backward: such as `rnn_step_backward`.
        params, tape: as given to and returned by `scan`.
        dstate: the gradient that arrives at the last state; each part (B, H).

    Returns:
        a state whose parts are (T + 1, B): the norm of the gradient at lag 0, 1, …, T.
    """
    norms = [tree_map(_length, dstate)]
    for step_tape in reversed(tape):
        _, dstate, _ = step_backward(params, step_tape, dstate)
        norms.append(tree_map(_length, dstate))
    return tree_map(lambda *rows: np.stack(rows), *norms)


def gradient_shares(
    step_backward: Callable[..., tuple[Array, Any, Params]],
    params: Params,
    tape: list[Any],
    dhs: Array,
    dstate: Any,
) -> Params:
    """Which steps a tied parameter's gradient comes from: the share of each of its T summands.

        dW = Σ_t dW_t        share_t = ‖dW_t‖ / Σ_s ‖dW_s‖

    Arguments:
        step_backward, params, tape, dhs, dstate: as for `scan_backward`.

    Returns:
        for each parameter (T,), first step first. The shares add up to 1, or are NaN where all dW_t are zero.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_sequence("dhs", dhs, "hidden_size", steps=len(tape))
    norms = []
    for t in reversed(range(len(tape))):
        dstate = dstate._replace(h=dstate.h + dhs[t])
        _, dstate, dparams_t = step_backward(params, tape[t], dstate)
        norms.append(tree_map(np.linalg.norm, dparams_t))
    if not norms:
        return tree_map(lambda leaf: np.zeros(0), params)
    return tree_map(lambda *sizes: _shares(np.array(sizes[::-1])), *norms)


def _length(gradient: Array) -> Array:
    """(B, H) → (B,)."""
    return np.asarray(np.linalg.norm(gradient, axis=-1))


def _shares(sizes: Array) -> Array:
    with np.errstate(invalid="ignore"):
        shares: Array = sizes / sizes.sum()
    return shares
