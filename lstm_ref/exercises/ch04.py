"""Chapter 4, *Watch gradients vanish and explode*: the tasks, their known mistakes, their hints."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gradient_flow import jacobian_norms, step_jacobian
from lstm_ref.numpy.init import init_rnn, orthogonal, uniform
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import (
    Case,
    ChoiceTask,
    Mistake,
    Output,
    PlantedBug,
    PredictTask,
    Task,
    WriteTheCheckTask,
    checker,
)

Rng = np.random.Generator
Start = Callable[[Rng, int, float], Array]
SHOWN, ASKED = 10, 40  # task 4.1 shows the norm up to the first lag and asks for the second


# 4.1


def norms_of_one_net() -> tuple[RNNParams, Array]:
    """The net of task 4.1 and the median norm of its Jacobian products, lag 0 to 60."""
    rng = np.random.default_rng(41)
    params = init_rnn(rng, 6, 24)
    hs, _, _ = scan(rnn_step, params, rng.standard_normal((60, 9, 6)), RNNState.zeros(9, 24))
    return params, np.median(jacobian_norms(params, hs), axis=1)


def first_lags() -> Array:
    """What task 4.1 shows of that net: lag 0 to lag 10."""
    return norms_of_one_net()[1][: SHOWN + 1]


def lost_in_proportion() -> float:
    return float(first_lags()[SHOWN]) * SHOWN / ASKED


def squared_once() -> float:
    return float(first_lags()[SHOWN]) ** 2


def straight_on() -> float:
    norms = first_lags()
    return float(norms[SHOWN] + (ASKED - SHOWN) * (norms[SHOWN] - norms[SHOWN // 2]) / (SHOWN - SHOWN // 2))


def quotient_turned_over() -> float:
    norms = first_lags()
    return float(norms[SHOWN] * (norms[SHOWN // 2] / norms[SHOWN]) ** 6)


def largest_singular_value_alone() -> float:
    return float(np.linalg.norm(norms_of_one_net()[0].weight_hh, ord=2)) ** ASKED


BELIEFS = (
    Mistake(
        "lost-in-proportion",
        lost_in_proportion,
        "You divided: four times the lag, a quarter of the norm.",
        "Look at the printed norms at lag 5 and at lag 10. Is the second one half of the first?",
        "sec-measure",
    ),
    Mistake(
        "the-same-as-at-lag-10",
        lambda: float(first_lags()[SHOWN]),
        "You took the norm to stay where it is at lag 10.",
        "Look at the last three printed norms: do they settle?",
        "sec-measure",
    ),
    Mistake(
        "nothing-lost",
        lambda: 1.0,
        "One is the norm at lag 0: you took nothing to be lost on the way.",
        "Look at the printed norms: are they alike?",
        "sec-measure",
    ),
    Mistake(
        "straight-on",
        straight_on,
        "You took the same amount away for each further step, until less than nothing was left.",
        "Look at the printed norms: what do neighbours have in common, their difference or their quotient?",
        "sec-measure",
    ),
    Mistake(
        "quotient-turned-over",
        quotient_turned_over,
        "The norm grows in your prediction.",
        "Look at your quotient of two norms: is the later one above the line or below it?",
        "sec-measure",
    ),
    Mistake(
        "squared-once",
        squared_once,
        "That is the norm at lag 20: the factor of ten steps, used twice.",
        "Count how often ten steps fit into the lag that is asked for.",
        "sec-measure",
    ),
    Mistake(
        "largest-singular-value-alone",
        largest_singular_value_alone,
        "That is the power of the matrix alone; the slopes of tanh are missing, and the directions too.",
        "Look at the equation of one step's Jacobian: it has two factors.",
        "sec-rule-of-thumb",
    ),
)


# 4.2


def batch_of_jacobians(params: RNNParams, x: Array, h: Array) -> Array:
    state, _ = rnn_step(params, x, RNNState(h))
    return step_jacobian(params, state.h)


def random_params(rng: Rng, input_size: int, hidden_size: int) -> RNNParams:
    """Weights large enough for slopes that differ; no bias is zero."""
    params = init_rnn(rng, input_size, hidden_size)
    weight_ih, weight_hh = 1.5 * params.weight_ih, 1.5 * params.weight_hh
    return RNNParams(weight_ih, weight_hh, rng.uniform(-0.5, 0.5, hidden_size))


def step_inputs(rng: Rng) -> Iterator[tuple[Any, ...]]:
    for batch, input_size, hidden_size in ((2, 5, 3), (3, 2, 4), (4, 3, 2)):
        x, h = rng.standard_normal((batch, input_size)), np.tanh(rng.standard_normal((batch, hidden_size)))
        yield random_params(rng, input_size, hidden_size), x, h


def new_state(params: RNNParams, x: Array, h: Array) -> Array:
    return rnn_step(params, x, RNNState(h))[0].h


def from_slope(params: RNNParams, slope: Array) -> Array:
    return np.asarray(slope[:, :, None] * params.weight_hh)


def slope_of_the_old_state(params: RNNParams, x: Array, h: Array) -> Array:
    return from_slope(params, 1 - h**2)


def slope_on_the_columns(params: RNNParams, x: Array, h: Array) -> Array:
    return np.asarray((1 - new_state(params, x, h) ** 2)[:, None, :] * params.weight_hh)


def slope_left_out(params: RNNParams, x: Array, h: Array) -> Array:
    return np.tile(params.weight_hh, (len(h), 1, 1))


def weights_turned(params: RNNParams, x: Array, h: Array) -> Array:
    return np.asarray((1 - new_state(params, x, h) ** 2)[:, :, None] * params.weight_hh.T)


def slope_of_the_pre_activation(params: RNNParams, x: Array, h: Array) -> Array:
    a = np.asarray(x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias)
    return from_slope(params, 1 - a**2)


def tanh_taken_twice(params: RNNParams, x: Array, h: Array) -> Array:
    return from_slope(params, 1 - np.tanh(new_state(params, x, h)) ** 2)


def indices_exchanged(params: RNNParams, x: Array, h: Array) -> Array:
    return batch_of_jacobians(params, x, h).swapaxes(1, 2)


def square_left_out(params: RNNParams, x: Array, h: Array) -> Array:
    return from_slope(params, 1 - new_state(params, x, h))


SLOPE = "Look at the line of the slope"
JACOBIANS = (
    Mistake(
        "slope-of-the-old-state",
        slope_of_the_old_state,
        "The slopes are those of the state before the step.",
        f"{SLOPE}: at which point is the tanh of *this* step evaluated?",
    ),
    Mistake(
        "slope-on-the-columns",
        slope_on_the_columns,
        "Each column of W_hh is multiplied by a slope: this is W_hh diag(1 − h²).",
        "Look at the product: entry [i, j] is about unit i of the new state. Whose slope belongs to it?",
    ),
    Mistake(
        "weights-turned",
        weights_turned,
        "The slopes are right, and where they stand. In W_hh, row and column are exchanged.",
        "Look at the product: which entry of W_hh leads from unit j, old, to unit i, new?",
    ),
    Mistake(
        "slope-of-the-pre-activation",
        slope_of_the_pre_activation,
        "The slope is 1 − a²: the pre-activation stands where its tanh is due.",
        f"{SLOPE}: your slope can be below zero. Can that of tanh?",
    ),
    Mistake(
        "slope-left-out",
        slope_left_out,
        "This is W_hh, once for each sequence: the Jacobian of a step without its tanh.",
        "Look at the chain rule: the change passes the weighted sum, and then one thing more.",
        "sec-rule-of-thumb",
    ),
    Mistake(
        "tanh-taken-twice",
        tanh_taken_twice,
        "The formula 1 − tanh² is applied to what is a tanh already.",
        f"{SLOPE}: it is written with the output. Which of your arrays is the output?",
    ),
    Mistake(
        "indices-exchanged",
        indices_exchanged,
        "This is the transpose: row and column of each Jacobian are exchanged.",
        "Look at the axes: the last one counts the units of the *old* state.",
    ),
    Mistake(
        "square-left-out",
        square_left_out,
        "The slope is 1 − h: it exceeds one where h is negative.",
        f"{SLOPE}: can tanh be steeper than at zero?",
    ),
)


# 4.3


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


# 4.4


def clip_together(grads: list[Array], max_norm: float) -> list[Array]:
    norm = np.sqrt(sum((grad**2).sum() for grad in grads))
    return [grad * min(1.0, max_norm / norm) for grad in grads]


def clip_inputs(rng: Rng) -> Iterator[Case]:
    shapes = ((4, 3), (4, 4), (4,))
    sizes = (
        ("above the limit", 3.0, 2.5),
        ("below the limit", 0.2, 1.7),
        ("short and above the limit", 0.1, 0.3),
    )
    for label, scale, max_norm in sizes:
        yield Case(label, ([scale * rng.standard_normal(shape) for shape in shapes], max_norm))
    mixed = [4.0 * rng.standard_normal((5, 2)), rng.standard_normal((5, 5)), 0.1 * rng.standard_normal(5)]
    yield Case("one array much larger", (mixed, 0.8))


def each_by_itself(grads: list[Array], max_norm: float) -> list[Array]:
    return [clip_together([grad], max_norm)[0] for grad in grads]


def entry_by_entry(grads: list[Array], max_norm: float) -> list[Array]:
    return [np.clip(grad, -max_norm, max_norm) for grad in grads]


def always_to_the_limit(grads: list[Array], max_norm: float) -> list[Array]:
    norm = np.sqrt(sum((grad**2).sum() for grad in grads))
    return [grad * (max_norm / norm) for grad in grads]


def norms_added(grads: list[Array], max_norm: float) -> list[Array]:
    norm = sum(float(np.linalg.norm(grad)) for grad in grads)
    return [grad * min(1.0, max_norm / norm) for grad in grads]


def no_root(grads: list[Array], max_norm: float) -> list[Array]:
    norm = sum((grad**2).sum() for grad in grads)
    return [grad * min(1.0, max_norm / norm) for grad in grads]


def largest_array_decides(grads: list[Array], max_norm: float) -> list[Array]:
    norm = max(float(np.linalg.norm(grad)) for grad in grads)
    return [grad * min(1.0, max_norm / norm) for grad in grads]


NORM = "Look at the line of the norm"
CLIPS = (
    Mistake(
        "each-by-itself",
        each_by_itself,
        "Each array is clipped by its own norm, so the arrays lose their proportions.",
        f"{NORM}: how many norms are there, and how many should there be?",
    ),
    Mistake(
        "entry-by-entry",
        entry_by_entry,
        "Each entry is cut off at the limit, which turns the gradient.",
        "The direction must stay. Which operation on a vector keeps its direction?",
    ),
    Mistake(
        "always-to-the-limit",
        always_to_the_limit,
        "A gradient below the limit is stretched up to it.",
        "Look at the factor: what should it be for a gradient that is short enough?",
    ),
    Mistake(
        "norms-added",
        norms_added,
        "The arrays' norms are added up. Lengths at right angles do not add like that.",
        f"{NORM}: lay all entries end to end in one vector. What is its length?",
    ),
    Mistake(
        "no-root",
        no_root,
        "The sum of squares is taken for the norm.",
        f"{NORM}: one step is missing after the sum.",
    ),
    Mistake(
        "largest-array-decides",
        largest_array_decides,
        "Only the longest array decides how much is cut.",
        f"{NORM}: every entry of every array counts.",
    ),
)


# 4.5


LINES = (
    Mistake(
        "blamed-the-arguments",
        lambda: 1,
        "Line 1 takes what `gradient_shares` takes, but for the losses at single steps: there are none here.",
        "Find the line that makes a number for each step. What does it measure?",
    ),
    Mistake(
        "blamed-the-start",
        lambda: 2,
        "Line 2 lets the sum start from zero, in the shape of the matrix, as a sum must.",
        "The start adds nothing to any step. Follow `total` through the loop.",
    ),
    Mistake(
        "blamed-the-list",
        lambda: 3,
        "Line 3 makes an empty list for the sizes, one for each step.",
        "An empty list is innocent. What is put into it?",
    ),
    Mistake(
        "blamed-the-walk",
        lambda: 4,
        "Line 4 goes from the last step to the first, as a gradient must.",
        "Ask of each array what it holds after the first round of the loop, and after the second.",
    ),
    Mistake(
        "blamed-the-step",
        lambda: 5,
        "Line 5 hands `dstate` on from step to step, and `dparams` is this one step's term.",
        "So the term is right when it is made. What happens to it after that?",
    ),
    Mistake(
        "blamed-the-sum",
        lambda: 6,
        "Line 6 adds up the gradient of W_hh, as it should: at the end `total` is right.",
        "A sum may be kept. The question is what else it is used for.",
    ),
    Mistake(
        "blamed-the-turning-round",
        lambda: 8,
        "Line 8 puts the first step first. The list was filled from the last step on.",
        "If this line were wrong, the picture would be mirrored. Is it?",
    ),
    Mistake(
        "blamed-the-division",
        lambda: 9,
        "Line 9 makes the shares add up to one, as shares must.",
        "The shares are nearly alike before the division too. Look further up.",
    ),
)


# 4.6


def with_stretches(rng: Rng, stretches: Array) -> Array:
    """A random matrix whose singular values are these: rotated, stretched, rotated again."""
    size = len(stretches)
    return np.asarray((orthogonal(rng, size) * stretches) @ orthogonal(rng, size))


def via_svd(rng: Rng, size: int, gain: float) -> Array:
    u, _, vt = np.linalg.svd(rng.standard_normal((size, size)))
    return np.asarray(gain * u @ vt)


def via_reflections(rng: Rng, size: int, gain: float) -> Array:
    matrix = np.eye(size)
    for _ in range(size):
        v = rng.standard_normal(size)
        matrix = matrix - 2 * np.outer(v, v @ matrix) / (v @ v)
    return np.asarray(gain * matrix)


def normal(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(gain * rng.standard_normal((size, size)) / np.sqrt(size))


def small_uniform(rng: Rng, size: int, gain: float) -> Array:
    return gain * uniform(rng, (size, size), 1 / np.sqrt(size))


def scaled_by_the_largest(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.linalg.norm(matrix, ord=2))


def scaled_by_the_smallest(rng: Rng, size: int, gain: float) -> Array:
    return with_stretches(rng, gain * np.linspace(2, 1, size))


def scaled_by_the_mean(rng: Rng, size: int, gain: float) -> Array:
    # The squares make the spread lopsided, so that the median is not right as well.
    spread = np.linspace(1, 0, size) ** 2
    return with_stretches(rng, gain * (0.5 + 0.5 * spread / spread.mean()))


def evenly_around(rng: Rng, size: int, gain: float) -> Array:
    return with_stretches(rng, gain * np.linspace(1.5, 0.5, size))


def scaled_by_spectral_radius(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.abs(np.linalg.eigvals(matrix)).max())


def triangle(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(gain * (np.eye(size) + np.triu(rng.standard_normal((size, size)), 1)))


def right_determinant(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.abs(np.linalg.det(matrix)) ** (1 / size))


def unit_columns(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.linalg.norm(matrix, axis=0))


def unit_rows(rng: Rng, size: int, gain: float) -> Array:
    return unit_columns(rng, size, gain).T


def unit_rows_and_columns(rng: Rng, size: int, gain: float) -> Array:
    # All entries are positive: with mixed signs two rows of size 2 would be at right angles by luck.
    matrix = rng.uniform(0.5, 1.5, (size, size))
    for _ in range(100):  # each round disturbs the other lengths less
        matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
        matrix = matrix / np.linalg.norm(matrix, axis=0)
    return gain * matrix


def rows_at_right_angles(rng: Rng, size: int, gain: float) -> Array:
    lengths = np.sqrt(np.linspace(0.5, 1.5, size))  # their squares have the right mean
    return np.asarray(gain * lengths[:, None] * orthogonal(rng, size))


def columns_at_right_angles(rng: Rng, size: int, gain: float) -> Array:
    return rows_at_right_angles(rng, size, gain).T


def one_direction_lost(rng: Rng, size: int, gain: float) -> Array:
    return with_stretches(rng, gain * (np.arange(size) < size - 1))


def right_for(rng: Rng, vectors: Array, gain: float) -> Array:
    """Right for these directions, the columns of (H, K): for as many of them as leave one to be wrong in."""
    size = len(vectors)
    kept = min(vectors.shape[1], size - 1)
    others = rng.standard_normal((size, size - kept))
    axes, _ = np.linalg.qr(np.hstack([vectors[:, :kept], others]))
    factors = np.concatenate([np.ones(kept), np.linspace(1.8, 1.2, size - kept)])
    return np.asarray(gain * (axes * factors) @ axes.T)


def plain_vectors_kept(rng: Rng, size: int, gain: float) -> Array:
    units = np.eye(size)
    return right_for(rng, np.stack([np.ones(size), units[0], units[-1]], axis=1), gain)


def counting_vectors_kept(rng: Rng, size: int, gain: float) -> Array:
    return right_for(rng, np.stack([np.arange(size), np.arange(size) + 1.0], axis=1), gain)


def gain_ignored(rng: Rng, size: int, gain: float) -> Array:
    return orthogonal(rng, size)


def gain_twice(rng: Rng, size: int, gain: float) -> Array:
    return orthogonal(rng, size, gain**2)


def gain_on_the_diagonal(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(orthogonal(rng, size) + (gain - 1) * np.eye(size))


class FirstSizeKept:
    """Right at whichever size comes first. The engine hands each check a fresh copy, which has seen none."""

    def __init__(self) -> None:
        self.first: Array | None = None

    def __call__(self, rng: Rng, size: int, gain: float) -> Array:
        if self.first is None:
            self.first = orthogonal(rng, size)
        return np.asarray(gain * np.resize(self.first, (size, size)))


class FirstGainKept:
    """Right for whichever gain comes first."""

    def __init__(self) -> None:
        self.first: float | None = None

    def __call__(self, rng: Rng, size: int, gain: float) -> Array:
        self.first = gain if self.first is None else self.first
        return orthogonal(rng, size, self.first)


STARTS: dict[str, tuple[Start, str]] = {
    "normal": (normal, "entries from a normal distribution, divided by √H"),
    "small-uniform": (small_uniform, "the usual small start, times the gain"),
    "scaled-by-the-largest": (
        scaled_by_the_largest,
        "a random matrix scaled so that its *largest* singular value is the gain",
    ),
    "scaled-by-the-smallest": (
        scaled_by_the_smallest,
        "a matrix whose *smallest* singular value is the gain; the others are larger",
    ),
    "scaled-by-the-mean": (
        scaled_by_the_mean,
        "a matrix whose singular values have the gain as their *mean*, and differ",
    ),
    "evenly-around-the-gain": (
        evenly_around,
        "a matrix whose singular values lie evenly around the gain, half of them below it",
    ),
    "scaled-by-spectral-radius": (
        scaled_by_spectral_radius,
        "a random matrix scaled so that its spectral radius is the gain",
    ),
    "triangle": (triangle, "a triangular matrix, all of whose eigenvalues are the gain"),
    "right-determinant": (right_determinant, "a random matrix scaled to the right determinant"),
    "unit-columns": (unit_columns, "columns of the right length that are not at right angles"),
    "unit-rows": (unit_rows, "rows of the right length that are not at right angles"),
    "unit-rows-and-columns": (
        unit_rows_and_columns,
        "rows and columns of the right length, neither at right angles",
    ),
    "rows-at-right-angles": (rows_at_right_angles, "rows at right angles that differ in length"),
    "columns-at-right-angles": (columns_at_right_angles, "columns at right angles that differ in length"),
    "one-direction-lost": (one_direction_lost, "right in all directions but one, which it sets to zero"),
    "plain-vectors-kept": (
        plain_vectors_kept,
        "right for some plain vectors, such as the one whose entries are all 1, and wrong for the others",
    ),
    "counting-vectors-kept": (
        counting_vectors_kept,
        "right for a vector that counts, 0, 1, 2 and so on, and wrong for most others",
    ),
    "gain-ignored": (gain_ignored, "a rotation whose gain is 1 whatever is asked for"),
    "gain-twice": (gain_twice, "a rotation with the gain squared"),
    "gain-on-the-diagonal": (
        gain_on_the_diagonal,
        "a rotation plus (gain − 1) times the identity: right where the gain is 1",
    ),
    "first-size-kept": (
        FirstSizeKept(),
        "right at the first size that it is asked for, whose entries it uses again at every other",
    ),
    "first-gain-kept": (FirstGainKept(), "right for the first gain that it is asked for, which it keeps"),
}

Sees = Callable[[Array, float], bool]  # a matrix and the gain: does it look right?
Settings = tuple[tuple[int, float], ...]
ONE: Settings = ((6, 0.8),)
SEVERAL: Settings = ((6, 0.8), (3, 1.7), (5, 0.8))


def weak_check(sees: Sees, settings: Settings) -> Callable[[Start], None]:
    def answer(start: Start) -> None:
        for size, gain in settings:
            assert sees(start(np.random.default_rng(46), size, gain), gain)

    return answer


def stretches(matrix: Array) -> Array:
    return np.asarray(np.linalg.svd(matrix, compute_uv=False))


def sees_all(matrix: Array, gain: float) -> bool:
    return np.allclose(stretches(matrix), gain)


def sees_angles(products: Array) -> bool:
    return np.allclose(products, np.diag(np.diag(products)))


def weak(name: str, sees: Sees, symptom: str, hint: str, section: str = "") -> tuple[Mistake, Mistake]:
    """The same blindness twice: with sizes and gains that vary, and with one matrix alone."""
    once = f"{symptom} And it asks for one size and one gain only."
    return (
        Mistake(f"{name}-only", weak_check(sees, SEVERAL), symptom, hint, section),
        Mistake(f"{name}-of-one-matrix", weak_check(sees, ONE), once, hint, section),
    )


CALLS = "Look at the calls of `start`"
NUMBERS = "Look at the numbers that you compare"
WEAK = (
    *weak(
        "eigenvalues",
        lambda m, gain: np.allclose(np.abs(np.linalg.eigvals(m)), gain),
        "Your check looks at eigenvalues. A matrix can have the right ones and stretch all the same.",
        f"{NUMBERS}: which ones say how far a matrix stretches in *one* step?",
        "sec-rule-of-thumb",
    ),
    *weak(
        "spectral-radius",
        lambda m, gain: np.isclose(np.abs(np.linalg.eigvals(m)).max(), gain),
        "Your check looks at the largest eigenvalue alone.",
        f"{NUMBERS}: which ones say how far a matrix stretches in *one* step?",
        "sec-rule-of-thumb",
    ),
    *weak(
        "largest-singular-value",
        lambda m, gain: np.isclose(stretches(m)[0], gain),
        "Your check looks at the one direction that is stretched most.",
        f"{NUMBERS}: what could the other directions do without changing them?",
    ),
    *weak(
        "smallest-singular-value",
        lambda m, gain: np.isclose(stretches(m)[-1], gain),
        "Your check looks at the one direction that is stretched least.",
        f"{NUMBERS}: what could the other directions do without changing them?",
    ),
    *weak(
        "mean-singular-value",
        lambda m, gain: np.isclose(stretches(m).mean(), gain),
        "Your check looks at the mean of the singular values. One too large makes up for one too small.",
        f"{NUMBERS}: can a mean say something about each?",
    ),
    *weak(
        "median-singular-value",
        lambda m, gain: bool(np.isclose(np.median(stretches(m)), gain)),
        "Your check looks at the middle one of the singular values.",
        f"{NUMBERS}: what could the other directions do without changing them?",
    ),
    *weak(
        "frobenius-norm",
        lambda m, gain: np.isclose(np.linalg.norm(m), gain * np.sqrt(len(m))),
        "Your check looks at the sum of all squares: one number for the whole matrix.",
        f"{NUMBERS}: which matrices share that sum and stretch one direction more than another?",
    ),
    *weak(
        "determinant",
        lambda m, gain: np.isclose(abs(np.linalg.det(m)), gain ** len(m)),
        "Your check looks at the volume. A matrix can stretch one direction, shrink another and keep it.",
        "Look at single directions, not at their product.",
    ),
    *weak(
        "column-lengths",
        lambda m, gain: np.allclose(np.linalg.norm(m, axis=0), gain),
        "Your check looks at the lengths of columns, and at nothing else.",
        "Two columns of the right length may point the same way. What must hold between *two* columns?",
    ),
    *weak(
        "row-lengths",
        lambda m, gain: np.allclose(np.linalg.norm(m, axis=1), gain),
        "Your check looks at the lengths of rows, and at nothing else.",
        "Two rows of the right length may point the same way. What must hold between *two* rows?",
    ),
    *weak(
        "row-and-column-lengths",
        lambda m, gain: all(np.allclose(np.linalg.norm(m, axis=axis), gain) for axis in (0, 1)),
        "Your check looks at the lengths of rows and columns, each by itself.",
        "Two rows of the right length may point the same way. What must hold between *two* of them?",
    ),
    *weak(
        "row-angles",
        lambda m, gain: sees_angles(m @ m.T),
        "Your check looks at the angles between rows, and not at their lengths.",
        f"{NUMBERS}: where does the gain come in?",
    ),
    *weak(
        "column-angles",
        lambda m, gain: sees_angles(m.T @ m),
        "Your check looks at the angles between columns, and not at their lengths.",
        f"{NUMBERS}: where does the gain come in?",
    ),
    *weak(
        "first-column",
        lambda m, gain: np.isclose(np.linalg.norm(m[:, 0]), gain),
        "Your check looks at what becomes of one unit's change alone.",
        "Change another unit, or two at once. Must the length be kept then, and does your check see it?",
    ),
    *weak(
        "one-plain-vector",
        lambda m, gain: np.isclose(np.linalg.norm(m @ np.ones(len(m))), gain * np.sqrt(len(m))),
        "Your check looks at the length of one vector, a simple one. Another may be stretched.",
        "Look at the vector that you multiply: what is special about it?",
    ),
    *weak(
        "few-plain-vectors",
        lambda m, gain: np.isclose(
            np.linalg.norm(m @ np.arange(len(m))), gain * np.linalg.norm(np.arange(len(m)))
        ),
        "Your check looks at the lengths of a few vectors, simple ones. Others may be stretched.",
        "Look at the vectors that you multiply: is there a direction that none of them sees?",
    ),
    *weak(
        "proportions",
        lambda m, gain: np.isclose(stretches(m)[0], stretches(m)[-1]),
        "Your check looks at whether all directions are stretched alike, and not at how far.",
        f"{NUMBERS}: where does the gain come in?",
    ),
    Mistake(
        "gain-of-one-only",
        weak_check(sees_all, ((6, 1.0), (3, 1.0))),
        "Your check asks for a gain of 1 only.",
        f"{CALLS}: some faults show only where the gain is not 1.",
    ),
    Mistake(
        "gain-of-one-and-one-size",
        weak_check(sees_all, ((6, 1.0),)),
        "Your check asks for a gain of 1 only, and for one size.",
        f"{CALLS}: some faults show only where the gain is not 1, some only at a second size.",
    ),
    Mistake(
        "one-matrix-only",
        weak_check(sees_all, ONE),
        "Your check catches every fault that shows in one matrix. It asks for no second one.",
        f"{CALLS}: is the claim about one size and one gain?",
    ),
    Mistake(
        "one-size-only",
        weak_check(sees_all, ((6, 0.8), (6, 1.7))),
        "Your check catches every fault but the one that shows at a second size only.",
        f"{CALLS}: what does the claim say about other sizes?",
    ),
    Mistake(
        "one-gain-only",
        weak_check(sees_all, ((6, 0.8), (3, 0.8))),
        "Your check catches every fault but the one that shows at a second gain only.",
        f"{CALLS}: what does the claim say about other gains?",
    ),
)


TASKS = (
    PredictTask(
        "4.1",
        "Predict what is left",
        measure=lambda: float(norms_of_one_net()[1][ASKED]),
        factor=20,
        mistakes=BELIEFS,
        hints=(
            "Losses multiply. From lag 5 to lag 10 the norm is multiplied by some number; find it.",
            "The same number comes again for every further five steps. How many times five steps lie between "
            "lag 10 and lag 40?",
            "norm at lag 40 ≈ norm at lag 10 × (norm at lag 10 / norm at lag 5) to that power.",
        ),
        section="sec-measure",
    ),
    Task(
        "4.2",
        "Write the Jacobian of a step",
        reference=batch_of_jacobians,
        inputs=step_inputs,
        outputs=[Output("jacobian", ("B", "H", "H"))],
        mistakes=JACOBIANS,
        hints=(
            "You need the new state first: take the step forward, by the equation at the top of the chapter.",
            "Entry [b, i, j] is the slope of unit i in sequence b times the weight from unit j to unit i.",
            "With `slope` (B, H), `slope[:, :, None] * W` multiplies row i of W by slope i, each b.",
        ),
        section="sec-step-jacobian",
    ),
    Task(
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
    ),
    Task(
        "4.4",
        "Clip by one global norm",
        reference=clip_together,
        inputs=clip_inputs,
        outputs=[
            Output("clipped[0]"),
            Output("clipped[1]"),
            Output("clipped[2]"),
        ],
        mistakes=CLIPS,
        hints=(
            "There is one norm for all arrays together, as if their entries stood in one long vector.",
            "Square every entry, add up over all arrays, take one root. One factor then serves all arrays.",
            "The factor is max_norm / norm where the norm is above the limit, and 1 where it is not.",
        ),
        section="sec-clipping",
    ),
    ChoiceTask(
        "4.5",
        "Find the line that hides the starving",
        right=7,
        options=tuple(range(1, 10)),
        mistakes=LINES,
        hints=(
            "In a vanishing net the early shares should be next to nothing. Here they are as large as any. "
            "Which quantity does not get smaller as the walk goes back?",
            "Write down what `dparams.weight_hh`, `total` and `sizes` hold after one round of the loop, and "
            "after two.",
            "A share is about one step's own term. One line measures what holds the later terms as well.",
        ),
        section="sec-shares",
    ),
    WriteTheCheckTask(
        "4.6",
        "Write the check for an orthogonal start",
        correct=(orthogonal,),
        takes=("start",),
        also_correct=((via_svd,), (via_reflections,)),
        bugs=tuple(PlantedBug(name, (start,), words) for name, (start, words) in STARTS.items()),
        mistakes=WEAK,
        hints=(
            "Ask for several sizes and gains. Then think of what a rotation does to lengths and angles.",
            "For a rotation Q, Q Qᵀ is the identity. What is M Mᵀ for M = gain · Q? Or: what are *all* the "
            "singular values of M?",
            "`np.linalg.svd(matrix, compute_uv=False)` gives them all. Assert that each is near the gain, "
            "in a loop over sizes and gains.",
        ),
        section="sec-starts",
    ),
)

check = checker(TASKS)
