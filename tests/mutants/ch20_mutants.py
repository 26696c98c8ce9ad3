"""Chapter 20: faults that no list names, and right answers written in other ways."""

import numpy as np

MUTANTS = {
    "20.1": [
        ("minus-places", "[:, None] + places", "[:, None] - places", "weights"),
        ("scores-doubled", "@ w_s.T) @ v", "@ w_s.T) @ (2 * v)", "weights"),
        ("sign-of-v", "@ w_s.T) @ v", "@ w_s.T) @ -v", "weights"),
        ("sigmoid-like", "np.tanh((h", "np.arctan((h", "weights"),
        ("base-two", "np.exp(scores", "np.exp2(scores", "weights"),
        ("squared-weights", "weights / weights.sum", "weights**2 / weights.sum", "weights"),
        ("by-the-mean", "weights.sum(axis=1, keep", "weights.mean(axis=1, keep", "weights"),
        ("one-more-in-the-sum", "weights.sum(axis=1, keep", "1 + weights.sum(axis=1, keep", "weights"),
        ("plain-mean", "(weights[:, :, None] * places).sum(axis=1)", "places.mean(axis=1)", "seen"),
        ("weights-reversed", "weights[:, :, None] * places", "weights[:, ::-1, None] * places", "seen"),
        ("first-picture", "weights[:, :, None] * places", "weights[:1, :, None] * places", "seen"),
        ("one-place-left-out", "* places).sum(axis=1)", "* places)[:, 1:].sum(axis=1)", "seen"),
    ],
    "20.2": [
        ("square-missing", "centres[:, None]) ** 2)", "centres[:, None]) ** 4)", "canvas"),
        ("half-missing", "(2 * spread**2)", "spread**2", "canvas"),
        ("spread-not-squared", "(2 * spread**2)", "(2 * spread)", "canvas"),
        ("one-cell-off", "(cells - 1) / 2", "cells / 2", "canvas"),
        ("first-axis-only", "middle[axis]", "middle[0]", "canvas"),
        ("whole-middle", "(cells - 1) / 2)", "(cells - 1) // 2)", "canvas"),
        ("one-pixel-off", "pixels = patch.shape[axis], np.arange(canvas.shape[axis])",
         "pixels = patch.shape[axis], 1 + np.arange(canvas.shape[axis])", "canvas"),
        ("largest-is-one", "bells.sum(axis=1", "bells.max(axis=1", "canvas"),
        ("by-all", "bells.sum(axis=1, keepdims=True)", "bells.sum()", "canvas"),
        ("spread-for-width", "/ 2) * width", "/ 2) * spread", "canvas"),
        ("patch-sign", "@ patch @", "@ np.abs(patch) @", "canvas"),
        ("canvas-faded", "return canvas +", "return 0.9 * canvas +", "canvas"),
    ],
    "20.5": [
        ("half-speed", "place + speed", "place + speed / 2", "places"),
        ("low-open", "place < low", "place < low - 1", "places"),
        ("high-open", "place > high", "place > high + 1", "places"),
        ("low-mirror", "2 * low - place", "low - place", "places"),
        ("high-mirror", "2 * high - place", "high - place + low", "places"),
        ("only-low-turns", "below | above, -speed", "below, -speed", "places"),
        ("only-high-turns", "below | above, -speed", "above, -speed", "places"),
        ("slows-down", "above, -speed, speed)", "above, -0.9 * speed, speed)", "places"),
        ("faster-later", "above, -speed, speed)", "above, -speed, 1.01 * speed)", "places"),
        ("from-the-one-before", "made = places[-1],", "made = places[-2],", "places"),
        ("first-speed", "places[-1] - places[-2], []", "places[1] - places[0], []", "places"),
        ("one-dot", "places[-1] - places[-2], []", "(places[-1] - places[-2])[:1], []", "places"),
    ],
}  # fmt: skip


