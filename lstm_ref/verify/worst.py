"""One entry of a wrong answer, so that it can be found: the worst, or the first that is not finite."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm_ref.verify.compare import Output, Values
from lstm_ref.verify.how_far import how_far_off

# Words, since an array may well be called h or b itself.
AXES = {"B": "batch", "D": "input", "H": "unit", "T": "time step"}
WHOLE_IS_DUE = "Whole numbers are due: which one does the task name for a place without an answer?"
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


def worst_entry(output: Output, got: Values, want: Values, label: str = "") -> str:
    """The entry that is farthest off; of a single number only how far, since it is often to be predicted.

    Arguments:
        output: what was asked for. got, want: what came and what is due, of one shape.
        label: the input that they belong to, or empty where there is only one.
    """
    whole = want.dtype.kind in "biu"
    if not want.ndim:
        fraction = "; a whole number is due" if whole and float(got) != np.rint(float(got)) else ""
        return f"`{output.name}` is {float(got):.6g}: {how_far_off(float(got), float(want))}{fraction}."
    difference = np.abs(np.subtract(got, want, dtype=float))
    at = np.unravel_index(int(np.argmax(difference)), difference.shape)
    came, due = apart(got[at].item(), want[at].item())
    values = f"is {came}" + f"; expected {due}" * output.told + f", on input {label}" * bool(label)
    # Whole numbers are names or counts: a share of the largest says nothing of them.
    error = relative_error(got, want)
    times = f"{error:.2g}" if error < 100 else f"{error:.0f}" if error < 1e6 else "more than a million"
    far = "" if whole else f" (off by {times} times the largest entry that is due)"
    return f"Worst entry: {entry(output, at, want.shape)} {values}{far}."


def apart(got: Any, want: Any) -> tuple[str, str]:
    """Two different values with as many digits, at least four, as show that they differ."""
    if isinstance(want, (bool, int)):
        whole = isinstance(got, float) and got.is_integer()
        return f"{got:.4g}" if isinstance(got, float) and not whole else f"{int(got)}", f"{int(want)}"
    for digits in range(4, 18):
        shown = f"{got:.{digits}g}", f"{want:.{digits}g}"
        if shown[0] != shown[1]:
            break
    return shown


def not_finite(output: Output, got: Any, want: Any = None) -> tuple[str, str, str] | None:
    """The first NaN or infinity with its place and where such come from; None when every entry is finite."""
    if not isinstance(got, np.ndarray) or got.dtype.kind != "f" or bool(np.all(np.isfinite(got))):
        return None
    bad = ~np.isfinite(got)
    at = np.unravel_index(int(np.argmax(bad)), bad.shape)
    kind = "NaN" if np.isnan(got[at]) else "infinite"
    count = f" ({int(bad.sum())} of {bad.size} entries)" if bad.size > 1 else ""
    whole = isinstance(want, np.ndarray) and want.dtype.kind in "iu"
    advice = WHOLE_IS_DUE if whole else NOT_A_NUMBER if kind == "NaN" else ""
    return f"{entry(output, at, got.shape)} is {kind}{count}", f"{output.name}, {kind}", advice
