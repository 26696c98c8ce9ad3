"""Chapter 7: faults that no list names, and right answers written in other ways."""

import math

import numpy as np

from lstm_ref.numpy import LSTMParams, LSTMState, lstm_step, lstm_step_backward, sigmoid
from lstm_ref.numpy.lstm import LSTMTape

MUTANTS = {
    "7.1": [
        ("bias-doubled", "np.exp(-forget_bias)", "np.exp(-2 * forget_bias)", "half_life_of_bias"),
        ("bias-halved", "np.exp(-forget_bias)", "np.exp(-forget_bias / 2)", "half_life_of_bias"),
        ("tenth-for-half", "np.log(0.5) / np.log(f)", "np.log(0.1) / np.log(f)", "half_life_of_bias"),
        ("sign-lost", "np.log(0.5) / np.log(f)", "np.log(2) / np.log(f)", "half_life_of_bias"),
        ("rounded-up", "np.log(0.5) / np.log(f)", "np.ceil(np.log(0.5) / np.log(f))", "half_life_of_bias"),
        ("log-left-out", "np.log(0.5) / np.log(f)", "0.5 / f", "half_life_of_bias"),
        ("one-step-more", "np.log(0.5) / np.log(f)", "np.log(0.5) / np.log(f) + 1", "half_life_of_bias"),
        ("logit-upside-down", "np.log(kept / (1 - kept))", "np.log((1 - kept) / kept)", "bias_of_half_life"),
        ("log-of-the-gate", "np.log(kept / (1 - kept))", "np.log(kept)", "bias_of_half_life"),
        ("ratio-left-out", "np.log(kept / (1 - kept))", "-np.log(1 - kept)", "bias_of_half_life"),
        ("tanh-for-sigmoid", "np.log(kept / (1 - kept))", "np.arctanh(kept)", "bias_of_half_life"),
        ("tenth-kept", "kept = 0.5 **", "kept = 0.1 **", "bias_of_half_life"),
        ("one-step-too-many", "0.5 ** (1 / half_life)", "0.5 ** (1 / (half_life + 1))", "bias_of_half_life"),
    ],
    "7.3": [
        ("forget-steeper", "sigmoid(a_f) * c", "sigmoid(2 * a_f) * c", "c"),
        ("forget-tanh", "sigmoid(a_f) * c", "np.tanh(a_f) * c", "c"),
        ("forget-squared", "sigmoid(a_f) * c", "sigmoid(a_f) ** 2 * c", "c"),
        ("forget-from-output", "sigmoid(a_f) * c", "sigmoid(a_o) * c", "c"),
        ("memory-of-other-rows", "sigmoid(a_f) * c", "sigmoid(a_f) * c[::-1]", "c"),
        ("memory-squashed", "sigmoid(a_f) * c", "sigmoid(a_f) * np.tanh(c)", "c"),
        ("write-subtracted", "* c + sigmoid(a_i)", "* c - sigmoid(a_i)", "c"),
        ("candidate-positive", "np.tanh(a_g)", "sigmoid(a_g)", "c"),
        ("candidate-not-squashed", "np.tanh(a_g)", "a_g", "c"),
        ("one-gate-for-all", "sigmoid(a_f) * c", "sigmoid(a_f).mean(axis=1, keepdims=True) * c", "c"),
        ("output-turned-over", "return sigmoid(a_o)", "return sigmoid(-a_o)", "h"),
        ("output-from-forget", "return sigmoid(a_o)", "return sigmoid(a_f)", "h"),
        ("read-twice", "np.tanh(c_new), c_new", "np.tanh(np.tanh(c_new)), c_new", "h"),
        ("state-subtracted", "+ h @", "- h @", "c"),
    ],
    "7.4": [
        ("gate-squared", "return dc * f,", "return dc * f**2,", "dc_prev"),
        ("gate-of-output", "return dc * f,", "return dc * o,", "dc_prev"),
        ("slope-on-the-path", "return dc * f,", "return dc * f * (1 - f),", "dc_prev"),
        ("path-of-other-rows", "return dc * f,", "return (dc * f)[::-1],", "dc_prev"),
        ("dh-subtracted", "dc + dh * o", "dc - dh * o", "dc_prev"),
        ("read-through-f", "dh * o *", "dh * f *", "dc_prev"),
        ("read-slope-without-square", "np.tanh(c) ** 2", "np.tanh(c)", "dc_prev"),
        ("read-of-the-old", "(1 - np.tanh(c) ** 2)", "(1 - np.tanh(c_prev) ** 2)", "dc_prev"),
        ("slope-half", "f * (1 - f)", "(1 - f)", "dweight_hh_f"),
        ("slope-with-plus", "f * (1 - f)", "f * (1 + f)", "dweight_hh_f"),
        ("slope-of-output", "f * (1 - f)", "o * (1 - o)", "dweight_hh_f"),
        ("memory-squashed", "dc * c_prev", "dc * np.tanh(c_prev)", "dweight_hh_f"),
        ("weight-of-memory", "da_f.T @ h_prev", "da_f.T @ c_prev", "dweight_hh_f"),
        ("weight-averaged", "da_f.T @ h_prev", "da_f.T @ h_prev / len(f)", "dweight_hh_f"),
        ("bias-of-dc", "da_f.sum(axis=0)", "dc.sum(axis=0)", "dbias_f"),
        ("bias-along-units", "da_f.sum(axis=0)", "da_f.sum(axis=1)", "shape"),
    ],
    "7.5": [
        ("log-of-one-more", "forget = np.log(lags)", "forget = np.log(lags + 1)", "bias"),
        ("root-for-log", "forget = np.log(lags)", "forget = np.sqrt(lags)", "bias"),
        ("base-ten", "forget = np.log(lags)", "forget = np.log10(lags)", "bias"),
        ("in-reverse", "forget = np.log(lags)", "forget = np.log(lags[::-1])", "bias"),
        ("sorted", "forget = np.log(lags)", "forget = np.log(np.sort(lags)) + 0.01", "bias"),
        ("input-halved", "[-forget, forget", "[-forget / 2, forget", "bias"),
        ("input-at-minus-three", "[-forget, forget", "[0 * forget - 3, forget", "bias"),
        ("forget-doubled", "[-forget, forget", "[-forget, 2 * forget", "bias"),
        ("candidate-too", "0 * forget, 0 * forget", "forget, 0 * forget", "bias"),
        ("one-for-the-output", "0 * forget, 0 * forget", "0 * forget, 0 * forget + 1", "bias"),
    ],
}


