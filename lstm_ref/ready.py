"""Whether a notebook can run in this kernel; if not, one sentence says what is missing and what to do.

Every notebook's first cell calls `ready`. This file also loads on a Python that is too old for the others.
"""

import sys
from importlib.util import find_spec

PYTHON = (3, 11)
PIP = {"sklearn": "scikit-learn"}  # what pip calls a module of another name
KERNEL = "choose the kernel in the course's folder .venv, which `python tools/dev.py install` makes there"


class NotReady(Exception):
    """Something is missing here; its text is one sentence, and all that Jupyter shows of it."""

    def _render_traceback_(self):  # type: ignore[no-untyped-def]
        return [str(self)]


def ready(version: str, modules: list) -> None:  # type: ignore[type-arg]
    """Return if a notebook can run here.

    Arguments:
        version: The lstm_ref that the notebook was made for; a newer one will do.
        modules: The modules of others that it imports, itself or through lstm_ref.

    Raises:
        NotReady: when Python is too old, lstm_ref older than `version`, or a module not installed.
    """
    reason = what_is_missing(version, modules)
    if reason:
        raise NotReady(f"This notebook cannot run here: {reason}.")


def what_is_missing(version: str, modules: list) -> str:  # type: ignore[type-arg]
    """The reason, without its full stop; empty where there is none."""
    if sys.version_info[:2] < PYTHON:
        have, want = (".".join(map(str, numbers)) for numbers in (sys.version_info[:2], PYTHON))
        return f"its kernel is Python {have}, and the course needs {want} or newer; {KERNEL}"
    installed = installed_version()
    if installed and numbers_of(installed) < numbers_of(version):
        return f"its kernel has lstm_ref {installed}, and it was made for {version}; {KERNEL}"
    missing = [PIP.get(name, name) for name in modules if find_spec(name) is None]
    if not missing:
        return ""
    lacks, pip = " and ".join(missing), f"run `%pip install {' '.join(missing)}` in a cell"
    return f"its kernel ({sys.executable}) lacks {lacks}; {KERNEL}, or {pip}"


def installed_version() -> str:
    """The version that pip knows; empty where lstm_ref is used from its folder without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("lstm_ref")
    except PackageNotFoundError:
        return ""


def numbers_of(version: str) -> list:  # type: ignore[type-arg]
    """``0.10.1`` as [0, 10, 1], so that it comes after 0.9; what is no number ends it."""
    numbers = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    return numbers
