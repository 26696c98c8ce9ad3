"""Every use of chapter 20 keeps its data line, score, baselines, spread and asserted verdict."""

import re
from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "20-see.md"
USES = {  # section: (name of the contest, its score, model, baselines, data line, verdict)
    "sec-captions": ("captions", "share of words right", "LSTM",
                     ("commonest", "nearest picture", "template"), "*Made by a recipe:*", "ties"),
    "sec-drawing": ("drawing", "squared error per pixel", "LSTM in strokes",
                    ("autoencoder", "PCA, ", "mean digit"), "*Real:*", "loses"),
    "sec-film": ("film", "squared error per pixel", "LSTM",
                 ("copy", "straight on", "linear", "quick", "fitted"), "*Made by a recipe:*", "loses"),
    "sec-film-words": ("motion", "share of captions exact", "LSTM",
                       ("first and last", "followed", "fitted", "commonest", "regression"),
                       "*Made by a recipe:*", "loses"),
}  # fmt: skip


@pytest.fixture(scope="module")
def source():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(params=USES)
def use(request, source):
    """The text of a use's section, and what the table says of it."""
    after = source.split(f"({request.param})=\n## ")[1]
    return re.split(r"\n\(sec-[\w-]+\)=\n## ", after)[0], *USES[request.param]


def test_the_line_under_the_heading_names_the_data_and_their_licence(use):
    text, *_, data, _ = use
    line = text.split("\n")[2]
    assert line.startswith(data) and ("licence" in line)


def test_the_contest_has_its_score_its_model_and_its_baselines(use):
    text, name, score, model, baselines, *_ = use
    assert f'{name} = Contest("{score}", "' in text and f'"{model}"' in text
    code = "\n".join(re.findall(r"```\{code-cell\}.*?```", text, re.DOTALL))
    assert [rival for rival in baselines if f'"{rival}' not in code] == []


def test_the_spread_over_three_seeds_is_shown(use, source):
    text, name, *_ = use
    assert f'say({name}.table() + "\\n\\n" + {name}.sentence())' in text
    assert "SEEDS = [3 * SEED + n for n in range(3)]" in source


def test_the_verdict_is_asserted_with_its_margin(use):
    _, name, *_, verdict = use
    (cell,) = [cell for cell in read_cells(PAGE) if "key-claims" in cell.tags]
    assert f'{name}.confirm("{verdict}", margin=' in cell.text


def test_the_text_says_what_the_verdict_holds_for_and_what_one_would_use_today(use):
    assert "erdict holds for" in use[0] and "*Today you would use*" in use[0]
