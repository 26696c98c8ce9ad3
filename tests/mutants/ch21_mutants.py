"""Chapter 21: faults that no list names, and right answers written in other ways."""

from functools import cache

import numpy as np

MUTANTS = {
    "21.2": [
        ("label-before-blank", "row += [label, 0]", "row += [0, label]", "alpha"),
        ("label-twice", "row += [label, 0]", "row += [label, label]", "alpha"),
        ("first-frame-again", "* p[t, row[s]]", "* p[0, row[s]]", "alpha"),
        ("last-frame", "* p[t, row[s]]", "* p[-1, row[s]]", "alpha"),
        ("no-factor", "* p[t, row[s]]", "* 1.0", "alpha"),
        ("blank-factor", "* p[t, row[s]]", "* p[t, 0]", "alpha"),
        ("first-three", "alpha[0, :2] = p[0, row[:2]]", "alpha[0, :3] = p[0, row[:3]]", "alpha"),
        ("first-one", "alpha[0, :2] = p[0, row[:2]]", "alpha[0, :2] = 1.0", "alpha"),
        ("no-stay", "s + 1].sum()", "s].sum()", "alpha"),
        ("three-wide", "max(0, s - 1)", "max(0, s - 3)", "alpha"),
        ("no-step", "max(0, s - 1)", "s", "alpha"),
        ("skip-replaces", "ways += alpha", "ways = alpha", "alpha"),
        ("skip-two", "ways += alpha[t - 1, s - 2]", "ways += alpha[t - 1, s - 1]", "alpha"),
        ("skip-half", "ways += alpha[t - 1, s - 2]", "ways += alpha[t - 1, s - 2] / 2", "alpha"),
        ("ends-product", "alpha[-1, -2:].sum()", "alpha[-1, -2:].prod()", "P"),
        ("ends-anywhere", "alpha[-1, -2:].sum()", "alpha[-1].sum()", "P"),
        ("ends-mean", "alpha[-1, -2:].sum()", "alpha[-1, -2:].mean()", "P"),
        ("ends-last-label-twice", "alpha[-1, -2:].sum()", "2 * alpha[-1, -2]", "P"),
        ("log-to-base-ten", "alpha[-1, -2:].sum()", "-np.log10(alpha[-1, -2:].sum())", "P"),
        ("skip-label-not-met-in-the-labels", "row[s] != row[s - 2]", "row.count(row[s]) == 1", "alpha"),
        ("skip-not-the-first-label", "row[s] != row[s - 2]", "row[s] != row[1]", "alpha"),
        ("skip-only-upwards", "row[s] != row[s - 2]", "row[s] > row[s - 2]", "alpha"),
        ("skip-only-downwards", "row[s] != row[s - 2]", "row[s] < row[s - 2]", "alpha"),
        ("skip-not-the-last-label", "row[s] != row[s - 2]", "row[s] != row[-2]", "alpha"),
        ("both-wrap", "if s > 1 and row[s]", "if row[s]", "alpha"),
        ("first-halved", "alpha[0, :2] = p[0, row[:2]]", "alpha[0, :2] = p[0, row[:2]] / 2", "alpha"),
        ("frame-before-last", "alpha[-1, -2:].sum()", "alpha[-2, -2:].sum()", "P"),
    ],
    "21.3": [
        ("equal-is-an-edit", "(one[i] != other[j])", "(one[i] == other[j])", "rate"),
        ("always-an-edit", "(one[i] != other[j])", "1", "rate"),
        ("half-an-edit", "(one[i] != other[j])", "(one[i] != other[j]) / 2", "rate"),
        ("first-column-short", "row = [i + 1]", "row = [i]", "rate"),
        ("first-column-zero", "row = [i + 1]", "row = [0]", "rate"),
        ("largest", "min(change", "max(change", "rate"),
        ("same-column", "above[j + 1] + 1", "above[j] + 1", "rate"),
        ("first-row-zero", "list(range(len(other) + 1))", "[0] * (len(other) + 1)", "rate"),
        ("last-but-one", "edits += above[-1]", "edits += above[max(0, len(other) - 1)]", "rate"),
        ("last-pair-only", "edits += above[-1]", "edits = above[-1]", "rate"),
        ("one-said-more", "sum(len(one) for one in said)", "(1 + sum(len(one) for one in said))", "rate"),
        ("longest-row", "sum(len(one) for one in said)", "max(len(one) for one in said)", "rate"),
        ("percent", "return edits /", "return 100 * edits /", "rate"),
        ("at-most-one", "return edits /", "return min(edits, sum(map(len, said))) /", "rate"),
    ],
}


