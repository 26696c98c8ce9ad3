"""The latch: one unit must hold one bit against noise. Many runs train side by side.

After Bengio, Simard & Frasconi, IEEE Transactions on Neural Networks 5(2), 1994; the learning rate, the
number of updates and the way a run is judged are ours. R runs, two classes, L steps that carry the bit.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

TELLING, NOISE, START_WEIGHT = 3, 0.2, 1.25
TARGETS = np.array([0.8, -0.8])  # what the unit shall be at the end, for each of the two classes


class LatchParams(NamedTuple):
    """`w` (R,), the weight from the unit to itself; `u` (L, R, 2), its input while the class is told."""

    w: Array
    u: Array


def start_latch(rng: np.random.Generator, runs: int) -> LatchParams:
    """Every run starts at the same weight and with small random inputs."""
    return LatchParams(np.full(runs, START_WEIGHT), rng.uniform(-0.1, 0.1, (TELLING, runs, 2)))


def latch_states(params: LatchParams, noise: Array) -> Array:
    """The unit over time.

        h_t = tanh(w h_{t−1} + u_t) while the class is told,        h_t = tanh(w h_{t−1} + noise_t) after that

    Arguments:
        params: of R runs.
        noise: (T − L, R, 2).

    Returns:
        (T + 1, R, 2), the zero state first.
    """
    hs = [np.zeros(params.u.shape[1:])]
    for push in (*params.u, *noise):
        hs.append(np.tanh(params.w[:, None] * hs[-1] + push))
    return np.stack(hs)


def latch_gradient(params: LatchParams, hs: Array) -> LatchParams:
    """The gradient of ½ Σ_classes (h_T − target)², each run for itself."""
    dh, dw, du = hs[-1] - TARGETS, np.zeros_like(params.w), np.zeros_like(params.u)
    for t in reversed(range(1, len(hs))):
        da = dh * (1 - hs[t] ** 2)
        dw += (da * hs[t - 1]).sum(axis=-1)
        if t <= TELLING:
            du[t - 1] = da
        dh = da * params.w[:, None]
    return LatchParams(dw, du)


def draw_noise(rng: np.random.Generator, steps: int, runs: int) -> Array:
    """(T − L, R, 2)."""
    return rng.normal(0.0, NOISE, (steps - TELLING, runs, 2))


def train_latch(
    rng: np.random.Generator, steps: int, *, runs: int = 18, updates: int = 500, lr: float = 0.1
) -> LatchParams:
    """Train R runs on sequences of `steps` steps, a fresh pair of sequences at each update."""
    params = start_latch(rng, runs)
    for _ in range(updates):
        grads = latch_gradient(params, latch_states(params, draw_noise(rng, steps, runs)))
        params = LatchParams(params.w - lr * grads.w, params.u - lr * grads.u)
    return params


def runs_that_hold(
    rng: np.random.Generator, params: LatchParams, steps: int, trials: int = 100, needed: float = 0.95
) -> int:
    """How many runs end on the right side of zero in at least `needed` of fresh sequences."""
    runs = len(params.w)
    ends = [latch_states(params, draw_noise(rng, steps, runs))[-1] for _ in range(trials)]
    right = (np.stack(ends) * TARGETS > 0).mean(axis=(0, 2))
    return int((right >= needed).sum())


def latch_by_hand(runs: int = 1, w: float = 2.0, push: float = 1.0) -> LatchParams:
    """Nothing trained: a weight and inputs that hold the bit."""
    return LatchParams(np.full(runs, w), np.full((TELLING, runs, 2), push) * np.sign(TARGETS))
