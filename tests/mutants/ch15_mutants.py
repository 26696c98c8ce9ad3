"""Chapter 15: faults that no list names, and right answers written in other ways."""

import numpy as np

MUTANTS = {
    "15.1": [
        (
            "uniform-of-contexts",
            "np.full(counts.shape[1], 1 / counts.shape[1])",
            "np.full(counts.shape[1], 1 / len(counts))",
            "p",
        ),
        ("ones-to-start", "1 / counts.shape[1])\n", "1.0)\n", "p"),
        ("discount-halved", "row - discount, 0", "row - discount / 2, 0", "p"),
        ("discount-of-one", "row - discount, 0", "row - 1, 0", "p"),
        ("freed-without-rate", "discount * (row > 0).sum() * p", "(row > 0).sum() * p", "p"),
        ("freed-by-counts", "(row > 0).sum()", "row.sum()", "p"),
        ("freed-twice", "discount * (row > 0).sum()", "2 * discount * (row > 0).sum()", "p"),
        ("divided-by-rest", "* p) / row.sum()", "* p) / kept.sum()", "p"),
        ("divided-by-largest", "* p) / row.sum()", "* p) / row.max()", "p"),
        ("first-row-skipped", "for row in counts:", "for row in counts[1:]:", "p"),
        ("only-longest", "for row in counts:", "for row in counts[-1:]:", "p"),
        ("squared", "* p) / row.sum()", "* p**2) / row.sum()", "p"),
        (
            "row-0-without-handing-on",
            "discount * (row > 0).sum()",
            "discount * (row > 0).sum() * (not np.shares_memory(row, counts[0]))",
            "p",
        ),
        (
            "zero-row-starts-anew",
            "    return p",
            "        else:\n            p = np.full(counts.shape[1], 1 / counts.shape[1])\n    return p",
            "p",
        ),
        ("zero-row-empties", "    return p", "        else:\n            p = 0 * p\n    return p", "p"),
        (
            "returns-at-zeros-in-the-last-half",
            "        if row.sum() > 0:",
            "        if row.sum() == 0 and len(counts) > 4:\n            return p\n        if row.sum() > 0:",
            "p",
        ),
        (
            "seen-in-any-row",
            "np.full(counts.shape[1], 1 / counts.shape[1])",
            "(counts.sum(axis=0) > 0) / (counts.sum(axis=0) > 0).sum()",
            "p",
        ),
    ],
    "15.2": [
        ("root-of-temperature", "logits / temperature", "logits / temperature**0.5", "places"),
        ("temperature-squared", "logits / temperature", "logits / temperature**2", "places"),
        ("shifted", "logits / temperature", "logits / (1 + temperature)", "places"),
        ("positive-only", "logits / temperature", "np.maximum(logits, 0) / temperature", "places"),
        ("negated", "logits / temperature", "-logits / temperature", "places"),
        ("wrong-axis", "p / p.sum(axis=1, keepdims=True)", "p / p.sum(axis=0, keepdims=True)", "places"),
        ("whole-batch", "p / p.sum(axis=1, keepdims=True)", "p / p.sum()", "places"),
        ("unscaled", "p / p.sum(axis=1, keepdims=True)", "p", "places"),
        ("clipped-logits", "np.exp(y - y.max(axis=1, keepdims=True))", "np.exp(np.clip(y, -1, 1))", "places"),
        ("first-left-out", "[:, :-1]", "[:, 1:-1]", "places"),
        ("turned", "(sums <= u", "(sums > u", "places"),
        ("other-end", "u[:, None]", "(u**2)[:, None]", "places"),
        ("half-way", "u[:, None]", "0.5", "places"),
        ("whole-batch-largest", "y.max(axis=1, keepdims=True)", "y.max()", "places"),
        (
            "clipped-at-700",
            "np.exp(y - y.max(axis=1, keepdims=True))",
            "np.exp(np.clip(y, -700, 700))",
            "places",
        ),
    ],
    "15.3": [
        ("equal-too-much", "equal / 2", "0.75 * equal", "area"),
        ("equal-third", "equal / 2", "equal / 3", "area"),
        ("equal-taken-off", "higher + equal / 2", "higher - equal / 2", "area"),
        ("ignores-values", "inside[:, None] > outside", "inside[:, None] > 0", "area"),
        ("against-zero", "(inside[:, None] > outside)", "(outside < 0)", "area"),
        ("mean-inside", "inside[:, None] > outside", "inside.mean() > outside", "area"),
        ("median-inside", "inside[:, None] > outside", "np.median(inside) > outside", "area"),
        ("absolute", "inside[:, None] > outside", "np.abs(inside[:, None]) > np.abs(outside)", "area"),
        ("by-a-margin", "inside[:, None] > outside", "inside[:, None] > outside + 0.3", "area"),
        ("doubled", "higher + equal / 2", "2 * (higher + equal / 2) - 1", "area"),
        (
            "first-only",
            "inside, outside = values[held], values[~held]",
            "inside, outside = values[held][:1], values[~held]",
            "area",
        ),
        ("marked-share", "higher + equal / 2", "held.mean()", "area"),
        (
            "rounded",
            "inside, outside = values[held], values[~held]",
            "inside, outside = np.round(values[held], 9), np.round(values[~held], 9)",
            "area",
        ),
        (
            "single-precision",
            "inside, outside = values[held], values[~held]",
            "inside, outside = values[held].astype(np.float32), values[~held].astype(np.float32)",
            "area",
        ),
    ],
    "15.5": [
        ("always-first-symbol", "before.argmax()", "0", "moves"),
        ("last-token", "before.argmax()", "tokens[-1]", "moves"),
        ("place-before", "tried[t] = other", "tried[t - 1] = other", "moves"),
        ("all-after", "tried[t] = other", "tried[t:] = other", "moves"),
        ("all-before", "tried[t] = other", "tried[: t + 1] = other", "moves"),
        ("reads-to-the-place", "logits_of(tried)[", "logits_of(tried[: t + 1])[", "moves"),
        ("set-of-others", "for other in others:", "for other in sorted(set(others.tolist())):", "moves"),
        ("last-other", "moves[t] += abs", "moves[t] = abs", "moves"),
        ("divided-by-places", "moves / len(others)", "moves / len(tokens)", "moves"),
        ("as-shares", "moves / len(others)", "moves / moves.sum()", "moves"),
        ("from-the-end", "return moves / len", "return moves[::-1] / len", "moves"),
        ("shifted-token", "tried[t] = other", "tried[t] = (tokens[t] + 1) % len(before)", "moves"),
    ],
}


