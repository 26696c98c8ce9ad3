"""Answers as text, and back: what comes out are plain arrays, numbers, words, tuples, lists and dicts.

Nothing of a learner's own comes through, no class and no comparison of theirs: what is neither a number nor
made of such parts becomes an `Odd`, of which only its description is left.
"""

from __future__ import annotations

import base64
import collections
from typing import Any

import numpy as np

from lstm_ref.verify.leaves import Odd, describe, is_namedtuple

NUMBERS = "biufc"


def encode(value: Any) -> list[Any]:
    """What `json` can write of an answer; `decode` reads it."""
    try:
        return encoded(value)
    except Exception:  # a container of the learner's own may raise anything, and one may hold itself
        return odd(value)


def encoded(value: Any) -> list[Any]:
    if value is None or type(value) is bool:
        return ["plain", value]
    if isinstance(value, np.ndarray):
        array = np.array(value)
        return ["array", list(array.shape), *numbers(array)] if array.dtype.kind in NUMBERS else odd(value)
    if isinstance(value, np.generic) and value.dtype.kind in NUMBERS:
        return ["number", *numbers(np.array(value))]
    # Each by the built-in type's own method: a subclass may have one that tells something else.
    if isinstance(value, str):
        return ["plain", str.__str__(value)]
    if isinstance(value, int):
        return ["plain", int.__pos__(value)]
    if isinstance(value, float):
        return ["float", float.hex(value)]
    if isinstance(value, complex):
        pos = complex.__pos__(value)
        return ["complex", pos.real.hex(), pos.imag.hex()]
    return parts(value)


def parts(value: Any) -> list[Any]:
    if is_namedtuple(value):
        named = [str(field) for field in value._fields]
        return ["named", type(value).__name__, named, [encoded(part) for part in tuple.__iter__(value)]]
    kinds: tuple[Any, ...] = (tuple, list, set, frozenset)
    for kind in kinds:
        if isinstance(value, kind):
            return [kind.__name__, [encoded(part) for part in kind.__iter__(value)]]
    if isinstance(value, dict):
        return ["dict", [[encoded(key), encoded(part)] for key, part in dict.items(value)]]
    return odd(value)


def odd(value: Any) -> list[Any]:
    try:
        return ["odd", describe(value)[:200]]
    except Exception:
        return ["odd", f"a value of type {type(value).__name__}"]


def numbers(array: Any) -> list[Any]:
    return [array.dtype.str, base64.b64encode(array.tobytes()).decode("ascii")]


def read_numbers(dtype: str, text: str) -> Any:
    if np.dtype(dtype).kind not in NUMBERS:
        raise ValueError(f"dtype: expected one of numbers, got {dtype!r}")
    return np.frombuffer(base64.b64decode(text), dtype=dtype).copy()


def decode(data: Any) -> Any:
    """The value that `encode` wrote.

    Raises:
        ValueError: when `data` is nothing that `encode` writes.
    """
    try:
        return decoded(*data)
    except Exception as error:
        raise ValueError(f"an answer's text cannot be read ({type(error).__name__})") from None


def decoded(kind: str, *rest: Any) -> Any:
    if kind == "plain" and type(rest[0]) in (type(None), bool, int, str):
        return rest[0]
    if kind == "array":
        return read_numbers(*rest[1:]).reshape(rest[0])
    if kind == "number":
        return read_numbers(*rest)[0]
    if kind == "float":
        return float.fromhex(rest[0])
    if kind == "complex":
        return complex(*map(float.fromhex, rest))
    if kind == "odd":
        return Odd(str(rest[0])[:200])
    if kind == "named":
        return collections.namedtuple(rest[0], rest[1])(*(decoded(*part) for part in rest[2]))
    if kind == "dict":
        return {decoded(*key): decoded(*part) for key, part in rest[0]}
    made = {"tuple": tuple, "list": list, "set": set, "frozenset": frozenset}[kind]
    return made(decoded(*part) for part in rest[0])
