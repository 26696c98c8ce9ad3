"""Make a learner's copy of an exercise.

The pictures stay where they are: an exercise links them as ``../exercises/figures/…``, which leads to them
from my/ as well.
"""

from __future__ import annotations

import importlib.util
from contextlib import suppress
from pathlib import Path

from lstm_ref.learner.notebook import read_notebook
from lstm_ref.learner.places import Problem, find_exercise, own_path, shown, trying
from lstm_ref.verify.typed import path_from, python, quoted, typed


def make_copy(root: Path, number: int) -> str:
    """Copy the exercise to my/ unless a copy is there; what to tell the learner either way.

    Raises:
        Problem: when there is no such exercise, my/ cannot be written, or what is there is no notebook.
    """
    exercise = find_exercise(root, number)
    copy = own_path(root, exercise)
    already = copy.exists()
    if not already:
        read_notebook(exercise)  # a copy of a broken notebook would be no help
        with trying(f"make the folder {shown(copy.parent)}"):
            copy.parent.mkdir(exist_ok=True)
        # Exclusive creation: a copy that appeared meanwhile is a learner's work.
        content, already = exercise.read_bytes(), True
        with trying(f"write {shown(copy)}"), suppress(FileExistsError), copy.open("xb") as file:
            already = False
            file.write(content)
    if not copy.is_file():
        raise Problem(f"{shown(copy)} is there but is no file; move it away first.")
    first = f"Your copy is {shown(copy)}"
    if already:
        first = f"{shown(copy)} is there already and stays as it is."
        try:
            read_notebook(copy)
        except Problem as problem:
            raise Problem(f"{first} {problem}") from None
    return "\n".join(
        [
            first,
            f"Next: open it {how_to_open(copy)}",
            f"  write your answer to a task, save, and type  {typed(f'check {number}')}",
        ]
    )


def how_to_open(path: Path) -> str:
    """With what, as it can be typed here; a bare `pip` or `jupyter` may be that of another Python."""
    file = quoted(path_from(path, None))
    for module in ("notebook", "jupyterlab"):
        if importlib.util.find_spec(module):
            return f"with  {python()} -m {module} {file}"
    editor = "in VS Code, with the Python of .venv as its kernel"
    return f"{editor}; or, after  {python()} -m pip install notebook  with  {python()} -m notebook {file}"
