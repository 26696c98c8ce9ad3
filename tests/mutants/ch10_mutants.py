"""Chapter 10: faults that no list names, and right answers written in other ways."""

import numpy as np

MUTANTS = {
    "10.1": [
        ("half-a-step", "w - lr * dw", "w - lr * dw / 2", "w"),
        ("no-rate", "w - lr * dw", "w - dw", "w"),
        ("rate-squared", "w - lr * dw", "w - lr**2 * dw", "w"),
        ("sign-of-gradient", "w - lr * dw", "w - lr * np.sign(dw)", "w"),
        ("mean-of-gradient", "w - lr * dw", "w - lr * dw.mean()", "w"),
        ("clipped", "w - lr * dw", "w - lr * np.clip(dw, -0.1, 0.1)", "w"),
        ("weights-decay", "w - lr * dw", "0.9 * w - lr * dw", "w"),
        ("never-updated", "w - lr * dw", "w", "w"),
        ("starts-at-second", "range(0, len(xs)", "range(window, len(xs)", "w"),
        ("window-short", "start : start + window", "start : start + window - 1", "w"),
        ("in-reverse", "xs[start : start + window]", "xs[start : start + window][::-1]", "w"),
        ("always-first", "xs[start : start + window]", "xs[:window]", "w"),
        ("grows-from-start", "xs[start : start + window]", "xs[: start + window]", "w"),
        ("state-halved", "start + window], h)", "start + window], h / 2)", "w"),
    ],
    "10.2": [
        ("begins-at-two", "range(1, len", "range(2, len", "best"),
        ("one-less-patient", "at - best >= patience", "at - best >= patience - 1", "stop"),
        ("stop-one-early", "return best, at\n", "return best, at - 1\n", "stop"),
        ("best-one-late", "return best, at\n", "return best + 1, at\n", "best"),
        ("end-beyond", "len(losses) - 1", "len(losses)", "stop"),
        ("end-is-best", "return best, len(losses) - 1", "return best, best", "stop"),
        ("higher-is-better", "losses[at] < losses", "losses[at] > losses", "best"),
        ("worse-than-first", "losses[at] < losses[best]", "losses[at] < losses[0]", "best"),
        ("fixed-patience", ">= patience", ">= 2", "stop"),
        ("counts-from-zero", "at - best >= patience", "at >= patience", "stop"),
        ("rounded", "losses[at] < losses[best]", "int(losses[at]) < int(losses[best])", "best"),
    ],
}


def pass_by_recursion(gradient, w, xs, h, window, lr):
    if not len(xs):
        return w, h
    dw, after = gradient(w, xs[:window], h)
    return pass_by_recursion(gradient, w - lr * dw, xs[window:], after, window, lr)


def pass_by_splitting(gradient, w, xs, h, window, lr):
    for piece in np.split(xs, range(window, len(xs), window)):
        dw, h = gradient(w, piece, h)
        w = np.subtract(w, np.multiply(lr, dw))
    return w, h


def pass_by_while(gradient, w, xs, h, window, lr):
    w, h, at = w.copy(), h.copy(), 0
    while at < len(xs):
        dw, h = gradient(w, xs[at : min(at + window, len(xs))], h)
        w -= lr * dw
        at += window
    return w, h


def stop_with_a_count(losses, patience):
    lowest, best, waited = np.inf, 0, 0
    for at, loss in enumerate(losses):
        waited += 1
        if loss < lowest:
            lowest, best, waited = loss, at, 0
        if waited == patience:
            return best, at
    return best, at


def stop_by_minimum(losses, patience):
    for at in range(len(losses)):
        best = int(np.argmin(losses[: at + 1]))
        if at - best == patience:
            break
    return best, at


def stop_by_accumulation(losses, patience):
    lowest = np.minimum.accumulate(losses)
    firsts = [int(np.flatnonzero(losses == low)[0]) for low in lowest]
    stops = [at for at, first in enumerate(firsts) if at - first >= patience]
    stop = stops[0] if stops else len(losses) - 1
    return firsts[stop], stop


VARIANTS = {
    "10.1": [pass_by_recursion, pass_by_splitting, pass_by_while],
    "10.2": [stop_with_a_count, stop_by_minimum, stop_by_accumulation],
}
