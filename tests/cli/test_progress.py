"""`lstm-ref progress`: what the last check said, as long as the notebook is as it was."""

import errno
import os

import nbformat
import pytest


def test_it_leads_from_start_to_the_end(lstm_ref, toy, answers):
    assert "Next: exercise 9, with  lstm-ref start 9" in lstm_ref("progress")[1]
    mine = answers(_9="", **{"9_2": "return x"})
    output = lstm_ref("progress")[1]
    assert "0 of 3" in output and "started, not checked" in output
    assert f"open {os.path.join('my', '09-toy.ipynb')}; once it is saved,  lstm-ref check 9" in output
    lstm_ref("check", 9)
    output = lstm_ref("progress")[1]
    assert "2 of 3" in output and "Next: task 9.2" in output and "lstm-ref hint 9.2" in output
    answers()
    output = lstm_ref("progress")[1]
    assert "changed since its check" in output and "then  lstm-ref check 9" in output
    lstm_ref("check", 9)
    output = lstm_ref("progress")[1]
    assert "3 of 3" in output and "█" * 20 in output and "All of it is done." in output
    mine.unlink()
    assert "0 of 3" in lstm_ref("progress")[1]


@pytest.mark.parametrize("damaged", ["{", "[]", '{"9": 3}', '{"9": {"states": 1, "notebook": ""}}'])
def test_a_damaged_file_counts_as_nothing_and_is_said_and_kept(lstm_ref, toy, answers, damaged):
    answers()
    checked = toy / "my" / "checked.json"
    checked.write_text(damaged)
    output = lstm_ref("progress")[1]
    assert "0 of 3" in output and "cannot be read whole; check each exercise again." in output
    assert checked.read_text() == damaged
    output = lstm_ref("check", 9)[1]
    assert "3 of 3 done." in output and f"kept as {os.path.join('my', 'checked.json.bad')}" in output
    assert checked.with_name("checked.json.bad").read_text() == damaged
    assert "cannot be read" not in lstm_ref("progress")[1]


def test_a_copy_under_another_name_is_named(lstm_ref, toy, answers):
    mine = answers()
    mine.rename(mine.with_name("09-toy-mine.ipynb"))
    for words in (["progress"], ["check", 9], ["check", 9, "--watch"], ["reset", "9.1"]):
        assert "my holds 09-toy-mine.ipynb; a copy is found only as 09-toy.ipynb." in lstm_ref(*words)[1]


def test_a_folder_that_cannot_be_written_hides_neither_table_nor_hint(lstm_ref, toy, answers):
    answers()
    for name in ("checked.part", "hints.part"):
        (toy / "my" / name).mkdir()  # what is written first is in the way
    status, output = lstm_ref("check", 9)
    assert status == 0 and "3 of 3 done." in output and "The result could not be kept" in output
    notebook = nbformat.read(toy / "exercises" / "09-toy.ipynb", 4)
    notebook.cells[2].source += "\n\n<details>\n<summary>Hint 1</summary>\n\nLook.\n\n</details>\n"
    nbformat.write(notebook, toy / "exercises" / "09-toy.ipynb")
    status, output = lstm_ref("hint", "9.1")
    assert status == 0 and "Hint 1 of 1: Look." in output and "The count of hints stays at 0" in output


def test_after_the_last_task_comes_the_next_chapter(lstm_ref, toy, answers):
    answers()
    assert "That is the last exercise; lstm-ref progress shows" in lstm_ref("check", 9)[1]
    nbformat.write(nbformat.read(toy / "exercises" / "09-toy.ipynb", 4), toy / "exercises" / "10-on.ipynb")
    assert "Next: chapter 10, or  lstm-ref start 10" in lstm_ref("check", 9)[1]


def test_the_unsolved_exercise_itself_is_not_remembered(lstm_ref, toy):
    lstm_ref("check", 9)
    assert not (toy / "my").exists()


def test_a_bar_is_full_only_at_the_end():
    from lstm_ref.learner.progress import bar

    assert bar(77, 78).count("█") == 19 and bar(78, 78).count("█") == 20 and bar(0, 0).count("█") == 0


def test_watch_checks_at_every_change_and_stops_when_all_is_done(lstm_ref, toy, answers, monkeypatch):
    mine = answers(**{"9_2": "return x"})

    def changes(folder, recursive):
        assert folder == mine.parent
        yield "a save that changes nothing"
        answers()
        yield "a save"
        raise AssertionError("all is done: nobody should wait any more")

    monkeypatch.setattr("watchfiles.watch", changes)
    status, output = lstm_ref("check", 9, "--watch")
    assert status == 0 and output.count("Checking") == 2
    assert "2 of 3 done." in output and "3 of 3 done." in output


def test_watch_waits_out_a_bad_save_and_says_that_the_file_is_gone(lstm_ref, toy, answers, monkeypatch):
    mine = answers(**{"9_2": "return x"})

    def changes(folder, recursive):
        mine.write_text("{ half")
        yield "a save that is not whole"
        mine.rename(mine.with_name("other.ipynb"))
        yield "a rename"
        answers()
        yield "a good save"

    monkeypatch.setattr("watchfiles.watch", changes)
    status, output = lstm_ref("check", 9, "--watch")
    assert status == 0 and "cannot be read as a notebook: line 1" in output
    assert "09-toy.ipynb is not there any more: was it renamed" in output and "3 of 3 done." in output
    assert output.count("Watching") == 2


def test_ctrl_c_ends_watching_without_a_word(lstm_ref, toy, answers, monkeypatch):
    answers(**{"9_2": "return x"})

    def changes(folder, recursive):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("watchfiles.watch", changes)
    status, output = lstm_ref("check", 9, "--watch")
    assert status == 0 and output.endswith("Ctrl-C ends.\n\n")


def test_watch_needs_a_copy(lstm_ref, toy):
    status, output = lstm_ref("check", 9, "--watch")
    assert status == 1 and "lstm-ref start 9 makes one" in output


def test_the_stored_states_survive_an_unrelated_exercise(lstm_ref, toy, answers):
    answers()
    lstm_ref("check", 9)
    other = toy / "exercises" / "03-other.ipynb"
    nbformat.write(nbformat.read(toy / "exercises" / "09-toy.ipynb", 4), other)
    output = lstm_ref("progress")[1]
    assert "3 of 3" in output and "3 of 6 tasks done" in output and "lstm-ref start 3" in output


def test_a_reader_that_has_read_enough_ends_it_in_silence(lstm_ref, toy, monkeypatch):
    def closed(root):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("lstm_ref.learner.commands.progress_table", closed)
    assert "Broken pipe" not in lstm_ref("progress")[1]
