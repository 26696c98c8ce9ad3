"""What recorded runs share: a stamp that says how they were made, and a file that is whole or not there."""

import datetime
import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any


def machine() -> str:
    """The processor in words, as the system names it."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.is_file() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else platform.processor() or platform.machine()}, one thread"


def today() -> str:
    """The date in UTC, as ``2026-01-31``."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def versions(*libraries: str) -> dict[str, str]:
    """Of Python and of the libraries named; "missing" for one that is not installed."""
    found = {"python": platform.python_version()}
    for name in libraries:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def stamp(command: str, *libraries: str) -> dict[str, Any]:
    """Command, date, versions and machine of a record that is written now."""
    return {"command": command, "date": today(), "versions": versions(*libraries), "machine": machine()}


def read(path: Path, command: str) -> dict[str, Any]:
    """The record at `path`.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such record; make it with {command}")
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def write(record: Any, path: Path) -> None:
    """Write `record` as JSON; an interrupted write leaves the old file."""
    write_text(json.dumps(record, indent=1) + "\n", path)


def write_text(text: str, path: Path) -> None:
    """Write the whole text at once; an interrupted write leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
