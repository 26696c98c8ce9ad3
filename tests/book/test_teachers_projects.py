"""The projects and their rubric: complete, and adding up."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "book" / "teachers-projects.md").read_text("utf-8")
PROJECTS = re.split(r"^## Project \d: ", PAGE.split("(sec-rubric)=")[0], flags=re.M)[1:]
RUBRIC = PAGE.split("(sec-rubric)=")[1]
CRITERIA = re.findall(r"^\*\*(.+)\*\*\n((?:: \d: .+\n)+)", RUBRIC, re.M)


def test_there_are_three_projects():
    assert len(PROJECTS) == 3


@pytest.mark.parametrize("text", PROJECTS, ids=lambda text: text.split("\n")[0])
def test_a_project_holds_to_the_course_s_own_standards(text):
    for word in ("Baselines:", "Seeds:", "Verdict:"):
        assert f"**{word}**" in text
    assert "*A good result:*" in text and re.search(r"^\*.+\?\*$", text, re.M)
    assert "{ref}`" in text


def test_each_criterion_has_four_levels_in_order():
    assert len(CRITERIA) == 7
    for name, levels in CRITERIA:
        assert re.findall(r"^: (\d): ", levels, re.M) == list("0123"), name


READINGS = re.findall(r"^\*\*([\w ]+), in projects 2 and 3\.\*\* .+\n\n((?:- .+\n)+)", RUBRIC, re.M)


def test_a_criterion_that_does_not_fit_a_project_is_read_for_it_at_the_same_levels():
    assert {name for name, _ in READINGS} == {"Data and split", "Baselines"} <= {*dict(CRITERIA)}
    for name, lines in READINGS:
        for number, line in zip((2, 3), lines.splitlines(), strict=True):
            assert line.startswith(f"- *Project {number}:*"), name
            assert re.findall(r"(?<= )(\d): ", line) == list("123"), name


def test_the_points_add_up_and_every_sum_has_one_grade():
    assert "Seven criteria, up to three points each" in RUBRIC
    most = 3 * len(CRITERIA)
    ranges = [tuple(map(int, found)) for found in re.findall(r"^\| (\d+) to (\d+) \|", RUBRIC, re.M)]
    below = int(re.search(r"^\| below (\d+)", RUBRIC, re.M)[1])
    covered = [*range(below), *(points for low, high in ranges for points in range(low, high + 1))]
    assert sorted(covered) == list(range(most + 1))


def test_the_criteria_that_decide_alone_are_criteria():
    names = [name for name, _ in CRITERIA]
    decisive = re.findall(r"\*([\w ]+)\*", re.search(r"^\| below .+$", RUBRIC, re.M)[0])
    assert len(decisive) == 3 and set(decisive) <= set(names)
