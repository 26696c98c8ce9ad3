"""README, Makefile and tools/dev.py offer the same commands."""

import re
import shutil
import subprocess
import sys

import pytest

import targets


def commands_of_the_table(readme):
    return re.findall(r"^\| `make ([\w-]+)` \| `python tools/dev\.py ([\w-]+)` \|", readme, re.MULTILINE)


def test_readme_gives_every_command_with_and_without_make(readme):
    rows = commands_of_the_table(readme)
    assert [plain for _, plain in rows] == [target for target, _ in rows]
    assert sorted(plain for _, plain in rows) == sorted(targets.COMMANDS)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed; tools/dev.py does without")
def test_every_make_target_runs_its_command(root):
    command = ["make", "-n", "--no-print-directory", "PYTHON=python3", *targets.COMMANDS]
    dry = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert dry.stdout.splitlines() == [f"python3 tools/dev.py {name}" for name in targets.COMMANDS]


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["book", "test"]])
def test_anything_else_prints_the_commands(root, arguments):
    command = [sys.executable, "tools/dev.py", *arguments]
    shown = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert shown.returncode == 2
    assert all(f"  {name} " in shown.stdout for name in targets.COMMANDS)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSE-TEXT.md"])
def test_every_local_link_leads_to_a_file(root, name):
    links = re.findall(r"\]\((?!https?:|#)([^)\s#]+)", (root / name).read_text("utf-8"))
    missing = [link for link in links if not (root / link).exists()]
    assert missing == []


def test_the_scripts_that_start_before_installing_need_the_standard_library_only(root):
    code = "import sys; sys.path.insert(0, 'tools'); import targets"
    bare = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=root, capture_output=True, text=True)
    assert bare.returncode == 0, bare.stderr
