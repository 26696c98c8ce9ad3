"""Walk from the landing page to the first green task as a reader does, and print what each step takes.

    python tools/first_task.py      (or: python tools/dev.py first-task)

An action is one click, one command typed, one file opened, or one edit saved. The commands are those that the
pages and the terminal show; nothing on the way is known beforehand. Where a page or an answer of the terminal
does not name exactly one next step, the walk ends there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from tabulate import tabulate

from local_site import ROOT, SITE, chromium, served

ACTIONS = 6  # at most so many
SECONDS = 10.0  # and none of them longer
COPIED = ("exercises", "lstm_ref", "book", "pyproject.toml")
SHOWN = "[...document.querySelectorAll('.next-step')].filter(step => step.checkVisibility())"
TOLD = re.compile(r"^\s*next:.*$", re.MULTILINE | re.IGNORECASE)
COMMAND = re.compile(r"lstm-ref (?:start|check) \d+")


class Astray(Exception):
    """The way ends here; the text says where and why."""


@dataclass(frozen=True)
class Step:
    """One action: where it was taken, what it was, how long its answer took, and what that answer was."""

    where: str
    action: str
    seconds: float
    answer: str


def one(found: list[str], where: str) -> str:
    """The only next step there; Astray where there is none, or more than one."""
    if len(found) != 1:
        raise Astray(f"{where} should name one next step and names {len(found)}: {found}")
    return found[0]


def timed(act: Callable[[], str]) -> tuple[float, str]:
    started = time.perf_counter()
    answer = act()
    return time.perf_counter() - started, answer


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
        seconds, answer = timed(click)
        yield Step(where, f"click “{name}”", seconds, answer)


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
    seconds, answer = timed(lambda: typed(command, course))
    yield Step("terminal", f"type `{command}`", seconds, answer)
    told = one(TOLD.findall(answer), f"The answer to {command}")
    check = one([found for found in COMMAND.findall(answer) if "check" in found], f"The answer to {command}")
    name = one(sorted(set(re.findall(r"my[/\\][\w.-]+\.ipynb", answer))), f"The answer to {command}")
    notebook = course / name
    seconds, title = timed(lambda: str(nbformat.read(notebook, as_version=4).cells[1].source.splitlines()[0]))
    yield Step("terminal", f"open {name} ({told.strip()[:10]}…)", seconds, title)
    place, answer = first_answer(notebook.name)
    seconds, saved = timed(lambda: save_answer(notebook, place, answer))
    yield Step(name, "write the first answer and save", seconds, saved)
    seconds, answer = timed(lambda: typed(check, course))
    yield Step("terminal", f"type `{check}`", seconds, answer)
    one(TOLD.findall(answer), f"The answer to {check}")


def walk(browser: Any, address: str) -> list[Step]:
    """Every step from the landing page to the first green task.

    Raises:
        Astray: where a page or an answer names no next step or several, or the way ends before a green task.
    """
    steps: list[Step] = []
    tab = browser.new_page()
    tab.route(
        "**/favicon.ico", lambda request: request.abort()
    )  # the landing page only leads on, without one
    command = ""
    for found in in_the_browser(tab, f"{address}/index.html"):
        if isinstance(found, str):
            command = found
        elif len(steps) == 2 * ACTIONS:
            raise Astray(f"After {len(steps)} clicks there is no exercise yet")
        else:
            steps.append(found)
    tab.close()
    with tempfile.TemporaryDirectory() as folder:
        steps += in_the_terminal(command, course_copy(Path(folder)))
    if "✓ done" not in steps[-1].answer:
        raise Astray(f"No task is green at the end:\n{steps[-1].answer}")
    return steps


def faults(steps: list[Step]) -> list[str]:
    """What is wrong with the way: too many steps, or one too slow."""
    slow = [step for step in steps if step.seconds > SECONDS]
    found = [f"{step.action}: {step.seconds:.1f} s, at most {SECONDS:.0f}" for step in slow]
    return found + ([f"{len(steps)} actions, at most {ACTIONS}"] if len(steps) > ACTIONS else [])


def table(steps: list[Step]) -> str:
    rows = [[n, step.where, step.action, f"{step.seconds:.2f}"] for n, step in enumerate(steps, start=1)]
    drawn = tabulate(
        rows, headers=["", "where", "action", "seconds"], colalign=("right",), disable_numparse=True
    )
    longest = max(step.seconds for step in steps)
    return (
        f"{drawn}\n\n{len(steps)} actions to the first green task (at most {ACTIONS}), the longest "
        f"{longest:.1f} s (at most {SECONDS:.0f}); one next step on each page and in each answer."
    )


def main() -> int:
    if not (SITE / "index.html").exists():
        print("No site to walk through yet: build it first with `make book`.", file=sys.stderr)
        return 1
    try:
        with served() as address, chromium() as browser:
            steps = walk(browser, address)
    except (Astray, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    print(table(steps))
    print("\n".join(faults(steps)), file=sys.stderr, end="\n" if faults(steps) else "")
    return int(bool(faults(steps)))


if __name__ == "__main__":
    sys.exit(main())
