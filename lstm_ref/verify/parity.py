"""Two implementations, one answer: how far apart are they, and where?"""

from typing import Any

import numpy as np

from lstm_ref.numpy.tree import tree_leaves


class Mismatch(AssertionError):
    """A check found a difference. It is not what the code under test raises: a crash is no verdict."""


def relative_error(got: Any, want: Any) -> float:
    """The largest difference, relative to the largest entry of `want`; infinite where a NaN is involved.

    Entries are not compared each with itself: next to a large entry, the rounding of a small one is noise.
    """
    if not want.size:
        return 0.0
    apart, _ = furthest(got, want)
    return apart / (float(np.abs(want).max()) or 1.0) if np.isfinite(apart) else apart


def furthest(got: Any, want: Any) -> tuple[float, tuple[int, ...]]:
    """How far the two are apart where they differ most, and that entry's index; infinite for a NaN."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(got - want)
    apart = np.where(np.isfinite(apart), apart, np.inf)
    index = np.unravel_index(int(np.argmax(apart)), apart.shape)
    return float(apart[index]), tuple(int(k) for k in index)


def errors(got: Any, want: Any) -> dict[str, float]:
    """The relative error of each leaf of two trees of the same form, by its dotted name."""
    pairs = zip(tree_leaves(got), tree_leaves(want), strict=True)
    return {name: relative_error(ours, theirs) for (_, ours), (name, theirs) in pairs}


def assert_close(got: Any, want: Any, tolerance: float, what: str = "") -> None:
    """Check that two trees of arrays agree, leaf by leaf.

    Arguments:
        got, want: trees of the same form; `want` is the one to be trusted.
        tolerance: the largest relative error to let through, see `relative_error`.
        what: who computed `got`, for the message.

    Raises:
        Mismatch: naming the leaf, and the entry that is furthest off with both values.
    """
    for (_, ours), (name, theirs) in zip(tree_leaves(got), tree_leaves(want), strict=True):
        label = f"{what}: {name}" if what and name else what or name
        if ours.shape != theirs.shape:
            raise Mismatch(f"{label}: expected shape {theirs.shape}, got {ours.shape}")
        error = relative_error(ours, theirs)
        if not error <= tolerance:
            raise Mismatch(
                f"{label}: {worst_entry(ours, theirs)}, relative error {error:.2g} > {tolerance:.2g}"
            )


def worst_entry(got: Any, want: Any) -> str:
    """``[2, 0, 1] is 0.31, expected 0.45``, of the entry furthest off (the first NaN, if there is one)."""
    _, index = furthest(got, want)
    return f"[{', '.join(map(str, index))}] is {got[index]:.6g}, expected {want[index]:.6g}"
