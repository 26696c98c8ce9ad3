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
