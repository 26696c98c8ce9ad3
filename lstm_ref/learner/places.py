"""Where the exercises and a learner's copies are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lstm_ref

OWN = "my"  # the folder of a learner's copies, which git ignores


class Problem(Exception):
    """Something that a person can put right; its text is one sentence saying what."""


def repository() -> Path:
    """The folder of the repository that this package was installed from; Problem if it has no exercises."""
    root = Path(lstm_ref.__file__).resolve().parents[1]
    if not (root / "exercises").is_dir():
        raise Problem(
            f"There is no folder {root / 'exercises'}: lstm-ref works in a clone of the course's repository, "
            "installed from there with `pip install -e '.[exercises]'`."
        )
    return root


def numbered(folder: Path) -> dict[int, Path]:
    """The notebooks of a folder by the number that their names begin with."""
    found = {}
    for path in sorted(folder.glob("*.ipynb"), reverse=True):
        number = re.match(r"(\d+)-", path.name)
        if number:
            found[int(number[1])] = path
    return found


def find_exercise(root: Path, number: int) -> Path:
    exercises = numbered(root / "exercises")
    if number in exercises:
        return exercises[number]
    there_are = ", ".join(str(known) for known in sorted(exercises)) or "none"
    raise Problem(f"There is no exercise {number} in {shown(root / 'exercises')}; there are: {there_are}.")


def own_path(root: Path, exercise: Path) -> Path:
    return root / OWN / exercise.name


def find_own(root: Path, exercise: Path) -> Path | None:
    """The learner's copy, or None where there is none yet."""
    path = own_path(root, exercise)
    return path if path.exists() else None


def other_names(root: Path, exercise: Path) -> str:
    """A sentence on the notebooks in my/ that are this exercise's by their number and not by their name."""
    number = int(exercise.name.split("-")[0])
    names = [
        path.name
        for path in sorted((root / OWN).glob("*.ipynb"))
        if (found := re.match(r"(\d+)", path.name)) and int(found[1]) == number
    ]
    if not names or exercise.name in names:
        return ""
    return f"{shown(root / OWN)} holds {' and '.join(names)}; a copy is found only as {exercise.name}."


@contextmanager
def trying(what: str) -> Iterator[None]:
    """Say what was tried where the system refuses it."""
    try:
        yield
    except OSError as error:
        raise Problem(f"Cannot {what}: {error.strerror or error}.") from None


def shown(path: Path) -> str:
    """The path as one would type it here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
