"""One input of a task with the answer that is expected and the one that came."""

from __future__ import annotations

import inspect
from numbers import Number
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.verify.compare import Output, close
from lstm_ref.verify.leaves import named_leaves


class Graded(NamedTuple):
    """One input with the parts that are expected and those that came."""

    label: str
    bound: inspect.BoundArguments
    outputs: tuple[Output, ...]
    want: list[Any]
    got: list[Any]

    def right(self, rtol: float) -> bool:
        return all(close(g, w, rtol) for g, w in zip(self.got, self.want, strict=True))

    def sizes(self) -> dict[str, int]:
        """The size of every axis that the outputs name."""
        sizes = {}
        for output, want in zip(self.outputs, self.want, strict=True):
            if isinstance(want, np.ndarray) and want.ndim == len(output.axes):
                pairs = zip(output.axes, want.shape, strict=True)
                sizes.update({word: size for word, size in pairs if not word.startswith("gate")})
        return sizes

    def singles(self) -> str:
        return singles(self.label, self.bound)

    def arrays(self) -> dict[str, Any]:
        leaves = named_leaves(dict(self.bound.arguments))
        return {name: value for name, value in leaves if isinstance(value, np.ndarray)}


def singles(label: str, bound: inspect.BoundArguments) -> str:
    """``Input 2 has steps = 7, c0 = -1.25.``: all that is no array; empty where that is nothing or a lot."""
    leaves = named_leaves(dict(bound.arguments))
    shown = [f"{name} = {short(value)}" for name, value in leaves if isinstance(value, (Number, str))]
    return f"Input {label} has {', '.join(shown)}." if 0 < len(shown) <= 6 else ""


def short(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else repr(value)[:30]
