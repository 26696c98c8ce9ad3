"""Chapter 9: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import LSTMParams, LSTMState, lstm_step_backward, scan_backward
from lstm_ref.numpy.lstm import LSTMTape

MUTANTS = {
    "9.2": [
        ("read-through-f", "dh * tape.o * (1", "dh * tape.f * (1", "dc_prev"),
        ("read-without-o", "dh * tape.o * (1", "dh * (1", "dc_prev"),
        ("read-slope-without-square", "(1 - shown**2)", "(1 - shown)", "dc_prev"),
        ("read-of-the-old", "shown = np.tanh(tape.c)", "shown = np.tanh(tape.c_prev)", "dc_prev"),
        ("input-slope-squared", "tape.i * (1 - tape.i)", "(tape.i * (1 - tape.i)) ** 2", "dweight_ih"),
        ("input-slope-of-o", "tape.i * (1 - tape.i)", "tape.o * (1 - tape.o)", "dweight_ih"),
        ("input-from-dh", "da_i = dc *", "da_i = dh *", "dweight_ih"),
        ("forget-turned-over", "da_f = dc *", "da_f = -dc *", "dweight_ih"),
        ("forget-memory-squashed", "dc * tape.c_prev", "dc * np.tanh(tape.c_prev)", "dweight_ih"),
        ("candidate-slope-of-a-sigmoid", "(1 - tape.g**2)", "tape.g * (1 - tape.g)", "dweight_ih"),
        ("candidate-without-i", "dc * tape.i * (1 - tape.g**2)", "dc * (1 - tape.g**2)", "dweight_ih"),
        ("output-from-dc", "da_o = dh * shown", "da_o = dc * shown", "dweight_ih"),
        ("output-slope-missing", "shown * tape.o * (1 - tape.o)", "shown", "dweight_ih"),
        ("memory-keeps-i", "dc * tape.f, da.T", "dc * tape.i, da.T", "dc_prev"),
        ("memory-of-other-rows", "dc * tape.f, da.T", "(dc * tape.f)[::-1], da.T", "dc_prev"),
        ("weights-of-c", "da.T @ tape.h_prev", "da.T @ tape.c_prev", "dweight_hh"),
        ("bias-along-the-rows", "da.sum(axis=0)", "da.sum(axis=1)", "shape"),
    ],
    "9.3": [
        ("h-carry-halved", "state.h + dhs[t]", "state.h / 2 + dhs[t]", "dxs"),
        ("h-carry-subtracted", "state.h + dhs[t]", "dhs[t] - state.h", "dxs"),
        ("loss-of-the-first-h", "state.h + dhs[t]", "state.h + dhs[0]", "dxs"),
        ("loss-turned-round", "state.h + dhs[t]", "state.h + dhs[len(tape) - 1 - t]", "dxs"),
        ("loss-doubled", "state.h + dhs[t]", "state.h + 2 * dhs[t]", "dxs"),
        ("c-carry-doubled", "dhs[t], state.c)", "dhs[t], 2 * state.c)", "dxs"),
        ("c-carry-from-h", "dhs[t], state.c)", "dhs[t], state.h)", "dxs"),
        (
            "h-and-c-exchanged",
            "LSTMState(state.h + dhs[t], state.c)",
            "LSTMState(state.c, state.h + dhs[t])",
            "dxs",
        ),
        ("first-step-left-out", "reversed(range(len(tape)))", "reversed(range(1, len(tape)))", "shape"),
        ("last-c-into-h", "LSTMState(np.zeros_like(dc), dc)", "LSTMState(dc, np.zeros_like(dc))", "dxs"),
        ("last-c-into-both", "LSTMState(np.zeros_like(dc), dc)", "LSTMState(dc, dc)", "dxs"),
        ("steps-of-the-wrong-tape", "params, tape[t],", "params, tape[-1 - t],", "dxs"),
        ("weights-subtracted", "[total + part for", "[total - part for", "dweight_ih"),
        ("outputs-exchanged", "state.h, state.c, *sums", "state.c, state.h, *sums", "dh0"),
    ],
    "9.4": [
        ("path-of-i", "return np.diag(f)", "return np.diag(i)", "cell_path"),
        ("path-of-what-is-lost", "return np.diag(f)", "return np.diag(1 - f)", "cell_path"),
        ("path-squared", "return np.diag(f)", "return np.diag(f**2)", "cell_path"),
        ("path-off-the-diagonal", "return np.diag(f)", "return np.outer(f, f)", "cell_path"),
        ("read-of-the-gate", "(1 - np.tanh(c_before) ** 2)", "(1 - o_before)", "gate_paths"),
        ("read-slope-without-square", "np.tanh(c_before) ** 2", "np.tanh(c_before)", "gate_paths"),
        ("read-slope-of-c", "np.tanh(c_before) ** 2", "c_before ** 2", "gate_paths"),
        ("input-slope-halved", "g * i * (1 - i),", "g * (1 - i),", "gate_paths"),
        ("forget-from-g", "c_before * f * (1 - f)", "g * f * (1 - f)", "gate_paths"),
        ("forget-memory-squashed", "c_before * f * (1 - f)", "np.tanh(c_before) * f * (1 - f)", "gate_paths"),
        ("candidate-slope-of-a-sigmoid", "i * (1 - g**2)", "i * g * (1 - g)", "gate_paths"),
        ("candidate-without-i", "i * (1 - g**2)", "(1 - g**2)", "gate_paths"),
        ("forget-subtracted", "+ slope_f[:, None]", "- slope_f[:, None]", "gate_paths"),
        ("blocks-exchanged", "W_i, W_f, W_g, _", "W_f, W_i, W_g, _", "gate_paths"),
        ("output-block-for-candidate", "W_i, W_f, W_g, _", "W_i, W_f, _, W_g", "gate_paths"),
        ("shows-on-the-rows", "sees * shows", "sees * shows[:, None]", "gate_paths"),
    ],
}


def back_by_the_package(params, tape, dh, dc):
    dx, before, grads = lstm_step_backward(params, tape, LSTMState(dh, dc))
    return dx, before.h, before.c, *grads


def back_by_einsum(params, tape, dh, dc):
    t = tape
    whole = dc + dh * t.o / np.cosh(t.c) ** 2
    da = np.stack(
        [
            whole * t.g * (t.i - t.i**2),
            whole * t.c_prev * (t.f - t.f**2),
            whole * t.i - whole * t.i * t.g**2,
            dh * np.tanh(t.c) * (t.o - t.o**2),
        ]
    )
    size = t.c.shape[1]
    w_ih, w_hh = (w.reshape(4, size, -1) for w in (params.weight_ih, params.weight_hh))
    dweights = [np.einsum("kbh,bd->khd", da, other).reshape(4 * size, -1) for other in (t.x, t.h_prev)]
    backs = [np.einsum("kbh,khd->bd", da, w) for w in (w_ih, w_hh)]
    return *backs, whole * t.f, *dweights, np.einsum("kbh->kh", da).ravel()


def back_row_by_row(params, tape, dh, dc):
    rows, sums = [], [0.0, 0.0, 0.0]
    for b in range(len(dh)):
        x, h, c_prev, i, f, g, o, c = (part[b] for part in tape)
        shown = np.tanh(c)
        whole = dc[b] + dh[b] * o * (1 - shown**2)
        blocks = [whole * g * i * (1 - i), whole * c_prev * f * (1 - f), whole * i * (1 - g**2)]
        da = np.concatenate([*blocks, dh[b] * shown * o * (1 - o)])
        rows.append((params.weight_ih.T @ da, params.weight_hh.T @ da, whole * f))
        sums = [
            total + part for total, part in zip(sums, (np.outer(da, x), np.outer(da, h), da), strict=True)
        ]
    dx, dh_prev, dc_prev = (np.array(part) for part in zip(*rows, strict=True))
    return dx, dh_prev, dc_prev, *sums


def walk_by_the_package(params, tape, dhs, dc):
    dxs, first, grads = scan_backward(lstm_step_backward, params, tape, dhs, LSTMState(0 * dc, dc))
    return dxs, first.h, first.c, *grads


def walk_by_recursion(params, tape, dhs, dc):
    def back(t, dh, dc):
        if t < 0:
            return [], dh, dc, LSTMParams(*(0.0 * part for part in params))
        dx, before, here = lstm_step_backward(params, tape[t], LSTMState(dh + dhs[t], dc))
        dxs, first_h, first_c, sums = back(t - 1, before.h, before.c)
        return [*dxs, dx], first_h, first_c, LSTMParams(*(a + b for a, b in zip(sums, here, strict=True)))

    dxs, dh0, dc0, sums = back(len(tape) - 1, np.zeros_like(dc), dc)
    return np.array(dxs), dh0, dc0, *sums


def walk_into_arrays(params, tape, dhs, dc):
    dxs = np.empty((len(tape), *tape[0].x.shape))
    dh, weight_ih, weight_hh, bias = 0.0, 0.0, 0.0, 0.0
    for t in range(len(tape) - 1, -1, -1):
        dxs[t], (dh, dc), grads = lstm_step_backward(params, tape[t], LSTMState(dhs[t] + dh, dc))
        weight_ih, weight_hh = weight_ih + grads.weight_ih, weight_hh + grads.weight_hh
        bias = bias + grads.bias
    return dxs, dh, dc, weight_ih, weight_hh, bias


def split_by_matrices(weight_hh, o_before, c_before, i, f, g):
    blocks = np.split(weight_hh, 4)
    slopes = [g * i * (1 - i), c_before * f * (1 - f), i * (1 - g * g)]
    shows = np.diag(o_before / np.cosh(c_before) ** 2)
    around = sum(np.diag(slope) @ block @ shows for slope, block in zip(slopes, blocks[:3], strict=True))
    return np.eye(len(f)) * f, around


def split_by_einsum(weight_hh, o_before, c_before, i, f, g):
    slopes = np.stack([g * i * (1 - i), c_before * f * (1 - f), i * (1 - g**2)])
    shows = o_before - o_before * np.tanh(c_before) ** 2
    blocks = weight_hh.reshape(4, len(f), len(f))[:3]
    return np.diag(f), np.einsum("km,kmn,n->mn", slopes, blocks, shows)


def split_by_the_backward_step(weight_hh, o_before, c_before, i, f, g):
    size = len(f)
    rows = [np.tile(part, (size, 1)) for part in (c_before, i, f, g)]
    zero = np.zeros((size, size))
    tape = LSTMTape(zero, zero, *rows, zero, zero)
    params = LSTMParams(np.zeros((4 * size, size)), weight_hh, np.zeros(4 * size))
    _, before, _ = lstm_step_backward(params, tape, LSTMState(zero, np.eye(size)))
    return before.c, before.h * o_before * (1 - np.tanh(c_before) ** 2)


VARIANTS = {
    "9.2": [back_by_the_package, back_by_einsum, back_row_by_row],
    "9.3": [walk_by_the_package, walk_by_recursion, walk_into_arrays],
    "9.4": [split_by_matrices, split_by_einsum, split_by_the_backward_step],
}
