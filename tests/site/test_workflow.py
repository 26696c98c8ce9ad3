"""The public CI and .ci/run do what the README tells a reader to do."""

import re

import pytest
import yaml

import pythons


@pytest.fixture(scope="module")
def jobs(root):
    return yaml.safe_load((root / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]


def commands(job):
    return [step["run"] for step in job["steps"] if "run" in step]


def setup(job):
    steps = (step for step in job["steps"] if step.get("uses", "").startswith("actions/setup-python@"))
    return next(steps)["with"]


def the_two_commands(readme):
    block = re.search(r"^## Two commands\n.*?^```\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    return block[1].splitlines()


def test_the_full_job_runs_the_two_commands_of_the_readme_and_no_other(jobs, readme):
    assert commands(jobs["everything"]) == the_two_commands(readme) == ["make book", "make test"]


def test_the_other_job_runs_the_command_for_the_numpy_half(jobs, readme):
    assert commands(jobs["numpy-half"]) == ["make numpy-half"]
    assert "`make numpy-half`" in readme


def test_together_they_cover_every_supported_python(jobs):
    matrix = jobs["numpy-half"]["strategy"]["matrix"]["python"]
    assert (setup(jobs["everything"])["python-version"], *matrix) == pythons.SUPPORTED
    assert setup(jobs["numpy-half"])["python-version"] == "${{ matrix.python }}"


def test_no_step_may_fail_unseen(root):
    assert "continue-on-error" not in (root / ".github/workflows/ci.yml").read_text("utf-8")


def test_ci_run_calls_the_test_command_and_requires_a_browser(root, readme):
    lines = (root / ".ci/run").read_text("utf-8").splitlines()
    made = [line.split(" <")[0] for line in lines if line.startswith("make ")]
    assert made == the_two_commands(readme)[1:]
    assert "export REQUIRE_BROWSER=1" in lines
    assert lines[-1] == 'exit "$status"'
