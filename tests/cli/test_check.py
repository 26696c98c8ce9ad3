"""`lstm-ref check`: a row for each task, the message of each that is wrong, an exit status to match."""

import os
import time

import psutil
import pytest


def is_running(pid):
    """Whether the process still computes: one that was killed may wait as a zombie for its parent."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def ends(pid, seconds=0.5):
    """Whether the process is gone within so many seconds: a kill takes effect a little after it is sent.

    No longer than that: a kernel that is left alive notices after a second or so that it is an orphan.
    """
    until = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_running(pid)


def rows(output):
    """The table's lines by task."""
    return {line.split()[0]: line for line in output.splitlines() if line.startswith("9.")}


def test_all_right_is_all_done_and_status_zero(lstm_ref, answers):
    answers()
    status, output = lstm_ref("check", 9)
    assert status == 0
    assert all("✓ done" in row for row in rows(output).values()) and len(rows(output)) == 3
    assert "3 of 3 done." in output


def test_an_exercise_that_was_never_started_is_checked_where_it_lies_and_is_not_yet(lstm_ref, toy):
    status, output = lstm_ref("check", 9)
    assert status == 1
    assert f"Checking {os.path.join('exercises', '09-toy.ipynb')}" in output and "lstm-ref start 9" in output
    assert all("· not yet" in row for row in rows(output).values())
    assert "Next: 9.1 Double it" in output


def test_a_known_mistake_is_named_with_its_hint_and_blocks_no_other_task(lstm_ref, answers):
    answers(**{"9_2": "return 2 * x"})
    status, output = lstm_ref("check", 9)
    assert status == 1
    assert "✓ done" in rows(output)["9.1"] and "✓ done" in rows(output)["9.3"]
    assert "✗ wrong" in rows(output)["9.2"] and "a known mistake, see below" in rows(output)["9.2"]
    assert "✗ 9.2 Shift it: a known mistake, nothing-added" in output
    assert "Nothing is added." in output and "Hint: Look at the plus." in output and "sec-shift" in output
    assert "Traceback" not in output


def test_every_wrong_task_gets_its_message_in_full_and_none_is_cut(lstm_ref, answers, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    answers(**{"9_1": "return x", "9_2": "return my_own_name_that_is_long", "9_3": "return -(x**2)"})
    _, output = lstm_ref("check", 9)
    assert output.count("Worst entry") == 2 and "✗ 9.1 Double it: `y` is not right" in output
    assert "✗ 9.2 Shift it: " in output and "✗ 9.3 Square it: `y` is not right" in output
    assert "…" not in output and "see below" in rows(output)["9.2"]
    assert "lstm-ref hint 9.1, or 9.2, or 9.3" in output


def test_one_task_alone_is_shown_by_its_id(lstm_ref, answers):
    answers(**{"9_1": "return x"})
    status, output = lstm_ref("check", "9.2")
    assert status == 0 and list(rows(output)) == ["9.2"] and "2 of 3 done." in output
    status, output = lstm_ref("check", "9.1")
    assert status == 1 and list(rows(output)) == ["9.1"] and "✗ 9.1 Double it" in output
    assert "There is no task 9.7; there are: 9.1, 9.2, 9.3." in lstm_ref("check", "9.7")[1]
    assert "2 of 3" in lstm_ref("progress")[1], "the others are remembered too"


def test_a_deleted_answer_is_named_with_the_way_back(lstm_ref, answers):
    answers(change=lambda nb: nb.cells.pop(3))
    output = lstm_ref("check", 9)[1]
    assert "the cell with `f9_1` is gone" in output and "`lstm-ref reset 9.1`" in output


def test_a_syntax_error_is_reported_in_its_own_task_with_the_line_of_the_cell(lstm_ref, answers):
    answers(**{"9_2": "return 2 *"})
    _, output = lstm_ref("check", 9)
    assert "SyntaxError: invalid syntax (line 2 of the cell)" in output
    assert "✓ done" in rows(output)["9.3"]


def test_a_broken_cell_before_the_tasks_is_told_first(lstm_ref, answers):
    answers(change=lambda nb: nb.cells[1].update(source="import a_library_that_is_not_there"))
    status, output = lstm_ref("check", 9)
    assert status == 1
    assert "A cell before the first task fails: ModuleNotFoundError" in output


def test_a_deleted_check_cell_is_missed(lstm_ref, answers):
    answers(change=lambda nb: nb.cells.pop(4))
    status, output = lstm_ref("check", 9)
    assert status == 1 and "its check cell is not in your notebook any more" in output
    assert "`lstm-ref reset 9.1`" in output


def test_a_check_cell_that_was_commented_out_is_missed(lstm_ref, answers):
    answers(change=lambda nb: nb.cells[4].update(source='# check("9.1", f9_1)'))
    assert "its check cell is not in your notebook" in lstm_ref("check", 9)[1]


def test_a_deleted_task_is_missed(lstm_ref, answers):
    def forget(nb):
        nb.cells[5:8] = []

    answers(change=forget)
    status, output = lstm_ref("check", 9)
    assert status == 1 and "its heading is not in your notebook any more" in rows(output)["9.2"] + output


def test_a_kernel_that_dies_is_noticed_at_once(lstm_ref, answers):
    answers(**{"9_2": "import os; os._exit(1)"})
    began = time.monotonic()
    status, output = lstm_ref("check", 9)
    assert status == 1 and time.monotonic() - began < 15
    assert "✓ done" in rows(output)["9.1"] and "? not reached" in rows(output)["9.3"]
    assert "the Python process died in it" in output


@pytest.mark.slow
@pytest.mark.parametrize("inside", ["time.sleep(0.1)", "print('on and on')"])
def test_an_endless_loop_around_a_bare_except_is_killed_with_its_kernel(lstm_ref, answers, inside):
    note = "import os, time; open('kernel.pid', 'w').write(str(os.getpid()))"
    loop = f"while True:\n        try:\n            while True: {inside}\n        except: pass"
    path = answers(**{"9_2": f"{note}\n    {loop}"})
    status, output = lstm_ref("check", 9, "--limit", 2)
    assert status == 1 and "did not end within 2 s" in output
    assert "✓ done" in rows(output)["9.1"] and "? not reached" in rows(output)["9.3"]
    assert ends(int(path.with_name("kernel.pid").read_text()))


@pytest.mark.slow
def test_a_plain_endless_loop_is_stopped_and_the_tasks_after_it_are_checked(lstm_ref, answers):
    answers(**{"9_2": "while True: pass"})
    status, output = lstm_ref("check", 9)
    assert status == 1 and "did not come back within 10 s" in rows(output)["9.2"] + output
    assert "✓ done" in rows(output)["9.3"]


def test_a_corrupt_notebook_is_one_sentence(lstm_ref, answers):
    answers().write_text("{ this is no notebook")
    status, output = lstm_ref("check", 9)
    assert status == 1 and "cannot be read as a notebook" in output and "Traceback" not in output


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[]", "it holds a list, not a notebook"),
        (b"{}", ""),
        (b'{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', ""),
        (b"", "it is empty"),
        (b"\xef\xbb\xbf{}", "it begins with a byte order mark"),
        (b'{"a": 1,\n"b": "\xff"}', "line 2 is not UTF-8 text"),
        (b'{"cells": [\n<<<<<<< HEAD\n]}', "line 2, `<<<<<<< HEAD`: "),
        (b'{"cells": [\n', "it ends too early, in line 1"),
    ],
)
def test_what_is_no_notebook_is_named_with_its_line_and_the_way_back(lstm_ref, answers, content, reason):
    answers().write_bytes(content)
    status, output = lstm_ref("check", 9)
    assert status == 1 and f"cannot be read as a notebook: {reason}" in output
    assert "Undo it in your editor; or move it away and run  lstm-ref start 9." in output


