"""The public CI and .ci/run do what the README tells a reader to do; what was tested is what is published."""

import os
import re
import subprocess

import pytest
import yaml

import pythons
import targets
from local_site import ROOT, SITE

NAMES = ["ci", "deploy", "weekly"]
ON_MAIN = "github.event_name == 'push' && github.ref == 'refs/heads/main' && !github.event.repository.fork"


@pytest.fixture(scope="module")
def workflows(root):
    """Each workflow by name; PyYAML reads the key `on` as True."""
    folder = root / ".github" / "workflows"
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.yml" for name in NAMES]
    return {name: yaml.safe_load((folder / f"{name}.yml").read_text("utf-8")) for name in NAMES}


@pytest.fixture(scope="module")
def jobs(workflows):
    return workflows["ci"]["jobs"]


@pytest.fixture(scope="module")
def weekly(workflows):
    return workflows["weekly"]["jobs"]


def commands(job):
    return [step["run"] for step in job["steps"] if "run" in step]


def using(job, action):
    """The steps of a job that use an action, at whatever version."""
    return [step for step in job["steps"] if step.get("uses", "").startswith(f"{action}@")]


def setup(job):
    return using(job, "actions/setup-python")[0]["with"]


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


@pytest.mark.parametrize("name", NAMES)
def test_no_step_may_fail_unseen(root, name):
    assert "continue-on-error" not in (root / ".github/workflows" / f"{name}.yml").read_text("utf-8")


def test_every_action_is_githubs_own_at_a_fixed_major_version(workflows):
    steps = [
        step for flow in workflows.values() for job in flow["jobs"].values() for step in job.get("steps", ())
    ]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)


def test_a_job_may_read_the_files_and_each_further_right_stands_at_the_job_that_needs_it(workflows):
    for name in ("ci", "weekly"):
        assert workflows[name]["permissions"] == {"contents": "read"}
    further = {
        name: job["permissions"]
        for flow in (workflows["ci"], workflows["weekly"])
        for name, job in flow["jobs"].items()
        if "permissions" in job
    }
    pages = {"pages": "write", "id-token": "write"}
    assert further == {"deploy": pages, "report": {"issues": "write"}}
    assert workflows["deploy"]["permissions"] == pages


def test_the_site_that_is_uploaded_is_the_one_that_was_built_and_tested_just_before(jobs):
    steps = jobs["everything"]["steps"]
    (upload,) = using(jobs["everything"], "actions/upload-pages-artifact")
    assert steps[-1] is upload and steps[-2] == {"run": "make test"}
    assert upload["with"]["path"] == SITE.relative_to(ROOT).as_posix() == "_build/html"


def test_only_a_push_to_main_uploads_and_deploys_never_a_pull_request_or_a_fork(jobs, workflows):
    (upload,) = using(jobs["everything"], "actions/upload-pages-artifact")
    assert upload["if"] == jobs["deploy"]["if"] == ON_MAIN
    assert list(workflows["deploy"][True]) == ["workflow_call"], "nothing else may start a deployment"


def test_a_site_is_deployed_after_every_other_job_passed(jobs):
    assert sorted(jobs["deploy"]["needs"]) == sorted(set(jobs) - {"deploy"})
    assert not re.search(r"always\(\)|failure\(\)|cancelled\(\)", jobs["deploy"]["if"])


def test_what_is_deployed_is_what_was_uploaded(jobs, workflows):
    (upload,) = using(jobs["everything"], "actions/upload-pages-artifact")
    assert upload["with"]["name"] == jobs["everything"]["outputs"]["site"]
    assert jobs["deploy"]["uses"] == "./.github/workflows/deploy.yml"
    assert jobs["deploy"]["with"] == {"site": "${{ needs.everything.outputs.site }}"}
    (step,) = workflows["deploy"]["jobs"]["deploy"]["steps"]
    assert step["uses"].startswith("actions/deploy-pages@")
    assert step["with"] == {"artifact_name": "${{ inputs.site }}"}


def test_deployments_wait_for_one_another(workflows):
    assert workflows["deploy"]["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_each_week_runs_the_newest_the_oldest_and_the_guards(weekly, workflows, readme):
    assert "schedule" in workflows["weekly"][True]
    rows = weekly["dependencies"]["strategy"]["matrix"]["include"]
    assert {row["which"]: row["python"] for row in rows} == {
        "newest": pythons.SUPPORTED[-1],
        "oldest": pythons.SUPPORTED[0],
    }
    assert commands(weekly["dependencies"]) == ["make ${{ matrix.which }}"]
    assert commands(weekly["guards"]) == ["make guards"]
    assert {"newest", "oldest", "guards"} <= set(targets.COMMANDS)


def test_a_report_follows_whatever_failed_or_ran_out_of_time(weekly):
    assert sorted(weekly["report"]["needs"]) == sorted(set(weekly) - {"report"})
    told = " ".join(weekly["report"]["if"].split())
    assert told == (
        "always() && !github.event.repository.fork && "
        "(contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled'))"
    )


GH = """#!/bin/sh
[ "$2" = list ] && { echo "$OPEN"; exit; }
printf '%s\\n' "$@" >> "$CALLS"
"""


@pytest.mark.skipif(os.name == "nt", reason="the step is a shell script")
@pytest.mark.parametrize(
    ("found", "wanted"), [("", ["issue", "create", "--title", "T"]), ("7", ["issue", "comment", "7"])]
)
def test_the_report_is_one_issue_and_a_comment_while_it_is_open(weekly, tmp_path, found, wanted):
    (script,) = commands(weekly["report"])
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    surroundings = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        **{"OPEN": found, "CALLS": str(tmp_path / "calls"), "TITLE": "T", "BODY": "the log"},
    }
    subprocess.run(["bash", "-e", "-c", script], env=surroundings, check=True)
    assert (tmp_path / "calls").read_text().splitlines() == [*wanted, "--body", "the log"]


def test_the_report_names_its_issue_and_links_the_log_and_the_token_is_the_runs_own(weekly):
    (step,) = weekly["report"]["steps"]
    assert step["env"]["GH_TOKEN"] == "${{ secrets.GITHUB_TOKEN }}"
    assert "select(.title == env.TITLE)" in step["run"]
    assert "/actions/runs/${{ github.run_id }}" in step["env"]["BODY"]


def test_ci_run_calls_the_test_command_and_requires_a_browser(root, readme):
    lines = (root / ".ci/run").read_text("utf-8").splitlines()
    made = [line.split(" <")[0] for line in lines if line.startswith("make ")]
    assert made == the_two_commands(readme)[1:]
    assert "export REQUIRE_BROWSER=1" in lines
    assert lines[-1] == 'exit "$status"'
