"""One input of a task with the answer that is expected and the one that came."""

from __future__ import annotations

import inspect
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

    def arrays(self) -> dict[str, Any]:
        leaves = named_leaves(dict(self.bound.arguments))
        return {name: value for name, value in leaves if isinstance(value, np.ndarray)}