def test_a_broken_copy_leads_to_the_newest_that_was_kept(lstm_ref, toy, answers):
    mine = answers()
    lstm_ref("reset", "9.1")
    (kept,) = (toy / "my" / "kept").iterdir()
    mine.write_text("{")
    assert (
        f"take the newest that was kept, {os.path.join('my', 'kept', kept.name)}" in lstm_ref("check", 9)[1]
    )


def test_a_corrupt_exercise_of_the_repository_is_to_be_restored(lstm_ref, toy):
    (toy / "exercises" / "09-toy.ipynb").write_text("")
    assert "Restore it from the repository" in lstm_ref("check", 9)[1]


def test_an_unknown_number_names_the_exercises_there_are(lstm_ref, toy):
    status, output = lstm_ref("check", 3)
    assert status == 1 and "There is no exercise 3 in exercises; there are: 9." in output


def test_a_word_for_a_number_is_refused_in_words(lstm_ref, toy):
    status, output = lstm_ref("check", "nine")
    assert status != 0 and "Expected an exercise such as 4 or a task such as 4.1, got nine." in output


def test_an_installation_without_exercises_says_what_it_expected(lstm_ref, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "lstm_ref.learner.places.lstm_ref.__file__", str(tmp_path / "lstm_ref" / "__init__.py")
    )
    status, output = lstm_ref("check", 9)
    assert status == 1 and "There is no folder" in output and "clone of the course's repository" in output


def test_a_python_without_nbval_says_how_to_get_it(lstm_ref, toy, monkeypatch):
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "nbval" else find(name, *rest)
    )
    status, output = lstm_ref("check", 9)
    assert status == 1 and "This Python lacks nbval" in output and "pip install nbval" in output


def test_a_kernel_that_cannot_start_is_one_sentence(lstm_ref, toy, monkeypatch):
    broken = toy / "broken"
    (broken / "ipykernel_launcher.py").parent.mkdir()
    (broken / "ipykernel_launcher.py").write_text("raise SystemExit('no kernel here')")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    status, output = lstm_ref("check", 9)
    assert status == 1 and "could not be run with" in output and "Traceback" not in output


def test_a_file_with_a_librarys_name_where_the_command_is_typed_is_not_taken_for_it(
    lstm_ref, answers, tmp_path
):
    answers()
    (tmp_path / "nbformat.py").write_text("raise RuntimeError('not the library')")
    assert lstm_ref("check", 9)[0] == 0
