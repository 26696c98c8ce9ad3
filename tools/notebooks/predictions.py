"""Find predictions that a reader cannot open, or that answer nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from notebooks.source import Cell


@dataclass
class Prediction:
    """One <details class="predict">: what it asks, what it answers, and whether it ends."""

    line: int
    summary: str = ""
    answer: str = ""
    closed: bool = False

    def faults(self) -> Iterator[str]:
        if not self.summary.strip():
            yield "a prediction without a summary to open it by"
        if not re.search(r"\w", self.answer):
            yield "a prediction without an answer"
        if not self.closed:
            yield "a prediction whose <details> is not closed in the same cell"


def prediction_faults(cells: list[Cell]) -> list[str]:
    """What is wrong with the predictions of a page."""
    faults = []
    for cell in cells:
        if cell.kind == "markdown":
            reader = _Reader()
            reader.feed(cell.text)
            for found in reader.found:
                faults += [f"line {cell.line + found.line - 1}: {fault}" for fault in found.faults()]
    return faults


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[Prediction | None] = []  # None for a fold that is no prediction
        self.found: list[Prediction] = []
        self.in_summary = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            predicts = "predict" in (dict(attrs).get("class") or "").split()
            self.open.append(Prediction(self.getpos()[0]) if predicts else None)
            self.found += [new] if (new := self.open[-1]) else []
        elif tag == "summary":
            self.in_summary = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self.open:
            if last := self.open.pop():
                last.closed = True
        elif tag == "summary":
            self.in_summary = False

    def handle_data(self, data: str) -> None:
        for prediction in filter(None, self.open):
            if self.in_summary:
                prediction.summary += data
            else:
                prediction.answer += data
