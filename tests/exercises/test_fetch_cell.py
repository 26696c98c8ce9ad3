"""A published notebook opened alone, as on Colab: its first cell brings the course, and nothing else.

The repository on GitHub is played by one on this disk, which git is told to use in its place; the machine by
a new environment that has every package of this one but the course.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from address import Address
from notebooks.online import first_cells

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed; the cell fetches with it"),
]
ADDRESS = Address("someone", "lstm-course", "release")
LOOK = """
import subprocess
import torch
import lstm_ref
from lstm_ref.exercises.ch04 import check
from lstm_ref.tasks.lag_record import RECORD
from lstm_ref.verify.sections import describe_section
print("package", lstm_ref.__file__)
print("record", RECORD.is_file())
print("section", describe_section("sec-measure"))
print("torch", torch.__file__)
command = [sys.executable, "-c", "import lstm_ref"]
print("child", subprocess.run(command, cwd="/").returncode)
"""


def git(folder, *arguments):
    named = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def published(root, tmp_path_factory):
    """A repository with the package and what its modules look up in the book, on a branch of its own."""
    folder = tmp_path_factory.mktemp("published")
    without = shutil.ignore_patterns("__pycache__", "*.ipynb", "_static")
    for name in ("lstm_ref", "book"):
        shutil.copytree(root / name, folder / name, ignore=without)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, folder)
    git(folder, "init", "-q", "-b", ADDRESS.branch)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "The course")
    return folder


@pytest.fixture(scope="module")
def other_machine(tmp_path_factory):
    """A Python with the packages of this one but the course: a .pth file starts no other .pth file."""
    folder = tmp_path_factory.mktemp("machine") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    places = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", vars=places))
    (packages / "everything.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def run(python, folder, published, code):
    """What IPython prints when it runs `code` in an empty folder, without a network."""
    (folder / "cells.ipy").write_text(code)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{published.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS.url,
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way of saying yes: setuptools is here, and no index
        "IPYTHONDIR": str(folder / "ipython"),
    }
    command = [python, "-m", "IPython", "--colors=NoColor", "cells.ipy"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_cell_brings_the_package_its_records_and_its_commands(
    published, other_machine, tmp_path_factory, tmp_path
):
    assert "No module named 'lstm_ref'" in run(other_machine, tmp_path, published, "import lstm_ref").stdout
    (cell,) = first_cells(ADDRESS)
    assert "--no-deps" in cell.text  # Colab's torch, built for its GPU, is never replaced
    result = run(other_machine, tmp_path, published, cell.text + "\nimport sys\n" + LOOK)
    said = dict(line.split(" ", 1) for line in result.stdout.splitlines() if " " in line)
    came = str(tmp_path / "lstm-course/lstm_ref/__init__.py")
    assert said.get("package") == came, result.stdout + result.stderr
    assert said["record"] == "True"
    assert "in chapter 4" in said["section"]
    assert said["torch"].startswith(sysconfig.get_path("purelib"))
    assert said["child"] == "0"
    # A second notebook on the same machine finds the course, and fetches nothing.
    again = tmp_path_factory.mktemp("second")
    result = run(other_machine, again, published, cell.text + "\nimport lstm_ref\nprint(lstm_ref.__file__)")
    assert result.stdout.strip() == came
    assert not (again / "lstm-course").exists()
