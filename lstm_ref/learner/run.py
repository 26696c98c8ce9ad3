"""Run one notebook under nbval and write what became of each cell, a line of JSON at a time.

``python -m lstm_ref.learner.run NOTEBOOK RESULTS SECONDS``: a process of its own, so that the one that waits
for it can end it, and a line at a time, so that what it had found out by then is kept.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Recorder:
    """A pytest plugin: one event when a cell starts, one when it ends, one if the kernel ends in between."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.running: Any = None
        self.kernel: Any = None

    def write(self, event: str, **fields: Any) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"event": event, **fields}) + "\n")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: Any) -> Iterator[None]:
        if self.kernel is None:
            self.kernel = kernel_process(item)
            threading.Thread(target=self.watch_kernel, daemon=True).start()
        self.running = item
        self.write("start", cell=item.cell_num, kernel=getattr(self.kernel, "pid", None))
        try:
            return (yield)
        finally:
            self.running = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Iterator[None]:
        report: Any = yield
        if report.when == "setup" and report.failed:
            self.write("no-kernel", text=str(call.excinfo.value))
        elif report.when == "call" or report.when == "setup" and report.skipped:
            self.write("end", cell=item.cell_num, **outcome(item, report, call))
        return report  # type: ignore[no-any-return]

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.write("unreadable", text=str(report.longrepr)[-500:])

    def watch_kernel(self) -> None:
        """nbval waits for a dead kernel until its timeout; this notices at once, and ends the run."""
        while self.kernel is not None:
            time.sleep(0.1)
            item = self.running
            if item is not None and self.kernel.poll() is not None:
                # After an interrupt in vain nbval ends the kernel itself: then it was the time that was up.
                self.write("too-long" if item.parent.timed_out else "kernel-died", cell=item.cell_num)
                os._exit(3)


def kernel_process(item: Any) -> Any:
    """The kernel's process; None where this version of jupyter_client keeps it elsewhere."""
    provisioner = getattr(getattr(item.parent.kernel, "km", None), "provisioner", None)
    return getattr(provisioner, "process", None)


def outcome(item: Any, report: Any, call: Any) -> dict[str, Any]:
    """passed, failed or skipped, and of a failure the exception's name and text."""
    errors = [out for out in getattr(item, "test_outputs", None) or () if out.output_type == "error"]
    if report.passed or not call.excinfo:
        return {"outcome": report.outcome}
    if getattr(report, "wasxfail", None) is not None or report.skipped:
        return {"outcome": "skipped"}
    if errors:
        return {"outcome": "failed", "ename": errors[-1].ename, "evalue": ANSI.sub("", errors[-1].evalue)}
    return {"outcome": "failed", "ename": "", "evalue": ANSI.sub("", str(call.excinfo.value))}


def main(notebook: str, results: str, seconds: str) -> int:
    # An empty configuration beside the results: nothing of the repository's own test settings applies here.
    settings = Path(results).with_name("pytest.ini")
    settings.write_text("[pytest]\n", encoding="utf-8")
    arguments = ["-c", str(settings), "--noconftest", "-q", "-p", "no:cacheprovider", "-p", "nbval.plugin"]
    arguments += ["--nbval-lax", "--nbval-current-env", f"--nbval-cell-timeout={seconds}", notebook]
    recorder = Recorder(Path(results))
    status = pytest.main(arguments, plugins=[recorder])
    recorder.write("finished", status=int(status))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
