"""How a wrong output relates to the right one: a sign, a factor, a shift, another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from lstm_ref.verify.compare import Output, Values, close

LOOSE = 1e-6  # a relation is recognised a little more generously than an answer is accepted


@dataclass(frozen=True)
class Wrong:
    """One output on the inputs where it is wrong: what came, what was expected, and the arguments."""

    output: Output
    got: list[Values]
    want: list[Values]
    arguments: list[dict[str, Values]]
    sizes: list[dict[str, int]]
    rtol: float

    def everywhere(self, change: Sequence[Values]) -> bool:
        return all(close(g, c, LOOSE) for g, c in zip(self.got, change, strict=True))


def relation(wrong: Wrong) -> str:
    """How the wrong values relate to the right ones on every input, in words; empty without a relation."""
    want = wrong.want
    if wrong.everywhere([np.zeros_like(w) for w in want]):
        return "is zero everywhere"
    if wrong.everywhere([-w for w in want]):
        return "has the wrong sign, and nothing else is wrong with it"
    factor = constant_factor(wrong)
    if factor:
        return factor
    if all(w.ndim >= 2 and w.shape[-1] == w.shape[-2] for w in want):
        if wrong.everywhere([np.swapaxes(w, -1, -2) for w in want]):
            return "is the transpose of what it should be"
    return shifted_in_time(wrong) or reordered_gates(wrong) or argument_relation(wrong)


def constant_factor(wrong: Wrong) -> str:
    if not all(np.any(want) for want in wrong.want):
        return ""
    factors = [float(np.sum(g * w) / np.sum(w * w)) for g, w in zip(wrong.got, wrong.want, strict=True)]
    if not wrong.everywhere([k * w for k, w in zip(factors, wrong.want, strict=True)]):
        return ""
    for word in wrong.sizes[0]:
        sizes = [sizes.get(word, 0) for sizes in wrong.sizes]
        if all(abs(k * size - 1) < LOOSE for k, size in zip(factors, sizes, strict=True)):
            return f"is too small by the factor {word}: a mean over {word} where a sum is due?"
        if all(size > 1 and abs(k / size - 1) < LOOSE for k, size in zip(factors, sizes, strict=True)):
            return f"is too big by the factor {word}: a sum over {word} where a mean is due?"
    if max(factors) - min(factors) < LOOSE * abs(factors[0]):
        return f"is {factors[0]:.4g} times what it should be, everywhere"
    return ""


def shifted_in_time(wrong: Wrong) -> str:
    if "T" not in wrong.output.axes or any(w.shape[wrong.output.axes.index("T")] < 2 for w in wrong.want):
        return ""
    axis = wrong.output.axes.index("T")
    got = [np.moveaxis(g, axis, 0) for g in wrong.got]
    want = [np.moveaxis(w, axis, 0) for w in wrong.want]
    pairs = list(zip(got, want, strict=True))
    if all(close(g, w[::-1], LOOSE) for g, w in pairs):
        return "runs backwards in time"
    if all(close(g[1:], w[:-1], LOOSE) for g, w in pairs):
        return "comes one time step late"
    if all(close(g[:-1], w[1:], LOOSE) for g, w in pairs):
        return "comes one time step early"
    return ""


def reordered_gates(wrong: Wrong) -> str:
    axis, gates = wrong.output.gate_axis, wrong.output.gates
    if axis is None:
        return ""
    for order in permutations(range(len(gates))):
        mixed = []
        for want in wrong.want:
            blocks = np.split(want, len(gates), axis=axis)
            mixed.append(np.concatenate([blocks[i] for i in order], axis=axis))
        if order != tuple(range(len(gates))) and wrong.everywhere(mixed):
            yours = ", ".join(gates[i] for i in order)
            return f"has its gates in the order {yours}; they are due in the order {', '.join(gates)}"
    return ""


def argument_relation(wrong: Wrong) -> str:
    """An argument added, left out, multiplied once too often or once too little."""
    got, want = wrong.got, wrong.want
    for name in wrong.arguments[0]:
        leaves = [spread(arguments.get(name), w) for arguments, w in zip(wrong.arguments, want, strict=True)]
        pairs = [(leaf, w) for leaf, w in zip(leaves, want, strict=True) if leaf is not None]
        if len(pairs) < len(want):
            continue
        if wrong.everywhere([w - leaf for leaf, w in pairs]):
            return f"lacks the term `{name}`: add it"
        if wrong.everywhere([w + leaf for leaf, w in pairs]):
            return f"has `{name}` added once too often"
        if wrong.everywhere([w * leaf for leaf, w in pairs]):
            return f"is multiplied by `{name}` once too often"
        if all(close(g * leaf, w, LOOSE) for g, (leaf, w) in zip(got, pairs, strict=True)):
            return f"lacks the factor `{name}`"
    return ""


def spread(leaf: Values | None, want: Values) -> Values | None:
    """The argument in the output's shape, as addition would broadcast it; None where it does not fit."""
    if leaf is None or not leaf.ndim or leaf.dtype.kind != "f":
        return None
    try:
        return np.broadcast_to(leaf, want.shape)
    except ValueError:
        return None
