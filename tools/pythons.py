"""Find a Python by running it: a version manager may put a name on the path that only prints an error,
and a distribution may ship one that cannot make a virtual environment.

Runs before anything is installed, on whatever Python started it: standard library only.
"""

import os
import subprocess
import sys
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13")
WHO = "import ensurepip, sys, venv; print('%d.%d|' % sys.version_info[:2] + sys.executable)"


def ask(command):
    """The version and the real path behind a command, or None where it does not run."""
    try:
        answer = subprocess.run([*command, "-c", WHO], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version, _, path = answer.stdout.strip().partition("|")
    return (version, path) if answer.returncode == 0 and path else None


def candidates():
    """Commands worth trying: our own, the usual names, Windows' launcher, pyenv's folders."""
    yield [sys.executable]
    for version in SUPPORTED:
        yield [f"python{version}"]
        yield ["py", f"-{version}"]
    yield ["python3"]
    yield ["python"]
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for folder in sorted(versions.glob("3.*")):
        yield [str(folder / "bin" / "python")]


def find():
    """{version: path} of the supported Pythons that run here, in the order in which they were met."""
    found = {}
    for command in candidates():
        version, path = ask(command) or ("", "")
        if version in SUPPORTED:
            found.setdefault(version, path)
    return found


def first():
    """The path of the Python to build with, or an error that says what was looked for."""
    for command in candidates():
        version, path = ask(command) or ("", "")
        if version in SUPPORTED:
            return path
    sys.exit(
        f"Python {SUPPORTED[0]} to {SUPPORTED[-1]} is needed, and none runs here: this one is "
        f"{sys.version.split()[0]}. Install one of them and start again."
    )
