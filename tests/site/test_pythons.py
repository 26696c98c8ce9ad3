"""A Python counts when it runs, whatever its name promises."""

import os
import sys

import pytest

import pythons


@pytest.fixture
def program(tmp_path):
    if os.name == "nt":
        pytest.skip("needs a shell script")

    def write(text):
        path = tmp_path / "python3.12"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return [str(path)]

    return write


def test_the_running_python_is_found():
    assert pythons.ask([sys.executable]) == (".".join(map(str, sys.version_info[:2])), sys.executable)


@pytest.mark.parametrize("text", ["echo 'command not found' >&2; exit 127", "exit 0", "echo 3.12"])
def test_a_stub_that_only_answers_to_the_name_is_not(program, text):
    assert pythons.ask(program(text)) is None


def test_a_name_that_does_not_exist_is_not():
    assert pythons.ask(["python3.12-of-nowhere"]) is None


def test_without_a_supported_python_the_error_says_what_is_needed(monkeypatch):
    monkeypatch.setattr(pythons, "ask", lambda command: ("3.8", "/usr/bin/python3.8"))
    with pytest.raises(SystemExit, match=r"Python 3\.11 to 3\.13 is needed"):
        pythons.first()
