"""Which lines of the package the time goes to."""

import sys
import time
from collections.abc import Callable
from linecache import getline
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

PACKAGE = str(Path(__file__).resolve().parents[1])


class Line(NamedTuple):
    """A line of source, and its share of the time of all lines of the package."""

    share: float
    where: str
    source: str


def profile(
    call: Callable[[], object],
    *,
    inside: str = PACKAGE,
    clock: Callable[[], float] = time.process_time,
    most: int = 5,
) -> list[Line]:
    """The costliest lines of `call`.

    Each line has what passes until the next line of the package begins, so that NumPy's part of a line is its
    own. Watching costs time too, about as much for a short line as for a long one: shares of lines that take
    a microsecond are too large.

    Arguments:
        call: a function of no arguments.
        inside: only lines of files in this folder are counted.
        clock: seconds.
        most: how many lines are returned.

    Returns:
        the lines, the costliest first.
    """
    spent: dict[tuple[str, int], float] = {}
    now: list[Any] = [None, 0.0]

    def book(place: tuple[str, int] | None) -> None:
        if now[0] is not None:
            spent[now[0]] = spent.get(now[0], 0.0) + clock() - now[1]
        now[:] = [place, clock()]

    def on_line(frame: FrameType, event: str, _: Any) -> Any:
        back = frame.f_back
        if event == "line":
            book((frame.f_code.co_filename, frame.f_lineno))
        elif event == "return" and back is not None and back.f_code.co_filename.startswith(inside):
            book((back.f_code.co_filename, back.f_lineno))
        return on_line

    def on_call(frame: FrameType, event: str, _: Any) -> Any:
        return on_line if frame.f_code.co_filename.startswith(inside) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        call()
    finally:
        sys.settrace(before)
        book(None)
    total = sum(spent.values()) or 1.0
    costliest = sorted(spent.items(), key=lambda item: -item[1])[:most]
    return [
        Line(seconds / total, f"{Path(file).name}:{number}", getline(file, number).strip())
        for (file, number), seconds in costliest
    ]
