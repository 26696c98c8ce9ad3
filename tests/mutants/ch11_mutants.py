"""Chapter 11: faults that no list names, and right answers written in other ways."""

from itertools import permutations

import numpy as np

from lstm_ref.numpy import LSTMState, gate_rows, lstm_step, reorder_gates, scan

MUTANTS = {
    "11.1": [
        ("two-other-blocks", "np.concatenate([i, f, j, o])", "np.concatenate([i, f, o, j])", "weight_ih"),
        ("input-gate-twice", "np.concatenate([i, f, j, o])", "np.concatenate([i, i, j, o])", "weight_ih"),
        ("f-first", "np.concatenate([i, f, j, o])", "np.concatenate([f, i, j, o])", "weight_ih"),
        ("candidate-negative", "np.concatenate([i, f, j, o])", "np.concatenate([i, f, -j, o])", "weight_ih"),
        ("units-reversed", "np.concatenate([i, f, j, o])", "np.concatenate([i, f[::-1], j, o])", "weight_ih"),
        ("bias-f-and-i", "[b_i, b_f + forget_bias,", "[b_f + forget_bias, b_i,", "bias_ih"),
        ("bias-g-and-o", "b_j, b_o]", "b_o, b_j]", "bias_ih"),
        ("forget-bias-one", "b_f + forget_bias", "b_f + 1", "bias_ih"),
        ("forget-bias-subtracted", "b_f + forget_bias", "b_f - forget_bias", "bias_ih"),
        ("forget-bias-multiplied", "b_f + forget_bias", "b_f * forget_bias", "bias_ih"),
        ("forget-bias-in-place-of", "b_f + forget_bias", "0 * b_f + forget_bias", "bias_ih"),
        ("first-unit-only", "b_f + forget_bias", "b_f + forget_bias * (b_f == b_f[0])", "bias_ih"),
        ("ones-for-zeros", "np.zeros_like(bias_ih)", "np.ones_like(bias_ih)", "bias_hh"),
        ("second-negative", "np.zeros_like(bias_ih)", "-bias_ih", "bias_hh"),
        ("h-before-x", "inputs = kernel.shape[0] - kernel.shape[1] // 4", "inputs = len(bias) // 4", "shape"),
        ("columns-reversed", "weight[:, inputs:]", "weight[:, inputs:][:, ::-1]", "weight_hh"),
        ("rows-turned-over", "weight[:, :inputs]", "weight[:, :inputs][:, ::-1]", "weight_ih"),
        (
            "bias-in-the-second",
            "bias_ih, np.zeros_like(bias_ih)",
            "np.zeros_like(bias_ih), bias_ih",
            "bias_hh",
        ),
    ],
    "11.2": [
        ("first-that-is-near", "np.abs(got - hs).max()", "np.round(np.abs(got - hs).max())", "order"),
        ("first-unit-alone", "np.abs(got - hs).max()", "np.abs(got - hs)[0, 0, 0].round(1)", "order"),
        (
            "bias-left-out",
            "ours = reorder_gates(params, ",
            "ours = reorder_gates(params._replace(bias=0 * params.bias), ",
            "order",
        ),
        (
            "one-recurrent-bias",
            "LSTMState.zeros(xs.shape[1], hs.shape[2])",
            "LSTMState(hs[0], hs[0])",
            "order",
        ),
        ("to-the-table", '"ifgo")\n        got', '"iofg")\n        got', "order"),
        ("three-fixed", 'permutations("ifgo")', '[("o", *p) for p in permutations("ifg")]', "order"),
        ("rotations-only", 'permutations("ifgo")', '["ifgo", "figo", "gfio", "ofgi"]', "order"),
        ("last-tried", "min(off, key=off.get)", "list(off)[-1]", "order"),
        ("first-tried-sorted", "min(off, key=off.get)", "sorted(off)[0]", "order"),
        ("second-best", "min(off, key=off.get)", "sorted(off, key=off.get)[1]", "order"),
        ("in-capitals", "min(off, key=off.get)", "min(off, key=off.get).upper()", "order"),
        ("with-blanks", "min(off, key=off.get)", "' '.join(min(off, key=off.get))", "order"),
        (
            "inputs-left-out",
            "scan(lstm_step, ours, xs, zeros)",
            "scan(lstm_step, ours, 0 * xs, zeros)",
            "order",
        ),
    ],
    "11.4": [
        (
            "half-the-loss",
            "cross_entropy(logits, wanted).item()",
            "cross_entropy(logits, wanted).item() / 2",
            "loss",
        ),
        (
            "in-bits",
            "cross_entropy(logits, wanted).item()",
            "cross_entropy(logits, wanted).item() / 0.6931",
            "loss",
        ),
        (
            "first-step",
            "cross_entropy(logits, wanted)",
            "cross_entropy(logits[:len(xs)], wanted[:len(xs)])",
            "loss",
        ),
        ("first-left-out", "cross_entropy(logits, wanted)", "cross_entropy(logits[1:], wanted[1:])", "loss"),
        (
            "targets-shifted",
            "cross_entropy(logits, wanted)",
            "cross_entropy(logits[:-1], wanted[1:])",
            "loss",
        ),
        (
            "smoothed",
            "cross_entropy(logits, wanted)",
            "cross_entropy(logits, wanted, label_smoothing=0.1)",
            "loss",
        ),
        (
            "class-zero-ignored",
            "cross_entropy(logits, wanted)",
            "cross_entropy(logits, wanted, ignore_index=0)",
            "loss",
        ),
        (
            "sigmoid-kept",
            "cross_entropy(logits, wanted)",
            "cross_entropy(torch.sigmoid(logits), wanted)",
            "loss",
        ),
        (
            "softmax-over-steps",
            "cross_entropy(logits, wanted)",
            "cross_entropy(logits.softmax(0), wanted)",
            "loss",
        ),
        ("targets-reversed", ".T.flatten()", ".T.flip(0).flatten()", "loss"),
        ("time-reversed", ".transpose(0, 1)  #", ".transpose(0, 1).flip(0)  #", "loss"),
        ("inputs-as-whole-numbers", "torch.tensor(xs).float()", "torch.tensor(xs).round().float()", "loss"),
        ("log-softmax-twice-scaled", "head(hs).flatten(0, 1)", "(2 * head(hs)).flatten(0, 1)", "loss"),
    ],
    "11.5": [
        ("cubed", "(hs**2).sum()", "(hs**2).sum().pow(1.5)", "gradient"),
        ("absolute", "(hs**2).sum()", "hs.abs().sum()", "gradient"),
        ("last-step-of-a-window", "(hs**2).sum()", "(hs[-1] ** 2).sum()", "gradient"),
        ("first-sequence", "(hs**2).sum()", "(hs[:, 0] ** 2).sum()", "gradient"),
        ("half-the-squares", "(hs**2).sum()", "(hs**2).sum().div(2)", "gradient"),
        ("last-state-squared", "(hs**2).sum()", "(state[0] ** 2).sum()", "gradient"),
        ("state-shrunk", "part.detach() for", "0.9 * part.detach() for", "gradient"),
        ("states-exchanged", "in state)", "in state[::-1])", "gradient"),
        (
            "h-for-both",
            "tuple(part.detach() for part in state)",
            "(state[0].detach(), state[0].detach())",
            "gradient",
        ),
        (
            "first-window-alone",
            "(hs**2).sum().backward()",
            "(hs**2 * (start == 0)).sum().backward()",
            "gradient",
        ),
        ("memory-returned", "state[0][0].numpy()", "state[1][0].numpy()", "h"),
        ("first-h-returned", "state[0][0].numpy()", "hs[0].detach().numpy()", "h"),
        ("negative", "lstm.weight_hh_l0.grad.numpy()", "-lstm.weight_hh_l0.grad.numpy()", "gradient"),
        ("overlapping", "xs[start : start + window]", "xs[start : start + window + 1]", "gradient"),
    ],
}


