"""Chapter 12: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import mask, mean_squared_error, reverse

MUTANTS = {
    "12.1": [
        ("absolute", "(error**2).sum()", "np.abs(error).sum()", "loss"),
        ("cubed", "(error**2).sum()", "np.abs(error**3).sum()", "loss"),
        ("root", "(error**2).sum() / entries", "np.sqrt((error**2).sum() / entries)", "loss"),
        ("half-the-loss", "(error**2).sum() / entries", "(error**2).sum() / (2 * entries)", "loss"),
        ("last-number-alone", "(error**2).sum()", "(error[..., -1] ** 2).sum()", "loss"),
        ("first-sequence-alone", "(error**2).sum()", "(error[:, 0] ** 2).sum()", "loss"),
        ("last-step-alone", "(error**2).sum()", "(error[-1] ** 2).sum()", "loss"),
        ("over-steps", "lengths.sum() *", "len(targets) *", "loss"),
        ("over-longest", "lengths.sum() *", "lengths.max() * len(lengths) *", "loss"),
        ("over-sequences", "lengths.sum() *", "len(lengths) *", "loss"),
        ("mean-length", "lengths.sum() *", "lengths.mean() *", "loss"),
        ("not-squared-gradient", "2 * error / entries", "2 * error**2 / entries", "gradient"),
        ("sign-gradient", "2 * error / entries", "2 * np.sign(error) / entries", "gradient"),
        ("gradient-scaled-again", "2 * error / entries", "2 * error / entries**2", "gradient"),
        ("gradient-over-steps", "2 * error / entries", "2 * error / lengths.sum()", "gradient"),
        (
            "mask-from-the-end",
            "np.arange(len(targets))[:, None]",
            "np.arange(len(targets))[::-1, None]",
            "loss",
        ),
        ("mask-of-first", "< lengths)[:, :, None]", "< 0 * lengths + lengths[0])[:, :, None]", "loss"),
    ],
    "12.2": [
        ("step-before", "forward[lengths - 1,", "forward[np.maximum(lengths - 3, 0),", "vectors"),
        ("from-the-back", "forward[lengths - 1,", "forward[-lengths,", "vectors"),
        ("shortest-end", "forward[lengths - 1,", "forward[0 * lengths + lengths.min() - 1,", "vectors"),
        ("first-end", "forward[lengths - 1,", "forward[0 * lengths + lengths[0] - 1,", "vectors"),
        ("rows-reversed", "np.arange(len(lengths))]", "np.arange(len(lengths))[::-1]]", "vectors"),
        ("first-row", "np.arange(len(lengths))]", "0 * np.arange(len(lengths))]", "vectors"),
        ("second-step", "backward[0]", "backward[1]", "vectors"),
        ("backward-last-row", "backward[0]", "backward[-1]", "vectors"),
        ("backward-mean", "backward[0]", "backward.mean(axis=0)", "vectors"),
        ("backward-largest", "backward[0]", "backward.max(axis=0)", "vectors"),
        ("forward-twice", "backward[0]", "forward[0]", "vectors"),
        ("interleaved", "np.split(hs, 2, axis=-1)", "(hs[..., ::2], hs[..., 1::2])", "vectors"),
        ("squashed", "[ends, backward[0]]", "[np.tanh(ends), backward[0]]", "vectors"),
        ("batch-joined", "backward[0]], axis=-1)", "backward[0]], axis=0)", "shape"),
    ],
    "12.4": [
        (
            "one-piece-less",
            "count = len(stream) // (rows * window)",
            "count = len(stream) // (rows * window) - 1",
            "shape",
        ),
        (
            "one-step-kept-back",
            "count = len(stream) // (rows * window)",
            "count = (len(stream) - 1) // (rows * window)",
            "shape",
        ),
        ("window-first", "(1, 2, 0, 3)", "(2, 1, 0, 3)", "shape"),
        ("rows-first", "(1, 2, 0, 3)", "(0, 1, 2, 3)", "shape"),
        ("rows-backward", "(1, 2, 0, 3)", "(1, 2, 0, 3)[:, :, ::-1]", "pieces"),
        ("steps-backward", "(1, 2, 0, 3)", "(1, 2, 0, 3)[:, ::-1]", "pieces"),
        ("features-backward", "(1, 2, 0, 3)", "(1, 2, 0, 3)[..., ::-1]", "pieces"),
        ("stream-backward", "used = stream[:", "used = stream[::-1][:", "pieces"),
        (
            "two-steps-late",
            "used = stream[: rows * count * window]",
            "used = np.roll(stream, -2, axis=0)[: rows * count * window]",
            "pieces",
        ),
        (
            "wrapped",
            "used = stream[: rows * count * window]",
            "used = np.roll(stream, 1, axis=0)[: rows * count * window]",
            "pieces",
        ),
        ("pieces-rolled", "(1, 2, 0, 3)", "(1, 2, 0, 3)[np.r_[1:count, 0]]", "pieces"),
        (
            "steps-rolled",
            "used.reshape(rows, count, window, -1)",
            "np.roll(used.reshape(rows, count, window, -1), 1, axis=2)",
            "pieces",
        ),
        ("first-piece-repeated", "(1, 2, 0, 3)", "(1, 2, 0, 3)[np.zeros(count, int)]", "pieces"),
    ],
    "12.6": [
        ("sorted", "[::-1]\n", "[np.argsort(xs[:length, b, 0])]\n", "reversed"),
        ("every-second", "[::-1]\n", "[np.arange(length) // 2]\n", "reversed"),
        ("first-step-everywhere", "[::-1]\n", "[:1]\n", "reversed"),
        ("rolled-by-one", "[::-1]\n", "[np.r_[length - 1, : length - 1]]\n", "reversed"),
        ("squashed", "= xs[:length, b][::-1]", "= np.tanh(xs[:length, b][::-1])", "reversed"),
        ("negative", "= xs[:length, b][::-1]", "= -xs[:length, b][::-1]", "reversed"),
        ("next-sequence", "xs[:length, b][::-1]", "xs[:length, b - 1][::-1]", "reversed"),
        ("ones-behind", "np.zeros_like(xs)", "np.ones_like(xs)", "reversed"),
        ("doubled", "xs[:length, b][::-1]", "xs[:length, b][::-1] * 2", "reversed"),
        ("mean-lengths", "enumerate(lengths)", "enumerate(0 * lengths + int(lengths.mean()))", "reversed"),
        ("shortest", "enumerate(lengths)", "enumerate(0 * lengths + lengths.min())", "reversed"),
    ],
}


def loss_by_picking(predictions, targets, lengths):
    here = mask(lengths, len(targets))
    value, picked = mean_squared_error(predictions[here], targets[here])
    gradient = np.zeros_like(predictions)
    gradient[here] = picked
    return value, gradient


def loss_by_loops(predictions, targets, lengths):
    total, gradient = 0.0, np.zeros_like(predictions)
    count = sum(int(n) for n in lengths) * predictions.shape[2]
    for b, n in enumerate(lengths):
        for t in range(n):
            error = predictions[t, b] - targets[t, b]
            total += float(error @ error)
            gradient[t, b] = 2 * error / count
    return total / count, gradient


def loss_by_einsum(predictions, targets, lengths):
    alive = np.tril(np.ones((len(targets) + 1, len(targets))), -1)[lengths].T
    error, count = predictions - targets, alive.sum() * targets.shape[2]
    return np.einsum("tbk,tbk,tb->", error, error, alive) / count, error * alive[..., None] * (2 / count)


def summary_by_a_loop(hs, lengths):
    half = hs.shape[2] // 2
    return np.array([np.r_[hs[n - 1, b, :half], hs[0, b, half:]] for b, n in enumerate(lengths)])


def summary_by_one_hot(hs, lengths):
    half, steps = hs.shape[2] // 2, np.arange(len(hs))[:, None]
    ends = (steps == lengths - 1).astype(float)
    return np.concatenate([np.einsum("tbh,tb->bh", hs[..., :half], ends), hs[0, :, half:]], axis=1)


def summary_by_taking(hs, lengths):
    ahead = np.take_along_axis(hs, (lengths - 1)[None, :, None], axis=0)[0]
    made = hs[0].copy()
    made[:, : hs.shape[2] // 2] = ahead[:, : hs.shape[2] // 2]
    return made


def pieces_by_loops(stream, rows, window):
    count = len(stream) // (rows * window)
    made = np.zeros((count, window, rows, stream.shape[1]))
    for k in range(count):
        for b in range(rows):
            first = b * count * window + k * window
            made[k, :, b] = stream[first : first + window]
    return made


def pieces_by_stacking(stream, rows, window):
    count = len(stream) // (rows * window)
    long = count * window
    side_by_side = np.stack([stream[b * long : (b + 1) * long] for b in range(rows)], axis=1)
    return np.stack(np.split(side_by_side, count))


def pieces_by_index(stream, rows, window):
    count = len(stream) // (rows * window)
    k, t, b = np.ogrid[:count, :window, :rows]
    return stream[b * count * window + k * window + t]


def reversed_by_the_package(xs, lengths):
    return reverse(xs, lengths)


def reversed_by_rolling(xs, lengths):
    made = xs[::-1].copy()
    for b, n in enumerate(lengths):
        made[:, b] = np.roll(made[:, b], n - len(xs), axis=0)
        made[n:, b] = 0
    return made


def reversed_by_index(xs, lengths):
    steps = lengths - 1 - np.arange(len(xs))[:, None]
    return np.where((steps >= 0)[..., None], xs[steps, np.arange(len(lengths))], 0.0)


VARIANTS = {
    "12.1": [loss_by_picking, loss_by_loops, loss_by_einsum],
    "12.2": [summary_by_a_loop, summary_by_one_hot, summary_by_taking],
    "12.4": [pieces_by_loops, pieces_by_stacking, pieces_by_index],
    "12.6": [reversed_by_the_package, reversed_by_rolling, reversed_by_index],
}
