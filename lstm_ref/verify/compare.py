"""Read an answer part by part, and say whether each part has the right kind, shape and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lstm_ref.verify.leaves import answer_leaves, describe, in_words, is_namedtuple
from lstm_ref.verify.verdict import CheckFailed

Values = npt.NDArray[Any]
Shape = tuple[int, ...]
DTYPE_ADVICE = {
    "f": "Some line on the way turns it into another type of float.",
    "c": "Is it a root of a negative number?",
}
WHOLE_NUMBERS = "Whole numbers cannot hold it: start from np.zeros(...), which is float64."


@dataclass(frozen=True)
class Output:
    """One returned part: its `name`, its `axes` in words, and the `gates` stacked along the axis ``gate*H``.

    ``Output("dweight_hh", axes=("gate*H", "H"), gates="ifgo")``; a single number has no axes. `section` is
    the label of the section to read again when this part is wrong (the task's own where empty).
    """

    name: str
    axes: tuple[str, ...] = ()
    gates: str = ""
    section: str = ""

    @property
    def gate_axis(self) -> int | None:
        found = [axis for axis, word in enumerate(self.axes) if word.startswith("gate")]
        return found[0] if found and self.gates else None

    def shape_in_words(self, shape: tuple[int, ...]) -> str:
        """``(4H, D) = (12, 5)``, or the numbers alone where the axes have no names."""
        if not shape:
            return "a single number"
        if len(self.axes) != len(shape):
            return str(shape)
        words = [word.replace("gate*", str(len(self.gates) or 4)) for word in self.axes]
        return f"({', '.join(words)}{',' if len(words) == 1 else ''}) = {shape}"


def described(reference: Any, outputs: Sequence[Output]) -> tuple[Output, ...]:
    """One `Output` for each part that the reference returns; ValueError where the `outputs` do not fit it."""
    names = [name for name, _ in answer_leaves(reference)]
    if len(outputs) == len(names):
        return tuple(outputs)
    by_name = {output.name: output for output in outputs}
    unknown = [name for name in by_name if name not in names]
    if unknown:
        raise ValueError(f"outputs {unknown} are none of what the reference returns, {names}")
    return tuple(by_name.get(name, Output(name or "your answer")) for name in names)


def numeric(value: Any) -> Values | None:
    """The value as an array, or None when it is no number and no array of numbers."""
    if isinstance(value, (np.ndarray, np.generic, bool, int, float, complex)):
        array = np.array(value)
        return array if array.dtype.kind in "biufc" else None
    return None


def read_answer(answer: Any, reference: Any, outputs: Sequence[Output]) -> list[Any]:
    """The parts of an answer, copied, in the reference's order: arrays, or other values as they are.

    CheckFailed (kind ``type``) when a part is missing, or is not the kind of thing that is expected.
    """
    parts = unpack(answer, reference, outputs)
    wanted = [value for _, value in answer_leaves(reference)]
    return [read_part(part, want, output) for part, want, output in zip(parts, wanted, outputs, strict=True)]


def unpack(answer: Any, reference: Any, outputs: Sequence[Output]) -> list[Any]:
    if isinstance(reference, dict):
        if not isinstance(answer, dict):
            raise wrong_type(f"return a dict with the keys {in_words(list(map(str, reference)))}", answer)
        if set(answer) != set(reference):
            lead = f"your dict should have the keys {in_words(list(map(str, reference)))}"
            raise CheckFailed(f"{lead}; it has {', '.join(map(str, answer)) or 'none'}", kind="type")
        pairs = [(answer[key], reference[key]) for key in reference]
    elif isinstance(reference, (tuple, list)):
        if not isinstance(answer, (tuple, list)) or len(answer) != len(reference):
            whole = len(outputs) == len(reference)
            names = [output.name for output in outputs] if whole else part_names(reference)
            raise wrong_type(f"return {len(reference)} things, {in_words(names)}", answer)
        pairs = list(zip(answer, reference, strict=True))
    else:
        return [answer]
    flat: list[Any] = []
    for part, want in pairs:
        size = len(answer_leaves(want))
        flat += unpack(part, want, outputs[len(flat) : len(flat) + size])
    return flat


def part_names(reference: Any) -> list[str]:
    if is_namedtuple(reference):
        return list(reference._fields)
    return [type(part).__name__ if is_namedtuple(part) else f"[{i}]" for i, part in enumerate(reference)]


def wrong_type(expected: str, got: Any, place: str | None = None) -> CheckFailed:
    lead = f"your function should {expected}; it returned {describe(got)}"
    return CheckFailed(lead, kind="type", place=place)


def read_part(part: Any, want: Any, output: Output) -> Any:
    expected = numeric(want)
    if expected is None:
        return part
    shape = output.shape_in_words(expected.shape)
    wanted = f"return {'' if not expected.ndim else 'an array of shape '}{shape} for `{output.name}`"
    if isinstance(part, (tuple, list)) and expected.ndim:
        advice = "Stack it with np.stack." if len(part) > 1 else "Drop the comma or the brackets around it."
        raise CheckFailed(wrong_type(wanted, part).lead, advice, kind="type", place=output.name)
    got = numeric(part)
    if got is None:
        raise wrong_type(wanted, part, output.name)
    if expected.dtype.kind == "f" and (got.dtype.kind == "c" or (got.ndim and got.dtype != expected.dtype)):
        lead = f"`{output.name}` came in {got.dtype}; the inputs are {expected.dtype}, so it should be too"
        advice = DTYPE_ADVICE.get(got.dtype.kind, WHOLE_NUMBERS)
        raise CheckFailed(lead, advice, kind="type", place=output.name)
    return got


def read_reference(reference: Any) -> list[Any]:
    """The parts of the reference's answer, in order, as `read_answer` gives them."""
    values = [value for _, value in answer_leaves(reference)]
    return [value if numeric(value) is None else numeric(value) for value in values]


def close(got: Any, want: Any, rtol: float) -> bool:
    """Same shape, and every entry within rtol times the largest entry of `want`; NaN is close to nothing."""
    if not isinstance(want, np.ndarray) or not isinstance(got, np.ndarray):
        return type(got) is type(want) and bool(got == want)
    if got.shape != want.shape:
        return False
    if want.dtype.kind in "biu":
        return bool(np.array_equal(got, want))
    with np.errstate(all="ignore"):
        scale = float(np.max(np.abs(want), initial=0.0)) or 1.0
        return bool(np.all(np.abs(got - want) <= rtol * scale))


def check_shape(got: Any, want: Any, output: Output, sizes: dict[str, int]) -> None:
    """CheckFailed (kind ``shape``) naming the axes, and what seems to have happened to them."""
    if not isinstance(want, np.ndarray) or got.shape == want.shape:
        return
    lead = f"`{output.name}` has shape {got.shape}; expected {output.shape_in_words(want.shape)}"
    guess = shape_story(got.shape, want.shape, output.axes, sizes)
    raise CheckFailed(lead, *([guess] if guess else []), kind="shape", place=f"{output.name}, shape")


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
            return f"There is one axis of size {size}{name} too many: is a sum over it missing?"
    return ""
