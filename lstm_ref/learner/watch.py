"""Run a notebook in a process of its own, and end it and its kernel when it takes too long."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lstm_ref.learner.places import Problem, shown

NEEDED = ("pytest", "nbval", "ipykernel")
START_SECONDS = 120.0  # for pytest and the kernel to come up
GRACE_SECONDS = 10.0  # for nbval to interrupt a cell by itself, which keeps the cells after it


@dataclass
class CellResult:
    """``passed``, ``failed`` (with the exception's name and text) or ``skipped``."""

    outcome: str
    ename: str = ""
    evalue: str = ""


@dataclass
class Run:
    """What became of each cell, and how and where it ended: ``finished``, ``kernel-died``, ``too-long``."""

    cells: dict[int, CellResult] = field(default_factory=dict)
    ending: str = "finished"
    cell: int | None = None
    limit: float = 0.0


@dataclass(frozen=True)
class Walls:
    """What somebody else's notebook may have: so much memory in MB, and an environment of its own."""

    memory: int
    environment: dict[str, str]

    def close(self) -> None:
        """In the child, before it begins: its address space is limited, and that of all that it starts."""
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (self.memory * 2**20, self.memory * 2**20))


def run_notebook(path: Path, limit: float, walls: Walls | None = None) -> Run:
    """Run every cell, each at most `limit` seconds; Problem where it cannot be run at all."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        advice = f"{sys.executable} -m pip install {' '.join(missing)}"
        raise Problem(f"This Python lacks {' and '.join(missing)}, which run the notebook: {advice}")
    with tempfile.TemporaryDirectory() as folder:
        results, log = Path(folder) / "results.jsonl", Path(folder) / "log.txt"
        results.touch()
        with log.open("wb") as output:
            process = start(path, results, limit, output, walls)
            try:
                ending = wait(process, results, limit)
            finally:
                end(process, read_events(results))
        run = summarise(read_events(results), ending)
        run.limit = limit
        if not run.cells and run.ending == "finished":
            raise Problem(why_nothing_ran(path, read_events(results), log))
        return run


def start(
    path: Path, results: Path, limit: float, output: Any, walls: Walls | None = None
) -> subprocess.Popen[bytes]:
    # -P: a file called numpy in the folder where the command is typed must not be taken for the library.
    command = [
        sys.executable,
        "-P",
        "-m",
        "lstm_ref.learner.run",
        str(path.resolve()),
        str(results),
        str(limit),
    ]
    # No plugin but nbval: what else is installed here can neither slow the run nor change its verdict.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUNBUFFERED": "1", "TQDM_DISABLE": "1"}
    if walls:
        environment |= walls.environment
    return subprocess.Popen(
        command,
        cwd=path.parent if walls else None,
        preexec_fn=walls.close if walls else None,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=environment,
        start_new_session=True,
    )


def wait(process: subprocess.Popen[bytes], results: Path, limit: float) -> str:
    """Until the process ends (``finished``) or one cell, or the start, takes too long (``too-long``)."""
    size, since = -1, time.monotonic()
    while process.poll() is None:
        time.sleep(0.05)
        if results.stat().st_size != size:
            size, since = results.stat().st_size, time.monotonic()
        allowed = limit + GRACE_SECONDS if size else START_SECONDS
        if time.monotonic() - since > allowed:
            return "too-long"
    return "finished"


def end(process: subprocess.Popen[bytes], events: list[dict[str, Any]]) -> None:
    """Nothing that was started lives on: the kernel first, which has a session of its own."""
    kernels = {event["kernel"] for event in events if event.get("kernel")}
    done = any(event["event"] in ("finished", "kernel-died", "too-long") for event in events)
    if process.poll() is None or not done:
        for kernel in kernels:
            kill_tree(kernel)
    if process.poll() is None:
        kill_tree(process.pid)
    process.wait()


def kill_tree(pid: int) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)


def read_events(results: Path) -> list[dict[str, Any]]:
    """The events so far; a last line that was cut short by the end of its writer is left out."""
    events = []
    for line in results.read_text(encoding="utf-8").splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            events.append(json.loads(line))
    return events


def summarise(events: list[dict[str, Any]], ending: str) -> Run:
    run = Run(ending=ending)
    for event in events:
        if event["event"] == "start":
            run.cell = event["cell"]
        elif event["event"] == "end":
            run.cells[event["cell"]] = CellResult(
                event["outcome"], event.get("ename", ""), event.get("evalue", "")
            )
            run.cell = None
        elif event["event"] in ("kernel-died", "too-long"):
            run.ending = event["event"]
    if run.ending == "finished" and run.cell is not None:
        run.ending = "kernel-died"
    return run


def why_nothing_ran(path: Path, events: list[dict[str, Any]], log: Path) -> str:
    told = [event["text"] for event in events if event["event"] in ("no-kernel", "unreadable")]
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    reason = " ".join((told or lines or ["no reason given"])[-1].split())[:300]
    return f"{shown(path)} could not be run with {sys.executable}: {reason}"
