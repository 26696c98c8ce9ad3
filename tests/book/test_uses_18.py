"""Each use of chapter 18 names its data, runs its baselines, shows its spread, and asserts its verdict."""

import re
from pathlib import Path

import pytest

from notebooks.source import read_cells

PAGE = Path(__file__).resolve().parents[2] / "book" / "18-forecast-and-notice.md"
CELLS = read_cells(PAGE)
CODE = [cell.text for cell in CELLS if cell.kind == "code"]
KEY = next(text for text in CODE if ".confirm(" in text)
PACKAGE = Path(__file__).resolve().parents[2] / "lstm_ref" / "tasks"
DETECTORS = ("far_from_middle", "best_rolling_z", "best_residual", "best_trees")

ALL_TIE = 'for contest in (traffic, payments):\n    contest.confirm("ties", margin=ROOM)'

# section: the data line, the score, where the baselines are named, the baselines, the verdict with its margin
USES = {
    "sec-back-test": ("*Real:*", "error ÷ seasonal naive's", "back_test.py",
                      ("persistence", "seasonal naive", "autoregression"), 'real.confirm("loses", margin='),
    "sec-seasons": ("*Made by a recipe:*", "mean error in MWh", "energy_forecasts.py",
                    ("a week ago", "autoregression", "trees on lags", "trees on running means"),
                    'energy.confirm("ties", margin='),
    "sec-prices": ("*Made by a recipe:*", "mean error", "", ("persistence", "autoregression"),
                   "assert all(contest.margin < contest.room for contest in sells.values())"),
    "sec-anomalies": ("*Made by a recipe:*", "F1", "", DETECTORS, "assert faults.margin < 0"),
    "sec-traffic": ("*Made by a recipe:*", "F1", "", ("contest_of(",), ALL_TIE),
    "sec-payments": ("*Made by a recipe:*", "F1", "", ("contest_of(",), ALL_TIE),
}  # fmt: skip


def section(label):
    """The page's source from a label of a `##` section to the next of these."""
    after = PAGE.read_text("utf-8").split(f"({label})=\n## ")[1]
    return re.split(r"\n\(sec-[\w-]+\)=\n## ", after)[0]


@pytest.fixture(params=USES)
def use(request):
    return section(request.param), *USES[request.param]


def test_the_line_under_the_heading_names_the_data_and_their_licence(use):
    text, data, *_ = use
    line = text.split("\n")[2]
    assert line.startswith(data) and ("public domain" in line or "licence" in line)


def test_the_contest_has_its_score_and_its_baselines(use):
    text, _, score, module, baselines, _ = use
    assert f'Contest("{score}", "' in text
    where = (PACKAGE / module).read_text("utf-8") if module else text
    assert [name for name in baselines if name not in where] == []


def test_table_and_sentence_are_shown(use):
    text = use[0]
    assert re.search(r'say\(\w+\.table\(\) \+ "\\n\\n" \+ \w+\.sentence\(\)\)', text) or "tell(" in text
    assert "verdict holds for" in text and "This verdict" in text


def test_the_verdict_is_asserted(use):
    assert use[-1] in KEY


def test_the_shared_detectors_make_every_contest_of_anomalies():
    one = next(text for text in CODE if "def contest_of" in text)
    assert all(name in one for name in DETECTORS) and "for seed in progress(nets" in one
    assert "nets = [10 * SEED + k for k in range(3)]" in "\n".join(CODE)
    show = next(text for text in CODE if "def tell" in text)
    assert 'contest.table() + "\\n\\n" + contest.sentence()' in show


def test_a_weighted_sum_is_beaten_and_the_room_comes_before_the_scores():
    assert "for contest in (faults, payments):" in KEY and 'contest.scores["autoregression"]' in KEY
    assert 'energy.scores["trees on lags"]' in KEY
    text = "\n".join(CODE)
    assert text.index("ROOM = 2 * np.sqrt(") < text.index("faults = Contest(")
    assert all(
        f'{name} = Contest("F1", "higher", "LSTM", f1_of(noticed), room=ROOM)' in text
        for name in ("faults", "traffic", "payments")
    )
