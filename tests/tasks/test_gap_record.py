"""The record of chapter 10: that it is of these settings, and that a run of it can be made again."""

import pytest

from lstm_ref.tasks import gap_record as record


def test_it_was_recorded_with_these_settings():
    assert record.read()["settings"] == record.settings()


def test_every_model_was_run_on_every_seed_at_every_gap():
    runs = record.read()["runs"]
    assert list(runs) == list(record.MODELS)
    for of_one in runs.values():
        assert [len(run) for run in of_one] == [len(record.GAPS)] * record.SEEDS


def test_what_the_chapter_says_of_the_record_is_so():
    runs, at = record.read()["runs"], record.GAPS.index
    for seed in range(record.SEEDS):
        counts = runs["n-gram"][seed]
        assert counts[at(5)] > 0.9 > 0.45 > max(counts[at(gap)] for gap in (1, 2, 3, 15, 30, 400))
        assert min(runs[name][seed][at(50)] for name in ("GRU", "LSTM")) > 0.9
        assert max(runs["RNN"][seed]) < 0.8


def test_a_short_run_has_the_form_of_a_recorded_one(monkeypatch):
    pytest.importorskip("torch")
    monkeypatch.setattr(record, "GAPS", (1, 3))
    assert len(record.of_net("GRU", 0, updates=2)) == 2


def test_a_record_that_is_not_there_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="gap_record --record"):
        record.read(tmp_path / "none.json")
