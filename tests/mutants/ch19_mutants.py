"""Chapter 19: faults that no list names, and right answers written in other ways."""

import numpy as np

MUTANTS = {
    "19.1": [
        (
            "third-rows",
            "rows[:, 1::2] = images[:, 1::2, ::-1]",
            "rows[:, 1::3] = images[:, 1::3, ::-1]",
            "xs",
        ),
        ("one-row-only", "rows[:, 1::2] = images[:, 1::2, ::-1]", "rows[:, 1] = images[:, 1, ::-1]", "xs"),
        (
            "from-the-third",
            "rows[:, 1::2] = images[:, 1::2, ::-1]",
            "rows[:, 3::2] = images[:, 3::2, ::-1]",
            "xs",
        ),
        ("rolled", "images[:, 1::2, ::-1]", "np.roll(images[:, 1::2], 1, axis=2)", "xs"),
        ("sorted", "images[:, 1::2, ::-1]", "np.sort(images[:, 1::2], axis=2)", "xs"),
        ("pictures-turned", "images[:, 1::2, ::-1]", "images[::-1, 1::2, ::-1]", "xs"),
        ("pictures-reversed", "flat.swapaxes(0, 1)", "flat[::-1].swapaxes(0, 1)", "xs"),
        ("time-reversed", "flat.swapaxes(0, 1)", "flat.swapaxes(0, 1)[::-1]", "xs"),
        ("batch-first", "flat.swapaxes(0, 1)", "flat", "shape"),
        ("no-feature-axis", "flat.swapaxes(0, 1)", "flat.swapaxes(0, 1)[..., 0]", "shape"),
        ("grey", "flat.swapaxes(0, 1)", "flat.swapaxes(0, 1).mean(axis=2, keepdims=True)", "shape"),
        ("colours-reversed", "flat.swapaxes(0, 1)", "flat.swapaxes(0, 1)[..., ::-1]", "xs"),
        (
            "first-picture-only",
            "flat.swapaxes(0, 1)",
            "np.repeat(flat[:1], len(flat), 0).swapaxes(0, 1)",
            "xs",
        ),
    ],
    "19.2": [
        ("cumsum-of-all", "points[:, :2].cumsum(axis=0)", "points[:, :2].cumsum(axis=1)", "places"),
        ("axes-swapped", "points[:, :2].cumsum(axis=0)", "points[:, 1::-1].cumsum(axis=0)", "places"),
        ("y-down", "points[:, :2].cumsum(axis=0)", "points[:, :2].cumsum(axis=0) * [1, -1]", "places"),
        ("running-mean", "points[:, :2].cumsum(axis=0)", "np.add.accumulate(points[:, :2]) / 2", "places"),
        ("up-too", "points[:, :2].cumsum(axis=0)", "points.cumsum(axis=0)", "shape"),
        ("air-for-good", "[[0.0], points[:-1, 2]]", "[[0.0], np.maximum.accumulate(points[:-1, 2])]", "ink"),
        ("two-later", "[[0.0], points[:-1, 2]]", "[[0.0, 0.0], points[:-2, 2]]", "ink"),
        ("two-earlier", "[[0.0], points[:-1, 2]]", "[points[2:, 2], [0.0, 0.0]]", "ink"),
        ("squares", "np.hypot(points[:, 0], points[:, 1])", "points[:, 0] ** 2 + points[:, 1] ** 2", "ink"),
        ("dx-alone", "np.hypot(points[:, 0], points[:, 1])", "np.abs(points[:, 0])", "ink"),
        ("from-the-start", "np.hypot(points[:, 0], points[:, 1])", "np.hypot(*places.T)", "ink"),
        ("mean-ink", "(1 - in_air)).sum()", "(1 - in_air)).mean()", "ink"),
    ],
    "19.3": [
        ("sigma-squared", "/ np.exp(s)\n    pi = softmax", "/ np.exp(2 * s)\n    pi = softmax", "da"),
        ("no-softmax", "pi = softmax(a)", "pi = a", "da"),
        ("pi-over-batch", "pi = softmax(a)", "pi = softmax(a.T).T", "da"),
        ("no-half", "z**2 / 2", "z**2", "da"),
        ("absolute", "z**2 / 2", "np.abs(z)", "da"),
        ("dmu-over-pi", "-gamma * z / np.exp(s)", "-pi * z / np.exp(s)", "dmu"),
        ("dmu-by-sigma-squared", "-gamma * z / np.exp(s)", "-gamma * z / np.exp(2 * s)", "dmu"),
        ("dmu-times-sigma", "-gamma * z / np.exp(s)", "-gamma * z * np.exp(s)", "dmu"),
        ("dmu-all", "-gamma * z / np.exp(s)", "-z / np.exp(s)", "dmu"),
        ("ds-linear", "gamma * (1 - z**2)", "gamma * (1 - z)", "ds"),
        ("ds-halved", "gamma * (1 - z**2)", "gamma * (1 - z**2) / 2", "ds"),
        ("ds-all", "gamma * (1 - z**2)", "1 - z**2", "ds"),
        (
            "hard-assignment",
            "gamma = softmax(a - z**2 / 2 - s)",
            "gamma = softmax(1e3 * (a - z**2 / 2 - s))",
            "da",
        ),
        ("no-shift", "logs - logs.max(axis=1, keepdims=True)", "logs", "da"),
        ("shift-by-mean", "logs.max(axis=1", "logs.mean(axis=1", "da"),
        (
            "softened",
            "/ powers.sum(axis=1, keepdims=True)",
            "/ (powers.sum(axis=1, keepdims=True) + 1e-8)",
            "da",
        ),
    ],
}


