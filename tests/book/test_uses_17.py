"""Chapter 17's uses: the page names the data, the score, both baselines, the spread and the verdict."""

from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "17-translate.md"
CELLS = read_cells(PAGE)
CODE = [cell.text for cell in CELLS if cell.kind == "code"]


def test_the_line_under_the_data_heading_says_that_it_is_a_recipe():
    prose = "\n".join(cell.text for cell in CELLS if cell.kind != "code")
    _, after = prose.split("## Two languages that disagree about gender\n", 1)
    line = after.lstrip().split("\n\n")[0]
    assert line.startswith("*Made by a recipe:*") and "licence" in line


def test_one_cell_scores_the_net_and_both_baselines_on_the_test_part():
    (cell,) = [text for text in CODE if "contest = Contest(" in text]
    for name in ('"LSTM"', '"phrase table"', '"dictionary"'):
        assert name in cell
    assert '"share of sentences translated exactly"' in cell
    assert "for _, _, test in drawn" in cell
    assert 'say(contest.table() + "\\n\\n" + contest.sentence())' in cell  # the table holds the spread


def test_the_longer_sentences_have_the_same_contest():
    (cell,) = [text for text in CODE if "harder = Contest(" in text]
    assert "scored(longer)" in cell
    assert 'say(harder.table() + "\\n\\n" + harder.sentence())' in cell


def test_three_seeds_and_baselines_tuned_on_the_validation_part():
    (cell,) = [text for text in CODE if "learn_baselines(taught, valid)" in text]
    assert "range(3)" in cell


@pytest.mark.parametrize("line", ['contest.confirm("wins", margin=', 'harder.confirm("loses", margin='])
def test_the_verdicts_are_asserted(line):
    (cell,) = [cell for cell in CELLS if "key-claims" in cell.tags]
    assert line in cell.text
