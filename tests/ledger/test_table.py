"""The table of each chapter: only rows that its reader has met, every number out of the record."""

import ast
import inspect
import re

import pytest

from lstm_ref.ledger import ROWS, TASKS, changes, table
from lstm_ref.ledger import record as records

SHOWN = [4, 5, 6, 7, 8, 9]


def made_up(solved=True, sequences=1600.0, path=0.25, memory=12.0):
    """A record in which all runs are alike."""
    run = {"solved": solved, "lr": 0.01, "sequences": sequences, "share": 1.0, "path": path, "memory": memory}
    return {**records.stamp(), "runs": {name: dict(run) for name in records.all_keys()}}


@pytest.fixture
def shown(monkeypatch):
    """Calls show_ledger and returns the Markdown."""
    said = []
    monkeypatch.setattr(table, "say", said.append)

    def show(chapter, record):
        said.clear()
        table.show_ledger(chapter, record)
        return "\n\n".join(said)

    return show


@pytest.mark.parametrize("chapter", SHOWN)
def test_a_chapter_shows_its_rows_and_none_of_a_later_one(shown, chapter):
    text = shown(chapter, made_up())
    lines = [line for line in text.splitlines() if line.startswith("|")]
    met = [row.name for row in ROWS if row.chapter <= chapter]
    assert [line.split(" | ")[0].strip("| ") for line in lines[2:]] == met
    for row in ROWS:
        assert (f"*{row.name}*: {row.legend}" in text) == (row.chapter <= chapter)
    assert ("lvert c" in text) == (chapter > 4)
    assert text.count("Recorded with") == 1 and "What differs from the papers" in text


def test_before_the_first_row_there_is_no_table():
    with pytest.raises(ValueError, match="chapter"):
        table.show_ledger(3, made_up())


def test_entries_are_the_records(shown):
    record = made_up(path=3e-7, memory=42.0)
    seeds = range(record["settings"]["seeds"])
    for seed, (solved, sequences) in enumerate([(1, 100), (1, 3300), (0, 64000), (1, 900), (0, 64000)]):
        record["runs"][records.key("carousel", "adding", seed)].update(
            solved=bool(solved), sequences=sequences
        )
    for seed in seeds:
        record["runs"][records.key("carousel", "order", seed)].update(solved=False)
    line = next(line for line in shown(5, record).splitlines() if line.startswith("| carousel"))
    assert line == "| carousel | 5/5, 1,600 | 3/5, 900 | 0/5 | 5/5, 1,600 | 3 × 10⁻⁷ | 42 |"


def test_what_is_not_recorded_is_left_open(shown):
    record = made_up()
    record["runs"] = {name: run for name, run in record["runs"].items() if "| order |" not in name}
    assert "| RNN | 5/5, 1,600 | 5/5, 1,600 | … |" in shown(4, record)


def test_no_number_stands_in_the_code_that_shows_the_table():
    for module in (table, changes):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                is_format = re.fullmatch(r",?\.\d[f%]", node.value)
                assert is_format or not re.search(r"\d", node.value), node.value


def test_a_row_that_solves_more_is_told_from_one_without_effect():
    record = made_up(solved=False)
    for seed in range(record["settings"]["seeds"]):
        record["runs"][records.key("+ input gate", "adding", seed)].update(solved=True)
        record["runs"][records.key("+ output gate", "adding", seed)].update(solved=True)
    more, none = changes.what_changed(record, 6).splitlines()
    assert "adding from none of 5 to all 5" in more and "does not show" not in more
    output_gate = next(row for row in ROWS if row.name == "+ output gate")
    assert "does not show" in none and output_gate.elsewhere in none


def test_what_happens_beside_the_tasks_is_said_where_it_is_much():
    record = made_up()
    for seed in range(record["settings"]["seeds"]):
        record["runs"][records.key("+ forget gate", "Reber", seed)]["memory"] = 2.0
        record["runs"][records.key("+ forget gate", "long lag", seed)]["path"] = 1e-30
    line = changes.what_changed(record, 7).splitlines()[0]
    assert "The derivative along the path shrinks from 0.25 to 1 × 10⁻³⁰." in line
    assert "The memory at the end of a long stream shrinks from 12 to 2." in line


def test_a_difference_of_one_seed_is_no_effect_and_two_are():
    record = made_up(solved=False)
    name = records.key("orthogonal RNN", "order", 0)
    record["runs"][name]["solved"] = True
    assert "does not show" in changes.what_changed(record, 4)
    record["runs"][name.replace("| 0", "| 1")]["solved"] = True
    assert "order from none of 5 to 2 of 5" in changes.what_changed(record, 4)


def test_twice_as_fast_is_an_effect():
    record = made_up()
    for seed in range(record["settings"]["seeds"]):
        record["runs"][records.key("chrono", "Reber", seed)]["sequences"] = 700
    assert "Reber with 700 sequences in place of 1,600" in changes.what_changed(record, 7)


def test_a_chapter_without_a_row_says_so_and_names_the_best():
    record = made_up(solved=False)
    record["runs"][records.key("chrono", "Reber", 0)]["solved"] = True
    text = changes.what_changed(record, 8)
    assert text.startswith("No row is new") and f"1 of {5 * len(TASKS)}, are solved by: chrono." in text


def test_every_row_that_may_show_nothing_names_who_found_something():
    assert all(row.elsewhere for row in ROWS if row.name in {"orthogonal RNN", "+ output gate", "chrono"})


def test_a_row_that_names_another_is_compared_with_it_and_not_with_the_one_before():
    gru = next(row for row in ROWS if row.name == "GRU")
    assert changes.compared_with(gru).name == "+ forget gate" != ROWS[ROWS.index(gru) - 1].name
    assert changes.compared_with(ROWS[0]) is None
    assert changes.compared_with(ROWS[2]) is ROWS[1]
