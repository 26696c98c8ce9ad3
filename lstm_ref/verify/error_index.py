"""An index of error messages that is made by running what causes them: no message is typed."""

import textwrap
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

SILENCE = "no message"


class Entry(NamedTuple):
    """What a fault is called, what it says when it runs, and what its mended version gives."""

    name: str
    says: str
    mended: str


class ErrorIndex:
    """Runs each fault and its cure, prints what both say, and keeps the list."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def run(self, name: str, broken: Callable[[], Any], mended: Callable[[], Any]) -> None:
        """Print what `broken` says, and what `mended` returns.

        Arguments:
            name: the fault in a few words.
            broken: raises, warns, or does neither, which is the worst.
            mended: the same without the fault.

        Raises:
            whatever `mended` raises; AssertionError when it warns.
        """
        says = complaint(broken)
        answer: list[Any] = []
        left = complaint(lambda: answer.append(mended()), through=True)
        assert left == SILENCE, f"{name}: the mended version says {left}"
        entry = Entry(name, says, described(answer[0]))
        self.entries.append(entry)
        print(textwrap.fill(entry.says, 84))
        print(textwrap.fill(f"mended: {entry.mended}", 84))

    def table(self) -> str:
        """The index as a Markdown table, a row for each fault in the order in which they were shown."""
        rows = ["| it says | the fault |", "|---|---|"]
        return "\n".join([*rows, *(f"| {beginning(entry.says)} | {entry.name} |" for entry in self.entries)])


def complaint(run: Callable[[], Any], *, through: bool = False) -> str:
    """What `run` raises or warns of, as ``RuntimeError: …`` on one line, or `SILENCE`.

    Raises:
        whatever `run` raises, where `through` is set.
    """
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            run()
        except Exception as error:
            if through:
                raise
            return f"{type(error).__name__}: {one_line(str(error))}"
    return f"{heard[0].category.__name__}: {one_line(str(heard[0].message))}" if heard else SILENCE


def one_line(text: str) -> str:
    return " ".join(text.split())


def beginning(says: str, longest: int = 70) -> str:
    """The first words of a message, as code in a table."""
    if says == SILENCE:
        return SILENCE
    return f"`{textwrap.shorten(says, longest, placeholder=' …').replace('|', '/').replace('`', '')}`"


def described(value: Any) -> str:
    """A result in a few words: a tensor's shape, a number, the first of several."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return described(value[0])
    if getattr(value, "ndim", 0):
        return f"shape {tuple(value.shape)}, {str(value.dtype).removeprefix('torch.')}"
    if hasattr(value, "item") or isinstance(value, float):
        return f"{float(value):.4g}"
    return "runs" if value is None else str(value)