def forward_by_matrix(p, labels):
    row = np.zeros(2 * len(labels) + 1, dtype=int)
    row[1::2] = labels
    size = len(row)
    move = np.eye(size) + np.eye(size, k=1)
    for s in range(3, size, 2):
        move[s - 2, s] = row[s] != row[s - 2]
    alpha = np.zeros((len(p), size))
    alpha[0, :2] = p[0, row[:2]]
    for t in range(1, len(p)):
        alpha[t] = (alpha[t - 1] @ move) * p[t, row]
    return alpha, alpha[-1, -1] + alpha[-1, -2]


def forward_by_recursion(p, labels):
    row = [0] + [symbol for label in labels for symbol in (label, 0)]

    @cache
    def reached(t, s):
        if s < 0:
            return 0.0
        if t == 0:
            return p[0, row[s]] if s < 2 else 0.0
        ways = reached(t - 1, s) + reached(t - 1, s - 1)
        if row[s] and s > 1 and row[s] != row[s - 2]:
            ways += reached(t - 1, s - 2)
        return ways * p[t, row[s]]

    alpha = np.array([[reached(t, s) for s in range(len(row))] for t in range(len(p))])
    return alpha, float(sum(alpha[-1, -2:]))


def forward_with_logarithms(p, labels):
    row = [0] + [symbol for label in labels for symbol in (label, 0)]
    logs = np.full((len(p), len(row)), -np.inf)
    logs[0, :2] = np.log(p[0, row[:2]])
    for t in range(1, len(p)):
        for s in range(len(row)):
            logs[t, s] = logs[t - 1, s]
            if s > 0:
                logs[t, s] = np.logaddexp(logs[t, s], logs[t - 1, s - 1])
            if s > 1 and row[s] not in (0, row[s - 2]):
                logs[t, s] = np.logaddexp(logs[t, s], logs[t - 1, s - 2])
            logs[t, s] += np.log(p[t, row[s]])
    return np.exp(logs), float(np.exp(np.logaddexp(logs[-1, -1], logs[-1, -2])))


def rate_by_recursion(said, heard):
    @cache
    def apart(a, b):
        if not a or not b:
            return len(a) + len(b)
        return min(apart(a[1:], b[1:]) + (a[0] != b[0]), apart(a[1:], b) + 1, apart(a, b[1:]) + 1)

    return sum(map(apart, map(tuple, said), map(tuple, heard))) / sum(map(len, said))


def rate_by_table(said, heard):
    total = 0
    for a, b in zip(said, heard, strict=True):
        table = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
        table[:, 0], table[0] = np.arange(len(a) + 1), np.arange(len(b) + 1)
        for i in range(1, len(a) + 1):
            for j in range(1, len(b) + 1):
                table[i, j] = min(
                    table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])
                )
        total += int(table[-1, -1])
    return total / sum(len(a) for a in said)


def rate_from_the_end(said, heard):
    return rate_by_table([row[::-1] for row in said], [row[::-1] for row in heard])


VARIANTS = {
    "21.2": [forward_by_matrix, forward_by_recursion, forward_with_logarithms],
    "21.3": [rate_by_recursion, rate_by_table, rate_from_the_end],
}