def mix_by_recursion(counts, discount):
    if not len(counts):
        return np.full(counts.shape[1], 1 / counts.shape[1])
    below, row = mix_by_recursion(counts[:-1], discount), counts[-1]
    total = row.sum()
    if total == 0:
        return below
    free = discount * np.count_nonzero(row) / total
    return np.clip(row - discount, 0, None) / total + free * below


def mix_with_what_is_left(counts, discount):
    p = np.ones(counts.shape[1]) / counts.shape[1]
    for row in counts:
        if np.any(row):
            kept = np.where(row > 0, row - discount, 0.0) / row.sum()
            p = kept + (1 - kept.sum()) * p
    return p


def mix_by_symbol(counts, discount):
    p = [1 / counts.shape[1]] * counts.shape[1]
    for row in counts.tolist():
        total, kinds = sum(row), sum(number > 0 for number in row)
        if total:
            p = [(max(n - discount, 0) + discount * kinds * q) / total for n, q in zip(row, p, strict=True)]
    return np.array(p)


def draw_by_search(logits, temperature, u):
    drawn = []
    for row, at in zip(logits / temperature, u, strict=True):
        p = np.exp(row - row.max())
        drawn.append(min(int(np.searchsorted(np.cumsum(p) / p.sum(), at, side="right")), len(row) - 1))
    return np.array(drawn)


def draw_by_argmax(logits, temperature, u):
    y = (logits - logits.max(axis=-1)[:, None]) / temperature
    p = np.exp(y)
    above = np.cumsum(p, axis=-1) > u[:, None] * p.sum(axis=-1)[:, None]
    return above.argmax(axis=-1)


def draw_by_logsumexp(logits, temperature, u):
    y = logits / temperature
    logs = np.logaddexp.accumulate(y, axis=1)
    return (np.exp(logs[:, :-1] - logs[:, -1:]) <= u[:, None]).sum(axis=1)


def area_by_loops(values, held):
    inside, outside = values[held].tolist(), values[~held].tolist()
    won = sum((a > b) + 0.5 * (a == b) for a in inside for b in outside)
    return won / (len(inside) * len(outside))


def area_by_ranks(values, held):
    order = np.sort(values)
    places = (np.searchsorted(order, values, "left") + np.searchsorted(order, values, "right") + 1) / 2
    yes = held.sum()
    return (places[held].sum() - yes * (yes + 1) / 2) / (yes * (len(held) - yes))


def area_by_sign(values, held):
    return (1 + np.sign(np.subtract.outer(values[held], values[~held])).mean()) / 2


def moves_by_list(logits_of, tokens, others):
    logits = logits_of(tokens)
    best = int(np.argmax(logits))
    changes = []
    for t in range(len(tokens)):
        tries = [np.concatenate([tokens[:t], [other], tokens[t + 1 :]]) for other in others]
        changes.append(np.mean([abs(logits_of(one)[best] - logits[best]) for one in tries]))
    return np.array(changes)


def moves_by_where(logits_of, tokens, others):
    places, first = np.arange(len(tokens)), logits_of(tokens)
    of = [[logits_of(np.where(places == t, o, tokens))[first.argmax()] for o in others] for t in places]
    return np.abs(np.array(of) - first.max()).mean(axis=1)


def moves_and_back(logits_of, tokens, others):
    tokens, total = tokens.copy(), np.zeros(len(tokens))
    before = logits_of(tokens)
    for t, own in enumerate(tokens.tolist()):
        for other in others:
            tokens[t] = other
            total[t] += abs((logits_of(tokens) - before)[before.argmax()]) / len(others)
        tokens[t] = own
    return total


VARIANTS = {
    "15.1": [mix_by_recursion, mix_with_what_is_left, mix_by_symbol],
    "15.2": [draw_by_search, draw_by_argmax, draw_by_logsumexp],
    "15.3": [area_by_loops, area_by_ranks, area_by_sign],
    "15.5": [moves_by_list, moves_by_where, moves_and_back],
}
