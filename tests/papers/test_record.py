"""The book's record fits the experiments; what a row must say is there; a run made now really runs."""

import json
import re
from pathlib import Path

import pytest

from lstm_ref.ledger import SETTINGS
from lstm_ref.ledger.rows import row_named
from lstm_ref.papers import EXPERIMENTS
from lstm_ref.papers.command import one_run
from lstm_ref.papers.experiment import DIRECTION, EXACT, MARKS, NOT, SEEDS, verdict
from lstm_ref.papers.gated import settings_of
from lstm_ref.papers.record import faults, from_the_ledger, read, results_of
from lstm_ref.papers.report import rows_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "appendix-papers.md"


@pytest.fixture(scope="module")
def stored():
    return read()


def test_the_record_has_every_run_and_no_other(stored):
    assert faults(stored, EXPERIMENTS) == []


def test_a_missing_a_stale_and_a_changed_run_are_found(stored):
    runs, name = stored["runs"], next(iter(stored["runs"]))
    less = {**stored, "runs": {k: v for k, v in runs.items() if k != name}}
    more = {**stored, "runs": {**runs, "latch | T = 7 | 0": runs[name]}}
    other = json.loads(json.dumps(stored))
    other["settings"]["latch"]["T = 5"]["steps"] = 6
    for broken, word in ((less, "not recorded"), (more, "no such run"), (other, "other settings")):
        assert any(word in fault for fault in faults(broken, EXPERIMENTS))


def test_the_record_is_stamped(stored):
    assert stored["command"] == "lstm-ref reproduce --full --record"
    assert set(stored["versions"]) == {"python", "numpy", "torch"} and all(stored["versions"].values())
    assert stored["date"] and stored["machine"]


def test_runs_of_the_ledger_are_the_same_computation():
    """Same cell, task and settings; the ledger only tries a second learning rate where the first fails."""
    reused = [arm for one in EXPERIMENTS for arm in one.arms if arm.ledger]
    assert reused
    for arm in reused:
        row = row_named(arm.ledger)
        names = ("held", "bias", "max_lag", "turned")
        assert row.cell == arm.options["cell"]
        assert dict(row.options) == {name: arm.options[name] for name in names if name in arm.options}
        assert settings_of(arm.options) == SETTINGS and arm.options.get("lr", 1e-2) == SETTINGS.lrs[0]


def test_the_reused_runs_are_the_ledgers(stored):
    for name, run in from_the_ledger(EXPERIMENTS).items():
        assert stored["runs"][name] == run


def test_there_are_enough_rows_papers_and_reproductions(stored):
    verdicts = [verdict(one, results_of(stored, one)) for one in EXPERIMENTS]
    assert len(EXPERIMENTS) >= 10 and len({one.paper for one in EXPERIMENTS}) >= 8
    assert set(verdicts) <= {EXACT, DIRECTION, NOT}
    assert verdicts.count(DIRECTION) >= 7


def test_a_row_that_is_not_reproduced_was_tried_from_two_starts_with_two_rates(stored):
    for one in EXPERIMENTS:
        if verdict(one, results_of(stored, one)) == NOT:
            assert one.seeds == SEEDS
            for name in ("lr", "start"):
                assert len({arm.options.get(name) for arm in one.arms}) >= 2, (one.name, name)


def test_all_that_is_random_has_five_seeds():
    assert {one.name for one in EXPERIMENTS if one.seeds != SEEDS} == {"weights-1997", "weights-2002"}


@pytest.mark.parametrize("one", EXPERIMENTS, ids=lambda one: one.name)
def test_a_row_says_where_the_paper_has_it_or_that_nobody_looked(one):
    assert re.search(r"Tables? \d|Figure \d|abstract|unverified", one.theirs.where)
    assert one.theirs.mark in MARKS
    assert all((one.setting, one.differs, one.rule, one.theirs.words))
    assert f"{{{one.paper}," in (ROOT / "book" / "references.bib").read_text(encoding="utf-8")


def test_nothing_is_called_faster_than_a_paper(stored):
    told = [text for one in EXPERIMENTS for _, text in rows_of(one, results_of(stored, one))]
    for text in (*told, PAGE.read_text(encoding="utf-8")):
        assert not re.search(r"\b(fast|faster|quicker|speed-?up|outperform\w*)\b", text, re.IGNORECASE)


def test_the_page_shows_every_paper():
    shown = re.findall(r'show_paper\("(\w+)"\)', PAGE.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted({one.paper for one in EXPERIMENTS})


@pytest.mark.parametrize("one", EXPERIMENTS, ids=lambda one: one.name)
def test_a_run_of_a_tiny_budget_measures_what_the_row_shows(one):
    if one.needs_torch:
        pytest.importorskip("torch")
    arms = {arm.name: arm for arm in (one.arms[0], one.arms[-1])}
    for arm in arms.values():
        if arm.options.get("steps", 0) > 300:
            continue
        found = one_run(one, arm, seed=0, share=0.002)
        assert found["seconds"] >= 0 and one.measure in found
        json.dumps(found, allow_nan=False)


def test_a_short_recorded_run_comes_out_the_same_way_now(stored):
    pytest.importorskip("torch")
    one = next(one for one in EXPERIMENTS if one.name == "temporal-order")
    run = one_run(one, one.arms[0], seed=0)
    assert run["solved"] == stored["runs"]["temporal-order | 1997 cell | 0"]["solved"] == 1
