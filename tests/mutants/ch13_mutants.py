"""Chapter 13: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import PeepholeLSTMParams, sigmoid, variant_step_backward
from lstm_ref.numpy.lstm import LSTMState, LSTMTape
from lstm_ref.numpy.variants import Variant

MUTANTS = {
    "13.1": [
        ("peephole-of-the-write", "p_o * c)", "p_o * i * g)", "o"),
        ("peephole-of-h", "p_o * c)", "p_o * np.tanh(c) * sigmoid(a_o))", "o"),
        ("peephole-squared", "p_o * c)", "p_o**2 * c)", "o"),
        ("peephole-in-size", "p_o * c)", "abs(p_o) * c)", "o"),
        ("peephole-averaged", "p_o * c)", "p_o.mean() * c)", "o"),
        ("units-turned-round", "p_o * c)", "p_o[::-1] * c)", "o"),
        ("sequences-turned-round", "p_o * c)", "p_o * c[::-1])", "o"),
        ("doubled", "p_o * c)", "2 * p_o * c)", "o"),
        ("tanh-for-sigmoid", "o = sigmoid(", "o = np.tanh(", "o"),
        ("both-memories", "p_o * c)", "p_o * (c + c_prev))", "o"),
        ("one-memory-for-all", "p_o * c)", "p_o * c.mean(axis=1, keepdims=True))", "o"),
        ("first-sequence-alone", "p_o * c)", "p_o * c[:1])", "o"),
        ("gates-swapped", "f * c_prev + i * g", "i * c_prev + f * g", "o"),
        ("write-subtracted", "f * c_prev + i * g", "f * c_prev - i * g", "o"),
        ("shown-twice", "o * np.tanh(c)", "o * np.tanh(np.tanh(c))", "h"),
        ("shown-by-the-square", "o * np.tanh(c)", "o**2 * np.tanh(c)", "h"),
        ("shown-by-the-forget-gate", "o * np.tanh(c)", "f * np.tanh(c)", "h"),
    ],
    "13.2": [
        ("slope-squared", "* f * (1 - f)", "* (f * (1 - f)) ** 2", "da_f"),
        ("slope-half", "* f * (1 - f)", "* (1 - f)", "da_f"),
        ("slope-other-half", "* f * (1 - f)", "* f", "da_f"),
        ("slope-with-plus", "* f * (1 - f)", "* f * (1 + f)", "da_f"),
        ("share-of-the-write", "(c_prev - g)", "(c_prev - (1 - f) * g)", "da_f"),
        ("share-of-the-kept", "(c_prev - g)", "(f * c_prev - g)", "da_f"),
        ("candidate-squashed-again", "(c_prev - g)", "(c_prev - np.tanh(g))", "da_f"),
        ("memory-squashed", "(c_prev - g)", "(np.tanh(c_prev) - g)", "da_f"),
        ("first-sequence-alone", "(c_prev - g)", "(c_prev[:1] - g)", "da_f"),
        ("averaged", "da_f = dc * ", "da_f = dc / len(dc) * ", "da_f"),
        ("write-with-minus", "da_g = dc * (1 - f)", "da_g = -dc * (1 - f)", "da_g"),
        ("write-slope-with-plus", "(1 - g**2)", "(1 + g**2)", "da_g"),
        ("write-slope-of-g", "(1 - g**2)", "(1 - g)", "da_g"),
        ("write-by-slope", "da_g = dc * (1 - f)", "da_g = dc * f * (1 - f)", "da_g"),
        ("path-squared", "da_g, dc * f", "da_g, dc * f**2", "dc_prev"),
        ("path-with-slope", "da_g, dc * f", "da_g, dc * f * (1 - f)", "dc_prev"),
        ("path-of-other-rows", "da_g, dc * f", "da_g, (dc * f)[::-1]", "dc_prev"),
    ],
    "13.3": [
        ("reset-twice", "[r, -z, n]", "[r, -r, n]", "gate z"),
        ("update-twice", "[r, -z, n]", "[-z, -z, n]", "gate r"),
        ("halved", "[r, -z, n]", "[r, -z / 2, n]", "gate z"),
        ("doubled", "[r, -z, n]", "[r, -2 * z, n]", "gate z"),
        ("zeroed", "[r, -z, n]", "[r, 0 * z, n]", "gate z"),
        ("size-alone", "[r, -z, n]", "[r, -abs(z), n]", "gate z"),
        ("units-turned-round", "[r, -z, n]", "[r, -z[::-1], n]", "gate z"),
        ("candidate-halved", "[r, -z, n]", "[r, -z, n / 2]", "gate n"),
        ("one-added", "[r, -z, n]", "[r, 1 + z, n]", "gate z"),
        ("minus-one", "[r, -z, n]", "[r, z - 1, n]", "gate z"),
        ("order-r-n-z", "[r, -z, n]", "[r, n, -z]", "gate z"),
        ("order-n-r-z", "[r, -z, n]", "[n, r, -z]", "gate r"),
        ("reset-and-candidate", "[r, -z, n]", "[-r, z, -n]", "gate r"),
        ("taken-as-r-z-n", "z, r, n = np", "r, z, n = np", "gate r"),
    ],
}


def output_row_by_row(a_o, i, f, g, c_prev, p_o):
    o, h = np.zeros_like(a_o), np.zeros_like(a_o)
    for k in range(len(a_o)):
        memory = f[k] * c_prev[k] + i[k] * g[k]
        o[k] = 1 / (1 + np.exp(-(a_o[k] + p_o * memory)))
        h[k] = o[k] * np.tanh(memory)
    return o, h


def output_with_a_diagonal(a_o, i, f, g, c_prev, p_o):
    memory = np.add(np.multiply(i, g), np.multiply(f, c_prev))
    o = sigmoid(a_o + memory @ np.diag(p_o))
    return [o, np.tanh(memory) * o]


def output_by_einsum(a_o, i, f, g, c_prev, p_o):
    memory = i * g + f * c_prev
    o = 0.5 * (1 + np.tanh(0.5 * (np.einsum("bh,h->bh", memory, p_o) + a_o)))
    return o, o * np.tanh(memory)


def back_by_two_gates(c_prev, f, g, dc):
    i = 1 - f
    di, df = dc * g, dc * c_prev
    return (df - di) * f * i, dc * i * (1 - g**2), f * dc


def back_row_by_row(c_prev, f, g, dc):
    rows = [back_by_two_gates(*row) for row in zip(c_prev, f, g, dc, strict=True)]
    return tuple(np.array(part) for part in zip(*rows, strict=True))


def back_by_the_package(c_prev, f, g, dc):
    batch, size = f.shape
    zero, coupled = np.zeros((batch, size)), Variant(gates="fo", coupled=True, peepholes=False)
    params = PeepholeLSTMParams(
        np.zeros((4 * size, 1)), np.zeros((4 * size, size)), np.zeros(4 * size), np.zeros(3 * size)
    )
    da_f, da_g, before = np.zeros_like(f), np.zeros_like(f), np.zeros_like(f)
    for k in range(batch):  # the sum over the batch is that of one sequence
        one = slice(k, k + 1)
        tape = LSTMTape(
            np.zeros((1, 1)), zero[one], c_prev[one], 1 - f[one], f[one], g[one], zero[one] + 0.5, zero[one]
        )
        dstate = LSTMState(zero[one], dc[one])
        _, state, grads = variant_step_backward(params, tape, dstate, coupled)
        da_f[k], da_g[k] = np.split(grads.bias, 4)[1:3]
        before[k] = state.c[0]
    return da_f, da_g, before


def weights_by_index(weight_ih, weight_hh, bias_ih, bias_hh):
    size = weight_hh.shape[1]
    rows = np.r_[size : 2 * size, :size, 2 * size : 3 * size]
    sign = np.repeat([1.0, -1.0, 1.0], size)
    wide = sign[:, None]
    return weight_ih[rows] * wide, weight_hh[rows] * wide, bias_ih[rows] * sign, bias_hh[rows] * sign


def weights_by_reshaping(weight_ih, weight_hh, bias_ih, bias_hh):
    def ours(part):
        blocks = part.reshape(3, -1, *part.shape[1:])[[1, 0, 2]].copy()
        blocks[1] *= -1
        return blocks.reshape(part.shape)

    return [ours(part) for part in (weight_ih, weight_hh, bias_ih, bias_hh)]


def weights_by_a_matrix(weight_ih, weight_hh, bias_ih, bias_hh):
    blocks = np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 1]])
    matrix = np.kron(blocks, np.eye(weight_hh.shape[1]))
    return tuple(matrix @ part for part in (weight_ih, weight_hh, bias_ih, bias_hh))


VARIANTS = {
    "13.1": [output_row_by_row, output_with_a_diagonal, output_by_einsum],
    "13.2": [back_by_two_gates, back_row_by_row, back_by_the_package],
    "13.3": [weights_by_index, weights_by_reshaping, weights_by_a_matrix],
}
