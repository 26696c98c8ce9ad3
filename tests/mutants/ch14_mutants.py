"""Chapter 14: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import sigmoid

MUTANTS = {
    "14.1": [
        ("input-weights-squared", "params.weight_ih.T)", "(params.weight_ih**2).T)", "hs"),
        ("bias-negative", "+ params.bias", "- params.bias", "hs"),
        ("columns-first", "wide.reshape(T, B, -1)", "wide.reshape(B, T, -1).swapaxes(0, 1)[::-1]", "hs"),
        ("backward-in-time", "in wide.reshape(T, B, -1):", "in wide.reshape(T, B, -1)[::-1]:", "hs"),
        ("one-step-short", "in wide.reshape(T, B, -1):", "in wide.reshape(T, B, -1)[1:]:", "shape"),
        (
            "half-of-the-steps-at-once",
            "wide = product(xs.reshape(T * B, D), params.weight_ih.T) + params.bias\n",
            "wide = product(xs.reshape(T * B, D)[B:], params.weight_ih.T)\n"
            "    wide = np.concatenate([xs[0] @ params.weight_ih.T, wide]) + params.bias\n",
            "products with the inputs of all steps",
        ),
        (
            "state-in-the-open-and-counted-in-vain",
            "a_t + product(h, params.weight_hh.T)",
            "a_t + h @ params.weight_hh.T + 0 * product(h, params.weight_hh.T)",
            "h0 multiplied without product",
        ),
        (
            "recurrent-by-step-twice",
            "a_t + product(h, params.weight_hh.T)",
            "a_t + product(h, params.weight_hh.T) + 0 * product(h, params.weight_hh.T)",
            "products",
        ),
        ("f-and-o-exchanged", "i, f, g, o = np.split", "i, o, g, f = np.split", "hs"),
        ("i-and-o-exchanged", "i, f, g, o = np.split", "o, f, g, i = np.split", "hs"),
        ("candidate-by-nothing", "np.tanh(g)", "g", "hs"),
        (
            "joined-and-one-more-before",
            "    h, c, hs = h0, c0, []\n    for a_t in wide.reshape(T, B, -1):\n"
            "        i, f, g, o = np.split(a_t + product(h, params.weight_hh.T), 4, axis=1)\n",
            "    h, c, hs = h0, c0, []\n    both = np.hstack([params.weight_ih, params.weight_hh])\n"
            "    for x in xs:\n        a = product(np.hstack([x, h]), both.T) + params.bias\n"
            "        i, f, g, o = np.split(a, 4, axis=1)\n",
            "products with one state",
        ),
        ("memory-replaced", "sigmoid(f) * c + sigmoid(i)", "sigmoid(i)", "hs"),
        ("coupled", "sigmoid(f) * c + sigmoid(i)", "sigmoid(f) * c + (1 - sigmoid(f))", "hs"),
        (
            "wide-twice",
            "+ params.bias\n",
            "+ params.bias + 0 * product(xs[0], params.weight_ih.T)[0]\n",
            "products",
        ),
        ("hidden-halved", "h = sigmoid(o)", "h = 0.5 * sigmoid(o)", "hs"),
        ("memory-starts-at-zero", "h, c, hs = h0, c0, []", "h, c, hs = h0, 0 * c0, []", "hs"),
        ("state-starts-at-zero", "h, c, hs = h0, c0, []", "h, c, hs = 0 * h0, c0, []", "hs"),
    ],
    "14.2": [
        (
            "order-gfio",
            "np.stack([sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)])",
            "np.stack([np.tanh(g), sigmoid(f), sigmoid(i), sigmoid(o)])",
            "gates",
        ),
        ("bias-added-as-rows", "+ biases.ravel()", "+ biases.T.ravel()", "gates"),
        ("bias-negative", "+ biases.ravel()", "- biases.ravel()", "gates"),
        ("bias-twice", "+ biases.ravel()", "+ 2 * biases.ravel()", "gates"),
        ("state-doubled", "np.concatenate([x, h], axis=1)", "np.concatenate([x, 2 * h], axis=1)", "gates"),
        ("no-state", "np.concatenate([x, h], axis=1)", "np.concatenate([x, 0 * h], axis=1)", "gates"),
        ("no-input", "np.concatenate([x, h], axis=1)", "np.concatenate([0 * x, h], axis=1)", "gates"),
        (
            "first-row-for-all",
            "np.concatenate([x, h], axis=1)",
            "np.concatenate([x, h], axis=1)[:1].repeat(len(x), axis=0)",
            "gates",
        ),
        (
            "one-more-product",
            "i, f, g, o = np.split(a, 4, axis=1)",
            "product(x, x.T); i, f, g, o = np.split(a, 4, axis=1)",
            "products",
        ),
        ("weights-exchanged", "[weights_ih, weights_hh]", "[weights_ih[::-1], weights_hh]", "gates"),
        ("batch-reversed", "np.split(a, 4, axis=1)", "np.split(a[::-1], 4, axis=1)", "gates"),
        ("hard-sigmoid", "sigmoid(i),", "np.clip(0.2 * i + 0.5, 0, 1),", "gates"),
        ("stacked-last", "np.tanh(g), sigmoid(o)])", "np.tanh(g), sigmoid(o)], axis=1)", "shape"),
    ],
    "14.3": [
        ("squared-sum", "(D + H) * 4 * H", "(D + H) * 4 * (D + H)", "forward"),
        ("input-squared", "(D + H) * 4 * H", "(D + H) * 4 * D", "forward"),
        ("three-gates", "(D + H) * 4 * H", "(D + H) * 3 * H", "forward"),
        ("steps-squared", "2 * T * B * (D", "2 * T * T * B * (D", "forward"),
        ("ones-column", "(D + H) * 4 * H", "(D + H + 1) * 4 * H", "forward"),
        ("thrice", "backward = 2 * forward", "backward = 4 * forward", "backward"),
        ("half", "backward = 2 * forward", "backward = forward // 2", "backward"),
        ("half-as-much-again", "backward = 2 * forward", "backward = 3 * forward // 2", "backward"),
        ("seven-blocks", "(D + 6 * H)", "(D + 7 * H)", "tape"),
        ("a-gate-of-the-first-step-too", "+ 2 * B * H", "+ 3 * B * H", "tape"),
        ("first-state-of-one", "+ 2 * B * H", "+ 2 * H", "tape"),
        ("four-bytes", "tape * itemsize", "tape * 4", "tape"),
        ("bits", "tape * itemsize", "tape * itemsize * 8", "tape"),
        ("weights-too", "+ 2 * B * H", "+ 2 * B * H + 4 * H * (D + H)", "tape"),
    ],
    "14.5": [
        ("fixed-added", "(fixed_2 - fixed_1)", "(fixed_2 + fixed_1)", "batch size"),
        ("fixed-of-the-second", "(fixed_2 - fixed_1)", "fixed_2", "batch size"),
        ("slope-from-the-end", "wide = batches[1] - batches[0]", "wide = batches[1]", "batch size"),
        (
            "slope-over-the-sum",
            "wide = batches[1] - batches[0]",
            "wide = batches[1] + batches[0]",
            "batch size",
        ),
        ("slope-per-number", "wide = batches[1] - batches[0]", "wide = 1.0", "batch size"),
        (
            "fixed-from-the-wrong-batch",
            "first[0] - slope_1 * batches[0]",
            "first[0] - slope_1 * batches[1]",
            "batch size",
        ),
        (
            "fixed-from-the-other-line",
            "first[0] - slope_1 * batches[0]",
            "first[0] - slope_2 * batches[1]",
            "batch size",
        ),
        ("fixed-plus", "second[0] - slope_2 * batches[0]", "second[0] + slope_2 * batches[0]", "batch size"),
        (
            "slope-of-the-sum",
            "(second[1] - second[0]) / wide",
            "(second[1] + second[0]) / wide",
            "batch size",
        ),
        (
            "rounded",
            "return (fixed_2 - fixed_1) / (slope_1 - slope_2)",
            "return float(round((fixed_2 - fixed_1) / (slope_1 - slope_2)))",
            "batch size",
        ),
        ("doubled", "return (fixed_2", "return 2 * (fixed_2", "batch size"),
        (
            "larger-batch",
            "return (fixed_2 - fixed_1) / (slope_1 - slope_2)",
            "return batches[1]",
            "batch size",
        ),
    ],
}


def forward_with_ones(params, xs, h0, c0, product):
    T, B, D = xs.shape
    rows = np.concatenate([xs.reshape(-1, D), np.ones((T * B, 1))], axis=1)
    wide = product(rows, np.concatenate([params.weight_ih, params.bias[:, None]], axis=1).T)
    h, c, hs = h0, c0, np.empty((T, *h0.shape))
    for t in range(T):
        i, f, g, o = (
            (wide[t * B : t * B + B] + product(h, params.weight_hh.T)).reshape(B, 4, -1).swapaxes(0, 1)
        )
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        hs[t] = h = sigmoid(o) * np.tanh(c)
    return hs


def forward_in_columns(params, xs, h0, c0, product):
    T, B, D = xs.shape
    wide = product(params.weight_ih, xs.reshape(-1, D).T) + params.bias[:, None]
    h, c, hs = h0.T, c0.T, []
    for t in range(T):
        i, f, g, o = np.split(wide[:, t * B : t * B + B] + product(params.weight_hh, h), 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        hs.append(h.T)
    return np.array(hs)


def forward_batch_first(params, xs, h0, c0, product):
    T, B, D = xs.shape
    wide = product(xs.swapaxes(0, 1).reshape(-1, D), params.weight_ih.T).reshape(B, T, -1)
    state, hs = [h0, c0], []
    for t in range(T):
        a = wide[:, t] + product(state[0], params.weight_hh.T) + params.bias
        H = h0.shape[1]
        s = 0.5 * np.tanh(0.5 * a) + 0.5
        state[1] = s[:, H : 2 * H] * state[1] + s[:, :H] * np.tanh(a[:, 2 * H : 3 * H])
        state[0] = s[:, 3 * H :] * np.tanh(state[1])
        hs.append(state[0])
    return np.array(hs)


def gates_in_columns(weights_ih, weights_hh, biases, x, h, product):
    both = np.concatenate([weights_ih, weights_hh], axis=2).reshape(biases.size, -1)
    a = product(both, np.concatenate([x, h], axis=1).T).reshape(4, -1, len(x)) + biases[:, :, None]
    a = a.swapaxes(1, 2)
    return np.array([np.tanh(a[k]) if k == 2 else sigmoid(a[k]) for k in range(4)])


def gates_with_ones(weights_ih, weights_hh, biases, x, h, product):
    weights = np.concatenate([biases[:, :, None], weights_ih, weights_hh], axis=2)
    rows = np.concatenate([np.ones((len(x), 1)), x, h], axis=1)
    a = product(rows, weights.reshape(-1, rows.shape[1]).T).reshape(len(x), 4, -1).transpose(1, 0, 2)
    a = a.copy()
    a[2] *= 2
    s = sigmoid(a)
    s[2] = 2 * s[2] - 1
    return s


def gates_by_vstack(weights_ih, weights_hh, biases, x, h, product):
    wide = np.vstack(
        [np.vstack([w.T for w in pair]) for pair in [(np.vstack(weights_ih), np.vstack(weights_hh))]]
    )
    a = product(np.hstack((x, h)), wide) + np.hstack(biases)
    H = h.shape[1]
    blocks = [a[:, k * H : k * H + H] for k in range(4)]
    return np.stack([sigmoid(b) for b in blocks[:2]] + [np.tanh(blocks[2]), sigmoid(blocks[3])])


def costs_step_by_step(T, B, D, H, itemsize):
    step = 2 * B * D * 4 * H + 2 * B * H * 4 * H
    back = 2 * (B * 4 * H * D + B * 4 * H * H + 4 * H * B * D + 4 * H * B * H)
    kept = sum(B * D + 6 * B * H for _ in range(T)) + 2 * B * H
    return T * step, T * back, kept * itemsize


def costs_as_floats(T, B, D, H, itemsize):
    forward = 8.0 * T * B * H * D + 8.0 * T * B * H**2
    return forward, forward * 2, float(itemsize * B * (T * D + (6 * T + 2) * H))


def costs_by_arrays(T, B, D, H, itemsize):
    rows = np.prod([T, B, 8, H, D + H])
    tape = np.array([D, H, H, H, H, H, H]).sum() * T * B + 2 * B * H
    return [int(rows), int(2 * rows), int(tape * itemsize)]


def crossing_by_solve(batches, first, second):
    system = np.array([np.polyfit(batches, times, 1) for times in (first, second)])
    return np.linalg.solve(np.stack([system[:, 0], [-1.0, -1.0]], axis=1), -system[:, 1])[0]


def crossing_of_the_gap(batches, first, second):
    gap = second - first
    return batches[0] + gap[0] / (gap[0] - gap[1]) * (batches[1] - batches[0])


def crossing_by_roots(batches, first, second):
    return np.roots(np.polyfit(batches, second - first, 1))[0]


VARIANTS = {
    "14.1": [forward_with_ones, forward_in_columns, forward_batch_first],
    "14.2": [gates_in_columns, gates_with_ones, gates_by_vstack],
    "14.3": [costs_step_by_step, costs_as_floats, costs_by_arrays],
    "14.5": [crossing_by_solve, crossing_of_the_gap, crossing_by_roots],
}
