"""The afterword keeps the rules of chapters, and its uses keep data line, score, baselines and verdict."""

import re
from pathlib import Path

import pytest

from guards.pages import code_of, key_claims, without_cure
from guards.typed_numbers import typed_in_page
from notebooks.chapters import (
    backends_shown,
    drawing_names,
    literal_seeds,
    long_cells,
    public_names,
    redefined,
    undescribed_figures,
    unreadable_strings,
    wide_lines,
)
from notebooks.predictions import prediction_faults
from notebooks.review import calls_package
from notebooks.source import read_cells
from notebooks.tex import macros_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "afterword.md"
CELLS = read_cells(PAGE)
RULES = {
    "redefined names": lambda: redefined(CELLS, public_names(ROOT)),
    "figures without alt text": lambda: undescribed_figures(CELLS, drawing_names(ROOT)),
    "predictions": lambda: prediction_faults(CELLS),
    "seeds": lambda: literal_seeds(CELLS),
    "strings that Jupyter cannot show": lambda: unreadable_strings(CELLS, macros_of(ROOT)),
    "long cells": lambda: long_cells(CELLS),
    "wide lines": lambda: wide_lines(CELLS),
    "typed numbers": lambda: typed_in_page(PAGE),
}
USES = {  # section: (name of the contest, its score, baselines, least margin that is asserted)
    "sec-parity": ("parity", "share right after step 16", ("minLSTM", "two layers", "window of 16"), 0.3),
    "sec-few-examples": ("data", "bits per symbol", ("Transformer", "n-gram"), 0.03),
}
DATA = ("sec-attend", "sec-matrix-memory", "sec-min-lstm", *USES)
QUOTED = ("15.62", "14.26", "14.25", "13.70", "13.48", "13.43", "2417.86", "35.46", "26.01", "17.70")


@pytest.fixture(scope="module")
def source():
    return PAGE.read_text(encoding="utf-8")


def section(source, label):
    """A section with its subsections."""
    text = source.split(f"({label})=\n")[1]
    level = len(text) - len(text.lstrip("#"))
    return re.split(rf"\n\(sec-[\w-]+\)=\n(?=#{{2,{level}}} )", text)[0]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_for_chapters_is_kept(rule):
    assert RULES[rule]() == []


def test_the_package_is_used_and_both_halves_are_shown():
    assert calls_package(cell.text for cell in CELLS if cell.kind == "code")
    assert backends_shown(CELLS)


def claims():
    """The text of all key claims."""
    return "\n".join(claim.text for claim in key_claims(code_of(PAGE)))


def test_both_cells_of_key_claims_can_have_their_cure_taken_out():
    cells = key_claims(code_of(PAGE))
    assert len(cells) == 2 and all(len(without_cure(code_of(PAGE), claim)) > 5 for claim in cells)


def test_everything_derives_from_one_seed(source):
    assert source.count("\nSEED = 0\n") == 1
    assert "SEEDS = [3 * SEED + n for n in range(3)]" in source


@pytest.mark.parametrize("label", DATA)
def test_a_data_line_stands_under_the_heading(source, label):
    _, blank, line, *_ = section(source, label).split("\n")
    assert blank == "" and line.startswith("*Made by a recipe:*")


@pytest.mark.parametrize("label", USES)
def test_a_use_names_its_score_and_baselines_and_shows_the_spread(source, label):
    name, score, baselines, _ = USES[label]
    text = section(source, label)
    (cell,) = [
        cell.text for cell in CELLS if cell.kind == "code" and f"\n{name} = Contest(" in f"\n{cell.text}"
    ]
    assert cell in text and f'"{score}"' in cell and '"LSTM"' in cell
    assert f"{name}.table()" in cell and f"{name}.sentence()" in cell
    assert all(f'"{baseline}' in text for baseline in baselines)
    assert "for seed in progress(SEEDS" in text
    assert "*Today you would use*" in text


@pytest.mark.parametrize("label", USES)
def test_the_verdict_is_asserted_with_its_margin(label):
    name, *_, margin = USES[label]
    assert f'{name}.confirm("wins", margin={margin})' in claims()


def test_the_linear_rival_is_counted_and_measured_wherever_the_lstm_is(source):
    counted, streamed, few = (section(source, f"sec-{at}") for at in ("per-symbol", "no-end", "few-examples"))
    assert '"minLSTM": [min_lstm_cost' in counted and '"matrix memory": [matrix_memory_cost' in counted
    assert "for name, of in nets.items()" in streamed and "late[name]" in streamed
    assert "linear = Contest(" in few and 'linear.confirm("wins"' in claims()


def test_a_factor_below_zero_stands_against_the_gate_that_sees_the_state(source):
    assert "factor = 1.0 - 2.0 * stream" in section(source, "sec-turn-over")
    assert "exact == 1" in claims()


@pytest.mark.parametrize("name", ["apart", "differ", "gaps_in"])
def test_the_identities_are_asserted(name):
    assert "assert max(*apart.values(), *differ) < 1e-12" in claims()
    assert "assert max(gaps_in) < 1e-12" in claims()
    others = [cell for cell in code_of(PAGE) if "key-claims" not in cell.tags]
    assert any(f"assert max({name}" in cell.text for cell in others)


@pytest.mark.parametrize("number", QUOTED)
def test_a_quoted_number_stands_in_the_section_that_cites_its_table(source, number):
    text = section(source, "sec-quoted")
    assert number in text and "table 1 of {cite:t}`beck2024`" in text and "their table 2" in text
    assert "unverified" in text
