"""The command: names, the list, an interruption that loses nothing, and going on from there."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from lstm_ref.learner.commands import cli
from lstm_ref.papers import command
from lstm_ref.papers.experiment import Arm, Experiment, Theirs


def toy(name, calls, fails_at=None):
    def run(options, seed, share):
        if len(calls) == fails_at:
            raise KeyboardInterrupt
        calls.append((name, options["size"], seed))
        return {"solved": 1.0, "sequences": 100.0 * options["size"]}

    arms = (Arm("small", {"size": 1}), Arm("large", {"size": 2}))
    theirs = Theirs("Table 1", "many sequences")
    return Experiment(name, "gers2000", "Toy (2000)", theirs, "s", "d", arms, run, "r", lambda results: True)


@pytest.fixture
def reproduce(monkeypatch, tmp_path):
    """Run the command on toy experiments, with these words, on a file of its own."""
    (tmp_path / "exercises").mkdir()
    monkeypatch.setattr("lstm_ref.learner.commands.repository", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(experiments, *words):
        monkeypatch.setattr("lstm_ref.papers.EXPERIMENTS", experiments)
        return CliRunner().invoke(cli, ["reproduce", *words], prog_name="lstm-ref")

    return run


def test_short_has_two_seeds_full_has_five_and_keeps_what_short_made(reproduce, tmp_path):
    calls = []
    first = reproduce([toy("one", calls)], "one")
    assert first.exit_code == 0 and len(calls) == 4 and "reproduced in direction" in first.output
    assert reproduce([toy("one", calls)], "one", "--full").exit_code == 0
    assert len(calls) == len(set(calls)) == 10
    assert len(json.loads((tmp_path / "my" / "papers.json").read_text())["runs"]) == 10


def test_an_interrupted_command_keeps_what_finished_and_goes_on_from_there(reproduce, tmp_path):
    calls = []
    stopped = reproduce([toy("one", calls, fails_at=3)], "one")
    assert stopped.exit_code == 130 and "papers.json" in stopped.output
    assert len(json.loads((tmp_path / "my" / "papers.json").read_text())["runs"]) == 3
    assert reproduce([toy("one", calls)], "one").exit_code == 0
    assert len(calls) == len(set(calls)) == 4
    assert not list((tmp_path / "my").glob("*.part"))


def test_an_interrupted_write_leaves_the_old_record(monkeypatch, tmp_path):
    path, calls = tmp_path / "papers.json", []
    one = toy("one", calls)
    command.reproduce([one], [one], path, full=False, fresh=False)
    before = path.read_text()

    def broken(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("lstm_ref.recorded.os.replace", broken)
    with pytest.raises(KeyboardInterrupt):
        command.reproduce([one], [one], path, full=True, fresh=False)
    assert path.read_text() == before


def test_one_experiment_leaves_the_runs_of_another_alone(reproduce, tmp_path):
    calls = []
    both = [toy("one", calls), toy("two", calls)]
    reproduce(both, "one")
    reproduce(both, "two")
    reproduce(both, "two", "--fresh")
    assert [name for name, _, _ in calls] == ["one"] * 4 + ["two"] * 8
    assert len(json.loads((tmp_path / "my" / "papers.json").read_text())["runs"]) == 8


def test_a_run_under_other_settings_is_made_again(reproduce):
    calls = []
    reproduce([toy("one", calls)], "one")
    changed = toy("one", calls)
    arms = (changed.arms[0], Arm("large", {"size": 3}))
    reproduce([Experiment(**{**vars(changed), "arms": arms})], "one")
    assert [size for _, size, _ in calls] == [1, 1, 2, 2, 3, 3]


def test_an_unknown_name_is_told_all_names():
    result = CliRunner().invoke(cli, ["reproduce", "nothing"], prog_name="lstm-ref")
    assert result.exit_code == 1
    assert "no experiment 'nothing'" in result.output and "long-lag" in result.output


def test_the_list_names_every_experiment_and_runs_none(reproduce, tmp_path):
    calls = []
    result = reproduce([toy("one", calls), toy("two", calls)], "--list")
    assert [line.split()[0] for line in result.output.splitlines()] == ["one", "two"]
    assert not calls and not (tmp_path / "my").exists()


def test_a_file_that_is_no_record_is_one_sentence(reproduce, tmp_path):
    (tmp_path / "other.json").write_text("{}")
    result = reproduce([toy("one", [])], "one", "--file", "other.json")
    assert (
        result.exit_code == 1
        and "no record" in result.output
        and (tmp_path / "other.json").read_text() == "{}"
    )


def test_without_torch_the_command_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr("lstm_ref.papers.command.importlib.util.find_spec", lambda name: None)
    words = ["reproduce", "adding", "--file", str(tmp_path / "p.json")]
    result = CliRunner().invoke(cli, words, prog_name="lstm-ref")
    assert result.exit_code == 1 and "PyTorch" in result.output and "pip install" in result.output


def test_the_list_and_the_page_need_no_torch():
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from lstm_ref.papers import EXPERIMENTS\n"
        "import lstm_ref.papers.show, lstm_ref.papers.command, lstm_ref.figures.papers\n"
        "from lstm_ref.papers.command import one_run\n"
        "print([one_run(e, e.arms[0], 0, 0.01)['seconds'] >= 0 for e in EXPERIMENTS if not e.needs_torch])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "False" not in done.stdout and done.stdout.count("True") >= 3
