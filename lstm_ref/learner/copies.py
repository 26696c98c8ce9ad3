"""Make a learner's copy of an exercise, with the pictures that it shows."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

from lstm_ref.learner.notebook import read_notebook
from lstm_ref.learner.places import Problem, find_exercise, own_path, shown

PICTURE = re.compile(r"""!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img[^>]*\ssrc=["']([^"']+)""")


def make_copy(root: Path, number: int) -> str:
    """Copy the exercise to my/ unless a copy is there; what to tell the learner either way."""
    exercise = find_exercise(root, number)
    copy = own_path(root, exercise)
    already = copy.exists()
    if not already:
        pictures = linked_pictures(exercise)
        copy.parent.mkdir(exist_ok=True)
        for picture in pictures:
            target = copy.parent / picture
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(exercise.parent / picture, target)
        # Exclusive creation: a copy that appeared meanwhile is a learner's work.
        try:
            with copy.open("xb") as file:
                file.write(exercise.read_bytes())
        except FileExistsError:
            already = True
    if not copy.is_file():
        raise Problem(f"{shown(copy)} is there but is no file; move it away first.")
    first = (
        f"{shown(copy)} is there already and stays as it is." if already else f"Your copy is {shown(copy)}"
    )
    return "\n".join(
        [first, f"  open it:  {how_to_open(copy)}", f"  check it: save it, then  lstm-ref check {number}"]
    )


def linked_pictures(exercise: Path) -> list[str]:
    """The pictures beside the exercise that its text shows, as relative paths inside the folder."""
    found = []
    for cell in read_notebook(exercise).cells:
        if cell.cell_type != "markdown":
            continue
        for markdown, html in PICTURE.findall(cell.source):
            link = markdown or html
            path = (exercise.parent / link).resolve()
            if path.is_file() and path.is_relative_to(exercise.parent.resolve()):
                found.append(link)
    return found


def how_to_open(path: Path) -> str:
    if importlib.util.find_spec("jupyterlab"):
        return f"jupyter lab {shown(path)}"
    return f"in VS Code; or, after `pip install jupyterlab`, with  jupyter lab {shown(path)}"
