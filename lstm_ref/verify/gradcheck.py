"""Is this gradient the derivative of that function? Ask the function itself, at two nearby points.

The recipe that catches every planted bug of `lstm_ref.verify.bugs`: float64; T, B, D and H all different and
above one; random biases and states, none of them zero; random weights on every h and on the last state; all
gradients looked at, of the inputs and the first state too; centred differences; an assertion, not a print.
"""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.checks import DtypeError
from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.verify.differences import Loss, check_floating, difference, numeric_gradients, rounding
from lstm_ref.verify.parity import Mismatch, furthest


class Comparison(NamedTuple):
    """One tensor's gradient, and the entry where analytic and numeric lie furthest apart."""

    name: str
    error: float
    entry: tuple[int, ...]
    analytic: float
    numeric: float

    def __str__(self) -> str:
        place = f"[{', '.join(map(str, self.entry))}]" if self.entry else "its only entry"
        return (
            f"gradient of {self.name}: furthest apart at {place}: "
            f"analytic {self.analytic:+.8e}, numeric {self.numeric:+.8e}, relative error {self.error:.2g}"
        )


def compare(analytic: Any, numeric: Any, noise: float = 0.0) -> list[Comparison]:
    """Analytic beside numeric, for each tensor; errors are relative to the tensor's largest entry.

    Arguments:
        analytic, numeric: trees of the same form.
        noise: the largest entry is taken to be at least this.

    Raises:
        Mismatch: when two tensors differ in shape.
    """
    rows = []
    for (_, ours), (name, true) in zip(tree_leaves(analytic), tree_leaves(numeric), strict=True):
        if ours.shape != true.shape:
            raise Mismatch(f"gradient of {name or 'inputs'}: expected shape {true.shape}, got {ours.shape}")
        if not true.size:
            continue
        apart, place = furthest(ours, true)
        largest = max(float(np.abs(ours).max()), float(np.abs(true).max()), noise)
        error = apart / largest if np.isfinite(apart) and apart else apart
        rows.append(Comparison(name or "inputs", error, place, float(ours[place]), float(true[place])))
    return rows


def check_gradients(
    loss: Loss,
    inputs: Any,
    gradients: Any,
    *,
    tolerance: float = 1e-6,
    step: float = 1e-5,
    scheme: str = "centred",
) -> list[Comparison]:
    """Check every entry of `gradients` against finite differences of `loss`.

    Where a tensor's whole gradient is so small that rounding hides it from finite differences, its error is
    measured against that rounding (about 10⁻¹⁶ · loss / ε) instead of its largest entry.

    Arguments:
        loss: called with a tree of the form of `inputs`; returns a number.
        inputs: an array, or named tuples of arrays, in float64; not changed.
        gradients: what is to be checked, a tree of the same form.
        tolerance: the largest error to let through, relative to the tensor's largest entry. Correct code
            stays below 10⁻⁸, the smallest planted bug is above 10⁻¹.
        step, scheme: as for `numeric_gradients`.

    Returns:
        one row a tensor, with the error that was let through.

    Raises:
        Mismatch: an AssertionError that shows analytic and numeric side by side, names each wrong tensor
            and its worst entry.
        DtypeError: when inputs or gradients are not float64.
    """
    check_float64(inputs, "")
    check_float64(gradients, "gradient of ")
    numeric = numeric_gradients(loss, inputs, step=step, scheme=scheme)
    return judge(gradients, numeric, tolerance, rounding(loss(inputs), step) / tolerance)


def judge(
    analytic: Any, numeric: Any, tolerance: float, noise: float = 0.0, unread: tuple[str, ...] = ()
) -> list[Comparison]:
    """Compare; Mismatch with a line for each tensor off by more than `tolerance`, those in `unread` aside."""
    rows = [row for row in compare(analytic, numeric, noise) if not row.name.startswith(unread)]
    wrong = [row for row in rows if not row.error <= tolerance]
    if wrong:
        lines = "\n".join(str(row) for row in wrong)
        raise Mismatch(f"{len(wrong)} of {len(rows)} gradients are wrong (tolerance {tolerance:g})\n{lines}")
    return rows


def check_projection(
    loss: Loss,
    inputs: Any,
    gradients: Any,
    rng: Any,
    *,
    tolerance: float = 1e-6,
    step: float = 1e-5,
    scheme: str = "centred",
) -> tuple[float, float]:
    """The fast form: move all inputs at once along one random direction, and compare one number.

        Σ gradient ⊙ direction  =  d/dε loss(inputs + ε · direction)

    Two evaluations of the loss instead of two for each entry; it says that something is wrong, not what.

    Arguments:
        rng: draws the direction, from N(0, 1).
        others: as for `check_gradients`.

    Returns:
        the two numbers, analytic and numeric.

    Raises:
        Mismatch: an AssertionError that shows both numbers.
        DtypeError: when inputs or gradients are not float64.
    """
    check_float64(inputs, "")
    check_float64(gradients, "gradient of ")
    direction = tree_map(lambda leaf: rng.standard_normal(leaf.shape), inputs)
    parts = [
        float((gradient * along).sum())
        for (_, gradient), (_, along) in zip(tree_leaves(gradients), tree_leaves(direction), strict=True)
    ]
    analytic = sum(parts)

    def at(offset: float) -> float:
        return float(loss(tree_map(lambda leaf, along: leaf + offset * along, inputs, direction)))

    numeric = difference(at, step, scheme)
    scale = max(abs(analytic), abs(numeric), *map(abs, parts), rounding(at(0.0), step) / tolerance)
    if not (np.isfinite(scale) and abs(analytic - numeric) <= tolerance * scale):
        raise Mismatch(
            f"along a random direction: analytic {analytic:+.8e}, numeric {numeric:+.8e} "
            f"(tolerance {tolerance:g}); check_gradients says which tensor"
        )
    return analytic, numeric


def check_float64(tree: Any, prefix: str) -> None:
    """DtypeError unless every leaf is float64: in float32 the rounding is as large as a bug."""
    check_floating(tree)
    for name, leaf in tree_leaves(tree):
        if leaf.dtype != np.float64:
            raise DtypeError(
                f"{prefix}{name or 'inputs'}: a gradient check needs float64, got {leaf.dtype}; in smaller "
                "types rounding looks like a bug. Convert with .astype(np.float64)"
            )
