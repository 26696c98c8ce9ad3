"""Chapter 8: faults that no list names, and right answers written in other ways."""

import math

import numpy as np

from lstm_ref.numpy import LSTMParams, LSTMState, gate_bias, gate_rows, lstm_step, reorder_gates, sigmoid

MUTANTS = {
    "8.1": [
        ("bias-subtracted", "+ params.bias", "- params.bias", "params.bias"),
        ("input-subtracted", "a = x @", "a = -x @", "x"),
        ("last-h-subtracted", "+ h @", "- h @", "h"),
        ("input-gate-steeper", "i = sigmoid(a_i)", "i = sigmoid(2 * a_i)", "gate i"),
        ("forget-gate-flatter", "f = sigmoid(a_f)", "f = sigmoid(a_f / 2)", "gate f"),
        ("candidate-turned-over", "g = np.tanh(a_g)", "g = np.tanh(-a_g)", "gate g"),
        ("candidate-not-squashed", "g = np.tanh(a_g)", "g = a_g", "gate g"),
        ("output-gate-turned-over", "o = sigmoid(a_o)", "o = 1 - sigmoid(a_o)", "gate o"),
        ("keeps-the-hidden-state", "new_c = f * c", "new_c = f * h", "gate f"),
        ("write-subtracted", "+ i * g", "- i * g", "gate i"),
        ("write-not-scaled", "+ i * g", "+ g", "gate i"),
        ("tanh-around-everything", "o * np.tanh(new_c)", "np.tanh(o * new_c)", "h"),
        ("outputs-swapped", "return new_h, new_c", "return new_c, new_h", "h"),
    ],
    "8.2": [
        ("candidate-and-output-rows", '"ifgo"', '"ifog"', "gate g"),
        ("forget-and-input-rows", '"ifgo"', '"figo"', "gate f"),
        ("units-reversed", "np.arange(size)", "np.arange(size)[::-1]", "bias"),
        ("hidden-rows-left-alone", "weight[rows, :size]", "weight[:, :size]", "weight_hh"),
        ("input-rows-left-alone", "weight[rows, size:]", "weight[:, size:]", "weight_ih"),
        ("hidden-columns-from-the-end", "weight[rows, :size]", "weight[rows, -size:]", "weight_hh"),
        ("input-columns-from-the-front", "size:]", ": weight.shape[1] - size]", "weight_ih"),
        ("input-columns-reversed", "weight[rows, size:]", "weight[rows, :size - 1 : -1]", "weight_ih"),
        ("bias-doubled", "bias[rows]", "2 * bias[rows]", "bias"),
        ("bias-negated", "bias[rows]", "-bias[rows]", "bias"),
        (
            "blocks-transposed",
            "weight[rows, :size]",
            "weight[rows, :size].reshape(4, size, size).swapaxes(1, 2).reshape(-1, size)",
            "weight_hh",
        ),
        ("starts-one-early", "size * order.index(gate)", "(size - 1) * order.index(gate)", "bias"),
    ],
    "8.3": [
        ("three-layers", "parameters = 4 *", "parameters = 3 *", "parameters"),
        (
            "sizes-multiplied",
            "(input_size + hidden_size + 1)",
            "(input_size * hidden_size + 1)",
            "parameters",
        ),
        ("input-units", "4 * hidden_size *", "4 * input_size *", "parameters"),
        ("bias-outside-the-block", "hidden_size + 1)", "hidden_size) + 1", "parameters"),
        (
            "tanh-for-the-gate",
            "f = 1 / (1 + np.exp(-forget_bias))",
            "f = abs(np.tanh(forget_bias))",
            "half_life",
        ),
        ("a-tenth-for-a-half", "np.log(0.5)", "np.log(0.1)", "half_life"),
        ("multiplied-logs", "/ np.log(f)", "* np.log(f)", "half_life"),
        ("gate-not-in-the-log", "/ np.log(f)", "/ -f", "half_life"),
        ("linear-loss", "np.log(0.5) / np.log(f)", "0.5 / (1 - f)", "half_life"),
        ("start-taken-off", "abs(c0) + steps", "steps - c0", "largest_c"),
        ("one-step-less", "abs(c0) + steps", "abs(c0) + steps - 1", "largest_c"),
        ("start-times-steps", "abs(c0) + steps", "abs(c0) * steps", "largest_c"),
    ],
    "8.6": [
        ("keep-writes", '"keep": (1, -1)', '"keep": (1, 1)', "gate i"),
        ("replace-keeps", '"replace": (-1, 1)', '"replace": (1, 1)', "gate f"),
        ("add-writes-nothing", '"add": (1, 1)', '"add": (1, -1)', "gate i"),
        ("clear-keeps", '"clear": (-1, -1)', '"clear": (1, -1)', "gate f"),
        ("input-gate-turned-over", "i = write * strength", "i = -write * strength", "gate i"),
        ("input-gate-half-open", "i = write * strength", "i = write * strength / 2", "gate i"),
        ("input-gate-without-strength", "i = write * strength", "i = write", "gate i"),
        ("forget-gate-twice-as-far", "f = keep * strength", "f = 2 * keep * strength", "gate f"),
        ("forget-gate-follows-the-write", "f = keep * strength", "f = write * strength", "gate f"),
        ("candidate-pushed", "g = 0.0", "g = strength", "gate g"),
        ("output-gate-opened", "o = 0.0", "o = strength", "gate o"),
        ("all-turned-over", "return np.repeat", "return -np.repeat", "bias"),
    ],
}


