"""A record says how it was made, and an interrupted write leaves the file as it was."""

import json
import re

import pytest

from lstm_ref import recorded


def test_the_stamp_names_command_day_versions_and_machine():
    stamp = recorded.stamp("make it", "numpy", "no-such-library")
    assert stamp["command"] == "make it" and re.fullmatch(r"\d{4}-\d\d-\d\d", stamp["date"])
    assert set(stamp["versions"]) == {"python", "numpy", "no-such-library"}
    assert stamp["versions"]["no-such-library"] == "missing" and stamp["machine"].endswith("one thread")


def test_what_is_written_is_read(tmp_path):
    recorded.write({"runs": [1, 2]}, tmp_path / "new" / "a.json")
    assert recorded.read(tmp_path / "new" / "a.json", "make it") == {"runs": [1, 2]}
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    recorded.write({"runs": 1}, path)

    def interrupted(*paths):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        recorded.write({"runs": 2}, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {"runs": 1}


def test_a_missing_record_names_its_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="no such record; make it with make it"):
        recorded.read(tmp_path / "a.json", "make it")


def test_every_record_of_the_book_says_how_it_was_made(root):
    for path in (root / "book" / "results").glob("*.json"):
        record = json.loads(path.read_text(encoding="utf-8"))
        assert {"command", "date", "versions"} <= set(record), path.name
