"""What each chapter says of itself: its minutes, what it needs, and what a reader can do after it."""

import re
from dataclasses import dataclass
from pathlib import Path

from lstm_ref.tasks.paths import BOOK, LINE

TITLE = re.compile(r"^# (.+)$", re.M)
POINT = r"^- \*\*What you'll {verb}:\*\* (.+)$"
NAMED = re.compile(r"\{doc\}`(\d\d)-|chapters (\d+) to (\d+)")
GOALS = re.compile(r"^## You can now …\n\n((?:- .+\n)+)", re.M)


@dataclass(frozen=True)
class Chapter:
    """One chapter in its own words. `page` is its file's name without the ending; the minutes are its own."""

    number: int
    page: str
    title: str
    reading: int
    exercises: int
    learn: str
    need: str
    goals: tuple[str, ...]

    @property
    def builds_on(self) -> frozenset[int]:
        """The chapters that it needs: those of the first sentence. The next is for who comes another way."""
        first = self.need.split(". ")[0]
        return frozenset(
            number
            for one, low, high in NAMED.findall(first)
            for number in range(int(one or low), int(one or high) + 1)
            if number
        )


def read_chapter(path: Path) -> Chapter:
    """A chapter's file, read for what a teacher asks first.

    Raises:
        ValueError: when the chapter does not say one of these things in the form that all chapters have.
    """
    text = path.read_text(encoding="utf-8")

    def found(pattern: str | re.Pattern[str], what: str) -> re.Match[str]:
        match = re.search(pattern, text, re.M) if isinstance(pattern, str) else pattern.search(text)
        if match is None:
            raise ValueError(f"{path.name}: expected {what}, found none")
        return match

    minutes = found(LINE, "a line such as *40 minutes to read · 45 minutes for the exercises*")
    goals = found(GOALS, "a list under the heading 'You can now …'")[1]
    return Chapter(
        number=int(path.name[:2]),
        page=path.stem,
        title=found(TITLE, "a title")[1],
        reading=int(minutes[1]),
        exercises=int(minutes[2]),
        learn=found(POINT.format(verb="learn"), "a line What you'll learn")[1],
        need=found(POINT.format(verb="need"), "a line What you'll need")[1],
        goals=tuple(line.removeprefix("- ") for line in goals.splitlines()),
    )


def read_chapters(folder: Path = BOOK) -> dict[int, Chapter]:
    """The chapters of `folder` by number, without the page before the first.

    Raises:
        ValueError: when there is none, or one lacks what every chapter says of itself.
    """
    pages = [path for path in sorted(folder.glob("[0-9][0-9]-*.md")) if path.name[:2] != "00"]
    if not pages:
        raise ValueError(f"folder: expected one with chapters such as 04-watch-gradients.md, got {folder}")
    return {chapter.number: chapter for chapter in map(read_chapter, pages)}
