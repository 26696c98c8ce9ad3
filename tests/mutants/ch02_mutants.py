"""Chapter 2: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import RNNState, rnn_step, scan

MUTANTS = {
    "2.1": [
        ("minus-the-state", "from_input + from_state", "from_input - from_state", "h"),
        ("minus-the-bias", "+ params.bias", "- params.bias", "h"),
        ("state-halved", "h @ params.weight_hh.T", "0.5 * h @ params.weight_hh.T", "h"),
        ("input-doubled", "x @ params.weight_ih.T", "2 * x @ params.weight_ih.T", "h"),
        ("tanh-of-the-old-state", "h @ params.weight_hh.T", "np.tanh(h) @ params.weight_hh.T", "h"),
        ("sine-for-tanh", "np.tanh(", "np.sin(", "h"),
        ("arctan-for-tanh", "np.tanh(", "np.arctan(", "h"),
        ("rectified", "np.tanh(", "np.maximum(0, ", "h"),
        ("another-sequences-state", "h @", "h[::-1] @", "h"),
        ("another-sequences-input", "x @", "x[::-1] @", "h"),
        ("mean-of-the-batch", "from_state = h @", "from_state = h.mean(axis=0, keepdims=True) @", "h"),
        ("steeper", "np.tanh(from", "np.tanh(2 * from", "h"),
        ("transposed", "+ params.bias)", "+ params.bias).T", "shape"),
    ],
    "2.2": [
        (
            "old-and-new-mixed",
            "h = rnn_step(params, x, RNNState(h))[0].h",
            "h = 0.5 * h + 0.5 * rnn_step(params, x, RNNState(h))[0].h",
            "hs",
        ),
        ("state-negated", "RNNState(h)", "RNNState(-h)", "hs"),
        ("state-halved", "RNNState(h)", "RNNState(0.5 * h)", "hs"),
        ("first-input-over-and-over", "rnn_step(params, x,", "rnn_step(params, xs[0],", "hs"),
        ("input-of-another-sequence", "rnn_step(params, x,", "rnn_step(params, x[::-1],", "hs"),
        ("kept-doubled", "states.append(h)", "states.append(2 * h)", "hs"),
        ("kept-turned-round", "states.append(h)", "states.insert(0, h)", "hs"),
        ("last-is-h0", "np.stack(states), h", "np.stack(states), h0", "h_last"),
        ("last-negated", "np.stack(states), h", "np.stack(states), -h", "h_last"),
        ("last-is-the-mean", "np.stack(states), h", "np.stack(states), np.mean(states, axis=0)", "h_last"),
        ("last-of-another-sequence", "np.stack(states), h", "np.stack(states), h[::-1]", "h_last"),
        ("batch-first", "np.stack(states), h", "np.stack(states, axis=1), h", "shape"),
        ("one-step-short", "for x in xs:", "for x in xs[:-1]:", "shape"),
    ],
}


def step_by_einsum(params, x, h):
    a = np.einsum("bd,hd->bh", x, params.weight_ih) + np.einsum("bk,hk->bh", h, params.weight_hh)
    return np.tanh(a + params.bias)


def step_one_by_one(params, x, h):
    rows = [
        np.tanh(params.weight_ih @ one + params.weight_hh @ before + params.bias)
        for one, before in zip(x, h, strict=True)
    ]
    return np.array(rows)


def step_joined(params, x, h):
    weights = np.concatenate([params.weight_ih, params.weight_hh], axis=1)
    return np.tanh(np.concatenate([x, h], axis=1) @ weights.T + params.bias)


def walk_by_index(params, xs, h0):
    hs = np.empty((len(xs), *h0.shape))
    for t in range(len(xs)):
        before = hs[t - 1] if t else h0
        hs[t] = np.tanh(xs[t] @ params.weight_ih.T + before @ params.weight_hh.T + params.bias)
    return hs, hs[-1].copy()


def walk_each_sequence(params, xs, h0):
    columns = []
    for b in range(xs.shape[1]):
        state, states = RNNState(h0[b : b + 1]), []
        for x in xs[:, b : b + 1]:
            state, _ = rnn_step(params, x, state)
            states.append(state.h[0])
        columns.append(states)
    hs = np.array(columns).swapaxes(0, 1)
    return hs, hs[-1]


def walk_in_two_pieces(params, xs, h0):
    first, middle, _ = scan(rnn_step, params, xs[:1], RNNState(h0))
    second, last, _ = scan(rnn_step, params, xs[1:], middle)
    return np.concatenate([first, second]), last.h


VARIANTS = {
    "2.1": [step_by_einsum, step_one_by_one, step_joined],
    "2.2": [walk_by_index, walk_each_sequence, walk_in_two_pieces],
}
