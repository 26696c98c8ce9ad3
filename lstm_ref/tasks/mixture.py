"""A mixture of Gaussians for the next pen offset, and a coin for lifting the pen: loss, gradient, a draw."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng

LOG_2PI = float(np.log(2 * np.pi))


class Mixture(NamedTuple):
    """`weight_logits` (…, K), `means` (…, K, 2), `log_sigmas` (…, K, 2), `up_logit` (…,)."""

    weight_logits: Array
    means: Array
    log_sigmas: Array
    up_logit: Array


def unpack(raw: Array, components: int) -> Mixture:
    """What a readout returns, (…, 5K + 1), as the parts of a mixture of K components.

    Raises:
        ValueError: when `raw` does not have 5K + 1 columns.
    """
    if raw.shape[-1] != 5 * components + 1:
        raise ValueError(
            f"raw: expected 5·{components} + 1 = {5 * components + 1} columns, got {raw.shape[-1]}"
        )
    k, pairs = components, (*raw.shape[:-1], components, 2)
    return Mixture(
        raw[..., :k], raw[..., k : 3 * k].reshape(pairs), raw[..., 3 * k : 5 * k].reshape(pairs), raw[..., -1]
    )


def log_softmax(logits: Array) -> Array:
    """log π, stable: (…, K) -> (…, K)."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    found: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return found


def mixture_loss(raw: Array, points: Array, components: int) -> tuple[float, Array]:
    """The mean negative log-likelihood of pen points, in nats per point, and its gradient.

        p(dx, dy, up) = Σ_k π_k N(dx; μ_kx, σ_kx) N(dy; μ_ky, σ_ky) · r^up (1 − r)^(1 − up)
        γ_k = π_k N_k / Σ_j π_j N_j          z = (offset − μ_k) / σ_k
        d logits = π − γ    dμ_k = −γ_k z / σ_k    d log σ_k = γ_k (1 − z²)    d up_logit = r − up

    Arguments:
        raw: (…, 5K + 1): K logits of π, 2K means (x and y of the first, …), 2K log σ, the logit of r.
        points: (…, 3): dx, dy, and 1 where the pen is lifted after the point, else 0.
        components: K.

    Returns:
        the loss, and its gradient with respect to `raw` (…, 5K + 1), already divided by the number of points.

    Raises:
        ValueError: when `raw` does not have 5K + 1 columns.

    Source: Graves, *Generating sequences with recurrent neural networks*, 2013, without his correlations.
    """
    mixture = unpack(raw, components)
    log_pi = log_softmax(mixture.weight_logits)
    z = (points[..., None, :2] - mixture.means) / np.exp(mixture.log_sigmas)  # (…, K, 2)
    joint = log_pi - (z**2 / 2 + mixture.log_sigmas).sum(axis=-1) - LOG_2PI
    up, logit = points[..., 2], mixture.up_logit
    nll_offset = -np.logaddexp.reduce(joint, axis=-1)
    nll_up = np.logaddexp(0, logit) - up * logit

    gamma = np.exp(log_softmax(joint))  # how far each component answers for the point
    dmeans = -gamma[..., None] * z * np.exp(-mixture.log_sigmas)
    dsigmas = gamma[..., None] * (1 - z**2)
    dup = np.exp(-np.logaddexp(0, -logit)) - up
    flat = (*raw.shape[:-1], 2 * components)
    parts = (np.exp(log_pi) - gamma, dmeans.reshape(flat), dsigmas.reshape(flat), dup[..., None])
    return float((nll_offset + nll_up).mean()), np.concatenate(parts, axis=-1) / up.size


def draw_point(rng: Rng, raw: Array, components: int, bias: float = 0.0) -> Array:
    """Draw one point from each row of `raw` (B, 5K + 1).

    Arguments:
        rng: the random generator.
        raw: as for `mixture_loss`.
        components: K.
        bias: how carefully to write, from 0: the logits are multiplied by 1 + bias, and every σ by e^−bias.

    Returns:
        (B, 3).

    Source of the bias: Graves 2013.
    """
    mixture = unpack(raw, components)
    pi = np.exp(log_softmax((1 + bias) * mixture.weight_logits))
    at = (rng.random((len(raw), 1)) > pi.cumsum(axis=-1)[:, :-1]).sum(axis=-1)
    rows = np.arange(len(raw))
    sigmas = np.exp(mixture.log_sigmas[rows, at] - bias)
    offset = mixture.means[rows, at] + sigmas * rng.standard_normal((len(raw), 2))
    up = rng.random(len(raw)) < 1 / (1 + np.exp(-(1 + bias) * mixture.up_logit))
    return np.concatenate([offset, up[:, None]], axis=1)
