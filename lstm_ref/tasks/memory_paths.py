"""How much of a gradient comes back along a cell's memory: by the direct path, and by all paths together."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMState
from lstm_ref.numpy.scan import scan


class MemoryFlow(NamedTuple):
    """Both (T + 1,), entry k at lag k: the norm of ∂c_T/∂c_{T−k} by all paths, and by the memory alone."""

    total: Array
    direct: Array


def memory_flow(
    step: Callable[..., Any], step_backward: Callable[..., Any], params: Any, xs: Array
) -> MemoryFlow:
    """Follow the gradient of every unit's last memory back through one sequence.

    Arguments:
        step, step_backward: of a cell with the state h, c, whose h is tanh(c) or a gated tanh(c).
        params: its parameters.
        xs: (T, D), one sequence.

    Returns:
        the largest singular values at each lag. In `total` a change of c_{T−k} also acts through h_{T−k}; in
        `direct` h is held where it was.
    """
    size = params.weight_hh.shape[1]
    copies = np.repeat(xs[:, None], size, axis=1)  # one copy for each unit whose memory is asked about
    _, _, tape = scan(step, params, copies, LSTMState.zeros(size, size))
    zero = np.zeros((size, size))
    total = direct = LSTMState(zero, np.eye(size))
    norms = [[1.0, 1.0]]
    for now, before in zip(tape[::-1], [*tape[-2::-1], None], strict=True):
        _, total, _ = step_backward(params, now, total)
        _, direct, _ = step_backward(params, now, direct._replace(h=zero))
        through_h = total.h * read_slope(before) if before is not None else total.h
        norms.append([float(np.linalg.norm(d, ord=2)) for d in (total.c + through_h, direct.c)])
    return MemoryFlow(*np.array(norms).T)


def read_slope(step_tape: Any) -> Array:
    """∂h/∂c of one step: o ⊙ (1 − tanh²(c)), with o = 1 where there is no output gate."""
    gate = getattr(step_tape, "o", 1.0)
    return np.asarray(gate * (1 - np.tanh(step_tape.c) ** 2))


class Pull(NamedTuple):
    """The mean gradient of the loss with respect to one input weight, from two kinds of steps."""

    store: float
    ignore: float


def one_memory(weight: float, signal: Array, noise: Array) -> Array:
    """c at the end of a carousel with one unit: the sign first, then noise by the same weight, (B,)."""
    return np.asarray(np.tanh(weight * signal) + np.tanh(weight * noise).sum(axis=0))


def input_pull(weight: float, signal: Array, noise: Array, target: float = 0.8) -> Pull:
    """Who wants which weight, when one weight serves the step to store and the steps to ignore.

    L = ½ (tanh(c) − target · signal)²,    c = tanh(w · signal) + Σ_t tanh(w · noise_t)

    Arguments:
        weight: w.
        signal: (B,), −1 or +1, what the first step says.
        noise: (N, B), what the N steps after it say.
    """
    h = np.tanh(one_memory(weight, signal, noise))
    dc = (h - target * signal) * (1 - h**2)
    store = dc * (1 - np.tanh(weight * signal) ** 2) * signal
    ignore = (dc * (1 - np.tanh(weight * noise) ** 2) * noise).sum(axis=0)
    return Pull(float(store.mean()), float(ignore.mean()))


def best_share_right(rng: np.random.Generator, distractors: int, batch: int = 4000) -> tuple[float, float]:
    """The best input weight out of a fine grid, and how often the sign of the memory is then right."""
    signal = rng.choice([-1.0, 1.0], size=batch)
    noise = rng.standard_normal((distractors, batch))
    weights = np.geomspace(0.05, 10, 40)
    shares = [float((one_memory(w, signal, noise) * signal > 0).mean()) for w in weights]
    return float(weights[int(np.argmax(shares))]), max(shares)


def best_readout(memory: float, quiet_steps: int) -> tuple[float, float]:
    """One output weight v for two jobs: say 1 at the last step, and 0 at each of the steps before it.

    min over v of (v h − 1)² + Σ_quiet (v h)²,    h = tanh(memory)

    Returns:
        what the best v says at the last step, and at each step that should be quiet: the same number.
    """
    h = np.tanh(memory)
    v = h / ((quiet_steps + 1) * h**2)
    return float(v * h), float(v * h)
