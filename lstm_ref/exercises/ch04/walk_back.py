"""4.3: a gradient on its way back, without a Jacobian."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import (
    Case,
    Mistake,
    Output,
    Task,
)


def norms_by_lag(weight_hh: Array, hs: Array, v: Array) -> Array:
    norms = [np.linalg.norm(v, axis=-1)]
    for h in hs[::-1]:
        v = (v * (1 - h**2)) @ weight_hh
        norms.append(np.linalg.norm(v, axis=-1))
    return np.stack(norms)


def run_inputs(rng: Rng) -> Iterator[Case]:
    for steps, batch, hidden_size in ((5, 2, 3), (3, 4, 2), (7, 3, 5)):
        weight_hh = rng.standard_normal((hidden_size, hidden_size))
        hs = np.tanh(rng.standard_normal((steps, batch, hidden_size)))
        yield Case(f"T = {steps}", (weight_hh, hs, rng.standard_normal((batch, hidden_size))))


def forward_in_time(weight_hh: Array, hs: Array, v: Array) -> Array:
    return norms_by_lag(weight_hh, hs[::-1], v)


def from_the_right(weight_hh: Array, hs: Array, v: Array) -> Array:
    norms = [np.linalg.norm(v, axis=-1)]
    for h in hs[::-1]:
        v = (v @ weight_hh.T) * (1 - h**2)
        norms.append(np.linalg.norm(v, axis=-1))
    return np.stack(norms)


def weights_before_slope(weight_hh: Array, hs: Array, v: Array) -> Array:
    norms = [np.linalg.norm(v, axis=-1)]
    for h in hs[::-1]:
        v = (v @ weight_hh) * (1 - h**2)
        norms.append(np.linalg.norm(v, axis=-1))
    return np.stack(norms)


def no_slope_on_the_way(weight_hh: Array, hs: Array, v: Array) -> Array:
    return norms_by_lag(weight_hh, np.zeros_like(hs), v)


def tanh_of_a_state(weight_hh: Array, hs: Array, v: Array) -> Array:
    return norms_by_lag(weight_hh, np.tanh(hs), v)


def last_lag_on_top(weight_hh: Array, hs: Array, v: Array) -> Array:
    return norms_by_lag(weight_hh, hs, v)[::-1]


def norms_multiplied(weight_hh: Array, hs: Array, v: Array) -> Array:
    slopes = 1 - hs[::-1] ** 2
    steps = np.linalg.norm(slopes[..., None] * weight_hh, ord=2, axis=(-2, -1))  # (T, B)
    bounds = np.vstack([np.ones(len(v)), np.cumprod(steps, axis=0)])
    return np.asarray(bounds * np.linalg.norm(v, axis=-1))


def root_forgotten(weight_hh: Array, hs: Array, v: Array) -> Array:
    return norms_by_lag(weight_hh, hs, v) ** 2


def every_step_from_v(weight_hh: Array, hs: Array, v: Array) -> Array:
    rows = [v, *((v * (1 - h**2)) @ weight_hh for h in hs[::-1])]
    return np.stack([np.linalg.norm(row, axis=-1) for row in rows])


LOOP = "Look at the line that moves the vector one step back"


WALKS = (
    Mistake(
        "forward-in-time",
        forward_in_time,
        "The walk starts at the first step.",
        "Look at the loop: through which step does a gradient go first?",
    ),
    Mistake(
        "from-the-right",
        from_the_right,
        "This is J v, how a *change* would travel. A gradient takes the transpose, vᵀ J.",
        f"{LOOP}: over which index of W_hh must the sum run?",
    ),
    Mistake(
        "weights-before-slope",
        weights_before_slope,
        "The weights come first and the slopes after: this is vᵀ W_hh diag(1 − h²).",
        f"{LOOP}: coming from h_t, which of the two does it meet first?",
    ),
    Mistake(
        "slope-left-out",
        no_slope_on_the_way,
        "The vector meets W_hh at each step, and nothing else: this is a net without its tanh.",
        f"{LOOP}: a Jacobian has two factors, and `hs` is there for one of them.",
        "sec-step-jacobian",
    ),
    Mistake(
        "tanh-taken-twice",
        tanh_of_a_state,
        "The formula 1 − tanh² is applied to what is a tanh already.",
        f"{LOOP}: what do you have in `h`, what went into the tanh or what came out?",
        "sec-step-jacobian",
    ),
    Mistake(
        "last-lag-on-top",
        last_lag_on_top,
        "The rows are right, in the reverse order: the largest lag comes first.",
        "Look at what you do with the list after the loop: which lag belongs in row 0?",
    ),
    Mistake(
        "norms-multiplied",
        norms_multiplied,
        "These are the norms of the single steps multiplied up: a bound, which no vector need reach.",
        "Follow the vector itself, and take its length only at the end of each step.",
        "sec-promises",
    ),
    Mistake(
        "root-forgotten",
        root_forgotten,
        "These are squared lengths.",
        "Look at the line that makes a length of a vector.",
    ),
    Mistake(
        "every-step-from-v",
        every_step_from_v,
        "Each step begins with v again: nothing is handed on.",
        f"{LOOP}: what does the next round of the loop start from?",
    ),
)


TASK = Task(
    "4.3",
    "Walk a gradient back",
    reference=norms_by_lag,
    inputs=run_inputs,
    outputs=[Output("norms", ("lag", "B"))],
    mistakes=WALKS,
    hints=(
        "Take one step: how do you get vᵀ diag(1 − h²) W without forming the matrix diag(1 − h²) W?",
        "A row vector times a diagonal matrix is an elementwise product. Then comes one matrix product.",
        "Keep the length of v. Then, for h from the last to the first: v becomes (v * (1 − h²)) @ W; "
        "keep its length again.",
    ),
    section="sec-jacobian-products",
)
