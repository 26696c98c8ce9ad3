"""Read an answer part by part, and say whether each part has the right kind, shape and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lstm_ref.verify.leaves import answer_leaves, describe, in_words, is_namedtuple, named_leaves
from lstm_ref.verify.verdict import CheckFailed

Values = npt.NDArray[Any]
DTYPE_ADVICE = {
    "f": "Some line on the way turns it into another type of float.",
    "c": "Is it a root of a negative number?",
}
RIGHT_BUT_WHOLE = "Its values are right: make them floats, `1.0` instead of `1`, or use `.astype(float)`."
WHOLE_NUMBERS = "Whole numbers cannot hold it: start from np.zeros(...), which is float64."


@dataclass(frozen=True)
class Output:
    """One returned part: its `name`, its `axes` in words, and the `gates` stacked along the axis ``gate*H``.

    ``Output("dweight_hh", axes=("gate*H", "H"), gates="ifgo")``; a single number has no axes. `section` is
    the label of the section to read again when this part is wrong (the task's own where empty). Without
    `told` no verdict prints a value that is due: where that is the answer itself.
    """

    name: str
    axes: tuple[str, ...] = ()
    gates: str = ""
    section: str = ""
    told: bool = True

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
    whole = not isinstance(reference, (dict, tuple, list))
    return [read_part(*three, whole=whole) for three in zip(parts, wanted, outputs, strict=True)]


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


def wrong_type(expected: str, got: Any) -> CheckFailed:
    return CheckFailed(f"your function should {expected}; it returned {describe(got)}", kind="type")


def read_part(part: Any, want: Any, output: Output, *, whole: bool) -> Any:
    expected = numeric(want)
    if expected is None:
        return part
    got = numeric(part)
    if got is None:
        shape = f"{'an array of shape ' if expected.ndim else ''}{output.shape_in_words(expected.shape)}"
        lead = f"your function should return {shape} for `{output.name}`; it returned "
        advice = unstacked(part, expected.ndim) if expected.ndim else ()
        place = {"place": output.name, "section": output.section}
        raise CheckFailed(lead + describe(part, whole=whole), *advice, kind="type", **place)
    if got.dtype.kind not in "iu":
        check_dtype(got, expected, output)
    return got


def unstacked(part: Any, ndim: int) -> tuple[str, ...]:
    """How to make one array of what came as a list or a tuple."""
    if isinstance(part, np.ndarray) and part.dtype.kind == "O":
        return (f"Among its entries is {odd_one(part)}: numbers are due everywhere.",)
    if not isinstance(part, (tuple, list)) or not part:
        return ()
    if is_namedtuple(part):
        fields = in_words([name for name, _ in named_leaves(part)])
        return (f"{type(part).__name__} is a tuple of {fields}: return them one by one.",)
    if not all(isinstance(piece, np.ndarray) and piece.ndim for piece in part):
        return ("Make it an array with np.array.",)
    if len(part) == 1:
        return ("Drop the comma or the brackets around it.",)
    joined = all(piece.ndim == ndim for piece in part)
    return ("Join it with np.concatenate." if joined else "Stack it with np.stack.",)


def odd_one(part: Values) -> str:
    """The first entry of an array of objects that is no number, in words."""
    odd = next((entry for entry in part.flat if numeric(entry) is None), part.flat[0])
    return describe(odd, whole=False)


def check_dtype(got: Any, want: Any, output: Output, *, right: bool = False) -> None:
    """CheckFailed (kind ``type``) where floats are due and something else came; a single number may be whole.

    Whole numbers are read first and judged here later: wrong values are worth more words than their type.
    """
    if not isinstance(want, np.ndarray) or want.dtype.kind != "f":
        return
    if got.dtype.kind == "c" or (got.ndim and got.dtype != want.dtype):
        lead = f"`{output.name}` came in {got.dtype}; the inputs are {want.dtype}, so it should be too"
        advice = RIGHT_BUT_WHOLE if right else DTYPE_ADVICE.get(got.dtype.kind, WHOLE_NUMBERS)
        raise CheckFailed(lead, advice, kind="type", place=output.name, section=output.section)


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
        if not np.isfinite(scale):
            return False  # everything is within a share of infinity
        return bool(np.all(np.abs(got - want) <= rtol * scale))
