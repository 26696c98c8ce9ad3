"""Chapter 17: faults that no list names, and right answers written in other ways."""

import numpy as np

MUTANTS = {
    "17.1": [
        (
            "weights-squared",
            'np.einsum("bs,sbk->bk", looks, seen)',
            'np.einsum("bs,sbk->bk", looks**2, seen)',
            "context",
        ),
        (
            "context-doubled",
            'np.einsum("bs,sbk->bk", looks, seen)',
            '2 * np.einsum("bs,sbk->bk", looks, seen)',
            "context",
        ),
        ("context-reversed", "looks, seen)\n", "looks, seen[::-1])\n", "context"),
        ("first-state", 'np.einsum("bs,sbk->bk", looks, seen)', "seen[0]", "context"),
        ("last-state", 'np.einsum("bs,sbk->bk", looks, seen)', "seen[-1]", "context"),
        ("largest", 'np.einsum("bs,sbk->bk", looks, seen)', "seen.max(axis=0)", "context"),
        ("scores-doubled", "weight, seen)\n", "2 * weight, seen)\n", "looks"),
        ("scores-negative", "weight, seen)\n", "-weight, seen)\n", "looks"),
        ("scores-reversed", "weight, seen)\n", "weight, seen[::-1])\n", "looks"),
        ("weights-half", "raised / raised", "raised / 2 / raised", "looks"),
        ("uniform", "looks = raised / raised", "looks = np.ones_like(raised) / raised", "looks"),
        ("tanh-scores", "np.exp(scores -", "np.exp(np.tanh(scores) -", "looks"),
    ],
    "17.2": [
        ("twice-the-word", "scores[k] + log_p[k, v]", "scores[k] + 2 * log_p[k, v]", "score"),
        ("minus", "scores[k] + log_p[k, v]", "scores[k] - log_p[k, v]", "score"),
        ("mean", "scores[k] + log_p[k, v]", "(scores[k] + log_p[k, v]) / 2", "score"),
        ("first-row", "log_p[k, v]", "log_p[0, v]", "score"),
        ("finished-at-zero", "rows.append((scores[k], k, -1))", "rows.append((0.0, k, -1))", "score"),
        ("finished-word-zero", "rows.append((scores[k], k, -1))", "rows.append((scores[k], k, 0))", "word"),
        ("without-first-word", "range(log_p.shape[1])", "range(1, log_p.shape[1])", "score"),
        ("without-first-beginning", "range(len(scores))", "range(1, len(scores))", "beginning"),
        ("second-best", "[:width]", "[1 : width + 1]", "score"),
        ("word-one-more", "np.array([v for", "np.array([v + 1 for", "word"),
        ("beginning-one-more", "np.array([k for", "np.array([k + 1 for", "beginning"),
        ("probabilities", "np.array([score for", "np.exp([score for", "score"),
        ("shifted", "np.array([score for", "np.array([score - best[0][0] for", "score"),
    ],
    "17.5": [
        ("order-twice", "table[order]", "table[order][order]", "control"),
        ("reversed", "table[order]", "table[order[::-1]]", "control"),
        ("rolled", "table[order]", "np.roll(table[order], 1)", "control"),
        ("next-word", "dealt[word]", "dealt[(word + 1) % len(order)]", "control"),
        ("plus-one", "dealt[word]", "dealt[word] + 1", "control"),
        ("constant", "dealt[word]", "dealt[0 * word]", "control"),
        ("sentences-reversed", "dealt[word]", "dealt[word[::-1]]", "control"),
        ("half-dealt", "dealt[word]", "np.where(np.arange(len(word)) % 2, dealt[word], label)", "control"),
        ("rolled-table", "table[order]", "np.roll(table, 1)", "control"),
        ("parity", "dealt[word]", "dealt[word] % 2", "control"),
    ],
}


def attend_in_a_loop(h, seen, weight):
    S, B, K = seen.shape
    looks, context = np.zeros((B, S)), np.zeros((B, K))
    for b in range(B):
        scores = np.array([h[b] @ weight @ seen[j, b] for j in range(S)])
        looks[b] = np.exp(scores) / np.exp(scores).sum()
        for j in range(S):
            context[b] += looks[b, j] * seen[j, b]
    return looks, context


def attend_by_matmul(h, seen, weight):
    scores = (seen * (h @ weight)).sum(axis=2)
    looks = np.exp(scores - scores.max(axis=0))
    looks /= looks.sum(axis=0)
    return looks.T, (looks[:, :, None] * seen).sum(axis=0)


def attend_batched(h, seen, weight):
    states = seen.transpose(1, 0, 2)
    scores = (states @ weight.T @ h[:, :, None])[:, :, 0]
    looks = np.exp(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))
    return looks, (looks[:, None] @ states)[:, 0]


def step_with_one_array(scores, log_p, finished, width):
    K, V = log_p.shape
    grown = np.where(finished[:, None], -np.inf, scores[:, None] + log_p)
    whole = np.concatenate([np.where(finished, scores, -np.inf)[:, None], grown], axis=1)
    best = np.argsort(-whole, axis=None)[:width]
    return best // (V + 1), best % (V + 1) - 1, whole.ravel()[best]


def step_with_a_heap(scores, log_p, finished, width):
    import heapq

    rows = [(scores[k], k, -1) for k in np.flatnonzero(finished)]
    rows += [(scores[k] + p, k, v) for k in np.flatnonzero(~finished) for v, p in enumerate(log_p[k])]
    best = heapq.nlargest(width, rows)
    return tuple(
        np.array(part) for part in ([r[1] for r in best], [r[2] for r in best], [r[0] for r in best])
    )


def step_one_by_one(scores, log_p, finished, width):
    left = {(k, v): scores[k] + log_p[k, v] for k, v in np.ndindex(log_p.shape) if not finished[k]}
    left.update({(k, -1): scores[k] for k in range(len(scores)) if finished[k]})
    found = []
    for _ in range(width):
        key = max(left, key=left.get)
        found.append((*key, left.pop(key)))
    beginning, word, score = zip(*found, strict=True)
    return np.array(beginning), np.array(word), np.array(score)


def deal_with_a_dict(label, word, order):
    of = dict(zip(word.tolist(), label.tolist(), strict=True))
    return np.array([of[int(order[k])] for k in word])


def deal_by_first_place(label, word, order):
    _, first = np.unique(word, return_index=True)
    return label[first[order[word]]]


def deal_in_a_loop(label, word, order):
    control = np.empty_like(label)
    for k in range(len(order)):
        control[word == k] = label[word == order[k]][0]
    return control


VARIANTS = {
    "17.1": [attend_in_a_loop, attend_by_matmul, attend_batched],
    "17.2": [step_with_one_array, step_with_a_heap, step_one_by_one],
    "17.5": [deal_with_a_dict, deal_by_first_place, deal_in_a_loop],
}
