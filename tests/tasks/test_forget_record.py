"""The records of chapter 7: that they are of these settings, and that a run of them can be made again."""

import json

import pytest

from lstm_ref.tasks import forget_record as record


def test_the_streams_were_recorded_with_these_settings():
    assert record.read(record.REBER)["settings"] == record.settings_of_streams()


def test_the_order_task_was_recorded_with_these_settings():
    assert record.read(record.BIASES)["settings"] == record.settings_of_order()


def test_every_setting_has_its_runs():
    assert set(record.read(record.REBER)["runs"]) == set(record.CELLS)
    runs = record.read(record.BIASES)["runs"]
    assert set(runs) == {start.key for start in record.STARTS}
    assert {len(of_one) for of_one in runs.values()} == {record.SEEDS}


def test_a_short_run_has_the_fields_of_a_recorded_one():
    made = record.on_streams("forget gate", seed=0, updates=3)
    (recorded, *_) = record.read(record.REBER)["runs"]["forget gate"]
    assert made.keys() == recorded.keys()


def test_a_run_on_the_order_task_has_the_fields_of_a_recorded_one(monkeypatch):
    pytest.importorskip("torch")
    monkeypatch.setattr(record, "ORDER", record.ORDER._replace(updates=2))
    made = record.on_order(record.STARTS[0], seed=0)
    (recorded, *_) = record.read(record.BIASES)["runs"][record.STARTS[0].key]
    assert made.keys() == recorded.keys()


def test_a_record_that_is_not_there_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="forget_record --record"):
        record.read(tmp_path / "none.json")


def test_the_settings_survive_json():
    assert json.loads(json.dumps(record.settings_of_order())) == record.settings_of_order()
