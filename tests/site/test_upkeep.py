"""What CONTRIBUTING says of releases and of recorded results is what the files say."""

import json
import re
import tomllib

import pytest
import yaml


@pytest.fixture(scope="module")
def contributing(root):
    return (root / "CONTRIBUTING.md").read_text("utf-8")


def recorded_in(folder):
    """{file: the command that it says made it} of the records in a folder."""
    return {path.name: json.loads(path.read_text("utf-8"))["command"] for path in folder.glob("*.json")}


def rows(records):
    """The rows of the table, as CONTRIBUTING should hold them."""
    return [f"| `{name}` | `{command}` |" for name, command in sorted(records.items())]


def test_the_table_of_recorded_results_is_what_the_records_say(root, contributing):
    found = re.findall(r"^\| `\w+\.json` \| `[^`]+` \|$", contributing, re.MULTILINE)
    wanted = rows(recorded_in(root / "book" / "results"))
    assert found == wanted, "\n".join(["the table should be:", *wanted])


def test_weights_lie_beside_the_record_of_the_command_that_made_them(root):
    results = root / "book" / "results"
    others = [path for path in results.iterdir() if path.suffix != ".json"]
    assert [path.name for path in others if not path.with_suffix(".json").is_file()] == []


def test_a_record_that_is_not_in_the_table_is_found(tmp_path):
    (tmp_path / "new.json").write_text('{"command": "make it"}')
    assert rows(recorded_in(tmp_path)) == ["| `new.json` | `make it` |"]


def test_the_version_is_the_same_wherever_it_stands(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert project["version"] == citation["version"] == newest[1]


def test_a_released_version_has_its_day_in_the_changelog_and_in_the_citation(root):
    heading = re.search(r"^## (\S+) \((.+)\)$", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    day = str(citation.get("date-released", "not yet released"))
    assert heading[2] == day
    assert re.fullmatch(r"not yet released|\d{4}-\d\d-\d\d", day)