def weights_by_name(kernel, bias, forget_bias):
    size = len(bias) // 4
    bias = bias.copy()
    bias[gate_rows("f", size, "igfo")] += forget_bias
    rows = reorder_gates((kernel.T, bias), "igfo", "ifgo")
    inputs = kernel.shape[0] - size
    return rows[0][:, :inputs], rows[0][:, inputs:], rows[1], np.zeros(4 * size)


def weights_by_index(kernel, bias, forget_bias):
    blocks = [0, 2, 1, 3]
    size = kernel.shape[1] // 4
    stacked = kernel.reshape(len(kernel), 4, size)[:, blocks].reshape(len(kernel), -1).T
    both = (bias.reshape(4, size) + forget_bias * np.eye(4)[2][:, None])[blocks]
    return stacked[:, :-size], stacked[:, -size:], both.ravel(), 0 * bias


def weights_in_a_loop(kernel, bias, forget_bias):
    size = len(bias) // 4
    inputs, columns = len(kernel) - size, {gate: k * size for k, gate in enumerate("igfo")}
    w_ih, w_hh, b = np.zeros((4 * size, inputs)), np.zeros((4 * size, size)), np.zeros(4 * size)
    for k, gate in enumerate("ifgo"):
        for unit in range(size):
            column = columns[gate] + unit
            w_ih[k * size + unit] = kernel[:inputs, column]
            w_hh[k * size + unit] = kernel[inputs:, column]
            b[k * size + unit] = bias[column] + (forget_bias if gate == "f" else 0)
    return w_ih, w_hh, b, np.zeros(4 * size)


