"""The pins are complete, exact, and installable from any index."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def read_pins(path):
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [Requirement(line) for line in lines if line]


def by_name(requirements):
    return {canonicalize_name(requirement.name): str(requirement.specifier) for requirement in requirements}


@pytest.fixture(scope="module")
def direct(root):
    return by_name(read_pins(root / "requirements.txt"))


@pytest.fixture(scope="module")
def everything(root):
    return by_name(read_pins(root / "constraints.txt"))


def needed_by(names):
    """The names and all that they bring with them, as the installed packages say."""
    todo, seen = [(name, "") for name in names], set()
    while todo:
        name, extra = todo.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for text in metadata.requires(name) or []:
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                todo += [(canonicalize_name(wanted.name), each) for each in {"", *wanted.extras}]
    return {name for name, _ in seen}


def test_every_pin_is_exact_and_without_a_local_tag(direct, everything):
    pins = {**direct, **everything}
    assert {name: pin for name, pin in pins.items() if not re.fullmatch(r"==[\w.]+", pin)} == {}


def test_both_files_pin_the_same_versions(direct, everything):
    assert {name: everything.get(name) for name in direct} == direct


def test_constraints_hold_all_that_is_needed_and_nothing_else(direct, everything):
    needed = needed_by(direct)
    assert (needed - everything.keys(), everything.keys() - needed) == (set(), set())


def test_the_package_promises_no_more_than_the_pins_hold(root, direct):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    promised = [Requirement(text) for text in sum(extras.values(), project["dependencies"])]
    others = [wanted for wanted in promised if wanted.name != "lstm_ref"]
    assert [str(wanted) for wanted in others if metadata.version(wanted.name) not in wanted.specifier] == []


def test_the_core_needs_numpy_only(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert [Requirement(text).name for text in project["dependencies"]] == ["numpy"]