def look_by_loops(h, places, w_h, w_s, v):
    weights = np.zeros(places.shape[:2])
    for b, spots in enumerate(places):
        scores = np.array([v @ np.tanh(w_h @ h[b] + w_s @ spot) for spot in spots])
        weights[b] = np.exp(scores) / np.exp(scores).sum()
    return weights, np.stack([w @ spots for w, spots in zip(weights, places, strict=True)])


def look_by_einsum(h, places, w_h, w_s, v):
    inside = np.einsum("ah,bh->ba", w_h, h)[:, None] + np.einsum("af,bpf->bpa", w_s, places)
    scores = np.einsum("a,bpa->bp", v, np.tanh(inside))
    weights = 1 / np.exp(scores[:, None] - scores[:, :, None]).sum(axis=1)
    weights = weights / weights.sum(axis=1, keepdims=True)
    logits = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return np.exp(logits), np.einsum("bp,bpf->bf", np.exp(logits), places)


def look_with_one_matrix(h, places, w_h, w_s, v):
    spots = places.shape[1]
    both = np.concatenate([np.repeat(h[:, None], spots, axis=1), places], axis=2)
    scores = np.tanh(both @ np.concatenate([w_h, w_s], axis=1).T) @ v
    weights = np.exp(scores)
    weights /= weights.sum(axis=1)[:, None]
    return weights, (weights[:, None] @ places)[:, 0]


def bell_rows(cells, pixels, middle, width, spread):
    rows = []
    for k in range(cells):
        centre = middle + (k - (cells - 1) / 2) * width
        bell = np.array([np.exp(-((x - centre) ** 2) / 2 / spread**2) for x in range(pixels)])
        rows.append(bell / sum(bell))
    return np.array(rows)


def stroke_with_a_function(canvas, patch, middle, width, spread):
    down, right = (bell_rows(patch.shape[k], canvas.shape[k], middle[k], width, spread) for k in (0, 1))
    return canvas + down.T @ patch @ right


def stroke_by_einsum(canvas, patch, middle, width, spread):
    down, right = (bell_rows(patch.shape[k], canvas.shape[k], middle[k], width, spread) for k in (0, 1))
    return canvas + np.einsum("mx,mn,ny->xy", down, patch, right)


def stroke_cell_by_cell(canvas, patch, middle, width, spread):
    down, right = (bell_rows(patch.shape[k], canvas.shape[k], middle[k], width, spread) for k in (0, 1))
    after = canvas.copy()
    for row, bell in zip(patch, down, strict=True):
        for ink, other in zip(row, right, strict=True):
            after += ink * np.outer(bell, other)
    return after


def way_folded(places, ahead, low, high):
    speed = places[-1] - places[-2]
    straight = places[-1] + np.arange(1, ahead + 1)[:, None, None] * speed - low
    folded = straight % (2 * (high - low))
    return low + np.minimum(folded, 2 * (high - low) - folded)


def way_by_loops(places, ahead, low, high):
    made = np.zeros((ahead, *places.shape[1:]))
    for n in range(places.shape[1]):
        for axis in (0, 1):
            at, v = places[-1, n, axis], places[-1, n, axis] - places[-2, n, axis]
            for t in range(ahead):
                at += v
                if not low <= at <= high:
                    at, v = 2 * (low if at < low else high) - at, -v
                made[t, n, axis] = at
    return made


def way_with_signs(places, ahead, low, high):
    place, speed, made = places[-1].copy(), places[-1] - places[-2], []
    for _ in range(ahead):
        place = place + speed
        over = np.maximum(place - high, 0) - np.maximum(low - place, 0)
        place, speed = place - 2 * over, np.where(over != 0, -speed, speed)
        made.append(place)
    return np.array(made)


VARIANTS = {
    "20.1": [look_by_loops, look_by_einsum, look_with_one_matrix],
    "20.2": [stroke_with_a_function, stroke_by_einsum, stroke_cell_by_cell],
    "20.5": [way_folded, way_by_loops, way_with_signs],
}
