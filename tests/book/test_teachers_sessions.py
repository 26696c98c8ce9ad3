"""The sets for the class: five questions each, and a demonstration that shows what it says."""

import contextlib
import functools
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from notebooks.labels import index
from notebooks.source import Cell, read_cells

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "teachers-sessions.md"
SET = re.compile(r"^\(sec-teach-(\d+)\)=\n", re.M)
QUESTION = re.compile(
    r'<details class="predict">\n<summary>(\d)\. ([^\n]+)</summary>\n\n(.+?)\n\n</details>', re.S
)
WHERE = re.compile(r"<!-- demonstration: ([\w-]+) (sec-[\w-]+)(?: after ([\w -]+))? -->")
CHANGE = re.compile(r"```diff\n(.+?)\n```\n\n\*You will see:\* ([^\n]+)", re.S)
REF = re.compile(r"\{ref\}`([\w-]+)`")
DOC = re.compile(r"\{doc\}`([\w-]+)`")


@dataclass(frozen=True)
class Demonstration:
    """Which cells of which chapter run, and the changes, each a stretch of code that gives way to another."""

    page: str
    section: str
    after: tuple[str, ...] | None  # None: the page from its top
    changes: tuple[tuple[str, str], ...]

    def cells(self) -> list[Cell]:
        """The code cells to run, in order, up to the end of the section."""
        label, found = "", []
        for cell in read_cells(ROOT / "book" / f"{self.page}.md"):
            if cell.kind == "markdown":
                label = ([label, *re.findall(r"^\((sec-[\w-]+)\)=$", cell.text, re.M)])[-1]
            else:
                found.append((label, cell))
        last = max(place for place, (label, _) in enumerate(found) if label == self.section)
        wanted = None if self.after is None else {"", *self.after, self.section}
        return [cell for label, cell in found[: last + 1] if wanted is None or label in wanted]


@functools.cache
def labels():
    """Every label of the book."""
    return index(ROOT).labels


def sets() -> dict[int, str]:
    parts = SET.split(PAGE.read_text("utf-8"))
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def side(diff: str, sign: str) -> str:
    """The text before ("-") or after ("+") a change: its lines of that sign, and those of neither."""
    return "\n".join(line[1:] for line in diff.splitlines() if line[:1] in (sign, " "))


def demonstration(text: str) -> Demonstration:
    page, section, after = WHERE.search(text).groups()
    before = None if after is None else tuple(after.replace("nothing", "").split())
    changes = tuple((side(diff, "-"), side(diff, "+")) for diff, _ in CHANGE.findall(text))
    return Demonstration(page, section, before, changes)


SETS = sets()
each_set = pytest.mark.parametrize("number", SETS, ids=str)


def run(cells: list[Cell], names: dict) -> str:
    """Execute cells as a notebook does; the error that a claim raises in the last of them, if any."""
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            try:
                exec(compile(cell.text, f"{cell.id} (line {cell.line})", "exec"), names)
            except AssertionError:
                if cell is cells[-1] and "key-claims" in cell.tags:
                    return "claims"
                raise
    return ""


def test_there_are_twelve_sets():
    assert list(SETS) == list(range(1, 13))


@each_set
def test_a_set_has_five_questions_with_short_answers(number):
    questions = QUESTION.findall(SETS[number])
    assert [count for count, _, _ in questions] == list("12345")
    assert SETS[number].count("<details") == 5
    # a summary is HTML: Markdown in it would be shown as it is written
    assert not any(set("*`$") & set(question) for _, question, _ in questions)
    assert all(len(answer.split()) <= 60 for _, _, answer in questions)


@each_set
def test_an_answer_names_a_section_of_the_set_s_own_chapters(number):
    chapters = set(DOC.findall(SETS[number].split("**Discuss**")[0]))
    for _, question, answer in QUESTION.findall(SETS[number]):
        pages = {labels()[name].page.stem for name in REF.findall(answer)}
        assert pages and pages <= chapters, question


@each_set
def test_a_set_has_one_demonstration_of_its_own_chapter(number):
    shown = demonstration(SETS[number])
    assert len(WHERE.findall(SETS[number])) == 1 and shown.changes
    assert shown.page in DOC.findall(SETS[number].split("**Discuss**")[0])
    assert f"`book/{shown.page}.ipynb`" in SETS[number] and (ROOT / f"book/{shown.page}.ipynb").is_file()
    named = SETS[number].split("**Show**")[1]
    assert all(f"{{ref}}`{label}`" in named for label in (shown.section, *(shown.after or ())))
    assert ("from the top" in named) == (shown.after is None)


