"""Chapter 1: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.tasks.text import windows

MUTANTS = {
    "1.1": [
        ("targets-two-ahead", "places + 1]", "(places + 2) % len(series)]", "targets"),
        ("targets-three-ahead", "places + 1]", "(places + 3) % len(series)]", "targets"),
        ("inputs-one-late", "inputs = series[places]", "inputs = series[places + 1]", "inputs"),
        ("inputs-negated", "inputs = series[places]", "inputs = -series[places]", "inputs"),
        ("targets-are-differences", "series[places + 1]", "series[places + 1] - series[places]", "targets"),
        ("targets-negated", "targets = series", "targets = -series", "targets"),
        (
            "samples-backwards",
            "np.arange(len(series) - steps)",
            "np.arange(len(series) - steps)[::-1]",
            "inputs",
        ),
        ("features-backwards", "inputs = series[places]", "inputs = series[places][..., ::-1]", "inputs"),
        (
            "targets-of-the-first-window",
            "series[places + 1]",
            "0 * inputs + series[places + 1][:, :1]",
            "targets",
        ),
        ("targets-a-window-ahead", "places + 1]", "(places + steps) % len(series)]", "targets"),
        ("one-window-too-few", "len(series) - steps)", "len(series) - steps - 1)", "shape"),
        (
            "samples-first",
            "return inputs, targets",
            "return inputs.swapaxes(0, 1), targets.swapaxes(0, 1)",
            "shape",
        ),
        ("steps-mixed-up", "inputs = series[places]", "inputs = np.sort(series[places], axis=0)", "inputs"),
    ],
    "1.2": [
        ("shorter-squared", "kinds * shorter)", "kinds * shorter**2)", "probability"),
        ("mixing-subtracted", "pairs + kinds * shorter", "pairs - kinds * shorter", "probability"),
        ("kinds-seen-twice", "(pairs > 0)", "(pairs > 1)", "pairs"),
        ("kinds-never-seen", "(pairs > 0)", "(pairs == 0)", "probability"),
        ("shorter-backwards", "kinds * shorter)", "kinds * shorter[::-1])", "shorter"),
        ("kinds-squared", "kinds * shorter)", "kinds**2 * shorter)", "probability"),
        ("kinds-doubled-below", "votes = count + kinds", "votes = count + 2 * kinds", "probability"),
        ("unseen-uniform", "mixed, shorter)", "mixed, 1 / len(shorter))", "probability"),
        ("counts-halved", "(pairs + kinds", "(pairs / 2 + kinds", "probability"),
        (
            "root-of-the-kinds",
            "votes = count + kinds",
            "kinds = np.sqrt(kinds); votes = count + kinds",
            "probability",
        ),
        ("longest-row-for-all", "votes = count + kinds", "votes = count.max() + kinds", "probability"),
        ("transposed-at-the-end", "mixed, shorter)", "mixed, shorter).T", "probability"),
        ("shorter-not-weighed", "kinds * shorter)", "shorter)", "probability"),
    ],
    "1.3": [
        ("base-ten", "np.log2(came)", "np.log10(came)", "bits"),
        ("median", "-np.log2(came).mean()", "-np.median(np.log2(came))", "bits"),
        ("first-left-out", "np.log2(came).mean()", "np.log2(came[1:]).mean()", "bits"),
        ("last-left-out", "np.log2(came).mean()", "np.log2(came[:-1]).mean()", "bits"),
        ("largest-surprise", "-np.log2(came).mean()", "-np.log2(came).min()", "bits"),
        ("of-what-did-not-come", "np.log2(came)", "np.log2(1 - came)", "bits"),
        ("divided-by-one-less", "np.log2(came).mean()", "np.log2(came).sum() / (len(came) - 1)", "bits"),
        (
            "divided-by-the-symbols",
            "np.log2(came).mean()",
            "np.log2(came).sum() / probabilities.shape[1]",
            "bits",
        ),
        ("perplexity-squared", "2**score", "score**2", "perplexity"),
        ("perplexity-turned-over", "2**score", "2**-score", "perplexity"),
        ("perplexity-of-ten", "2**score", "10**score", "perplexity"),
        ("exchanged", "return score, 2**score", "return 2**score, score", "bits"),
    ],
}


def with_windows(series, steps):
    pieces = windows(series, steps + 1)
    return pieces[:-1], pieces[1:]


def with_a_loop(series, steps):
    starts = range(len(series) - steps)
    inputs = np.stack([series[b : b + steps] for b in starts], axis=1)
    targets = np.stack([series[b + 1 : b + steps + 1] for b in starts], axis=1)
    return inputs, targets


def step_by_step(series, steps):
    count = len(series) - steps
    inputs = np.zeros((steps, count, series.shape[1]))
    targets = np.zeros_like(inputs)
    for t in range(steps):
        inputs[t] = series[t : t + count]
        targets[t] = series[t + 1 : t + 1 + count]
    return [inputs, targets]


def with_a_strided_view(series, steps):
    view = np.lib.stride_tricks.sliding_window_view(series, steps + 1, axis=0).transpose(2, 0, 1)
    return view[:steps], view[1:]


def row_by_row(pairs, shorter):
    rows = []
    for row in pairs:
        kinds = np.count_nonzero(row)
        rows.append((row + kinds * shorter) / (row.sum() + kinds) if kinds else shorter)
    return np.array(rows)


def entry_by_entry(pairs, shorter):
    size = len(pairs)
    answer = np.empty((size, size))
    for a in range(size):
        kinds = sum(pairs[a, b] > 0 for b in range(size))
        for b in range(size):
            votes = sum(pairs[a]) + kinds
            answer[a, b] = (pairs[a, b] + kinds * shorter[b]) / votes if votes else shorter[b]
    return answer


def as_two_shares(pairs, shorter):
    count, kinds = pairs.sum(1), (pairs != 0).sum(1)
    trust = np.divide(count, count + kinds, out=np.zeros(len(pairs)), where=count > 0)
    shares = np.divide(pairs, count[:, None], out=np.zeros_like(pairs), where=count[:, None] > 0)
    return trust[:, None] * shares + (1 - trust)[:, None] * shorter


def with_a_loop_over_targets(probabilities, targets):
    total = 0.0
    for row, target in zip(probabilities, targets, strict=True):
        total -= np.log(row[target]) / np.log(2)
    return total / len(targets), np.exp(total / len(targets) * np.log(2))


def with_one_hot(probabilities, targets):
    picked = np.eye(probabilities.shape[1])[targets]
    score = -(picked * np.log2(probabilities)).sum() / len(targets)
    return score, np.exp2(score)


def with_a_product(probabilities, targets):
    came = np.take_along_axis(probabilities, targets[:, None], axis=1)
    perplexity = np.prod(came) ** (-1 / len(targets))
    return np.log2(perplexity), perplexity


VARIANTS = {
    "1.1": [with_windows, with_a_loop, step_by_step, with_a_strided_view],
    "1.2": [row_by_row, entry_by_entry, as_two_shares],
    "1.3": [with_a_loop_over_targets, with_one_hot, with_a_product],
}
