"""`lstm-ref` works from every folder, on the repository that it was installed from, and says where it is."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDERS = ["the repository", "a folder in it", "a folder elsewhere"]
WORDS = ["start", "check", "hint", "progress", "reset"]


@pytest.fixture(params=FOLDERS)
def here(request, toy, tmp_path_factory, monkeypatch):
    """The command is typed in this folder; it holds nothing of the course but where it is the repository."""
    inside = toy / "book" / "_static"
    inside.mkdir(parents=True)
    folder = dict(zip(FOLDERS, [toy, inside, tmp_path_factory.mktemp("elsewhere")], strict=True))[
        request.param
    ]
    monkeypatch.chdir(folder)
    return folder


def named(output, toy):
    """The learner's copies that an output names, each as the file that it is from here."""
    words = re.findall(r"[^\s(]*my[^\s,:)]*", output)
    return {Path(os.path.abspath(word)) for word in words} & {toy / "my", *(toy / "my").glob("*.ipynb")}


def test_start_makes_the_copy_in_the_repository_and_names_it_as_one_would_type_it_here(lstm_ref, toy, here):
    status, output = lstm_ref("start", 9)
    assert status == 0 and named(output, toy) == {toy / "my" / "09-toy.ipynb"}
    assert here == toy or not (here / "my").exists()


def test_check_runs_that_copy(lstm_ref, toy, answers, here):
    mine = answers()
    status, output = lstm_ref("check", 9)
    assert status == 0 and "3 of 3 done." in output
    assert named(output, toy) == {mine}


def test_progress_knows_what_was_checked_and_says_where_the_copies_are(lstm_ref, toy, answers, here):
    answers(**{"9_3": "return x"})
    lstm_ref("check", 9)
    status, output = lstm_ref("progress")
    assert status == 0 and "2 of 3" in output
    assert named(output, toy) == {toy / "my"}


def test_hint_and_reset_take_the_same_copy(lstm_ref, toy, answers, here):
    mine = answers()
    status, output = lstm_ref("reset", "9.2")
    assert status == 0 and mine in named(output, toy)
    assert "NotImplementedError" in mine.read_text("utf-8")
    assert len(list((toy / "my").rglob("09-toy*.ipynb"))) == 2, "and what was there is kept beside it"
    status, output = lstm_ref("hint", "9.2")
    assert "9.2" in output


def test_grade_takes_the_folder_and_the_file_as_typed_here(lstm_ref, toy, answers, here):
    hand = here / "class" / "ada"
    hand.mkdir(parents=True)
    shutil.copy(answers(), hand / "09-toy.ipynb")
    status, output = lstm_ref("grade", "class", "--file", "grades.csv")
    assert status == 0, output
    rows = list(csv.DictReader((here / "grades.csv").read_text("utf-8").splitlines()))
    assert [row["state"] for row in rows] == ["done"] * 3


def test_reproduce_keeps_its_runs_in_the_repository(lstm_ref, toy, here, monkeypatch):
    from lstm_ref.papers.experiment import Arm, Experiment, Theirs

    def run(options, seed, share):
        return {"solved": 1.0, "sequences": 100.0}

    arms, theirs = (Arm("small", {"size": 1}),), Theirs("Table 1", "many sequences")
    one = Experiment("one", "gers2000", "Toy (2000)", theirs, "s", "d", arms, run, "r", lambda found: True)
    monkeypatch.setattr("lstm_ref.papers.EXPERIMENTS", [one])
    assert lstm_ref("reproduce", "one")[0] == 0
    assert len(json.loads((toy / "my" / "papers.json").read_text("utf-8"))["runs"]) == 2
    assert here == toy or not (here / "my").exists()


def test_bench_measures_and_writes_where_it_is_told(lstm_ref, here, monkeypatch):
    monkeypatch.setattr("lstm_ref.bench.command.threads.product_threads", lambda: 1)
    monkeypatch.setattr("lstm_ref.bench.command.run", lambda *words, **options: {"measured": []})
    monkeypatch.setattr("lstm_ref.bench.report.as_text", lambda record, device: "the table")
    words = ["--shape", "2,2,3,4", "--dtype", "float32", "--rounds", 1, "--file", "bench.json"]
    status, output = lstm_ref("bench", *words)
    assert status == 0, output
    assert json.loads((here / "bench.json").read_text("utf-8"))["command"]


@pytest.fixture(scope="module")
def clone(root, tmp_path_factory):
    """A clone: the package lies beside its exercises, and is used from there, as `make install` leaves it."""
    clone = tmp_path_factory.mktemp("clone") / "course"
    shutil.copytree(root / "lstm_ref", clone / "lstm_ref", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "exercises", clone / "exercises")
    (clone / "book").mkdir()
    return clone


def command(clone, folder, *words):
    surroundings = {**os.environ, "PYTHONPATH": str(clone), "COLUMNS": "120"}
    # -P as in the installed command: the folder in which it is typed lends no modules.
    typed = [sys.executable, "-P", "-m", "lstm_ref.cli", *map(str, words)]
    return subprocess.run(
        typed, cwd=folder, env=surroundings, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize(
    "folder", ["book", "lstm_ref", "/"], ids=["book", "lstm_ref", "the root of the disk"]
)
def test_the_repository_is_found_by_the_package_and_not_by_the_folder(clone, folder):
    shutil.rmtree(clone / "my", ignore_errors=True)
    done = command(clone, clone / folder, "start", 5)
    assert done.returncode == 0, done.stderr
    assert (clone / "my" / "05-carousel.ipynb").is_file()
    shown = os.path.relpath(clone / "my" / "05-carousel.ipynb", "/") if folder == "/" else str(clone / "my")
    assert shown in done.stdout


@pytest.mark.slow
def test_a_folder_with_files_named_as_libraries_are_lends_none_of_them(clone):
    shutil.copytree(clone / "lstm_ref" / "numpy", clone / "traps" / "numpy")
    for name in ("nbformat", "nbval", "pytest", "click"):
        (clone / "traps" / f"{name}.py").write_text("raise SystemExit('the wrong one')")
    done = command(clone, clone / "traps", "check", 5)
    assert done.returncode == 1 and "0 of 5 done." in done.stdout, done.stdout + done.stderr


def test_without_a_clone_it_says_in_a_sentence_what_is_needed(root, tmp_path):
    shutil.copytree(root / "lstm_ref" / "learner", tmp_path / "lstm_ref" / "learner")
    for name in ("__init__.py", "cli.py", "recorded.py"):
        shutil.copy(root / "lstm_ref" / name, tmp_path / "lstm_ref")
    shutil.copytree(root / "lstm_ref" / "verify", tmp_path / "lstm_ref" / "verify")
    shutil.copytree(root / "lstm_ref" / "numpy", tmp_path / "lstm_ref" / "numpy")
    done = command(tmp_path, tmp_path, "start", 5)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "lstm-ref works in a clone of the course's repository" in done.stderr
    assert str(tmp_path / "exercises") in done.stderr
