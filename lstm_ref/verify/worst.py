"""One entry of a wrong answer, so that it can be found: the worst, or the first that is not finite."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm_ref.verify.compare import Output, Values
from lstm_ref.verify.how_far import how_far_off

# Words, since an array may well be called h or b itself.
AXES = {"B": "batch", "D": "input", "H": "unit", "T": "time step"}
NOT_A_NUMBER = "A logarithm or a root of a negative number gives NaN, and so does 0/0."


def axis_word(axis: str) -> str:
    return AXES.get(axis, axis)


def entry(output: Output, at: tuple[Any, ...], shape: tuple[int, ...]) -> str:
    """```h[1, 2]` (batch 1, unit 2)``: an entry in code and in words."""
    if not at:
        return f"`{output.name}`"
    code = f"`{output.name}[{', '.join(str(index) for index in at)}]`"
    if len(output.axes) != len(at):
        return code
    words = []
    for axis, index, size in zip(output.axes, at, shape, strict=True):
        if axis.startswith("gate") and output.gates and size % len(output.gates) == 0:
            gate, unit = divmod(int(index), size // len(output.gates))
            alone = size == len(output.gates)  # an axis of gates, with no units stacked in it
            words.append(f"gate {output.gates[gate]}" + ("" if alone else f", unit {unit}"))
        else:
            words.append(f"{'row' if axis.startswith('gate') else axis_word(axis)} {index}")
    return f"{code} ({', '.join(words)})"


def relative_error(got: Any, want: Any) -> float:
    """The largest difference in units of the largest entry of `want`; −1 where these are no numbers."""
    if not isinstance(got, np.ndarray) or not isinstance(want, np.ndarray) or got.shape != want.shape:
        return -1.0
    scale = float(np.max(np.abs(want), initial=0.0)) or 1.0
    return float(np.max(np.abs(np.subtract(got, want, dtype=float)), initial=0.0)) / scale


def worst_entry(output: Output, got: Values, want: Values) -> str:
    """The entry that is farthest off; of a single number only how far, since it is often to be predicted."""
    if not want.ndim:
        return f"`{output.name}` is {float(got):.6g}: {how_far_off(float(got), float(want))}."
    difference = np.abs(got - want)
    at = np.unravel_index(int(np.argmax(difference)), difference.shape)
    error = relative_error(got, want)
    values = f"is {got[at]:.4g}{f'; expected {want[at]:.4g}' * output.told} (relative error {error:.2g})."
    return f"Worst entry: {entry(output, at, want.shape)} {values}"


def not_finite(output: Output, got: Any) -> tuple[str, str, str] | None:
    """The first NaN or infinity with its place and where such come from; None when every entry is finite."""
    if not isinstance(got, np.ndarray) or got.dtype.kind != "f" or bool(np.all(np.isfinite(got))):
        return None
    bad = ~np.isfinite(got)
    at = np.unravel_index(int(np.argmax(bad)), bad.shape)
    kind = "NaN" if np.isnan(got[at]) else "infinite"
    count = f" ({int(bad.sum())} of {bad.size} entries)" if bad.size > 1 else ""
    advice = NOT_A_NUMBER if kind == "NaN" else ""
    return f"{entry(output, at, got.shape)} is {kind}{count}", f"{output.name}, {kind}", advice
