"""The commands for a class without internet do what the teachers' page says, without one."""

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

import environment

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    (ROOT / "book" / "teachers.md").read_text("utf-8").split("(sec-teachers-offline)=")[1].split("(sec-")[0]
)
BLOCKS = re.findall(r"```bash\n(.+?)```", TEXT, re.S)
NO_NETWORK = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}


def test_the_page_downloads_what_the_installer_asks_for():
    fill, install = BLOCKS
    asked, editor = (line.split() for line in re.findall(r"pip download (.+) -d wheels", fill))
    assert editor[0] == "notebook" and "--no-index --find-links ../wheels notebook" in install
    source = (ROOT / "tools" / "environment.py").read_text("utf-8")
    assert asked == ["-r", "requirements.txt", "-c", "constraints.txt"]
    assert '*PIP, "-r", "requirements.txt", "-c", "constraints.txt")' in source
    assert set(environment.PINS) <= {path.name for path in ROOT.iterdir()}
    assert "PIP_NO_INDEX=1 PIP_FIND_LINKS=../wheels python3 tools/dev.py install" in install


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git repository")
def test_the_archive_holds_what_the_machines_need():
    command = re.search(r"git archive .+", BLOCKS[0])[0].replace("-o course.tar", "--format=tar").split()
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = set(tarfile.open(fileobj=io.BytesIO(made.stdout)).getnames())
    needed = [*environment.PINS, "tools/dev.py", "lstm_ref/cli.py", "exercises/04-gradients.ipynb"]
    assert {f"course/{name}" for name in needed} <= names
    assert BLOCKS[1].splitlines()[:2] == ["tar xf course.tar", "cd course"]


def test_the_installer_hands_the_two_variables_to_pip(monkeypatch, capfd):
    """In the root of the course: there `../wheels` is the folder beside it."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "../wheels")
    ask = "import os; print(os.environ['PIP_NO_INDEX'], os.environ['PIP_FIND_LINKS'], os.getcwd())"
    environment.run(sys.executable, "-c", ask)
    assert capfd.readouterr().out.split() == ["1", "../wheels", str(environment.ROOT)]


@pytest.mark.slow
def test_what_lies_in_the_folder_is_installed_and_nothing_else(tmp_path):
    """pip reads the folder from the same variables: shown with the course's own package, which is small."""
    source, wheels, out = tmp_path / "source", tmp_path / "wheels", tmp_path / "out"
    shutil.copytree(ROOT / "lstm_ref", source / "lstm_ref", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", wheels, source]
    subprocess.run(build, check=True, capture_output=True)
    names = {**os.environ, **NO_NETWORK, "PIP_FIND_LINKS": "wheels"}
    command = [*pip, "install", "--no-deps", "--target", out, "lstm_ref"]
    subprocess.run(command, cwd=tmp_path, env=names, check=True, capture_output=True)
    assert (out / "lstm_ref" / "teach" / "plan.py").is_file()
    other = subprocess.run([*command[:-1], "click"], cwd=tmp_path, env=names, capture_output=True, text=True)
    assert other.returncode != 0 and "No matching distribution found for click" in other.stderr
