"""`lstm-ref progress`: what the last check said, as long as the notebook is as it was."""

import nbformat


def test_it_leads_from_start_to_the_end(lstm_ref, toy, answers):
    assert "Next: exercise 9, with  lstm-ref start 9" in lstm_ref("progress")[1]
    mine = answers(_9="", **{"9_2": "return x"})
    output = lstm_ref("progress")[1]
    assert "0 of 3" in output and "save your notebook, then  lstm-ref check 9" in output
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


def test_a_damaged_file_counts_as_nothing(lstm_ref, toy, answers):
    answers()
    lstm_ref("check", 9)
    for damaged in ("{", "[]", '{"9": 3}', '{"9": {"states": 1, "notebook": ""}}'):
        (toy / "my" / "checked.json").write_text(damaged)
        assert "0 of 3" in lstm_ref("progress")[1]


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
