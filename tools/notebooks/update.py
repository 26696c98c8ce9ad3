"""Compare the generated files with what the texts ask for, and bring them up to date."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from notebooks.build import Generated, digest, generated, without_outputs, written
from notebooks.exercises import FindTask, targets, task_of_package
from notebooks.pictures import drawn_under, same_picture, write_picture
from notebooks.run import executed
from notebooks.source import read_cells

Run = Callable[[NotebookNode, Path, str], NotebookNode]


@dataclass(frozen=True)
class Problem:
    """A generated file that is not what its text asks for."""

    path: Path
    what: str  # stale, missing or orphaned
    why: str


class EditedByHand(Exception):
    """Exercises that somebody changed: writing them anew would lose that work."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = paths


def problems(root: Path, find_task: FindTask = task_of_package) -> list[Problem]:
    """Every stale, missing or orphaned file under `root`. Executes nothing."""
    wanted = list(generated(root, find_task))
    found = [Problem(made.path, *wrong) for made in wanted if (wrong := _wrong(made))]
    pictures = dict(_pictures(root, wanted))
    for path, png in pictures.items():
        if png is None:
            found.append(Problem(path, "missing", "the solution as stored draws nothing under this task"))
        elif not path.exists():
            found.append(Problem(path, "missing", "the target picture was not written"))
        elif not same_picture(path, png):
            found.append(Problem(path, "stale", "the solution draws something else"))
    expected = {made.path for made in wanted} | set(pictures)
    found += [
        Problem(path, "orphaned", "no text asks for it") for path in _on_disk(root) if path not in expected
    ]
    return found


def update(
    root: Path,
    *,
    find_task: FindTask = task_of_package,
    run: Run = executed,
    rerun_all: bool = False,
    force: bool = False,
) -> Iterator[str]:
    """Write what is stale or missing, remove what is orphaned; yield one line for each change."""
    wanted = list(generated(root, find_task))
    orphans = [path for path in _on_disk(root) if path not in {made.path for made in wanted}]
    exercises = [made.path for made in wanted if made.kind == "exercise" and _wrong(made)]
    exercises += [path for path in orphans if path.parent.name == "exercises"]
    if not force and (edited := [path for path in exercises if path.exists() and _edited(root, path)]):
        raise EditedByHand(edited)
    for made in wanted:
        wrong = _wrong(made)
        if made.kind == "solution" and (wrong or rerun_all):
            name = made.path.relative_to(root).as_posix()
            yield from _write(root, made.path, written(run(made.notebook, made.path.parent, name)))
        elif wrong:
            yield from _write(root, made.path, written(made.notebook))
    pictures = dict(_pictures(root, wanted))
    for path, png in pictures.items():
        if png is None:
            raise FileNotFoundError(f"{path}: its solution draws nothing under this task")
        if not same_picture(path, png):
            write_picture(path, png)
            yield f"wrote {path.relative_to(root)}"
    for path in orphans:
        if path not in pictures:
            path.unlink()
            yield f"removed {path.relative_to(root)}: no text asks for it"


def _wrong(made: Generated) -> tuple[str, str] | None:
    if not made.path.exists():
        return "missing", f"{made.source.name} asks for it"
    if made.kind != "solution":
        same = made.path.read_text(encoding="utf-8") == written(made.notebook)
        return None if same else ("stale", f"differs from what {made.source.name} makes")
    try:
        stored = nbformat.read(made.path, as_version=4)
    except Exception as error:  # half-written or merged badly: any way of being unreadable is stale
        return "stale", f"cannot be read: {error}"
    if written(without_outputs(stored)) != written(made.notebook):
        return "stale", f"differs from what {made.source.name} makes"
    counts = [cell.execution_count for cell in stored.cells if cell.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        return "stale", "was not executed from first cell to last"
    return None


def _pictures(root: Path, wanted: list[Generated]) -> Iterator[tuple[Path, bytes | None]]:
    """Every target picture, with what its stored solution drew (None where it drew nothing)."""
    for made in wanted:
        if made.kind == "solution" and (asked := targets(read_cells(made.source))):
            stored = nbformat.read(made.path, as_version=4) if made.path.exists() else made.notebook
            for task, _ in asked:
                yield root / "exercises/figures" / f"{task}.png", drawn_under(stored, task)


def _on_disk(root: Path) -> list[Path]:
    places = ("book/*.ipynb", "exercises/*.ipynb", "solutions/*.ipynb", "exercises/figures/*")
    return [path for place in places for path in sorted(root.glob(place))]


def _edited(root: Path, path: Path) -> bool:
    """Whether a file of exercises/ is somebody's work: neither as the generator left it nor as committed."""
    text = path.read_bytes()
    try:
        notebook = nbformat.reads(text.decode("utf-8"), as_version=4)
        untouched = notebook.metadata.get("lstm_ref", {}).get("digest") == digest(notebook)
    except Exception:  # not even a notebook: certainly not as the generator left it
        untouched = False
    if untouched:
        return False
    name = path.relative_to(root).as_posix()
    shown = subprocess.run(["git", "show", f"HEAD:./{name}"], cwd=root, capture_output=True, check=False)
    return shown.returncode != 0 or shown.stdout != text


def _write(root: Path, path: Path, text: str) -> Iterator[str]:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        yield f"wrote {path.relative_to(root)}"
