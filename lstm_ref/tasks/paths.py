"""Three ways through the course, and how long each takes: added up from what the chapters say."""

import re
from dataclasses import dataclass
from pathlib import Path

LINE = re.compile(r"(\d+) minutes to read · (\d+) minutes for the exercises")
BOOK = Path(__file__).resolve().parents[2] / "book"
PART_IV = range(15, 22)


@dataclass(frozen=True)
class Way:
    """A way through the chapters; with `one_of_part_iv` a chapter of the reader's choice comes last."""

    name: str
    chapters: tuple[int, ...]
    one_of_part_iv: bool = False


WAYS = (
    Way("the diagram", (1, 4, 5, 6, 7, 8)),
    Way("the practitioner", (2, 4, 7, 8, 10, 11, 12), one_of_part_iv=True),
    Way("everything", tuple(range(1, 22))),
)


def minutes(folder: Path = BOOK) -> dict[int, int]:
    """From each chapter in `folder` to its minutes, reading and exercises together.

    A chapter that is not there, or says nothing about its minutes, is left out. Without the folder the
    answer is empty.
    """
    found: dict[int, int] = {}
    for page in sorted(folder.glob("[0-9][0-9]-*.md")):
        if said := LINE.search(page.read_text(encoding="utf-8")):
            found[int(page.name[:2])] = int(said[1]) + int(said[2])
    return found


def told(way: Way, known: dict[int, int]) -> str:
    """How many hours the chapters take that are written, and which are not; if `known` is empty, no hours.

    What the chapter of the reader's choice adds is said apart: from the shortest of Part IV to the longest.
    """
    if not known:
        return f"**{way.name}**: chapters {in_runs(list(way.chapters))}."
    written = [chapter for chapter in way.chapters if chapter in known]
    missing = [chapter for chapter in way.chapters if chapter not in known]
    hours = sum(known[chapter] for chapter in written) / 60
    sentence = f"**{way.name}**: {len(written)} chapters, about {hours:.1f} hours with their exercises."
    if missing:
        sentence += f" Not written yet: {in_runs(missing)}."
    if way.one_of_part_iv:
        added = [known[chapter] / 60 for chapter in PART_IV if chapter in known]
        if added:
            ends = dict.fromkeys(f"{end:.1f}" for end in (min(added), max(added)))  # both, or one if alike
            sentence += f" A chapter of Part IV adds about {' to '.join(ends)} hours."
        else:
            sentence += " Nor is any chapter of Part IV."
    return sentence


def in_runs(numbers: list[int]) -> str:
    """Numbers in order, three neighbours or more joined: "2, 5 to 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
