"""The commands for a class without internet do what the teachers' page says, without one."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml

import environment

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "book" / "teachers.md").read_text("utf-8")
TEXT, WITHOUT = (
    PAGE.split(f"(sec-teachers-{name})=")[1].split("(sec-")[0] for name in ("offline", "solutions")
)
BLOCKS = re.findall(r"```bash\n(.+?)```", TEXT, re.S)
from_git = pytest.mark.skipif(
    not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git repository"
)


def packed(text):
    """The archive that the `git archive` of a text makes."""
    command = re.search(r"git archive .+", text)[0].replace("-o course.tar", "--format=tar")
    made = subprocess.run(shlex.split(command), cwd=ROOT, capture_output=True, check=True)
    return tarfile.open(fileobj=io.BytesIO(made.stdout))


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


@from_git
@pytest.mark.parametrize("text", [BLOCKS[0], WITHOUT], ids=["all", "without-solutions"])
def test_the_archive_holds_what_the_machines_need(text):
    names = set(packed(text).getnames())
    needed = [*environment.PINS, "tools/dev.py", "lstm_ref/cli.py", "exercises/04-gradients.ipynb"]
    assert {f"course/{name}" for name in needed} <= names
    assert any(name.startswith("course/solutions") for name in names) == (text is not WITHOUT)
    assert BLOCKS[1].splitlines()[:2] == ["tar xf course.tar", "cd course"]


@from_git
def test_checks_and_hints_work_without_the_solutions(tmp_path):
    packed(WITHOUT).extractall(tmp_path, filter="data")
    course = tmp_path / "course"
    names = {**os.environ, "PYTHONPATH": str(course)}
    for words, told in (
        ("start 4", "my/04-gradients.ipynb"),
        ("check 4", "0 of "),
        ("hint 4.2", "Hint 1 of"),
    ):
        command = [sys.executable, "-c", "from lstm_ref.cli import main; main()", *words.split()]
        done = subprocess.run(command, cwd=course, env=names, capture_output=True, text=True)
        assert told in done.stdout, done.stdout + done.stderr


def test_the_site_loses_its_solutions_with_one_part_of_the_contents():
    """A page that the contents do not name is not built, and none of the others links to a solution."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert config["only_build_toc_files"] is True
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"]
    rest = [part for part in parts if part.get("caption") != "Solutions"]
    assert len(rest) == len(parts) - 1 and "solutions/" not in yaml.safe_dump(rest)
    linked = re.compile(r"\]\([^)]*solutions/|\{doc\}`[^`]*solutions/")
    pages = [*ROOT.glob("book/*.md"), *ROOT.glob("exercises/*.ipynb")]
    assert [page.name for page in pages if linked.search(page.read_text("utf-8"))] == []


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
