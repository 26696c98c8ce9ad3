"""Say of an array with the wrong shape what seems to have happened to its axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm_ref.verify.compare import Output
from lstm_ref.verify.verdict import CheckFailed

Shape = tuple[int, ...]


def check_shape(got: Any, want: Any, output: Output, sizes: dict[str, int]) -> None:
    """CheckFailed (kind ``shape``) naming the axes, and what seems to have happened to them."""
    if not isinstance(want, np.ndarray) or got.shape == want.shape:
        return
    lead = f"`{output.name}` has shape {got.shape}; expected {output.shape_in_words(want.shape)}"
    guess = shape_story(got.shape, want.shape, output.axes, sizes)
    place = {"place": f"{output.name}, shape", "section": output.section}
    raise CheckFailed(lead, *([guess] if guess else []), kind="shape", **place)


def shape_story(got: Shape, want: Shape, axes: tuple[str, ...], sizes: dict[str, int]) -> str:
    """What seems to have happened to the axes, in a sentence; empty when nothing can be guessed."""
    words = axes if len(axes) == len(want) else tuple(str(size) for size in want)
    if len(got) == 2 and got == want[::-1]:
        return "Yours is the transpose."
    if sorted(got) == sorted(want):
        order = [words[want.index(size)] for size in got]
        return f"The axes are there, in another order: yours are ({', '.join(order)})."
    if len(got) + 1 == len(want):
        missing = [words[axis] for axis in range(len(want)) if want[:axis] + want[axis + 1 :] == got]
        if missing:
            return f"The axis {missing[0]} is missing: summed away, or taken at one index?"
    if len(got) == len(want) + 1:
        extra = [axis for axis in range(len(got)) if got[:axis] + got[axis + 1 :] == want]
        if extra:
            size = got[extra[0]]
            name = next((f" ({word} = {size})" for word, known in sizes.items() if known == size), "")
            return f"There is one axis of size {size}{name} too many."
    return ""
