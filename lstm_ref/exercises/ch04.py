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


def scaled_by_largest_singular_value(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.linalg.norm(matrix, ord=2))


def scaled_by_spectral_radius(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.abs(np.linalg.eigvals(matrix)).max())


def triangle(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(gain * (np.eye(size) + np.triu(rng.standard_normal((size, size)), 1)))


def unit_columns(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.linalg.norm(matrix, axis=0))


def right_determinant(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.abs(np.linalg.det(matrix)) ** (1 / size))


def gain_ignored(rng: Rng, size: int, gain: float) -> Array:
    return orthogonal(rng, size)


def gain_twice(rng: Rng, size: int, gain: float) -> Array:
    return orthogonal(rng, size, gain**2)


def one_direction_lost(rng: Rng, size: int, gain: float) -> Array:
    u, s, vt = np.linalg.svd(rng.standard_normal((size, size)))
    s[:] = gain
    s[-1] = 0.0
    return np.asarray((u * s) @ vt)


STARTS: tuple[tuple[Start, str], ...] = (
    (normal, "entries from a normal distribution, divided by √H"),
    (small_uniform, "the usual small start, times the gain"),
    (
        scaled_by_largest_singular_value,
        "a random matrix scaled so that its *largest* singular value is the gain",
    ),
    (scaled_by_spectral_radius, "a random matrix scaled so that its spectral radius is the gain"),
    (triangle, "a triangular matrix, all of whose eigenvalues are the gain"),
    (unit_columns, "columns of the right length that are not at right angles"),
    (right_determinant, "a random matrix scaled to the right determinant"),
    (gain_ignored, "a rotation whose gain is 1 whatever is asked for"),
    (gain_twice, "a rotation with the gain squared"),
    (one_direction_lost, "right in all directions but one, which it sets to zero"),
)
GAIN, SIZE = 0.8, 6


def drawn(start: Start, gain: float = GAIN) -> Array:
    return start(np.random.default_rng(46), SIZE, gain)


def looks_at_eigenvalues(start: Start) -> None:
    assert np.allclose(np.abs(np.linalg.eigvals(drawn(start))), GAIN)


def looks_at_the_spectral_radius(start: Start) -> None:
    assert np.isclose(np.abs(np.linalg.eigvals(drawn(start))).max(), GAIN)


def looks_at_the_largest(start: Start) -> None:
    assert np.isclose(np.linalg.norm(drawn(start), ord=2), GAIN)


def looks_at_column_lengths(start: Start) -> None:
    assert np.allclose(np.linalg.norm(drawn(start), axis=0), GAIN)


def looks_at_gain_one(start: Start) -> None:
    matrix = drawn(start, 1.0)
    assert np.allclose(matrix @ matrix.T, np.eye(SIZE))


def looks_at_the_determinant(start: Start) -> None:
    assert np.isclose(abs(np.linalg.det(drawn(start))), GAIN**SIZE)


WEAK = (
    Mistake(
        "eigenvalues-only",
        looks_at_eigenvalues,
        "Your check looks at eigenvalues. A matrix can have the right ones and stretch all the same.",
        "Look at the numbers that you compare: which ones say how far a matrix stretches in *one* step?",
        "sec-rule-of-thumb",
    ),
    Mistake(
        "spectral-radius-only",
        looks_at_the_spectral_radius,
        "Your check looks at the largest eigenvalue alone.",
        "Look at the numbers that you compare: which ones say how far a matrix stretches in *one* step?",
        "sec-rule-of-thumb",
    ),
    Mistake(
        "largest-singular-value-only",
        looks_at_the_largest,
        "Your check looks at the one direction that is stretched most.",
        "A direction that is not stretched may be lost. How many singular values are there?",
    ),
    Mistake(
        "column-lengths-only",
        looks_at_column_lengths,
        "Your check looks at the columns one by one.",
        "Two columns of the right length may point the same way. What must hold between *two* columns?",
    ),
    Mistake(
        "gain-of-one-only",
        looks_at_gain_one,
        "Your check asks for a gain of 1 only.",
        "Look at the call of `start`: some faults show only where the gain is not 1.",
    ),
    Mistake(
        "determinant-only",
        looks_at_the_determinant,
        "Your check looks at the volume. A matrix can stretch one direction, shrink another and keep it.",
        "Look at single directions, not at their product.",
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
        outputs=[Output("jacobian", ("B", "H to", "H from"))],
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
            Output("dweight_ih", ("H", "D")),
            Output("dweight_hh", ("H to", "H from")),
            Output("dbias", ("H",)),
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
        bugs=tuple(PlantedBug(start.__name__.replace("_", "-"), (start,), words) for start, words in STARTS),
        mistakes=WEAK,
        hints=(
            "Ask for a matrix whose gain is not 1, and think of what a rotation does to lengths and angles.",
            "For a rotation Q, Q Qᵀ is the identity. What is M Mᵀ for M = gain · Q? Or: what are *all* the "
            "singular values of M?",
            "`np.linalg.svd(matrix, compute_uv=False)` gives them all. Assert that each is near the gain.",
        ),
        section="sec-starts",
    ),
)

check = checker(TASKS)
