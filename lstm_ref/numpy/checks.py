"""What every step asks of its input, and the errors that say what was expected and what came.

The checks look at ranks, sizes and dtypes only. The numbers themselves are not looked at: a NaN
in the data is passed through, as NumPy does, and shows in every result that depends on it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

WORDS = {
    "T": "time steps",
    "B": "batch",
    "D": "input_size",
    "H": "hidden_size",
    "V": "output_size",
    "K": "key_size",
}

Named = tuple[str, Any, str]  # argument's name, the array, its axes such as "4H D"


class ShapeError(ValueError):
    """An array has the wrong rank or a size that does not fit the others."""


class DtypeError(TypeError):
    """An argument is not a floating-point array, or two arguments differ in dtype."""


@lru_cache
def _axes(spec: str) -> tuple[tuple[int, str], ...]:
    """``"4H D"`` → ``((4, "H"), (1, "D"))``."""
    found = (re.fullmatch(r"(\d*)([A-Z])", axis) for axis in spec.split())
    return tuple((int(axis[1] or 1), axis[2]) for axis in found if axis)


def in_words(spec: str, sizes: dict[str, int]) -> str:
    """``"4H D"`` with H = 3 known → ``(4·hidden_size = 12, input_size)``."""
    parts = []
    for factor, letter in _axes(spec):
        name = WORDS[letter] if factor == 1 else f"{factor}·{WORDS[letter]}"
        parts.append(f"{name} = {factor * sizes[letter]}" if letter in sizes else name)
    return "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"


def check_shapes(named: list[Named]) -> dict[str, int]:
    """Check that the sizes of all arrays fit together; a letter is bound where it first appears.

    Returns:
        the size that each letter stands for.

    Raises:
        ShapeError: names the argument, the expected shape in words, and the shape that came.
    """
    sizes: dict[str, int] = {}
    for name, array, spec in named:
        axes, shape = _axes(spec), tuple(array.shape)
        fits = len(shape) == len(axes) and all(
            size == factor * sizes.setdefault(letter, size // factor)
            for size, (factor, letter) in zip(shape, axes, strict=True)
        )
        if not fits:
            known = {letter: sizes[letter] for _, letter in axes if _bound_before(letter, name, named)}
            raise ShapeError(f"{name}: expected shape {in_words(spec, known)}, got {shape}")
    return sizes


def _bound_before(letter: str, name: str, named: list[Named]) -> bool:
    earlier = named[: [n for n, _, _ in named].index(name)]
    return any(letter == bound for _, _, spec in earlier for _, bound in _axes(spec))


def check_dtypes(named: list[Named]) -> None:
    """Check that all are NumPy arrays of one floating-point dtype.

    Raises:
        DtypeError: names the argument, what was expected, and what came.
    """
    for name, array, _ in named:
        if not isinstance(array, np.ndarray):
            raise DtypeError(f"{name}: expected a NumPy array, got {type(array).__name__}")
        if array.dtype.kind != "f":
            raise DtypeError(
                f"{name}: expected a floating-point array, got {array.dtype}; convert it with .astype(float)"
            )
        if array.dtype != named[0][1].dtype:
            raise DtypeError(
                f"{name}: expected {named[0][1].dtype} as {named[0][0]} has, got {array.dtype}; "
                "mixed dtypes would silently compute in the wider one"
            )


def check(named: list[Named]) -> dict[str, int]:
    """Both checks, dtypes first; returns the size of each letter."""
    check_dtypes(named)
    return check_shapes(named)


def check_named_tuples(**values: Any) -> None:
    """Check that parameters and states are named tuples, so that their parts have names.

    Raises:
        DtypeError: names the argument and what came.
    """
    for name, value in values.items():
        if not hasattr(value, "_fields"):
            raise DtypeError(
                f"{name}: expected a named tuple such as LSTMParams or LSTMState, got {type(value).__name__}"
            )


def step_arguments(params: Any, x: Any, state: Any, gates: int) -> Iterator[Named]:
    """Everything that a step of a cell with `gates` stacked blocks is given, with its axes.

    `weight_hh` comes first because it alone fixes the hidden size.
    """
    check_named_tuples(params=params, state=state)
    rows = f"{gates}H" if gates > 1 else "H"
    yield "weight_hh", params.weight_hh, f"{rows} H"
    yield "weight_ih", params.weight_ih, f"{rows} D"
    for name in params._fields[2:]:
        yield name, getattr(params, name), {"peephole": "3H", "gate_hh": "3H 3H"}.get(name, rows)
    yield "x", x, "B D"
    for name in state._fields:
        yield f"state.{name}", getattr(state, name), "B H"


def check_step(params: Any, x: Any, state: Any, gates: int) -> None:
    """Check all that a step is given.

    Raises:
        DtypeError, ShapeError: as `check`.
    """
    check(list(step_arguments(params, x, state, gates)))


def check_step_backward(h: Any, dstate: Any) -> None:
    """Check the gradient that arrives at a step against the step's `h`.

    Raises:
        DtypeError, ShapeError: as `check`.
    """
    check([("h", h, "B H"), *((f"dstate.{name}", getattr(dstate, name), "B H") for name in dstate._fields)])
