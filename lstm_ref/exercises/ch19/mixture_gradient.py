"""19.3: the gradient of a mixture of Gaussians in one dimension."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Answer = tuple[Array, Array, Array]


def soft(logits: Array) -> Array:
    """softmax along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    found: Array = powers / powers.sum(axis=-1, keepdims=True)
    return found


def log_soft(logits: Array) -> Array:
    """log softmax along the last axis, which stays finite where the softmax is zero."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    found: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return found


def gradient(
    a: Array,
    mu: Array,
    s: Array,
    x: Array,
    *,
    prior: bool = False,
    no_sigma: bool = False,
    up: bool = False,
    logits_up: bool = False,
    unit_z: bool = False,
    sigma_for_log: bool = False,
    equal: bool = False,
    bare_mean: bool = False,
    bare_s: bool = False,
    mean: bool = False,
    ds_up: bool = False,
    all_up: bool = False,
    no_gamma: bool = False,
    over_batch: bool = False,
) -> Answer:
    """The reference, and with one of the options set a mistake."""
    z = (x[:, None] - mu) / (1.0 if unit_z else np.exp(s))
    pi = soft(0 * a if equal else a)
    logs = log_soft(0 * a if equal else a) - z**2 / 2 - (0 if no_sigma else s)
    gamma = pi if prior else soft(logs.T).T if over_batch else soft(logs)
    da = gamma - pi if logits_up else pi - gamma
    dmu = -gamma * z * (1.0 if bare_mean else np.exp(-s)) * (-1 if up else 1)
    ds = gamma * ((1 - z**2) if not bare_s else -(z**2))
    if sigma_for_log:
        ds = ds * np.exp(-s)
    if ds_up:
        ds = -ds
    if no_gamma:
        dmu, ds = -z * np.exp(-s), 1 - z**2
    scale = (1 / len(x) if mean else 1.0) * (-1 if all_up else 1)
    return scale * da, scale * dmu, scale * ds


def reference(a: Array, mu: Array, s: Array, x: Array) -> Answer:
    return gradient(a, mu, s, x)


def option(**chosen: Any) -> Callable[[Array, Array, Array, Array], Answer]:
    def answer(a: Array, mu: Array, s: Array, x: Array) -> Answer:
        return gradient(a, mu, s, x, **chosen)

    return answer


def given(rng: Rng) -> Iterator[Case]:
    for batch, components in ((4, 3), (2, 5), (5, 2)):
        shape = (batch, components)
        parts = rng.uniform(-1, 1, shape), rng.uniform(-2, 2, shape), rng.uniform(-0.8, 0.6, shape)
        yield Case(f"{batch} points, {components} Gaussians", (*parts, rng.uniform(-2, 2, batch)))
    parts = rng.uniform(-1, 1, (3, 4)), rng.uniform(-2, 2, (3, 4)), rng.uniform(-0.8, 0.6, (3, 4))
    yield Case("3 points far from all of 4 Gaussians", (*parts, rng.uniform(60, 70, 3)))
    far = parts[0] + 800 * rng.permutation(4)
    yield Case(
        "3 points, 4 Gaussians, a logit far above the others", (far, *parts[1:], rng.uniform(-2, 2, 3))
    )


GAMMA = "Look at the line that makes the responsibilities"

TASK = Task(
    "19.3",
    "Take the gradient of a mixture",
    reference,
    given,
    tuple(Output(name, axes=("B", "K")) for name in ("da", "dmu", "ds")),
    (
        Mistake(
            "weights-for-responsibilities",
            option(prior=True),
            "You use the weights π where the responsibilities belong: your da is zero.",
            f"{GAMMA}: where does x come in?",
        ),
        Mistake(
            "spread-left-out-of-the-density",
            option(no_sigma=True),
            "Your densities lack the factor 1/σ: a narrow Gaussian is higher.",
            f"{GAMMA}: what is the logarithm of N(x; μ, σ)?",
        ),
        Mistake(
            "weights-left-out",
            option(equal=True),
            "Your components are all equally likely beforehand.",
            f"{GAMMA}: where does `a` come in?",
        ),
        Mistake(
            "normalised-over-the-batch",
            option(over_batch=True),
            "Your responsibilities sum to one over the points, not over the components.",
            f"{GAMMA}: along which axis does it divide?",
        ),
        Mistake(
            "z-not-divided",
            option(unit_z=True),
            "Your z is the distance, not the distance in units of σ.",
            "Look at the line that makes z.",
        ),
        Mistake(
            "mean-uphill",
            option(up=True),
            "Your dmu has the wrong sign: a step against it moves the mean away from x.",
            "Look at the line of dmu: for x above μ, which way should μ go? Which sign has the gradient?",
        ),
        Mistake(
            "logits-uphill",
            option(logits_up=True),
            "Your da has the wrong sign: a step against it makes the likely component less likely.",
            "Look at the line of da: it is the gradient of the loss, which is minus a logarithm.",
        ),
        Mistake(
            "mean-without-sigma",
            option(bare_mean=True),
            "Your dmu lacks a factor: the derivative of z by μ is −1/σ, not −1.",
            "Look at the line of dmu: by what does z divide?",
        ),
        Mistake(
            "one-forgotten-in-ds",
            option(bare_s=True),
            "Your ds has lost the term of the density's own factor 1/σ.",
            "Look at the line of ds: −z²/2 is not all that depends on s.",
        ),
        Mistake(
            "by-sigma-not-log-sigma",
            option(sigma_for_log=True),
            "You give the derivative by σ. Here it is due by s = log σ.",
            "Look at the line of ds: what is the derivative of σ by s?",
        ),
        Mistake(
            "spread-uphill",
            option(ds_up=True),
            "Your ds has the wrong sign: a step against it makes a Gaussian wider that should be narrower.",
            "Look at the line of ds: a point near the mean (z below 1) asks for a smaller σ.",
        ),
        Mistake(
            "all-uphill",
            option(all_up=True),
            "All three have the wrong sign: they are the gradient of log p. The loss is −log p.",
            "Where is the minus of the loss?",
        ),
        Mistake(
            "responsibilities-left-out",
            option(no_gamma=True),
            "In your dmu and ds every component answers for the whole point.",
            "Look at the lines of dmu and ds: by how much does a component answer for the point?",
        ),
        Mistake(
            "divided-by-the-batch",
            option(mean=True),
            "You divide by the number of points. The loss here is a sum.",
            "Look at the end: is there a mean?",
        ),
    ),
    (
        "First z, then each component's log π − z²/2 − s; the constant is the same for all.",
        "A softmax of these over the components gives the responsibilities.",
        "Each of the three gradients is a line with the responsibilities; the section derives them.",
    ),
    "sec-mixture",
)
