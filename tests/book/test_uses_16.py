"""Every use of chapter 16 keeps its data line, its score, its baselines, its spread and its verdict."""

import re
from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "16-judge-and-answer.md"
USES = {  # section: the contest's name, its score, its baselines, its verdict, the section after it
    "sec-sentiment": (
        "sentiment", "share of reviews judged right",
        ("majority", "bag of words", "bag of pairs", "bag of runs", "NOT_ tags"), "ties", "sec-stories",
    ),
    "sec-stories": (
        "answered", "share of questions answered right",
        ("bag of places", "last place named", "one line of code"), "loses", "sec-motifs",
    ),
    "sec-motifs": (
        "order", "share of strings judged right",
        ("both motifs present", "k-mer counts", "k-mers by part"), "wins", "sec-what-fails-16",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def source():
    return PAGE.read_text(encoding="utf-8")


def part(source, use):
    return source.split(f"({use})=\n## ")[1].split(f"({USES[use][-1]})=")[0]


@pytest.mark.parametrize("use", USES)
def test_the_data_line_stands_under_the_heading_and_says_whose_data_it_is(source, use):
    _, blank, first, *_ = part(source, use).split("\n")
    assert blank == "" and first.startswith("*Made by a recipe:*")
    assert "lstm_ref.tasks." in first and "under its licence" in first and "for each seed" in first


@pytest.mark.parametrize("use", USES)
def test_the_contest_names_its_score_and_its_baselines_and_shows_the_spread(source, use):
    name, score, baselines, *_ = USES[use]
    body = part(source, use)
    made = body.index(f'\n{name} = Contest("{score}", "higher", "LSTM",')
    cell = body[made : body.index("```", made)]
    assert f'say({name}.table() + "\\n\\n" + {name}.sentence())' in cell
    code = "\n".join(body.split("```{code-cell}")[1:])
    for baseline in baselines:
        assert f'"{baseline}"' in code
    assert "spread" in body and "of this recipe" in body


@pytest.mark.parametrize("use", USES)
def test_the_verdict_that_the_text_states_is_asserted_with_a_margin(use):
    name, _, _, verdict, _ = USES[use]
    (cell,) = [cell for cell in read_cells(PAGE) if "key-claims" in cell.tags]
    assert f'{name}.confirm("{verdict}", margin=' in cell.text


@pytest.mark.parametrize("use", USES)
def test_three_seeds_are_drawn_from_the_pages_own(source, use):
    body = part(source, use)
    assert 'for seed in progress(range(3), "seed"):' in body
    assert "np.random.default_rng([SEED, " in body and "torch.manual_seed(1000 * SEED + seed)" in body


@pytest.mark.parametrize("use", USES)
def test_a_use_ends_with_what_one_would_take_today_and_names_a_loader(source, use):
    body = part(source, use)
    prose = [
        block for block in re.sub(r"```.*?```", "", body, flags=re.DOTALL).split("\n\n") if block.strip()
    ]
    assert prose[-1].strip().startswith("*What you would use today:*")
    assert "lstm_ref.tasks.labelled_texts.read_" in body
