"""Chapter 6: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import LSTMParams, LSTMState, lstm_1997_step_backward, sigmoid
from lstm_ref.numpy.lstm_1997 import LSTM1997Tape

MUTANTS = {
    "6.1": [
        ("input-gate-turned-over", "i = sigmoid(a_i)", "i = sigmoid(-a_i)", "c"),
        ("input-gate-steeper", "i = sigmoid(a_i)", "i = sigmoid(2 * a_i)", "c"),
        ("output-gate-turned-over", "o = sigmoid(a_o)", "o = sigmoid(-a_o)", "h"),
        ("output-gate-flatter", "o = sigmoid(a_o)", "o = sigmoid(a_o / 2)", "h"),
        ("first-block's-input-gate", "i = sigmoid(a_i)[:, :, None]", "i = sigmoid(a_i)[:, :1, None]", "c"),
        ("first-block's-output-gate", "o = sigmoid(a_o)[:, :, None]", "o = sigmoid(a_o)[:, :1, None]", "h"),
        ("candidate-turned-over", "g = 4 * sigmoid(a_g) - 2", "g = 2 - 4 * sigmoid(a_g)", "c"),
        ("candidate-off-centre", "sigmoid(a_g) - 2", "sigmoid(a_g) - 1", "c"),
        ("candidate-not-squashed", "g = 4 * sigmoid(a_g) - 2", "g = a_g", "c"),
        ("write-subtracted", "new_c = c + i * g", "new_c = c - i * g", "c"),
        ("gate-inside", "o * (2 * sigmoid(new_c) - 1)", "2 * sigmoid(o * new_c) - 1", "h"),
        ("shown-share-of-one-sign", "2 * sigmoid(new_c) - 1", "2 * sigmoid(new_c)", "h"),
        ("outputs-swapped", "return new_h, new_c", "return new_c, new_h", "h"),
    ],
    "6.2": [
        ("do-without-its-gradient", "do = dh * shown", "do = shown", "da_o"),
        ("do-turned-over", "do = dh * shown", "do = -dh * shown", "da_o"),
        ("reading-subtracted", "dc + dh * o", "dc - dh * o", "dc_prev"),
        ("slope-of-tan", "(1 - shown**2)", "(1 + shown**2)", "dc_prev"),
        ("square-left-out", "(1 - shown**2)", "(1 - shown)", "dc_prev"),
        ("di-turned-over", "di = whole * g", "di = -whole * g", "da_i"),
        ("di-from-dc", "di = whole * g", "di = dc * g", "da_i"),
        ("dg-from-dc", "dg = whole * i", "dg = dc * i", "da_g"),
        ("dg-from-o", "dg = whole * i", "dg = whole * o", "da_g"),
        ("slope-of-the-other-gate", "da_i = di * i * (1 - i)", "da_i = di * o * (1 - o)", "da_i"),
        ("slope-one-minus-i", "da_i = di * i * (1 - i)", "da_i = di * (1 - i)", "da_i"),
        ("tanh-slope-of-the-logistic", "dg * (1 - g**2)", "dg * g * (1 - g)", "da_g"),
        ("tanh-slope-left-out", "dg * (1 - g**2)", "dg", "da_g"),
        ("output-slope-squared", "do * o * (1 - o)", "do * (o * (1 - o)) ** 2", "da_o"),
        ("kept-share", "da_o, whole", "da_o, whole * i", "dc_prev"),
        ("write-and-keep", "da_o, whole", "da_o, whole * (1 + i * g)", "dc_prev"),
    ],
    "6.6": [
        (
            "input-three-times",
            "weight[0, vocabulary.index(word)] = 2",
            "weight[0, vocabulary.index(word)] = 3",
            "weight",
        ),
        (
            "input-half",
            "weight[0, vocabulary.index(word)] = 2 * wide",
            "weight[0, vocabulary.index(word)] = wide",
            "weight",
        ),
        (
            "output-half",
            "weight[1, vocabulary.index(word)] = 2 * wide",
            "weight[1, vocabulary.index(word)] = wide",
            "weight",
        ),
        (
            "output-shut",
            "weight[1, vocabulary.index(word)] = 2",
            "weight[1, vocabulary.index(word)] = -2",
            "weight",
        ),
        (
            "both-in-one-row",
            "weight[1, vocabulary.index(word)]",
            "weight[0, vocabulary.index(word)]",
            "weight",
        ),
        (
            "one-column-late",
            "weight[0, vocabulary.index(word)]",
            "weight[0, vocabulary.index(word) - 1]",
            "weight",
        ),
        (
            "output-one-column-late",
            "weight[1, vocabulary.index(word)]",
            "weight[1, vocabulary.index(word) - 1]",
            "weight",
        ),
        ("first-word-only", "for word in writes:", "for word in writes[:1]:", "weight"),
        ("last-shown-word-forgotten", "for word in shows:", "for word in shows[:-1]:", "weight"),
        ("shows-what-it-writes", "for word in shows:", "for word in shows + writes:", "weight"),
        ("open-at-rest", "bias = np.full(2, -wide)", "bias = np.full(2, wide)", "bias"),
        ("half-open-at-rest", "bias = np.full(2, -wide)", "bias = np.full(2, 0.0)", "bias"),
        ("bias-twice", "bias = np.full(2, -wide)", "bias = np.full(2, -2 * wide)", "bias"),
        ("output-open-at-rest", "bias = np.full(2, -wide)", "bias = np.array([-wide, wide])", "bias"),
    ],
}


def block_after_block(a_i, a_g, a_o, c):
    hs, cs = np.empty_like(c), np.empty_like(c)
    for n in range(a_i.shape[1]):
        for k in range(c.shape[2]):
            cs[:, n, k] = c[:, n, k] + (4 / (1 + np.exp(-a_g[:, n, k])) - 2) / (1 + np.exp(-a_i[:, n]))
            hs[:, n, k] = (2 / (1 + np.exp(-cs[:, n, k])) - 1) / (1 + np.exp(-a_o[:, n]))
    return hs, cs


def with_tanh_of_the_half(a_i, a_g, a_o, c):
    memory = c + np.einsum("bn,bns->bns", sigmoid(a_i), 2 * np.tanh(a_g / 2))
    return np.einsum("bn,bns->bns", sigmoid(a_o), np.tanh(memory / 2)), memory


def gates_repeated(a_i, a_g, a_o, c):
    i, o = (np.repeat(sigmoid(a)[..., np.newaxis], c.shape[-1], axis=-1) for a in (a_i, a_o))
    memory = c - i * (2 - 4 * sigmoid(a_g))
    return o - 2 * o * sigmoid(-memory), memory


def by_the_package(i, g, o, c, dh, dc):
    """An identity in the place of one gate's weights hands its pre-activation's gradient out as that of h."""
    size, found = i.shape[1], []
    tape = LSTM1997Tape(np.zeros((len(i), 1)), np.zeros_like(i), i, g, o, c)
    for block in range(3):
        weight_hh = np.zeros((3 * size, size))
        weight_hh[block * size : (block + 1) * size] = np.eye(size)
        params = LSTMParams(np.zeros((3 * size, 1)), weight_hh, np.zeros(3 * size))
        _, before, _ = lstm_1997_step_backward(params, tape, LSTMState(dh, dc))
        found.append(before.h)
    return *found, before.c


def entry_by_entry(i, g, o, c, dh, dc):
    out = [np.zeros_like(i) for _ in range(4)]
    for k in np.ndindex(i.shape):
        whole = dc[k] + dh[k] * o[k] / np.cosh(c[k]) ** 2
        out[0][k] = whole * g[k] * (i[k] - i[k] ** 2)
        out[1][k] = whole * i[k] * (1 - g[k]) * (1 + g[k])
        out[2][k] = dh[k] * np.tanh(c[k]) * (o[k] - o[k] ** 2)
        out[3][k] = whole
    return tuple(out)


def one_product_after_another(i, g, o, c, dh, dc):
    shown = np.tanh(c)
    whole = dc + (1 - np.square(shown)) * (o * dh)
    stacked = np.stack([g * i * (1 - i), i * (1 - g * g)]) * whole
    return stacked[0], stacked[1], o * (1 - o) * shown * dh, whole


def with_a_comprehension(vocabulary, writes, shows, wide):
    rows = [[2.0 * wide if word in words else 0.0 for word in vocabulary] for words in (writes, shows)]
    return np.array(rows), np.array([-wide, -wide])


def with_one_hot_sums(vocabulary, writes, shows, wide):
    eye = np.eye(len(vocabulary))
    rows = [eye[[vocabulary.index(word) for word in words]].sum(axis=0) for words in (writes, shows)]
    return 2 * wide * np.stack(rows), np.zeros(2) - wide


def filled_by_hand(vocabulary, writes, shows, wide):
    weight, bias = np.full((2, len(vocabulary)), wide), np.array([1.0, 1.0]) * -wide
    for column, word in enumerate(vocabulary):
        weight[0, column] += wide if word in set(writes) else -wide
        weight[1, column] += wide if word in set(shows) else -wide
    return weight, bias


VARIANTS = {
    "6.1": [block_after_block, with_tanh_of_the_half, gates_repeated],
    "6.2": [by_the_package, entry_by_entry, one_product_after_another],
    "6.6": [with_a_comprehension, with_one_hot_sums, filled_by_hand],
}