def step_with_einsum(params, x, h, c):
    blocks_x = params.weight_ih.reshape(4, -1, x.shape[1])
    blocks_h = params.weight_hh.reshape(4, -1, h.shape[1])
    a = np.einsum("khd,bd->kbh", blocks_x, x) + np.einsum("khj,bj->kbh", blocks_h, h)
    a_i, a_f, a_g, a_o = a + params.bias.reshape(4, 1, -1)
    memory = c * sigmoid(a_f) + np.tanh(a_g) * sigmoid(a_i)
    return np.tanh(memory) * sigmoid(a_o), memory


def step_with_a_loop_over_the_batch(params, x, h, c):
    states = []
    for row in range(len(x)):
        a = params.weight_ih @ x[row] + params.weight_hh @ h[row] + params.bias
        i, f, g, o = (a[gate_rows(gate, h.shape[1])] for gate in "ifgo")
        new = c[row] / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
        states.append((np.tanh(new) / (1 + np.exp(-o)), new))
    hs, cs = zip(*states, strict=True)
    return np.stack(hs), np.stack(cs)


def step_with_joined_weights(params, x, h, c):
    size = h.shape[1]
    joined = np.hstack([params.weight_hh, params.weight_ih, params.bias[:, None]])
    a = np.hstack([h, x, np.ones((len(x), 1))]) @ joined.T
    squashed = 0.5 + 0.5 * np.tanh(a / 2)
    i, f, o = (squashed[:, gate_rows(gate, size)] for gate in "ifo")
    c = f * c + i * np.tanh(a[:, gate_rows("g", size)])
    return LSTMState(o * np.tanh(c), c)


def convert_with_reorder_gates(weight, bias, order):
    size = weight.shape[0] // 4
    return reorder_gates(LSTMParams(weight[:, size:], weight[:, :size], bias), order, "ifgo")


def convert_with_a_dictionary(weight, bias, order):
    blocks = dict(zip(order, np.split(weight, 4), strict=True))
    biases = dict(zip(order, np.split(bias, 4), strict=True))
    stacked = np.concatenate([blocks[gate] for gate in "ifgo"])
    hidden, inputs = np.split(stacked, [len(bias) // 4], axis=1)
    return inputs, hidden, np.concatenate([biases[gate] for gate in "ifgo"])


def convert_with_three_axes(weight, bias, order):
    size = len(bias) // 4
    places = [order.index(gate) for gate in "ifgo"]
    cube = weight.reshape(4, size, -1)[places]
    return LSTMParams(
        cube[..., size:].reshape(4 * size, -1),
        cube[..., :size].reshape(4 * size, size),
        bias.reshape(4, size)[places].ravel(),
    )


def predict_with_math(input_size, hidden_size, forget_bias, c0, steps):
    per_unit = input_size + hidden_size + 1
    return {
        "largest_c": math.fabs(c0) + steps,
        "half_life": math.log(2) / math.log1p(math.exp(-forget_bias)),
        "parameters": sum(per_unit for _ in range(4 * hidden_size)),
    }


def predict_by_blocks(input_size, hidden_size, forget_bias, c0, steps):
    weights = 4 * hidden_size * input_size + 4 * hidden_size**2
    gate = float(sigmoid(np.array(forget_bias)))
    farthest = abs(c0)
    for _ in range(steps):
        farthest += 1
    return {
        "parameters": weights + 4 * hidden_size,
        "half_life": np.log2(0.5) / np.log2(gate),
        "largest_c": farthest,
    }


def predict_with_arrays(input_size, hidden_size, forget_bias, c0, steps):
    shapes = [(4 * hidden_size, input_size), (4 * hidden_size, hidden_size), (4 * hidden_size,)]
    return {
        "parameters": float(sum(np.prod(shape) for shape in shapes)),
        "half_life": -1 / np.log2(sigmoid(np.array(forget_bias))),
        "largest_c": np.abs(np.array(c0)) + steps,
    }


def bias_with_gate_bias(case, hidden_size, strength):
    forget = strength if case in ("keep", "add") else -strength
    write = strength if case in ("replace", "add") else -strength
    return gate_bias(hidden_size, f=forget, i=write)


def bias_filled_in(case, hidden_size, strength):
    bias = np.zeros(4 * hidden_size)
    bias[:hidden_size] = strength * (1 if case in {"add", "replace"} else -1)
    bias[hidden_size : 2 * hidden_size] = strength * (1 if case in {"add", "keep"} else -1)
    return bias


def bias_stacked_as_a_table(case, hidden_size, strength):
    signs = {"keep": [-1, 1], "replace": [1, -1], "add": [1, 1], "clear": [-1, -1]}[case]
    return (np.array([*signs, 0, 0])[:, None] * np.full(hidden_size, strength)).ravel()


def state_after(params, x, h, c):
    state, _ = lstm_step(params, x, LSTMState(h, c))
    return state.h, state.c


VARIANTS = {
    "8.1": [step_with_einsum, step_with_a_loop_over_the_batch, step_with_joined_weights, state_after],
    "8.2": [convert_with_reorder_gates, convert_with_a_dictionary, convert_with_three_axes],
    "8.3": [predict_with_math, predict_by_blocks, predict_with_arrays],
    "8.6": [bias_with_gate_bias, bias_filled_in, bias_stacked_as_a_table],
}
