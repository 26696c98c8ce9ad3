"""Names for every part of an argument or an answer, and the words for what somebody handed in."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Odd:
    """Something that came out of another process as its description alone."""

    words: str


def is_namedtuple(value: object) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_fields")


def named_leaves(value: Any, name: str = "") -> list[tuple[str, Any]]:
    """Every part of nested tuples, lists and dicts with its dotted name: ``params.bias``, ``xs[0]``."""
    if is_namedtuple(value):
        parts = [
            (f"{name}.{field}" if name else field, part)
            for field, part in zip(value._fields, value, strict=True)
        ]
    elif isinstance(value, dict):
        parts = [(f"{name}.{key}" if name else str(key), part) for key, part in value.items()]
    elif isinstance(value, (tuple, list)):
        parts = [(f"{name}[{index}]", part) for index, part in enumerate(value)]
    else:
        return [(name, value)]
    return [leaf for part_name, part in parts for leaf in named_leaves(part, part_name)]


def answer_leaves(value: Any) -> list[tuple[str, Any]]:
    """As `named_leaves`, but a NamedTuple in a plain tuple keeps its bare field names if they are unique."""
    if not isinstance(value, (tuple, list)) or is_namedtuple(value):
        return named_leaves(value)
    bare = [
        leaf
        for i, part in enumerate(value)
        for leaf in named_leaves(part, "" if is_namedtuple(part) else f"[{i}]")
    ]
    return bare if len({name for name, _ in bare}) == len(bare) else named_leaves(value)


def replace_leaf(value: Any, name: str, new: Any, at: str = "") -> Any:
    """The same tree with the leaf of that dotted name replaced; nothing is changed in place."""
    if at == name:
        return new
    if is_namedtuple(value):
        fields = zip(value._fields, value, strict=True)
        return type(value)(
            *(replace_leaf(part, name, new, f"{at}.{field}" if at else field) for field, part in fields)
        )
    if isinstance(value, dict):
        return {k: replace_leaf(part, name, new, f"{at}.{k}" if at else str(k)) for k, part in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(replace_leaf(part, name, new, f"{at}[{i}]") for i, part in enumerate(value))
    return value


def same_leaves(left: Any, right: Any) -> str | None:
    """None when both trees hold the same values, else the name of the first part that differs."""
    ours, theirs = named_leaves(left), named_leaves(right)
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        return next(
            (a for (a, _), (b, _) in zip(ours, theirs, strict=False) if a != b), ours[-1][0] if ours else "it"
        )
    for (name, a), (_, b) in zip(ours, theirs, strict=True):
        if isinstance(a, np.ndarray) and not same_array(a, b):
            return name
        if isinstance(a, (bool, int, float, str)) and a != b and not (a != a and b != b):
            return name
    return None


def same_array(a: Any, b: Any) -> bool:
    if not isinstance(b, np.ndarray) or (a.shape, a.dtype) != (b.shape, b.dtype):
        return False
    return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))


def describe(value: Any, *, whole: bool = True) -> str:
    """What somebody handed in, in words: ``an array of shape (3, 4)``, ``a torch tensor of shape (3, 4)``.

    None is a forgotten `return` only where it is the `whole` answer, not one part of it.
    """
    kind = type(value)
    if isinstance(value, Odd):
        return value.words
    if value is None:
        return "None (is there a `return`?)" if whole else "None"
    if isinstance(value, np.ndarray):
        return f"an array of {'objects, of' if value.dtype.kind == 'O' else ''} shape {value.shape}".replace(
            "  ", " "
        )
    if kind.__module__.split(".")[0] == "torch" and hasattr(value, "shape"):
        return f"a torch tensor of shape {tuple(value.shape)}"
    if inspect.isgenerator(value):
        return "a generator (a list takes square brackets, and a function `return`, not `yield`)"
    if inspect.iscoroutine(value):
        return "a coroutine (write `def`, not `async def`)"
    if isinstance(value, str):
        return f"the text {value[:30]!r}"
    if isinstance(value, (bool, int, float, complex, np.generic)):
        return f"the single value {value!s}"
    if is_namedtuple(value):
        return f"{kind.__name__}({', '.join(value._fields)})"
    if isinstance(value, (tuple, list, dict, set)):
        return f"a {kind.__name__} of {len(value)}"
    if inspect.isclass(value):
        return f"the class {value.__name__}"
    return f"a value of type {kind.__name__}" + (" (call it?)" if callable(value) else "")


def in_words(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``, each in backticks."""
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