def snake_with_loops(images):
    count, rows, columns, colours = images.shape
    out = np.empty((rows * columns, count, colours))
    for r in range(rows):
        for c in range(columns):
            out[r * columns + (c if r % 2 == 0 else columns - 1 - c)] = images[:, r, c]
    return out


def snake_with_where(images):
    odd = (np.arange(images.shape[1]) % 2 == 1)[None, :, None, None]
    rows = np.where(odd, images[:, :, ::-1], images)
    return np.concatenate(list(np.moveaxis(rows, 0, 2).transpose(0, 1, 2, 3)))


def snake_by_rows(images):
    pieces = [images[:, r, :: -1 if r % 2 else 1].transpose(1, 0, 2) for r in range(images.shape[1])]
    return np.concatenate(pieces)


def pen_with_a_loop(points):
    here, down, ink, places = np.zeros(2), True, 0.0, []
    for dx, dy, up in points:
        here = here + [dx, dy]
        ink += down * (dx * dx + dy * dy) ** 0.5
        down = not up
        places.append(here)
    return np.array(places), ink


def pen_by_norm(points):
    air = np.roll(points[:, 2], 1)
    air[0] = 0
    return np.add.accumulate(points[:, :2]), np.linalg.norm(points[:, :2], axis=1)[air == 0].sum()


def pen_by_strokes(points):
    starts = np.flatnonzero(points[:-1, 2]) + 1
    lengths = np.sqrt((points[:, :2] ** 2).sum(axis=1))
    triangle = np.tril(np.ones((len(points), len(points))))
    return triangle @ points[:, :2], lengths.sum() - lengths[starts].sum()


def gradient_in_logs(a, mu, s, x):
    log_pi = a - np.logaddexp.reduce(a, axis=1)[:, None]
    logs = log_pi - 0.5 * np.exp(-2 * s) * (x[:, None] - mu) ** 2 - s
    gamma = np.exp(logs - np.logaddexp.reduce(logs, axis=1)[:, None])
    precision = np.exp(-2 * s)
    apart = mu - x[:, None]
    return np.exp(log_pi) - gamma, gamma * apart * precision, gamma - gamma * apart**2 * precision


def gradient_with_loops(a, mu, s, x):
    da, dmu, ds = np.zeros_like(a), np.zeros_like(a), np.zeros_like(a)
    for b in range(len(x)):
        pi = np.exp(a[b] - a[b].max())
        pi /= pi.sum()
        z = (x[b] - mu[b]) * np.exp(-s[b])
        logs = a[b] - 0.5 * z * z - s[b]
        weight = np.exp(logs - logs.max())
        weight /= weight.sum()
        da[b], dmu[b], ds[b] = pi - weight, -weight * z * np.exp(-s[b]), weight * (1 - z) * (1 + z)
    return da, dmu, ds


def gradient_by_complex_steps(a, mu, s, x):
    """The imaginary part of the loss at a tiny imaginary step is the derivative: nothing cancels."""

    def log_sum(logs):
        top = logs.real.max(axis=1, keepdims=True)
        return top[:, 0] + np.log(np.exp(logs - top).sum(axis=1))

    def loss(a, mu, s):
        logs = a - ((x[:, None] - mu) * np.exp(-s)) ** 2 / 2 - s
        return (log_sum(a) - log_sum(logs)).sum()

    parts, found = np.array([a, mu, s]), np.zeros((3, *a.shape))
    for at in np.ndindex(parts.shape):
        step = np.zeros(parts.shape, dtype=complex)
        step[at] = 1e-30j
        found[at] = loss(*(parts + step)).imag / 1e-30
    return tuple(found)


VARIANTS = {
    "19.1": [snake_with_loops, snake_with_where, snake_by_rows],
    "19.2": [pen_with_a_loop, pen_by_norm, pen_by_strokes],
    "19.3": [gradient_in_logs, gradient_with_loops, gradient_by_complex_steps],
}
