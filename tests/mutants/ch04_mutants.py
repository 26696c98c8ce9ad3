"""Chapter 4: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import (
    RNNParams,
    RNNState,
    clip_by_global_norm,
    jacobian_products,
    rnn_step,
    rnn_step_backward,
)

MUTANTS = {
    "4.2": [
        ("bias-subtracted", "+ params.bias", "- params.bias", "params.bias"),
        ("bias-doubled", "+ params.bias", "+ 2 * params.bias", "params.bias"),
        ("bias-left-out", " + params.bias", "", "params.bias"),
        ("input-subtracted", "a = x @", "a = -x @", "params.weight_ih"),
        ("input-left-out", "x @ params.weight_ih.T + ", "", "params.weight_ih"),
        ("state-subtracted", "+ h @", "- h @", "h"),
        ("state-left-out", " + h @ params.weight_hh.T", "", "h"),
        ("weights-not-turned", "params.weight_hh.T", "params.weight_hh", "h"),
        ("slope-negated", "slope = 1 - new_h**2", "slope = new_h**2 - 1", "jacobian"),
        ("slope-of-tan", "1 - new_h**2", "1 + new_h**2", "jacobian"),
        ("slope-cubed", "new_h**2", "new_h**3", "jacobian"),
        ("slope-of-the-logistic", "1 - new_h**2", "new_h * (1 - new_h)", "jacobian"),
        ("slope-squared", "slope[:, :, None] *", "slope[:, :, None] ** 2 *", "jacobian"),
        (
            "slope-of-the-batch-mean",
            "slope = 1 - new_h**2",
            "slope = 1 - np.tile(new_h.mean(0), (len(h), 1)) ** 2",
            "jacobian",
        ),
    ],
    "4.3": [
        ("slope-of-tan", "1 - h**2", "1 + h**2", "hs"),
        ("square-left-out", "1 - h**2", "1 - h", "hs"),
        ("slope-negated", "v * (1 - h**2)", "v - (1 - h**2)", "norms"),
        ("weights-turned", "da @ weight_hh", "da @ weight_hh.T", "weight_hh"),
        ("weights-left-out", "v = da @ weight_hh", "v = da", "weight_hh"),
        ("weights-doubled", "da @ weight_hh", "2 * da @ weight_hh", "norms"),
        ("residual-added", "v = da @ weight_hh", "v = v + da @ weight_hh", "norms"),
        ("last-state-only", "for h in hs[::-1]:", "for h in [hs[-1]] * len(hs):", "norms"),
        ("one-state-late", "for h in hs[::-1]:", "for h in np.roll(hs, 1, axis=0)[::-1]:", "norms"),
        (
            "mean-for-the-sum",
            "norms.append(np.sqrt((v**2).sum(",
            "norms.append(np.sqrt((v**2).mean(",
            "norms",
        ),
        (
            "absolute-values-added",
            "norms.append(np.sqrt((v**2).sum(axis=-1)))",
            "norms.append(np.abs(v).sum(axis=-1))",
            "norms",
        ),
        (
            "largest-entry",
            "norms.append(np.sqrt((v**2).sum(axis=-1)))",
            "norms.append(np.abs(v).max(axis=-1))",
            "norms",
        ),
        ("relative-to-the-first", "return np.stack(norms)", "return np.stack(norms) / norms[0]", "v"),
        ("one-lag-too-few", "return np.stack(norms)", "return np.stack(norms[1:])", "shape"),
    ],
    "4.4": [
        ("factor-turned-over", "max_norm / norm if", "norm / max_norm if", "clipped[0]"),
        ("comparison-turned-over", "norm > max_norm", "norm < max_norm", "clipped[0]"),
        ("never-clipped", "norm > max_norm", "norm > 1e9", "clipped[0]"),
        ("compared-with-one", "norm > max_norm", "norm > 1", "max_norm"),
        ("limit-squared", "max_norm / norm if", "max_norm**2 / norm if", "clipped[0]"),
        ("limit-of-one", "max_norm / norm if", "1 / norm if", "max_norm"),
        (
            "first-array-not-scaled",
            "return [factor * grad for grad in grads]",
            "return [grads[0].copy()] + [factor * grad for grad in grads[1:]]",
            "clipped[0]",
        ),
        (
            "last-array-not-scaled",
            "return [factor * grad for grad in grads]",
            "return [factor * grad for grad in grads[:-1]] + [grads[-1].copy()]",
            "clipped[2]",
        ),
        ("last-array-not-counted", "for grad in grads))", "for grad in grads[:-1]))", "grads[2]"),
        ("first-array-not-counted", "for grad in grads))", "for grad in grads[1:]))", "grads[0]"),
        (
            "absolute-values-added",
            "np.sqrt(sum((grad**2).sum() for grad in grads))",
            "sum(np.abs(grad).sum() for grad in grads)",
            "clipped[0]",
        ),
        ("mean-for-the-sum", "(grad**2).sum()", "(grad**2).mean()", "clipped[0]"),
        ("sign-turned", "[factor * grad", "[-factor * grad", "clipped[2]"),
        ("zeroed-below-the-limit", "else 1.0", "else 0.0", "clipped[0]"),
    ],
}


def one_sequence_at_a_time(params, x, h):
    jacobians = []
    for x_b, h_b in zip(x, h, strict=True):
        a = params.weight_ih @ x_b + params.weight_hh @ h_b + params.bias
        jacobians.append(np.diag(1 / np.cosh(a) ** 2) @ params.weight_hh)
    return np.stack(jacobians)


def jacobian_with_einsum(params, x, h):
    new = np.tanh(
        np.einsum("hd,bd->bh", params.weight_ih, x)
        + np.einsum("ij,bj->bi", params.weight_hh, h)
        + params.bias
    )
    return np.einsum("bi,ij->bij", (1 - new) * (1 + new), params.weight_hh)


def row_by_row_with_the_backward_step(params, x, h):
    state, tape = rnn_step(params, x, RNNState(h))
    size = h.shape[1]
    rows = [
        rnn_step_backward(params, tape, RNNState(np.tile(np.eye(size)[i], (len(h), 1))))[1].h
        for i in range(size)
    ]
    return np.stack(rows, axis=1)


def one_matrix_for_both(params, x, h):
    joined = np.hstack([params.weight_ih, params.weight_hh])
    new = np.tanh(np.hstack([x, h]) @ joined.T + params.bias)
    return (1 - new**2)[..., np.newaxis] * params.weight_hh[np.newaxis]


def norms_from_the_products(weight_hh, hs, v):
    params = RNNParams(np.zeros((len(weight_hh), 1)), weight_hh, np.zeros(len(weight_hh)))
    return np.array(
        [np.linalg.norm(np.einsum("bi,bij->bj", v, p), axis=-1) for p in jacobian_products(params, hs)]
    )


def one_sequence_after_another(weight_hh, hs, v):
    columns = []
    for b in range(len(v)):
        g, column = v[b], [np.sqrt(v[b] @ v[b])]
        for t in range(len(hs) - 1, -1, -1):
            g = weight_hh.T @ (np.diag(1 - hs[t, b] ** 2) @ g)
            column.append(np.sqrt(g @ g))
        columns.append(column)
    return np.array(columns).T


def filled_from_below(weight_hh, hs, v):
    norms = np.zeros((len(hs) + 1, len(v)))
    norms[0] = np.hypot.reduce(v, axis=1)
    for k, h in enumerate(reversed(hs), start=1):
        v = np.einsum("bi,bi,ij->bj", v, 1 - h * h, weight_hh)
        norms[k] = np.hypot.reduce(v, axis=1)
    return norms


def one_long_vector(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([grad.ravel() for grad in grads]))
    return [grad * min(1, max_norm / norm) for grad in grads]


def norm_of_the_norms(grads, max_norm):
    norm = np.linalg.norm([np.linalg.norm(grad) for grad in grads])
    return grads if norm <= max_norm else [grad / (norm / max_norm) for grad in grads]


def by_the_package(grads, max_norm):
    tree = RNNParams(*grads)
    return list(clip_by_global_norm(tree, max_norm)[0])


VARIANTS = {
    "4.2": [
        one_sequence_at_a_time,
        jacobian_with_einsum,
        row_by_row_with_the_backward_step,
        one_matrix_for_both,
    ],
    "4.3": [norms_from_the_products, one_sequence_after_another, filled_from_below],
    "4.4": [one_long_vector, norm_of_the_norms, by_the_package],
}
