"""Chapter 3: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import (
    RNNState,
    cross_entropy,
    rnn_step,
    rnn_step_backward,
    scan,
    scan_backward,
    softmax,
)
from lstm_ref.numpy.rnn import RNNTape

MUTANTS = {
    "3.1": [
        ("plus-for-minus", "(p - onehot)", "(p + onehot)", "dlogits"),
        ("scores-for-p", "(p - onehot)", "(scores - onehot)", "dlogits"),
        ("not-divided-by-the-sum", "scores / scores.sum(axis=-1, keepdims=True)", "scores", "dlogits"),
        ("divided-by-the-largest", "scores.sum(", "scores.max(", "dlogits"),
        ("divided-by-the-mean", "scores.sum(", "scores.mean(", "dlogits"),
        ("square-for-the-exponential", "np.exp(logits - logits", "np.square(logits - logits", "dlogits"),
        ("twice-as-steep", "np.exp(logits", "np.exp(2 * logits", "dlogits"),
        ("smallest-logit-first", "np.exp(logits -", "np.exp(-logits -", "logits"),
        ("one-hot-of-the-next-symbol", "[targets]", "[(targets + 1) % logits.shape[-1]]", "dlogits"),
        ("one-hot-of-the-step-before", "[targets]", "[np.roll(targets, 1, axis=0)]", "dlogits"),
        ("one-hot-of-another-sequence", "[targets]", "[targets[:, ::-1]]", "dlogits"),
        ("doubled", "/ targets.size", "/ targets.size * 2", "dlogits"),
        ("root-of-the-count", "/ targets.size", "/ targets.size**0.5", "dlogits"),
        ("one-position-too-few", "/ targets.size", "/ (targets.size - 1)", "dlogits"),
    ],
    "3.2": [
        ("slope-halved", "(1 - h**2)", "(1 - h**2) / 2", "dx"),
        ("slope-squared", "(1 - h**2)", "(1 - h**2) ** 2", "dx"),
        ("cube-for-square", "h**2", "h**3", "dx"),
        ("slope-negated", "(1 - h**2)", "(h**2 - 1)", "dx"),
        ("dx-doubled", "dx = da @", "dx = 2 * da @", "dx"),
        ("dx-before-the-slope", "dx = da @", "dx = dh @", "dx"),
        ("dh-prev-before-the-slope", "dh_prev = da @", "dh_prev = dh @", "dh_prev"),
        ("dh-added-on", "dh_prev = da @ params.weight_hh", "dh_prev = dh + da @ params.weight_hh", "dh_prev"),
        ("dh-prev-negated", "dh_prev = da @", "dh_prev = -da @", "dh_prev"),
        ("dw-ih-before-the-slope", "da.T @ x", "dh.T @ x", "dweight_ih"),
        ("dw-ih-averaged", "da.T @ x", "da.T @ x / len(x)", "dweight_ih"),
        ("dw-ih-of-other-rows", "da.T @ x", "da.T @ x[::-1]", "dweight_ih"),
        ("dw-hh-before-the-slope", "da.T @ h_prev", "dh.T @ h_prev", "dweight_hh"),
        ("dw-hh-of-the-change", "da.T @ h_prev", "da.T @ (h - h_prev)", "dweight_hh"),
        ("dw-hh-with-tanh", "da.T @ h_prev", "da.T @ np.tanh(h_prev)", "dweight_hh"),
        ("db-of-dh", "da.sum(axis=0)", "dh.sum(axis=0)", "dbias"),
        ("db-of-the-first-row", "da.sum(axis=0)", "da[0]", "dbias"),
        ("db-of-sizes", "da.sum(axis=0)", "np.abs(da).sum(axis=0)", "dbias"),
        ("one-db-for-each-sequence", "da.sum(axis=0)", "da", "shape"),
    ],
    "3.3": [
        ("carry-subtracted", "dhs[t] + carried", "dhs[t] - carried", "dxs"),
        ("carry-halved", "dhs[t] + carried", "dhs[t] + carried / 2", "dxs"),
        ("loss-part-doubled", "dhs[t] + carried", "2 * dhs[t] + carried", "dxs"),
        ("loss-part-of-the-last-step", "dhs[t] + carried", "dhs[-1] + carried", "dxs"),
        ("loss-part-turned-round", "dhs[t] + carried", "dhs[len(xs) - 1 - t] + carried", "dxs"),
        ("two-states-back", "h_prev = hs[t - 1] if t > 0", "h_prev = hs[t - 2] if t > 1", "dweight_hh"),
        ("always-the-first-state", "h_prev = hs[t - 1] if t > 0 else h0", "h_prev = h0", "dweight_hh"),
        ("zeros-before-the-first-step", "else h0", "else 0 * h0", "dweight_hh"),
        (
            "input-of-the-step-before",
            "step_back(params, xs[t],",
            "step_back(params, xs[t - 1],",
            "dweight_ih",
        ),
        ("last-step-left-out", "range(len(xs))", "range(len(xs) - 1)", "dxs"),
        ("dw-ih-subtracted", "dweight_ih += terms[0]", "dweight_ih -= terms[0]", "dweight_ih"),
        ("dw-ih-of-one-step", "dweight_ih += terms[0]", "dweight_ih = terms[0]", "dweight_ih"),
        ("dw-hh-of-one-step", "dweight_hh += terms[1]", "dweight_hh = terms[1]", "dweight_hh"),
        ("db-of-one-step", "dbias += terms[2]", "dbias = terms[2]", "dbias"),
        ("bias-left-at-zero", "dbias += terms[2]", "pass", "dbias"),
        ("returns-the-last-dh", "return dxs, carried", "return dxs, dh", "dh0"),
        ("dh0-doubled", "return dxs, carried", "return dxs, 2 * carried", "dh0"),
    ],
}


def one_position_after_another(logits, targets):
    found = np.zeros_like(logits)
    for place in np.ndindex(targets.shape):
        scores = np.exp(logits[place])
        found[place] = scores / scores.sum()
        found[place][targets[place]] -= 1
    return found / targets.size


def with_the_packages_softmax(logits, targets):
    p = softmax(logits)
    np.put_along_axis(p, targets[..., None], np.take_along_axis(p, targets[..., None], -1) - 1, -1)
    return p / (len(targets) * targets.shape[1])


def by_the_package(logits, targets):
    return cross_entropy(logits, targets)[1]


def mean_taken_twice(logits, targets):
    scores = np.exp(logits)
    p = scores / np.einsum("tbv->tb", scores)[..., None]
    return (p - (targets[..., None] == np.arange(logits.shape[-1]))) / logits.shape[0] / logits.shape[1]


def one_sequence_at_a_time(params, x, h_prev, h, dh):
    das = [np.diag(1 - h_b**2) @ dh_b for h_b, dh_b in zip(h, dh, strict=True)]
    return (
        np.stack([params.weight_ih.T @ da for da in das]),
        np.stack([params.weight_hh.T @ da for da in das]),
        sum(np.outer(da, x_b) for da, x_b in zip(das, x, strict=True)),
        sum(np.outer(da, h_b) for da, h_b in zip(das, h_prev, strict=True)),
        sum(das),
    )


def step_with_einsum(params, x, h_prev, h, dh):
    da = dh * (1 - h) * (1 + h)
    dx = np.einsum("bh,hd->bd", da, params.weight_ih)
    dh_prev = np.einsum("bi,ij->bj", da, params.weight_hh)
    return (
        dx,
        dh_prev,
        np.einsum("bh,bd->hd", da, x),
        np.einsum("bi,bj->ij", da, h_prev),
        np.ones(len(x)) @ da,
    )


def one_joined_matrix(params, x, h_prev, h, dh):
    inputs = np.hstack([x, h_prev, np.ones((len(x), 1))])
    joined = np.hstack([params.weight_ih, params.weight_hh])
    da = dh - dh * h * h
    back, weights, size = da @ joined, da.T @ inputs, x.shape[1]
    return back[:, :size], back[:, size:], weights[:, :size], weights[:, size:-1], weights[:, -1]


def step_by_the_package(params, x, h_prev, h, dh):
    dx, state, dparams = rnn_step_backward(params, RNNTape(x, h_prev, h), RNNState(dh))
    return dx, state.h, *dparams


def walk_by_the_package(params, xs, h0, hs, dhs):
    _, _, tape = scan(rnn_step, params, xs, RNNState(h0))
    dxs, state, dparams = scan_backward(rnn_step_backward, params, tape, dhs, RNNState(np.zeros_like(h0)))
    return dxs, state.h, *dparams


def all_errors_first(params, xs, h0, hs, dhs):
    das, carried = [], 0
    for h, dh in zip(hs[::-1], dhs[::-1], strict=True):
        das.insert(0, (dh + carried) * (1 - h**2))
        carried = das[0] @ params.weight_hh
    das, before = np.stack(das), np.concatenate([h0[None], hs[:-1]])
    return (
        das @ params.weight_ih,
        carried,
        np.einsum("tbh,tbd->hd", das, xs),
        np.einsum("tbi,tbj->ij", das, before),
        das.sum(axis=(0, 1)),
    )


def with_recursion(params, xs, h0, hs, dhs):
    if len(xs) == 0:
        return xs.copy(), np.zeros_like(h0), *(np.zeros_like(part) for part in params)
    before = hs[-2] if len(hs) > 1 else h0
    dx, sent, *terms = step_by_the_package(params, xs[-1], before, hs[-1], dhs[-1])
    earlier = dhs[:-1].copy()
    if len(earlier):
        earlier[-1] += sent
    dxs, dh0, *sums = with_recursion(params, xs[:-1], h0, hs[:-1], earlier)
    return (
        np.concatenate([dxs, dx[None]]),
        dh0 if len(earlier) else sent,
        *(old + new for old, new in zip(sums, terms, strict=True)),
    )


VARIANTS = {
    "3.1": [one_position_after_another, with_the_packages_softmax, by_the_package, mean_taken_twice],
    "3.2": [one_sequence_at_a_time, step_with_einsum, one_joined_matrix, step_by_the_package],
    "3.3": [walk_by_the_package, all_errors_first, with_recursion],
}
