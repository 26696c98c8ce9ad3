"""The course with other versions than the pins: the newest that may be had, or the oldest that it promises.

Works in a copy of the repository, with a `.venv` of its own, whose pins are replaced by what was found: so
everything there runs as it does here, and nothing here changes. Standard library only.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import environment
import pythons

LOWEST = re.compile(r">=([\w.]+)[^;]*")
OURS = "lstm_ref"


def promised(pyproject: str, without: tuple[str, ...] = ()) -> list[str]:
    """Every requirement of pyproject.toml, of the package and of its extras but some, each once."""
    project = tomllib.loads(pyproject)["project"]
    extras = {
        name: all_of for name, all_of in project["optional-dependencies"].items() if name not in without
    }
    named = [*project["dependencies"], *(text for extra in extras.values() for text in extra)]
    return list(dict.fromkeys(text for text in named if not text.startswith(f"{OURS}[")))


def lowest(requirement: str) -> str:
    """The same at the lowest version that it admits: ``"numpy>=2.0"`` becomes ``"numpy==2.0"``."""
    return LOWEST.sub(lambda bound: f"=={bound[1]}", requirement)


def copied(root: Path, folder: Path) -> Path:
    """A fresh copy of every file that git knows or would take; SystemExit where git is missing."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=root, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        sys.exit(f"{root} is not a git clone: newest and oldest copy what git lists.")
    shutil.rmtree(folder, ignore_errors=True)
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
    return folder


def repinned(text: str, versions: dict[str, str]) -> str:
    """A requirements file with each name at the version found; lines whose name was not found stay."""

    def found(line: re.Match[str]) -> str:
        version = versions.get(canonical(line[1]))
        return f"{line[1]}=={version}" if version else line[0]

    return re.sub(r"^([\w.-]+)==[\w.]+", found, text, flags=re.MULTILINE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def frozen(python: Path) -> str:
    """What `pip freeze` says of an environment."""
    command = [str(python), "-m", "pip", "freeze", "--all", "--exclude", "pip"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def prepare(which: str) -> Path:
    """The folder `_build/WHICH`: the repository with the newest or the oldest versions as its pins.

    Arguments:
        which: "newest" or "oldest".
    """
    folder = copied(environment.ROOT, environment.ROOT / "_build" / which)
    pyproject = (folder / "pyproject.toml").read_text("utf-8")
    if which == "oldest":  # without the kernels: an older torch brings a Triton of its own
        wanted = [lowest(requirement) for requirement in promised(pyproject, without=("kernels",))]
    else:
        wanted = promised(pyproject)
    environment.create(folder / ".venv", python_for(which))
    python = environment.python_in(folder / ".venv")
    print(f"Installing the {which} versions; this takes a while", flush=True)
    environment.run(python, *environment.PIP, "--upgrade", *wanted, "setuptools")
    # A local tag such as +cpu is this machine's own: no other index has it.
    pins = [line.partition("+")[0] for line in frozen(python).splitlines() if "==" in line]
    versions = {canonical(name): version for name, _, version in (pin.partition("==") for pin in pins)}
    (folder / "constraints.txt").write_text("\n".join(pins) + "\n", "utf-8")
    direct = folder / "requirements.txt"
    direct.write_text(repinned(direct.read_text("utf-8"), versions), "utf-8")
    print(direct.read_text("utf-8"), flush=True)
    return folder


def python_for(which: str) -> str:
    """The newest or the oldest supported Python that runs here."""
    found = pythons.find()
    order = pythons.SUPPORTED if which == "oldest" else pythons.SUPPORTED[::-1]
    return next((found[version] for version in order if version in found), None) or pythons.first()
