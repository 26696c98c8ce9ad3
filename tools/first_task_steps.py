"""The steps from the landing page to the first green task: clicks in a browser, then words in a terminal.

What a notebook's editor takes to start is not measured: opening is reading the file, an edit is writing it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from local_site import ROOT

COPIED = ("exercises", "lstm_ref", "book", "pyproject.toml")
SHOWN = "[...document.querySelectorAll('.next-step')].filter(step => step.checkVisibility())"
TOLD = re.compile(r"^\s*next:.*$", re.MULTILINE | re.IGNORECASE)
COMMAND = re.compile(r"lstm-ref (?:start|check) \d+")


class Astray(Exception):
    """The way ends here; the text says where and why."""


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, seconds of a processor's work, and whether the machine had too much to do."""

    seconds: float
    work: float = 0.0
    crowded: bool = False

    def over(self, limit: float) -> bool:
        """Whether it is too slow: by the clock, or by its work where the processors were not its own."""
        return self.seconds > limit and (self.work > limit or not self.crowded)


@dataclass(frozen=True)
class Step:
    """One action: where it was taken, what it was, what its answer took, and what that answer was."""

    where: str
    action: str
    took: Took
    answer: str


def one(found: list[str], where: str) -> str:
    """The only next step there; Astray where there is none, or more than one."""
    if len(found) != 1:
        raise Astray(f"{where} should name one next step and names {len(found)}: {found}")
    return found[0]


def timed(act: Callable[[], str]) -> tuple[Took, str]:
    started, before = time.perf_counter(), os.times()
    answer = act()
    seconds, after = time.perf_counter() - started, os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0  # not on Windows
    return Took(seconds, work, load > 1.5 * (os.cpu_count() or 1)), answer


def in_the_browser(tab: Any, landing: str) -> Iterator[Step | str]:
    """Follow the next step of each page from the landing page on; what comes last is a command's words."""
    tab.goto(landing, wait_until="networkidle")
    while True:
        where = tab.title().split(" — ")[0]
        words = one(tab.evaluate(f"{SHOWN}.map(step => step.innerText)"), f"The page “{where}”")
        links = tab.locator(".next-step a[href]:not(.headerlink)")
        if not links.count():
            commands = COMMAND.findall(words)
            yield one(commands, f"The next step of “{where}”")
            return
        if links.count() != 1:
            raise Astray(f"The next step of “{where}” leads to {links.count()} pages")

        def click(link: Any = links) -> str:
            before = tab.url
            link.click()
            tab.wait_for_url(lambda url: url != before, wait_until="load")
            return str(tab.title().split(" — ")[0])

        name = links.inner_text()
        took, answer = timed(click)
        yield Step(where, f"click “{name}”", took, answer)


def course_copy(folder: Path) -> Path:
    """A copy of what a learner works in, without what was built and without the learner's own work."""
    for name in COPIED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, folder / name, ignore=shutil.ignore_patterns("__pycache__", "results"))
        else:
            shutil.copy(place, folder / name)
    return folder


def typed(command: str, course: Path) -> str:
    """What the terminal answers to a command of the course, typed in the course's folder."""
    program, *words = shlex.split(command)
    if program != "lstm-ref":
        raise Astray(f"expected a command lstm-ref …, got {command}")
    environment = {**os.environ, "PYTHONPATH": str(course), "COLUMNS": "100"}
    run = [sys.executable, "-m", "lstm_ref.cli", *words]
    done = subprocess.run(run, cwd=course, env=environment, capture_output=True, text=True, timeout=300)
    if done.stderr:
        raise Astray(f"{command} says: {done.stderr.strip()}")
    return done.stdout


def first_answer(exercise: str) -> tuple[str, str]:
    """The id of an exercise's first task that asks for code, and its solution's cell."""
    solution = nbformat.read(ROOT / "solutions" / exercise, as_version=4)
    unsolved = nbformat.read(ROOT / "exercises" / exercise, as_version=4)
    stubs = {cell.id for cell in unsolved.cells if "raise NotImplementedError" in cell.source}
    cell = next(cell for cell in solution.cells if cell.id in stubs)
    return cell.id, cell.source


def save_answer(notebook: Path, place: str, answer: str) -> str:
    """Write the answer over the stub as an editor does, and save."""
    own = nbformat.read(notebook, as_version=4)
    next(cell for cell in own.cells if cell.id == place).source = answer
    nbformat.write(own, notebook)
    return "saved"


def in_the_terminal(command: str, course: Path) -> Iterator[Step]:
    """Type the command that the page showed, and do what the terminal says until a task is green."""
    took, answer = timed(lambda: typed(command, course))
    yield Step("terminal", f"type `{command}`", took, answer)
    told = one(TOLD.findall(answer), f"The answer to {command}")
    check = one([found for found in COMMAND.findall(answer) if "check" in found], f"The answer to {command}")
    name = one(sorted(set(re.findall(r"my[/\\][\w.-]+\.ipynb", answer))), f"The answer to {command}")
    notebook = course / name
    took, title = timed(lambda: str(nbformat.read(notebook, as_version=4).cells[1].source.splitlines()[0]))
    yield Step("terminal", f"open {name} ({told.strip()[:10]}…)", took, title)
    place, answer = first_answer(notebook.name)
    took, saved = timed(lambda: save_answer(notebook, place, answer))
    yield Step(name, "write the first answer and save", took, saved)
    took, answer = timed(lambda: typed(check, course))
    yield Step("terminal", f"type `{check}`", took, answer)
    one(TOLD.findall(answer), f"The answer to {check}")
