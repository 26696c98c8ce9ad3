"""What Binder builds from: names that exist here, at the pins."""

import os
import re
import shlex
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import pythons


@pytest.fixture(scope="module")
def folder(root):
    return root / ".binder"


@pytest.fixture(scope="module")
def command(folder):
    """The one command of postBuild, in words."""
    lines = (folder / "postBuild").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set "))]
    assert len(commands) == 1
    return shlex.split(commands[0])


def test_it_takes_the_python_that_everything_is_tested_on(folder):
    assert (folder / "runtime.txt").read_text("utf-8").strip() == f"python-{pythons.SUPPORTED[0]}"


def test_nothing_else_is_in_the_folder(folder):
    # An environment.yml or a Dockerfile would be taken instead of these.
    assert sorted(path.name for path in folder.iterdir()) == ["postBuild", "requirements.txt", "runtime.txt"]


def test_the_tool_that_installs_is_pinned(folder, command):
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    (tool,) = [line for line in lines if not line.startswith("#")]
    assert re.fullmatch(r"[\w-]+==[\d.]+", tool)
    assert command[:3] == [tool.partition("==")[0], "pip", "install"]


def test_post_build_can_be_run_and_stops_at_a_failure(folder):
    text = (folder / "postBuild").read_text("utf-8")
    assert text.startswith("#!/usr/bin/env bash\n") and "set -euo pipefail" in text
    assert os.name == "nt" or os.access(folder / "postBuild", os.X_OK)


def test_everything_that_it_installs_is_pinned(root, command):
    """Each dependency of the extras that it names, at a version that constraints.txt gives and they allow."""
    constraints = root / command[command.index("--constraint") + 1]
    pins = [Requirement(line) for line in constraints.read_text("utf-8").splitlines() if line[:1] not in "#"]
    pinned = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}
    wanted = wanted_by(root, command[command.index("--editable") + 1])
    assert {"numpy", "torch", "matplotlib", "ipykernel", "scikit-learn"} <= {each.name for each in wanted}
    pin = {each.name: pinned.get(canonicalize_name(each.name), "0") for each in wanted}
    assert [str(each) for each in wanted if pin[each.name] not in each.specifier] == []


def wanted_by(root, editable):
    """The requirements of `.[extra,extra]`, through the extras that these name in turn."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    todo = list(Requirement(f"lstm_ref{editable.removeprefix('.')}").extras)
    wanted = [Requirement(text) for text in project["dependencies"]]
    while todo:
        for text in extras[todo.pop()]:
            each = Requirement(text)
            todo += each.extras if each.name == "lstm_ref" else []
            wanted += [each] if each.name != "lstm_ref" else []
    return wanted
