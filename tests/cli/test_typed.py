"""Printed commands can be typed as they stand, whether or not .venv is active."""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from lstm_ref.verify import typed
from lstm_ref.verify.opened import hints_left

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the paths here are those of Unix")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A clone in whose .venv the command lies; this process is that Python, and PATH has nothing of it."""
    scripts = tmp_path / "clone" / ".venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("python", "lstm-ref"):
        (scripts / name).write_text("#!/bin/sh\n")
        (scripts / name).chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setattr(sys, "argv", ["ipykernel_launcher.py"])
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(scripts))
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.chdir(tmp_path / "clone")
    return scripts


def test_the_bare_name_stands_only_where_the_terminal_finds_this_very_command(
    installed, tmp_path, monkeypatch
):
    assert typed.typed("check 4") == ".venv/bin/lstm-ref check 4"
    other = tmp_path / "other"
    other.mkdir()
    (other / "lstm-ref").write_text("#!/bin/sh\n")
    (other / "lstm-ref").chmod(0o755)
    monkeypatch.setenv("PATH", str(other))
    assert typed.typed("check 4") == ".venv/bin/lstm-ref check 4", "another one of that name is on PATH"
    monkeypatch.setenv("PATH", str(installed))
    assert typed.typed("check 4") == "lstm-ref check 4"


def test_from_a_folder_below_it_is_as_it_was_called_and_else_in_full(installed, monkeypatch):
    (Path.cwd() / "my").mkdir()
    monkeypatch.chdir("my")
    assert typed.program() == str(installed / "lstm-ref")
    monkeypatch.setattr(sys, "argv", ["../.venv/bin/lstm-ref"])
    assert typed.program() == "../.venv/bin/lstm-ref"
    monkeypatch.setattr(sys, "argv", [""])
    monkeypatch.chdir(installed)
    assert typed.program() == "./lstm-ref"


def test_without_the_command_it_is_this_python_with_the_module(installed):
    (installed / "lstm-ref").unlink()
    assert typed.typed("hint 1.1") == ".venv/bin/python -m lstm_ref.cli hint 1.1"


def test_a_space_in_the_path_is_quoted(installed, tmp_path, monkeypatch):
    (tmp_path / "clone").rename(tmp_path / "my clone")
    scripts = tmp_path / "my clone" / ".venv" / "bin"
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(scripts))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert typed.program() == f"'{scripts / 'lstm-ref'}'"


def test_a_panel_says_where_to_type_what_is_not_on_path(installed, monkeypatch):
    monkeypatch.setattr("lstm_ref.verify.opened.ROOT", Path.cwd())
    (Path.cwd() / "my").mkdir()
    monkeypatch.chdir("my")
    assert hints_left("1.1", 3).endswith("or type `.venv/bin/lstm-ref hint 1.1` in the course's folder.")
    monkeypatch.setenv("PATH", str(installed))
    assert hints_left("1.1", 3).endswith("or type `lstm-ref hint 1.1`.")


def test_every_message_of_the_command_uses_it(lstm_ref, toy, answers, monkeypatch):
    """The name is a word of its own in these, and each time the one that can be typed."""
    monkeypatch.setattr("lstm_ref.verify.typed.program", lambda folder=None: "the/lstm-ref")
    told = [lstm_ref(*words)[1] for words in (["check", 9], ["start", 9], ["reset", "9.1"], ["progress"])]
    answers(**{"9_1": "return x"})
    told += [lstm_ref(*words)[1] for words in (["check", 9], ["progress"])]
    answers().write_text("{")
    told += [lstm_ref("check", 9)[1]]
    (toy / "my" / "09-toy.ipynb").unlink()
    told += [lstm_ref(*words)[1] for words in (["reset", "9.1"], ["check", 9, "--watch"])]
    for output in told:
        assert re.findall(r"\S*lstm-ref", output.replace("`", " ")).count("lstm-ref") == 0, output
    assert sum("the/lstm-ref" in output for output in told) == len(told) - 1  # reset itself names no command


def test_the_command_itself_says_how_it_was_called(root):
    run = [sys.executable, "-m", "lstm_ref.cli", "check", "--limit", "abc", "4"]
    environment = {**os.environ, "PATH": "/nowhere", "PYTHONPATH": str(root)}
    done = subprocess.run(run, env=environment, capture_output=True, text=True, cwd=root)
    path = re.search(r"Try '(.*) check --help'", done.stderr)[1]
    assert path != "lstm-ref" and (root / path.split()[0]).is_file()
    assert "'abc' is not a valid number of seconds" in done.stderr
