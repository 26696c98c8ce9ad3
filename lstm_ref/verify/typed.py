"""Commands as they can be typed here: a terminal in which .venv is not active knows no bare `lstm-ref`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

NAME = "lstm-ref"


def typed(words: str = "", folder: Path | None = None) -> str:
    """The course's command with `words` after it, such as ``.venv/bin/lstm-ref check 4``.

    Arguments:
        words: What follows the command's name.
        folder: Where it is typed; by default where this process is.

    Returns:
        ``lstm-ref …`` where the terminal finds this very one by its name; else the path by which it was
        called, or by which it is installed beside this Python; ``python -m lstm_ref.cli …`` where it is not.
    """
    return f"{program(folder)} {words}".rstrip()


def program(folder: Path | None = None) -> str:
    """The command's name as it can be typed in `folder`."""
    script = called() or beside_python()
    if script is None:
        # A Python in a browser has no terminal at all; the name alone is then the least wrong.
        return f"{python(folder)} -m lstm_ref.cli" if sys.executable else NAME
    found = shutil.which(NAME)
    if found and Path(found).resolve() == script.resolve():
        return NAME
    return quoted(path_from(script, folder))


def python(folder: Path | None = None) -> str:
    """This Python as it can be typed in `folder`; never its bare name, which may be another one."""
    return quoted(path_from(Path(sys.executable), folder))


def called() -> Path | None:
    """The file by which this process was started, if it is the command's."""
    started = Path(sys.argv[0]) if sys.argv and sys.argv[0] else None
    return started if started and started.stem == NAME and on_disk(started) else None


def beside_python() -> Path | None:
    """The command that is installed with this Python."""
    script = Path(sysconfig.get_path("scripts")) / NAME
    return script if on_disk(script) else None


def on_disk(script: Path) -> bool:
    return script.is_file() or script.with_suffix(".exe").is_file()


def path_from(path: Path, folder: Path | None) -> str:
    """From `folder` on where the path lies below it or was typed from there, in full where it does not."""
    try:
        below = path.absolute().relative_to((folder or Path.cwd()).absolute())
    except ValueError:
        return str(path.absolute())
    return os.path.join(".", below) if len(below.parts) == 1 else str(below)  # a bare name is sought on PATH


def quoted(path: str) -> str:
    return subprocess.list2cmdline([path]) if os.name == "nt" else shlex.quote(path)
