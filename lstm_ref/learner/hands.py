"""What a class handed in: its notebooks, read into memory before the first of them runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lstm_ref.learner.places import Problem, shown

SKIPPED = ("kept", "__MACOSX")  # older states that `lstm-ref reset` kept, and what an archive adds


@dataclass(frozen=True)
class Hand:
    """One notebook that was handed in; `number` is its exercise's, or None where its name tells none."""

    learner: str
    number: int | None
    file: str
    content: bytes


def handed_in(folder: Path, exercises: Mapping[int, Path]) -> list[Hand]:
    """The notebooks under `folder`, by learner: a learner is a folder in it.

    Raises:
        Problem: when none has a name that tells its exercise.
    """
    found = []
    for path in sorted(folder.rglob("*.ipynb")):
        place = path.relative_to(folder)
        if any(part.startswith(".") or part in SKIPPED for part in place.parts) or not path.is_file():
            continue
        learner = place.parent.as_posix() if place.parent != Path(".") else path.stem
        found.append(Hand(learner, exercise_of(path.name, exercises), place.as_posix(), path.read_bytes()))
    if all(hand.number is None for hand in found):
        raise Problem(
            f"{shown(folder)} has no notebook whose name begins with an exercise's number and a dash."
        )
    return found


def exercise_of(name: str, exercises: Mapping[int, Path]) -> int | None:
    """The exercise whose name stands in a file's, as in ``Copy of 04-gradients (1).ipynb``; or its number."""
    for number, exercise in exercises.items():
        if re.search(rf"(?<!\d){re.escape(exercise.stem)}", name, re.IGNORECASE):
            return number
    begins = re.match(r"(\d+)-", name)
    return int(begins[1]) if begins and int(begins[1]) in exercises else None
