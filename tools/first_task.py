"""Walk from the landing page to the first green task as a reader does, and print what each step takes.

    python tools/first_task.py      (or: python tools/dev.py first-task)

An action is one click, one command typed, one file opened, or one edit saved. The commands are those that the
pages and the terminal show; nothing on the way is known beforehand. Where a page or an answer of the terminal
does not name exactly one next step, the walk ends there. It begins with the course installed and its
environment switched on, as *Start here* says under "How to run it".
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tabulate import tabulate

from first_task_steps import Astray, Step, course_copy, in_the_browser, in_the_terminal
from local_site import SITE, chromium, served

ACTIONS = 6  # at most so many
SECONDS = 10.0  # and none of them longer


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
    slow = [step for step in steps if step.took.over(SECONDS)]
    found = [f"{step.action}: {step.took.seconds:.1f} s, at most {SECONDS:.0f}" for step in slow]
    return found + ([f"{len(steps)} actions, at most {ACTIONS}"] if len(steps) > ACTIONS else [])


def table(steps: list[Step]) -> str:
    rows = [[n, step.where, step.action, f"{step.took.seconds:.2f}"] for n, step in enumerate(steps, start=1)]
    drawn = tabulate(
        rows, headers=["", "where", "action", "seconds"], colalign=("right",), disable_numparse=True
    )
    longest = max(step.took.seconds for step in steps)
    lines = [
        drawn,
        "",
        f"{len(steps)} actions to the first green task (at most {ACTIONS}), the longest {longest:.1f} s "
        f"(at most {SECONDS:.0f}); one next step on each page and in each answer.",
    ]
    if any(step.took.crowded for step in steps):
        work = max(step.took.work for step in steps)
        lines.append(f"This machine is busy with other work; no step's own work took over {work:.1f} s.")
    return "\n".join(lines)


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