def order_by_mean_square(params, xs, hs):
    def off(order):
        start = LSTMState.zeros(xs.shape[1], hs.shape[2])
        got = scan(lstm_step, reorder_gates(params, order, "ifgo"), xs, start)[0]
        return ((got - hs) ** 2).mean()

    return min(map("".join, permutations("ifgo")), key=off)


def order_from_one_step(params, xs, hs):
    start = LSTMState.zeros(xs.shape[1], hs.shape[2])
    for order in permutations("figo"):
        h = lstm_step(reorder_gates(params, "".join(order), "ifgo"), xs[0], start)[0].h
        if np.allclose(h, hs[0], atol=1e-3):
            return "".join(order)
    return None


def order_by_hand(params, xs, hs):
    best, found = np.inf, ""
    blocks = [np.split(part, 4) for part in params]
    for places in permutations(range(4)):
        ours = type(params)(*(np.concatenate([part[k] for k in places]) for part in blocks))
        got, _, _ = scan(lstm_step, ours, xs, LSTMState.zeros(xs.shape[1], hs.shape[2]))
        if np.linalg.norm(got - hs) < best:
            best = np.linalg.norm(got - hs)
            found = "".join("ifgo"[places.index(block)] for block in range(4))
    return found


def loss_with_moved_axis(lstm, head, xs, targets):
    import torch

    hs, _ = lstm(torch.from_numpy(xs.swapaxes(0, 1).astype(np.float32)))
    return float(torch.nn.functional.cross_entropy(head(hs).permute(1, 2, 0), torch.from_numpy(targets)))


def loss_by_picking(lstm, head, xs, targets):
    import torch

    logs = torch.log_softmax(head(lstm(torch.tensor(xs).float().transpose(0, 1))[0]), -1).transpose(0, 1)
    return -logs.gather(2, torch.tensor(targets)[..., None]).mean().item()


def loss_sequence_by_sequence(lstm, head, xs, targets):
    import torch

    criterion, total = torch.nn.CrossEntropyLoss(), 0.0
    for one, wanted in zip(xs, targets, strict=True):
        total += criterion(head(lstm(torch.tensor(one, dtype=torch.float32))[0]), torch.tensor(wanted)).item()
    return total / len(xs)


def windows_with_zeros(lstm, xs, window):
    import torch

    stream = torch.from_numpy(xs)
    h = c = stream.new_zeros(1, stream.shape[1], lstm.hidden_size)
    for piece in stream.split(window):
        hs, (h, c) = lstm(piece, (h.detach(), c.detach()))
        hs.square().sum().backward()
    return lstm.weight_hh_l0.grad.detach().numpy(), hs[-1].detach().numpy()


def windows_in_one_backward(lstm, xs, window):
    import torch

    state, loss = None, 0
    for start in range(0, len(xs), window):
        hs, state = lstm(torch.tensor(xs[start : start + window]), state)
        state = state[0].detach(), state[1].detach()
        loss = loss + (hs * hs).sum()
    loss.backward()
    return lstm.weight_hh_l0.grad.numpy().copy(), state[0].squeeze(0).numpy()


def windows_with_grad(lstm, xs, window):
    import torch

    state, total = None, 0
    for start in range(0, len(xs), window):
        hs, state = lstm(torch.tensor(xs[start : start + window]), state)
        total = total + torch.autograd.grad((hs**2).sum(), lstm.weight_hh_l0)[0]
        state = tuple(part.clone().detach() for part in state)
    return total.numpy(), state[0][0].numpy()


VARIANTS = {
    "11.1": [weights_by_name, weights_by_index, weights_in_a_loop],
    "11.2": [order_by_mean_square, order_from_one_step, order_by_hand],
    "11.4": [loss_with_moved_axis, loss_by_picking, loss_sequence_by_sequence],
    "11.5": [windows_with_zeros, windows_in_one_backward, windows_with_grad],
}
