"""The stored record fits the list of rows; a run made now points the same way; interrupted, it goes on."""

import json

import pytest
from click.testing import CliRunner

from lstm_ref.ledger import ROWS, SETTINGS, TASKS, Row
from lstm_ref.ledger import record as records
from lstm_ref.ledger.rows import row_named
from lstm_ref.ledger.tasks import task_named


@pytest.fixture(scope="module")
def stored():
    return records.read()


def test_the_record_has_one_entry_for_each_row_task_and_seed_and_no_other(stored):
    assert records.faults(stored) == []
    assert len(stored["runs"]) == len(ROWS) * len(TASKS) * SETTINGS.seeds


def test_the_record_says_how_when_and_on_what_it_was_made(stored):
    assert stored["command"] == "python -m lstm_ref.ledger"
    assert set(stored["versions"]) == {"python", "numpy", "torch"} and all(stored["versions"].values())
    assert stored["date"] and stored["machine"]


def test_a_missing_a_stale_and_a_changed_entry_are_found(stored):
    runs, name = stored["runs"], next(iter(stored["runs"]))
    less = {**stored, "runs": {k: run for k, run in runs.items() if k != name}}
    more = {**stored, "runs": {**runs, "LSTM of tomorrow | adding | 0": runs[name]}}
    other = {**stored, "settings": {**stored["settings"], "updates": 1}}
    recipe = {**stored, "rows": {**stored["rows"], "RNN": {"cell": "rnn", "turned": True}}}
    for broken, word in ((less, "not recorded"), (more, "no such"), (other, "settings"), (recipe, "row RNN")):
        assert any(word in fault for fault in records.faults(broken))


def test_no_path_exceeds_what_its_row_allows(stored):
    """With no forget gate it is one; with one, below; and the longer a bias keeps, the more is left."""
    first = {row.name: stored["runs"][records.key(row.name, "long lag", 0)]["path"] for row in ROWS}
    assert first["carousel"] == first["+ input gate"] == first["+ output gate"] == 1
    assert first["+ forget gate"] < first["forget bias 1"] < first["forget bias 3"] < first["chrono"] < 1
    assert first["RNN"] < first["orthogonal RNN"] < 1


def test_a_run_made_now_points_the_same_way_as_the_record(stored):
    pytest.importorskip("torch")
    from lstm_ref.ledger.runs import run

    gate, none = row_named("+ input gate"), row_named("carousel")
    task, few = task_named("long lag"), SETTINGS._replace(updates=200, lrs=SETTINGS.lrs[:1])
    runs = [stored["runs"][records.key(gate.name, task.name, seed)] for seed in range(SETTINGS.seeds)]
    assert all(r["solved"] and r["sequences"] < few.updates * few.batch for r in runs)
    assert run(gate, task, 0, few).solved and not run(none, task, 0, few).solved


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_gru_would_be_one_more_entry_of_the_list(task):
    pytest.importorskip("torch")
    from lstm_ref.ledger.runs import run

    few = SETTINGS._replace(updates=2, test_every=2, test_batches=1, long_stream=50, test_steps=200)
    one = run(Row("GRU", 99, "gru", {}, "a cell with two gates"), task, 0, few)
    assert not one.solved and one.memory is None and 0 < one.path < 1e-6


def test_the_command_keeps_what_is_done_and_makes_only_what_is_missing(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch")
    from lstm_ref.ledger import runs
    from lstm_ref.ledger.__main__ import main

    made, threads = [], torch.get_num_threads()

    def quick(row, task, seed):
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append(records.key(row.name, task.name, seed))
        return runs.Run(True, 0.01, 32, 1.0, 1.0, None, 0.0)

    monkeypatch.setattr(runs, "run", quick)
    path = tmp_path / "ledger.json"
    asked = ["--tasks", "adding", "--seeds", "2", "--record", str(path)]
    only = ["--rows", "RNN, carousel"]
    assert CliRunner().invoke(main, asked + only).exit_code == 1
    assert len(json.loads(path.read_text(encoding="utf-8"))["runs"]) == 3
    made.clear()
    done = CliRunner().invoke(main, asked + only)
    torch.set_num_threads(threads)
    assert done.exit_code == 0, done.output
    assert made == ["carousel | adding | 1"] and "1 runs made" in done.output


def test_runs_of_a_row_that_has_changed_are_made_again(tmp_path):
    path = tmp_path / "ledger.json"
    keys = [records.key(name, "adding", 0) for name in ("RNN", "carousel")]
    record = {**records.stamp(), "runs": {name: {"solved": True} for name in keys}}
    record["rows"]["RNN"] = {"cell": "rnn", "turned": "a little"}
    records.write(record, path)
    assert list(records.resume(path)["runs"]) == keys[1:]
    record["settings"]["updates"] += 1
    records.write(record, path)
    with pytest.raises(records.RecordError, match="other settings"):
        records.resume(path)


@pytest.mark.parametrize("option", [["--rows", "GRU of tomorrow"], ["--tasks", "chess"]])
def test_an_unknown_name_is_one_sentence(option, tmp_path):
    from lstm_ref.ledger.__main__ import main

    result = CliRunner().invoke(main, [*option, "--record", str(tmp_path / "l.json")])
    assert result.exit_code == 1 and "expected one of" in result.output
