"""2.1: the step of a plain recurrent cell, for a batch."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng, init_rnn
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def step(params: RNNParams, x: Array, h: Array) -> Array:
    return rnn_step(params, x, RNNState(h))[0].h


def random_net(rng: Rng, input_size: int, hidden_size: int) -> RNNParams:
    """No bias is zero, and the weights are large enough for the tanh to bend."""
    params = init_rnn(rng, input_size, hidden_size)
    return RNNParams(2 * params.weight_ih, 2 * params.weight_hh, rng.uniform(0.3, 0.9, hidden_size))


def step_inputs(rng: Rng) -> Iterator[Case]:
    for batch, input_size, hidden_size in ((4, 2, 3), (2, 5, 4), (5, 3, 2)):
        params = random_net(rng, input_size, hidden_size)
        h = np.tanh(rng.standard_normal((batch, hidden_size)))
        label = f"B = {batch}, D = {input_size}, H = {hidden_size}"
        yield Case(label, (params, rng.standard_normal((batch, input_size)), h))


def summed(params: RNNParams, x: Array, h: Array) -> tuple[Array, Array, Array]:
    """The three parts of the pre-activation: from the input, from the state, the bias."""
    return x @ params.weight_ih.T, h @ params.weight_hh.T, params.bias


def no_bias(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, _ = summed(params, x, h)
    return np.tanh(from_x + from_h)


def bias_twice(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, bias = summed(params, x, h)
    return np.tanh(from_x + bias + from_h + bias)


def no_tanh(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, bias = summed(params, x, h)
    return from_x + from_h + bias


def no_state(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, _, bias = summed(params, x, h)
    return np.tanh(from_x + bias)


def no_input(params: RNNParams, x: Array, h: Array) -> Array:
    _, from_h, bias = summed(params, x, h)
    return np.tanh(from_h + bias)


def weights_turned(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, _, bias = summed(params, x, h)
    return np.tanh(from_x + h @ params.weight_hh + bias)


def sigmoid_for_tanh(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, bias = summed(params, x, h)
    return sigmoid(from_x + from_h + bias)


def tanh_of_each_part(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, bias = summed(params, x, h)
    return np.tanh(from_x + bias) + np.tanh(from_h)


def bias_outside(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, bias = summed(params, x, h)
    return np.tanh(from_x + from_h) + bias


def state_added(params: RNNParams, x: Array, h: Array) -> Array:
    return h + step(params, x, h)


def parts_multiplied(params: RNNParams, x: Array, h: Array) -> Array:
    from_x, from_h, bias = summed(params, x, h)
    return np.tanh(from_x * from_h + bias)


SUM = "Look at the sum inside the tanh"

TASK = Task(
    "2.1",
    "Write the step",
    step,
    step_inputs,
    (Output("h", axes=("B", "H")),),
    (
        Mistake("no-bias", no_bias, "The bias is missing.", f"{SUM}: it has three parts."),
        Mistake("bias-twice", bias_twice, "The bias is added twice.", f"{SUM}: it has three parts."),
        Mistake("no-tanh", no_tanh, "Nothing squashes the sum.", "Look at what you return: can it exceed 1?"),
        Mistake(
            "state-not-used",
            no_state,
            "Your state does not depend on the last one, so this is a feed-forward layer.",
            f"{SUM}: what of the last step is in it?",
        ),
        Mistake("input-not-used", no_input, "Your state does not depend on the input.", f"{SUM}."),
        Mistake(
            "weight-hh-not-transposed",
            weights_turned,
            "The recurrent weights are turned round: row and column have changed places.",
            "Look at the product with `h`. Row i of `weight_hh` belongs to unit i of the *new* state.",
        ),
        Mistake(
            "sigmoid-for-tanh",
            sigmoid_for_tanh,
            "Your state is a sigmoid of the sum. It can never be negative.",
            "Look at the nonlinear function.",
        ),
        Mistake(
            "tanh-of-each-part",
            tanh_of_each_part,
            "You squash the two parts one by one and add them up.",
            "Look at where the tanh's bracket closes.",
        ),
        Mistake(
            "bias-outside-the-tanh",
            bias_outside,
            "The bias is added after the tanh.",
            "Look at where the tanh's bracket closes.",
        ),
        Mistake(
            "old-state-added",
            state_added,
            "The old state is added to the new one. In this cell it is replaced.",
            "Look at what you return.",
        ),
        Mistake(
            "parts-multiplied",
            parts_multiplied,
            "The part from the input and the part from the state are multiplied.",
            f"{SUM}: is it a sum?",
        ),
    ),
    (
        "One row of `x` is one sequence's input. How do (B, D) and (H, D) become (B, H)?",
        "Write the sum first, and look at its shape: three parts, each (B, H) or (H,).",
        "The new state is the tanh of `x @ weight_ih.T`, plus the same for `h`, plus the bias.",
    ),
    "sec-neuron-to-cell",
)
