"""Every use of chapter 15 keeps its data line, score, baselines, spread and asserted verdict."""

from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "15-write-text.md"
USES = {  # section: (name of the contest, its score, model, baselines, verdict)
    "sec-code-model": ("bits", "bits per character", "LSTM", ("n-gram", "n-gram of as much text"), "loses"),
    "sec-write-code": ("lines", "share of lines that parse", "LSTM", ("n-gram of", "three"), "loses"),
    "sec-readable-cells": ("areas", "mean area over six marks", "best cell",
                           ("untrained", "other marks", "table of 7"), "loses"),
    "sec-leaning": ("order", "rank correlation", "gradient", ("distance", "random order"), "ties"),
}  # fmt: skip


@pytest.fixture(scope="module")
def source():
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("section", USES)
def test_a_real_data_line_with_a_licence_stands_under_the_heading(source, section):
    body = source.split(f"({section})=\n## ")[1].split("\n")
    assert body[1] == "" and body[2].startswith("*Real:*")
    assert "Python Software Foundation" in body[2]


@pytest.mark.parametrize("section", USES)
def test_the_contest_names_score_model_and_baselines_and_shows_the_spread(source, section):
    name, score, model, baselines, _ = USES[section]
    (begin,) = [at for at in range(len(source)) if source.startswith(f"\n{name} = Contest(", at)]
    end = source.index("```", begin)
    cell = source[begin:end]
    assert f'"{score}"' in cell and f'"{model}"' in cell
    assert f"{name}.table()" in cell and f"{name}.sentence()" in cell
    text = source[source.index(f"({section})=") : end]
    for baseline in baselines:
        assert baseline in text


@pytest.mark.parametrize("section", USES)
def test_the_verdict_is_asserted_with_a_margin(section):
    name, *_, verdict = USES[section]
    (cell,) = [cell for cell in read_cells(PAGE) if "key-claims" in cell.tags]
    assert f'{name}.confirm("{verdict}", margin=' in cell.text


@pytest.mark.parametrize("section", USES)
def test_each_use_says_what_one_would_use_today(source, section):
    body = source.split(f"({section})=\n")[1]
    after = body.split("\n(sec-what-fails-15)=")[0]
    following = [after.index(f"({other})=\n## ") for other in USES if f"({other})=\n## " in after]
    assert "*Today you would use*" in after[: min(following, default=len(after))]


def test_three_seeds_derive_from_one(source):
    assert "SEEDS = [3 * SEED + n for n in range(3)]" in source


def test_what_learns_while_it_is_scored_stands_outside_the_contest(source):
    contest = source.split("\nbits = Contest(")[1].split("```")[0]
    assert "xz" not in contest
    assert "assert min(net_bits) > xz_bits" in source and "xz_bits = extra_bits(training, held_out)" in source


def test_the_recorded_net_and_the_real_lines_stand_beside_the_contest_of_lines(source):
    assert 'if name != "recorded"' in source.split("\nlines = Contest(")[1].split("```")[0]
    assert "share_copied([held_out], training)" in source and "the recorded model, one net" in source


def test_the_table_counts_all_training_characters(source):
    assert "sliding_window_view(train_tokens, 8)" in source and "in marks(training).items()" in source