def half_life_by_counting(forget_bias, half_life):
    f = sigmoid(np.array(forget_bias))
    return -math.log(2) / math.log(f), -math.log(2 ** (1 / half_life) - 1)


def half_life_in_base_two(forget_bias, half_life):
    return 1 / np.log2(1 + np.exp(-forget_bias)), -np.log(np.exp2(1 / half_life) - 1)


def half_life_with_log1p(forget_bias, half_life):
    kept = np.exp(-np.log(2) / half_life)
    return np.log(2) / np.log1p(np.exp(-forget_bias)), np.log(kept) - np.log1p(-kept)


def step_of_the_package(params, x, h, c):
    state, _ = lstm_step(params, x, LSTMState(h, c))
    return tuple(state)


def step_gate_by_gate(params, x, h, c):
    size = c.shape[1]
    a = [
        x @ params.weight_ih[k * size : (k + 1) * size].T
        + h @ params.weight_hh[k * size : (k + 1) * size].T
        + params.bias[k * size : (k + 1) * size]
        for k in range(4)
    ]
    new = c / (1 + np.exp(-a[1])) + np.tanh(a[2]) / (1 + np.exp(-a[0]))
    return np.tanh(new) / (1 + np.exp(-a[3])), new


def step_row_by_row(params, x, h, c):
    hs, cs = [], []
    for one, before, memory in zip(x, h, c, strict=True):
        i, f, g, o = np.split(params.weight_ih @ one + params.weight_hh @ before + params.bias, 4)
        cs.append(sigmoid(f) * memory + sigmoid(i) * np.tanh(g))
        hs.append(sigmoid(o) * np.tanh(cs[-1]))
    return np.array(hs), np.array(cs)


def back_by_the_package(h_prev, c_prev, f, o, c, dh, dc):
    size, none = f.shape[1], np.zeros_like(f)
    params = LSTMParams(np.zeros((4 * size, 1)), np.zeros((4 * size, size)), np.zeros(4 * size))
    tape = LSTMTape(np.zeros((len(f), 1)), h_prev, c_prev, none, f, none, o, c)
    _, state, grads = lstm_step_backward(params, tape, LSTMState(dh, dc))
    return state.c, grads.weight_hh[size : 2 * size], grads.bias[size : 2 * size]


def back_by_einsum(h_prev, c_prev, f, o, c, dh, dc):
    whole = dc + dh * o / np.cosh(c) ** 2
    da = whole * c_prev * (f - f**2)
    return np.multiply(f, whole), np.einsum("bh,bk->hk", da, h_prev), np.einsum("bh->h", da)


def back_row_by_row(h_prev, c_prev, f, o, c, dh, dc):
    before, weight, bias = np.zeros_like(c), 0.0, 0.0
    for k in range(len(c)):
        whole = dc[k] + dh[k] * o[k] * (1 - np.tanh(c[k]) ** 2)
        before[k] = whole * f[k]
        da = whole * c_prev[k] * f[k] * (1 - f[k])
        weight, bias = weight + np.outer(da, h_prev[k]), bias + da
    return before, weight, bias


def bias_by_stacking(lags):
    return np.stack([-np.log(lags), np.log(lags), np.zeros(len(lags)), np.zeros(len(lags))]).reshape(-1)


def bias_by_the_logit(lags):
    f = lags / (1 + lags)
    bias = np.zeros((4, len(lags)))
    bias[1] = np.log(f / (1 - f))
    bias[0] -= bias[1]
    return bias.ravel()


def bias_in_a_loop(lags):
    size, bias = len(lags), np.zeros(4 * len(lags))
    for k, lag in enumerate(lags):
        bias[k], bias[size + k] = -math.log(lag), math.log(lag)
    return bias


VARIANTS = {
    "7.1": [half_life_by_counting, half_life_in_base_two, half_life_with_log1p],
    "7.3": [step_of_the_package, step_gate_by_gate, step_row_by_row],
    "7.4": [back_by_the_package, back_by_einsum, back_row_by_row],
    "7.5": [bias_by_stacking, bias_by_the_logit, bias_in_a_loop],
}