# What is looked at before the first change and after each, by set.
LOOK = {
    1: "eight[1], max(eight[4:])",
    2: "int((moved > 1e-3).sum()), float(np.abs(np.concatenate([first, reset]) - hs).max()), B",
    3: "own_gap, held_losses[0], held_losses[-1]",
    4: "{gain: float(norms[T]) for gain, norms in by_gain.items()}, "
    "{gain: float(np.sqrt(np.mean((1 - net[1] ** 2) ** 2))) for gain, net in nets.items()}",
    5: "memory_flow(carousel_step, carousel_step_backward, strong, xs).total",
    6: "[[ask(cell, word)[1] for word in questions] for cell in "
    "(by_hand, held_open(by_hand, 'i'), held_open(by_hand, 'o'))]",
    7: "stops.c[0], never.c[0], min(float(step.f[0, UNITS.index('who')]) for step in tape)",
    8: "float(tape[boy].c[0, 0]), float(tape[girl].c[0, 0]), scores[SENTENCE.index('stayed') + 1, 0]",
    9: "dict(reached)",
    10: "training[-1], held_out[-1], min(held_out)",
    11: "dict(moved)",
    12: "{name: contest.verdict for name, contest in sells.items()}, dict(p), shifted",
}


def expect_1(before, after):
    assert after[0] > before[0] + 0.2 and max(before[1], after[1]) < 0.3


def expect_2(before, swapped, cut):
    assert swapped[0] == before[0] == before[2] and min(before[1], swapped[1]) > 1e-3
    assert cut[0] == 0 and cut[1] < 1e-12


def expect_3(before, after):
    assert before[0] < 1e-6 < 0.01 < after[0]
    assert before[2] < 0.1 < after[2] / 2 and after[2] < after[1]


def expect_4(before, after):
    assert before[0][1.2] < 1e-3 and after[0][1.2] > 1
    assert before[0][1.0] * 1e6 < after[0][1.0] < 1
    assert all(after[1][gain] > before[1][gain] for gain in before[1])


def expect_5(before, after):
    assert before.max() > 100 and (after == 1).all()


def expect_6(before, after):
    assert before[0] == after[0] == after[1] and before[1][:2] == ["hugo", "climber"]
    assert len(set(before[2])) == len(set(after[2])) == 1 < len(set(after[0]))


def expect_7(before, after):
    assert np.abs(before[0][:2]).min() > 0.7 and before[2] < 0.1
    assert np.abs(after[0][:2]).max() < 0.05 < 0.7 < after[0][2] and after[2] > 0.9
    assert np.abs(after[0] - after[1]).max() < 0.05


def expect_8(before, after):
    assert before[1] < -0.9 < 0.9 < before[0] == after[0]
    assert abs(after[1]) < 1e-9 and np.abs(after[2]).max() < 1e-9 < 1 < np.abs(before[2]).max()


def expect_9(before, after):
    assert min(before.values()) > 100 and max(after.values()) < 10


def expect_10(before, after):
    assert before[1] > before[2] + 0.2
    assert max(after[0], after[1]) < 0.01 and after[1] < after[2] + 0.001


def expect_11(before, after):
    assert max(before.values()) < 1e-9
    assert 1e-3 < after["ten sevens"] < after["a hundred sevens"] and np.isnan(after["ten NaN"])


def expect_12(after):
    verdicts, tests, shifted = after
    assert "wins" not in verdicts.values()
    assert all(gain > 0 and chance < 1e-10 for of in tests.values() for gain, chance in of)


# The chapter itself asserts what the section of set 12 shows before the change; running it twice takes long.
FROM_THE_CHANGE = {12}
RED = {3}  # the last cell of the section holds a claim that the change takes away


@pytest.mark.slow
@each_set
def test_a_demonstration_shows_what_it_says(number, monkeypatch):
    pytest.importorskip("matplotlib").use("Agg")
    monkeypatch.chdir(ROOT / "book")
    monkeypatch.setenv("TQDM_DISABLE", "1")
    shown, names, seen = demonstration(SETS[number]), {"__name__": "__main__"}, []
    cells = shown.cells()
    if number not in FROM_THE_CHANGE:
        assert run(cells, names) == ""
        seen.append(eval(LOOK[number], names))
    for old, new in shown.changes:
        places = [place for place, cell in enumerate(cells) if old in cell.text]
        assert len(places) == 1 and cells[places[0]].text.count(old) == 1, f"not there once: {old}"
        changed = cells[places[0]]
        changed = Cell(**{**vars(changed), "text": changed.text.replace(old, new)})
        cells = [*cells[: places[0]], changed, *cells[places[0] + 1 :]]
        again = cells if number in FROM_THE_CHANGE else cells[places[0] :]
        assert run(again, names) == ("claims" if number in RED else "")
        seen.append(eval(LOOK[number], names))
    import matplotlib.pyplot as plt

    plt.close("all")
    globals()[f"expect_{number}"](*seen)
