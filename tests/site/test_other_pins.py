"""`make newest` and `make oldest` take their versions from pyproject.toml and change nothing here."""

import re
import subprocess

import pytest

import environment
import other_pins
import pythons
import targets

PYPROJECT = """
[project]
dependencies = ["numpy>=2.0"]
[project.optional-dependencies]
torch = ["torch>=2.4"]
book = ["lstm_ref[torch]", "jupyter-book>=1.0.4,<2", "numpy>=2.0", "nbval==0.11.0", "types-tqdm"]
kernels = ["triton>=3.0; sys_platform == 'linux'"]
test = ["lstm_ref[kernels]", "pytest>=9"]
"""


def test_every_requirement_is_taken_once_and_our_own_extras_are_not():
    assert other_pins.promised(PYPROJECT) == [
        *("numpy>=2.0", "torch>=2.4", "jupyter-book>=1.0.4,<2", "nbval==0.11.0", "types-tqdm"),
        *("triton>=3.0; sys_platform == 'linux'", "pytest>=9"),
    ]
    assert not any("triton" in name for name in other_pins.promised(PYPROJECT, without=("kernels",)))


@pytest.mark.parametrize(
    ("requirement", "lowest"),
    [
        ("numpy>=2.0", "numpy==2.0"),
        ("jupyter-book>=1.0.4,<2", "jupyter-book==1.0.4"),
        ("triton>=3.0; sys_platform == 'linux'", "triton==3.0; sys_platform == 'linux'"),
        ("nbval==0.11.0", "nbval==0.11.0"),
        ("types-tqdm", "types-tqdm"),
    ],
)
def test_the_oldest_is_the_lower_bound_and_its_condition_stays(requirement, lowest):
    assert other_pins.lowest(requirement) == lowest


def test_every_dependency_of_the_course_says_how_old_it_may_be(root):
    wanted = other_pins.promised((root / "pyproject.toml").read_text("utf-8"))
    stubs = {name for name in wanted if name.startswith("types-")}  # for the type checker only
    assert [name for name in wanted if not re.search(r"[>=]=\d", name) and name not in stubs] == []


def test_the_pins_of_the_copy_are_the_versions_found_and_its_comments_stay():
    text = (
        "# why\nnumpy==2.4.6\naxe-playwright-python==0.1.8\ntriton==3.7.1; sys_platform == 'linux'\nelse==1\n"
    )
    found = {"numpy": "2.0.0", "axe-playwright-python": "0.1.4", "triton": "3.0.0"}
    assert other_pins.repinned(text, found) == (
        "# why\nnumpy==2.0.0\naxe-playwright-python==0.1.4\ntriton==3.0.0; sys_platform == 'linux'\nelse==1\n"
    )


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A repository in small, in which nothing is installed: pip's answer is what `answers` says."""
    files = {
        "pyproject.toml": PYPROJECT,
        "requirements.txt": "torch==2.13.0\n",
        "constraints.txt": "",
        "a/b.py": "",
    }
    for name, text in {**files, ".gitignore": "_build/\n", "_build/old.txt": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    ran = []
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "create", lambda venv, python: ran.append(("create", venv)))
    monkeypatch.setattr(environment, "run", lambda *command: ran.append(command))
    monkeypatch.setattr(other_pins, "frozen", lambda python: "numpy==2.0.0\ntorch==2.4.0+cpu\n-e lstm_ref\n")
    return tmp_path, ran


@pytest.mark.parametrize(("which", "torch"), [("oldest", "torch==2.4"), ("newest", "torch>=2.4")])
def test_the_copy_has_an_environment_of_its_own_and_its_pins_are_what_is_in_it(small, which, torch):
    root, ran = small
    folder = other_pins.prepare(which)
    assert folder == root / "_build" / which and ran[0] == ("create", folder / ".venv")
    assert torch in ran[1] and "--upgrade" in ran[1]
    assert any("triton" in str(word) for word in ran[1]) == (which == "newest"), "torch's own, if it is old"
    assert (folder / "constraints.txt").read_text() == "numpy==2.0.0\ntorch==2.4.0\n"
    assert (folder / "requirements.txt").read_text() == "torch==2.4.0\n"
    assert (folder / "a" / "b.py").is_file() and not (folder / "_build").exists()
    assert (root / "requirements.txt").read_text() == "torch==2.13.0\n"


@pytest.mark.parametrize("which", ["newest", "oldest"])
def test_the_command_tests_that_copy_and_hands_on_its_verdict(monkeypatch, tmp_path, which):
    (tmp_path / which / "tools").mkdir(parents=True)
    (tmp_path / which / "tools" / "targets.py").write_text(
        "def test(with_lint):\n    return 1 if with_lint else 7\n"
    )
    monkeypatch.setattr(other_pins, "prepare", lambda name: tmp_path / name)
    monkeypatch.setattr(environment, "python_in", lambda venv: environment.sys.executable)
    assert targets.COMMANDS[which]() == 7


@pytest.mark.parametrize(("which", "wanted"), [("oldest", "3.11"), ("newest", "3.12")])
def test_the_oldest_runs_on_the_oldest_python_that_is_here_and_the_newest_on_the_newest(
    monkeypatch, which, wanted
):
    monkeypatch.setattr(pythons, "find", lambda: {"3.12": "3.12", "3.11": "3.11"})
    assert other_pins.python_for(which) == wanted


def test_outside_a_git_clone_it_says_why_it_cannot(tmp_path):
    with pytest.raises(SystemExit, match="not a git clone"):
        other_pins.copied(tmp_path, tmp_path / "_build" / "newest")
