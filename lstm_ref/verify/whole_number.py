"""A float where Python wants a whole number, told with the name and the value that came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

SAYS = (
    "slice indices must be integers",
    "only integers, slices",
    "indices must be integers",
    "must be of integer",
    "cannot be interpreted as an integer",
)


def whole_number_due(error: BaseException, line: str, names: Mapping[str, Any]) -> list[str]:
    """Which float stands in the line where a whole number is due; empty for any other error.

    Arguments:
        error: what was raised.
        line: the source of the line that raised it, or empty.
        names: the variables that were known there.

    Returns:
        one sentence for the learner, or nothing.
    """
    if not isinstance(error, (TypeError, IndexError)) or not any(says in str(error) for says in SAYS):
        return []
    found = [name for name in dict.fromkeys(re.findall(r"[^\W\d]\w*", line)) if is_float(names.get(name))]
    came = " and ".join(f"`{name}` is the float {float(names[name]):.6g}" for name in found)
    cure = f"`int({found[0]})`" if len(found) == 1 else "`int(…)`"
    due = "A place in an array, a length or a count must be a whole number"
    tail = f"{cure} makes one of a float, and `range` and `//` give such numbers at once."
    return [f"{due}; {came}. {tail}" if came else f"{due}, and a float came. {tail}"]


def is_float(value: Any) -> bool:
    return isinstance(value, (float, np.floating)) or (
        isinstance(value, np.ndarray) and not value.ndim and value.dtype.kind == "f"
    )
