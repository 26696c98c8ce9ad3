"""Every use of chapter 19 keeps its data line, score, baselines, spread and asserted verdict."""

from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "19-read-and-write-by-hand.md"
READERS = ("logistic regression", "nearest neighbours")
USES = {  # section: (data and licence, the contest's name, its score, its baselines, its verdict)
    "sec-digit-rows": ("*Real:*", "CC BY 4.0", "rows", "share of digits right", READERS, "loses"),
    "sec-digit-pixels": ("*Real:*", "CC BY 4.0", "by_pixel", "share of digits right",
                         (*READERS, "orthogonal RNN"), "loses"),
    "sec-pen": ("*Made by a recipe:*", "licence", "pen", "nats per point",
                ("constant velocity", "autoregression", "n-gram"), "wins"),
}  # fmt: skip


@pytest.fixture(scope="module")
def source():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(params=USES)
def section(request):
    return request.param


def test_the_data_line_stands_under_the_heading(source, section):
    kind, licence, *_ = USES[section]
    lines = source.split(f"({section})=\n## ")[1].split("\n")
    assert lines[1] == "" and lines[2].startswith(kind) and licence in lines[2]


def contest_cell(source, section):
    name = USES[section][2]
    (begin,) = [at for at in range(len(source)) if source.startswith(f"\n{name} = Contest(", at)]
    return begin, source[begin : source.index("```", begin)]


def test_the_contest_has_score_and_baselines_and_shows_the_spread(source, section):
    *_, name, score, baselines, _ = USES[section]
    begin, cell = contest_cell(source, section)
    assert f'"{score}"' in cell and '"LSTM"' in cell
    assert f'say({name}.table() + "\\n\\n" + {name}.sentence())' in cell
    before = source[source.index("(sec-digit-rows)=") : begin]
    code = "".join(c.text for c in read_cells(PAGE) if c.kind == "code")
    assert [b for b in baselines if f'"{b}"' not in code or b not in before] == []


def test_the_baselines_are_handed_to_the_contest(source):
    assert "scores | at_once)" in contest_cell(source, "sec-digit-rows")[1]
    pixels = contest_cell(source, "sec-digit-pixels")[1]
    assert "at_once" in pixels and "for kind in kinds})" in pixels
    assert 'kinds, budgets = ("LSTM", "orthogonal RNN")' in source
    assert "without_memory.items()" in contest_cell(source, "sec-pen")[1]


def test_settings_are_chosen_on_the_validation_part(source):
    assert "tuned(logistic, STRENGTHS, parts)" in source and "tuned(neighbours, NEIGHBOURS, parts)" in source
    assert "autoregression(train_lines, valid_lines, k)" in source
    assert "stroke_gram_nats(grams[c], valid_lines, n, w)" in source


def test_the_verdict_is_asserted_with_a_margin(section):
    *_, name, _, _, verdict = USES[section]
    (cell,) = [cell for cell in read_cells(PAGE) if "key-claims" in cell.tags]
    assert f'{name}.confirm("{verdict}", margin=' in cell.text


def test_each_use_says_for_what_its_verdict_holds_and_what_one_would_use_today(source, section):
    body = source.split(f"({section})=\n")[1]
    ends = [body.index(f"({other})=") for other in [*USES, "sec-what-fails-19"] if f"({other})=" in body]
    assert "verdict" in body[: min(ends)] and "*Today you would use*" in body[: min(ends)]


def test_three_seeds_derive_from_one(source):
    assert "SEEDS = [3 * SEED + n for n in range(3)]" in source
