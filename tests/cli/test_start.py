"""`lstm-ref start`: a copy of one's own, never overwritten, with its pictures."""

import os
import re
import shutil
import subprocess
import sys

import pytest


def test_it_copies_the_notebook_and_says_where_it_is_and_what_to_do(lstm_ref, toy):
    status, output = lstm_ref("start", 9)
    copy = toy / "my" / "09-toy.ipynb"
    assert status == 0
    assert copy.read_bytes() == (toy / "exercises" / "09-toy.ipynb").read_bytes()
    assert os.path.join("my", "09-toy.ipynb") in output and "lstm-ref check 9" in output


def test_every_exercise_of_the_book_can_be_started_and_shows_its_pictures(lstm_ref, toy, root):
    shutil.copytree(root / "exercises", toy / "exercises", dirs_exist_ok=True)
    for exercise in sorted((root / "exercises").glob("*.ipynb")):
        status, output = lstm_ref("start", int(exercise.name[:2]))
        assert status == 0, output
        links = re.findall(r"\]\((\S+?\.png)\)", exercise.read_text(encoding="utf-8"))
        assert [link for link in links if not (toy / "my" / link).is_file()] == []


def test_a_copy_that_is_there_stays_as_it_is(lstm_ref, answers):
    mine = answers()
    before = mine.read_bytes()
    status, output = lstm_ref("start", 9)
    assert status == 0 and "is there already and stays as it is" in output
    assert mine.read_bytes() == before


def test_an_unknown_number_names_the_exercises_there_are(lstm_ref, toy):
    status, output = lstm_ref("start", 10)
    assert status == 1 and "There is no exercise 10 in exercises; there are: 9." in output
    assert not (toy / "my").exists()


def test_a_broken_exercise_leaves_no_copy(lstm_ref, toy):
    (toy / "exercises" / "09-toy.ipynb").write_text("{")
    status, output = lstm_ref("start", 9)
    assert status == 1 and "cannot be read as a notebook" in output
    assert not (toy / "my").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_cannot_be_written_is_one_sentence(lstm_ref, toy):
    toy.chmod(0o500)
    status, output = lstm_ref("start", 9)
    toy.chmod(0o700)
    assert status == 1 and "Permission denied" in output


def test_a_file_in_the_place_of_the_folder_is_one_sentence(lstm_ref, toy):
    (toy / "my").write_text("in the way")
    status, output = lstm_ref("start", 9)
    assert status == 1 and "Error:" in output and "Traceback" not in output


def test_without_its_libraries_the_command_names_the_missing_one(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['click'] = None")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "lstm_ref.cli", "start", "4"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1 and "lstm-ref needs click" in done.stderr and "Traceback" not in done.stderr


def test_how_to_open_names_this_python_and_not_whichever_pip_there_is(lstm_ref, toy, monkeypatch):
    import importlib.util

    find, there = importlib.util.find_spec, set()
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *rest: name in there if name in ("notebook", "jupyterlab") else find(name, *rest),
    )
    monkeypatch.setattr(sys, "executable", str(toy / ".venv" / "bin" / "python"))
    output = lstm_ref("start", 9)[1]
    python, copy = os.path.join(".venv", "bin", "python"), os.path.join("my", "09-toy.ipynb")
    assert f"{python} -m pip install notebook  with  {python} -m notebook {copy}" in output
    there.add("jupyterlab")
    assert f"open it with  {python} -m jupyterlab {copy}" in lstm_ref("start", 9)[1]


def test_a_copy_that_is_damaged_is_said_to_be_and_stays(lstm_ref, answers):
    mine = answers()
    mine.write_text("{")
    status, output = lstm_ref("start", 9)
    assert status == 1 and "stays as it is" in output and "it ends too early, in line 1" in output
    assert mine.read_text() == "{"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["start", "4.1"], "Expected an exercise such as 4, got 4.1; did you mean 4?"),
        (["start", "one"], "Expected an exercise such as 4, got one."),
        (
            ["check", "my/01-next-symbol.ipynb"],
            "an exercise such as 4 or a task such as 4.1, got my/01-next-symbol.ipynb; did you mean 1?",
        ),
    ],
)
def test_what_is_no_exercise_is_refused_in_words(lstm_ref, toy, words, message):
    status, output = lstm_ref(*words)
    assert status == 1 and message in output


def test_a_folder_that_cannot_be_made_is_named(lstm_ref, toy):
    (toy / "my").write_text("in the way")
    assert "Cannot make the folder my: " in lstm_ref("start", 9)[1]


def test_help_has_a_whole_sentence_for_each_command_and_version_a_number(lstm_ref):
    lines = lstm_ref("--help")[1].partition("Commands:\n")[2].splitlines()
    assert len(lines) == 8 and all(re.fullmatch(r"  \w+ +[A-Z].*[^.]\.", line) for line in lines), lines
    assert re.match(r"lstm-ref \d+\.\d+\.\d+, Python 3\.\d+", lstm_ref("--version")[1])
