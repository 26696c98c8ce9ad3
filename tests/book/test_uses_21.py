"""Every use of chapter 21 keeps its data line, score, baselines, spread and asserted verdict."""

import re
from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "21-hear.md"
SOURCE = PAGE.read_text(encoding="utf-8")
USES = {  # section: (name of the contest, its score, the model, its baselines, the verdict)
    "sec-melody": ("tunes", "bits per note", "LSTM",
                   ("n-gram", "n-gram with a cache", "n-gram told the beat", "n-gram told beat and key",
                    "n-gram told beat, key and phrase"), "loses"),
    "sec-spoken-digits": ("speech", "digit error rate", "LSTM with CTC",
                          ("frame by frame", "templates"), "loses"),
    "sec-what-states-follow": ("follows", "explained share of the place", "trained memory",
                               ("untrained memory", "last {steps} frames", "last 2 frames"), "not wins"),
}  # fmt: skip


def part(section):
    """The source of one use, to the next `##` or the key claims."""
    after = SOURCE.split(f"({section})=\n## ")[1]
    ends = [after.index(f"({other})=\n## ") for other in USES if f"({other})=\n## " in after]
    return after[: min([*ends, after.index("tags: [key-claims]")])]


@pytest.mark.parametrize("section", USES)
def test_the_line_under_the_heading_says_that_a_recipe_made_the_data(section):
    line = part(section).split("\n")[2]
    assert line.startswith("*Made by a recipe:*") and "public domain" in line


def test_the_speech_is_called_synthesised():
    assert "this speech is synthesised" in part("sec-spoken-digits").split("\n")[2]


@pytest.mark.parametrize("section", USES)
def test_the_cell_of_the_contest_names_score_model_baselines_and_shows_the_spread(section):
    name, score, model, baselines, _ = USES[section]
    (cell,) = [c.text for c in read_cells(PAGE) if c.kind == "code" and f"{name} = Contest(" in c.text]
    assert f'{name} = Contest("{score}", "' in cell and f'", "{model}", {{' in cell
    assert [one for one in baselines if f'"{one}":' not in cell] == []
    assert f'say({name}.table() + "\\n\\n" + {name}.sentence()' in cell and "SEEDS" in cell


@pytest.mark.parametrize("section", USES)
def test_the_verdict_is_asserted_with_a_margin_and_its_reach_is_said(section):
    name, *_, verdict = USES[section]
    (key,) = [cell.text for cell in read_cells(PAGE) if "key-claims" in cell.tags]
    says = f'{name}.confirm("{verdict}", margin='
    if verdict == "not wins":  # whether it ties or loses depends on the start
        says = f'{name}.verdict != "wins" and {name}.margin <'
    assert says in key
    assert "erdict holds for" in part(section) and "recipe" in part(section)


@pytest.mark.parametrize("section", USES)
def test_each_use_says_what_one_would_use_today(section):
    assert "*Today you would use*" in part(section) and "recommendation" in part(section)


def test_three_seeds_derive_from_one():
    assert "SEEDS = [3 * SEED + k for k in range(3)]" in SOURCE


def test_baselines_are_tuned_on_the_validation_part():
    assert "tuned(counted, texts" in part("sec-melody") and "in validation]" in part("sec-melody")
    assert "told(*split, key=True, phrase=True)" in part("sec-melody")
    assert part("sec-spoken-digits").count("min(tried, key=tried.get)") == 2
    assert "windows[k].validation" in part("sec-what-states-follow")


def test_the_counting_models_that_are_told_nothing_are_a_contest_of_their_own():
    (key,) = [cell.text for cell in read_cells(PAGE) if "key-claims" in cell.tags]
    assert 'untold.confirm("wins", margin=' in key and "untold.sentence()" in part("sec-melody")


def test_every_sound_of_the_page_has_a_name():
    assert len(re.findall(r"^Player\(.*, .*RATE, \"[A-Z]", SOURCE, re.MULTILINE)) == 3
    assert "Audio(" not in SOURCE
