"""Make a learner's copy of an exercise.

The pictures stay where they are: an exercise links them as ``../exercises/figures/…``, which leads to them
from my/ as well.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from lstm_ref.learner.notebook import read_notebook
from lstm_ref.learner.places import Problem, find_exercise, own_path, shown


def make_copy(root: Path, number: int) -> str:
    """Copy the exercise to my/ unless a copy is there; what to tell the learner either way."""
    exercise = find_exercise(root, number)
    copy = own_path(root, exercise)
    already = copy.exists()
    if not already:
        read_notebook(exercise)  # a copy of a broken notebook would be no help
        copy.parent.mkdir(exist_ok=True)
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
        [
            first,
            f"Next: open it {how_to_open(copy)}",
            f"  write your answer to a task, save, and type  lstm-ref check {number}",
        ]
    )


def how_to_open(path: Path) -> str:
    if importlib.util.find_spec("jupyterlab"):
        return f"with  jupyter lab {shown(path)}"
    return f"in VS Code; or, after `pip install jupyterlab`, with  jupyter lab {shown(path)}"
