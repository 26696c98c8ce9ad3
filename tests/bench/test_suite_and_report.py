"""A whole run at toy size on a clock that the test moves: what is measured, shown, kept and read again."""

import dataclasses
import json

import pytest
from click.testing import CliRunner

from lstm_ref.bench import command, missed, rungs, suite
from lstm_ref.bench.goals import BOTH, FORWARD, Goal
from lstm_ref.bench.profile import profile
from lstm_ref.bench.record import (
    NOT_YET,
    RecordError,
    faults,
    gpu_line,
    path_of,
    read,
    stamp,
    stamp_line,
    write,
)
from lstm_ref.bench.report import as_text, goal_rows, ladder_table, missed_lines
from lstm_ref.bench.results import entry, ladder, shapes_of, timing
from lstm_ref.bench.rungs import FAST, FOUND, LIMIT, TEXTBOOK
from lstm_ref.bench.timing import Timing
from lstm_ref.learner.commands import cli
from lstm_ref.verify.cases import Sizes

TOY = Sizes(4, 3, 2, 5)
FEW = ["found", "textbook loop"]
QUICK = {"rounds": 2, "turn": 0.0, "most": 1, "sleep": lambda _: None}


@pytest.fixture
def toy(clock):
    """A live run of two rungs on a toy shape; every call takes one second."""
    return suite.run("cpu", [TOY], ["float32"], names=FEW, stopwatch=clock.ticking, peaks=False, **QUICK)


def made(sizes=TOY, **seconds):
    """A record in which each rung took these seconds in each of two rounds, both ways."""
    names = {name.replace("_", " "): value for name, value in seconds.items()}
    measured = [
        {
            "shape": list(sizes),
            "dtype": "float32",
            "quantity": quantity,
            "rung": name,
            "rounds": [value, value],
            "error": 1e-7,
        }
        for quantity in (FORWARD, BOTH)
        for name, value in names.items()
    ]
    return {
        **stamp("cpu", 1, ["float32"]),
        "measured": measured,
        "skipped": [],
        "tapes": [],
        "lines": [],
        "attempts": [],
    }


@pytest.fixture
def one_goal(monkeypatch):
    """The package's goals, for this test: fast at most 1.5 times the bare products on the toy shape."""
    goal = Goal(FAST.name, LIMIT, BOTH, "float32", {TOY: 1.5}, {TOY: 2.0})
    for module in ("missed", "report", "goals"):
        monkeypatch.setattr(f"lstm_ref.bench.{module}.goals", lambda device: (goal,))
    return goal


def test_a_run_measures_every_rung_and_the_products_both_ways(toy):
    assert shapes_of(toy) == [TOY]
    for quantity in (FORWARD, BOTH):
        times = ladder(toy, TOY, "float32", quantity)
        assert list(times) == [LIMIT, *FEW] and set(times.values()) == {Timing((1.0, 1.0))}
        assert entry(toy, TOY, "float32", quantity, "textbook loop")["error"] < 1e-6
    assert ladder(toy, TOY, "float32", BOTH, ["textbook loop", "fast"]).keys() == {"textbook loop"}
    assert toy["layouts"][0]["shape"] == list(TOY) and toy["tapes"][0]["bytes"]["textbook loop"] > 0
    assert timing(toy, TOY, "float64", BOTH, LIMIT) is None


def test_a_rung_that_is_missing_or_breaks_is_named_and_costs_the_others_nothing(monkeypatch, clock):
    gone = dataclasses.replace(TEXTBOOK, name="gone", where="lstm_ref.bench.not_there:f")
    broken = dataclasses.replace(TEXTBOOK, name="broken", where="lstm_ref.bench.shapes:shown")
    monkeypatch.setattr(suite, "rungs", lambda device, dtype: [gone, broken, FOUND])
    found = suite.one_shape(TOY, "float32", stopwatch=clock.ticking, **QUICK)
    assert {one["rung"]: one["why"] for one in found["skipped"]}.keys() == {"gone", "broken"}
    assert list(ladder(found, TOY, "float32", BOTH)) == [LIMIT, "found"]
    text = as_text({**found, "tapes": []}, "cpu")
    assert "gone: left out: No module named" in text and "broken: left out: AttributeError" in text


def test_a_wrong_rung_shows_its_error(monkeypatch, clock):
    from lstm_ref.bench import textbook

    right = textbook.textbook_lstm_backward

    def wrong(*arguments):
        dxs, dstate, dparams = right(*arguments)
        return dxs * 1.01, dstate, dparams

    monkeypatch.setattr(textbook, "textbook_lstm_backward", wrong)
    found = suite.one_shape(TOY, "float32", names=["textbook loop"], stopwatch=clock.ticking, **QUICK)
    assert entry(found, TOY, "float32", BOTH, "textbook loop")["error"] == pytest.approx(0.01, rel=1e-3)
    assert "1e-02" in ladder_table(found, TOY, "float32", BOTH)


def test_the_ladder_shows_times_ratios_rates_and_errors():
    text = ladder_table(made(**{LIMIT: 0.001, "fast": 0.0014, "nn.LSTM": 0.0007}), TOY, "float32", BOTH)
    line = next(line for line in text.splitlines() if line.startswith("fast"))
    assert "1.4 " in line and "350" in line and "1.4 (1.4 to 1.4)" in line and "2 (2 to 2)" in line
    assert "1e-07" in line


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(1.4, "met"), (1.9, "first bar met"), (2.1, "missed")], ids=str
)
def test_a_goal_shows_ratio_and_verdict(one_goal, seconds, verdict):
    record = made(**{LIMIT: 1.0, "fast": seconds})
    (row,) = goal_rows(record, "cpu")
    assert row[0] == "fast ÷ matrix products" and row[3].startswith(f"{seconds:g} (")
    assert row[4:] == ("at most 1.5", "2", verdict)
    assert bool(missed_lines(record, "cpu")) == (verdict == "missed")


def test_a_missed_goal_shows_the_floor_and_the_costliest_lines(one_goal):
    record = made(**{LIMIT: 0.001, "fast": 0.004})
    key = {"shape": list(TOY), "dtype": "float32", "quantity": BOTH, "rung": "fast"}
    record["lines"] = [{**key, "lines": [[0.4, "walk.py:7", "np.tanh(a, a)"]]}]
    tried = {
        "goal": one_goal.name,
        "attempt": "fast, in rows",
        "what": "a row each",
        "ratio": [3.9, 3.8, 4.1],
    }
    record["attempts"] = [{**key, **tried}, {**key, **tried, "goal": "another"}]
    told, line, attempt = missed_lines(record, "cpu")
    assert attempt == "  tried: fast, in rows (a row each): 3.9 (3.8 to 4.1)"
    assert "floor of matrix products is 1 ms" in told and "fast takes 3 ms more" in told
    assert "40%" in line and "walk.py:7" in line and "np.tanh(a, a)" in line


def test_the_lines_of_a_missed_goal_are_profiled(monkeypatch):
    goal = Goal("textbook loop", LIMIT, BOTH, "float32", {TOY: 1.5})
    monkeypatch.setattr(missed, "goals", lambda device: (goal,))
    (found,) = missed.lines_of_missed(made(**{LIMIT: 1.0, "textbook_loop": 3.0}))
    assert found["rung"] == "textbook loop" and len(found["lines"]) == 5
    assert any(where.startswith("textbook.py:") for _, where, _ in found["lines"])
    assert missed.lines_of_missed(made(**{LIMIT: 1.0, "textbook_loop": 1.2})) == []


def test_a_profile_gives_each_line_what_passes_until_the_next(tmp_path):
    now = [0.0]
    path = tmp_path / "slow.py"
    path.write_text("def f(wait):\n    wait(1)\n    wait(6)\n    g(wait)\n\ndef g(wait):\n    wait(3)\n")
    names = {}
    exec(compile(path.read_text(), str(path), "exec"), names)

    def wait(seconds):
        now[0] += seconds

    found = profile(lambda: names["f"](wait), inside=str(tmp_path), clock=lambda: now[0], most=3)
    assert [(line.where, line.source) for line in found] == [
        ("slow.py:3", "wait(6)"),
        ("slow.py:7", "wait(3)"),
        ("slow.py:2", "wait(1)"),
    ]
    assert [line.share for line in found] == pytest.approx([0.6, 0.3, 0.1])


def test_what_is_written_is_what_is_read(tmp_path, toy):
    record = {**stamp("cpu", 1, ["float32"]), **toy}
    write(record, tmp_path / "r.json")
    assert read(path=tmp_path / "r.json") == json.loads(json.dumps(record))
    assert not list(tmp_path.glob("*.part"))


def test_an_interrupted_write_leaves_the_old_record(tmp_path, monkeypatch, toy):
    record = {**stamp("cpu", 1, ["float32"]), **toy}
    path = tmp_path / "r.json"
    write(record, path)
    before = path.read_text()
    monkeypatch.setattr("lstm_ref.recorded.os.replace", lambda *_: (_ for _ in ()).throw(OSError))
    with pytest.raises(OSError):
        write({**record, "threads": 9}, path)
    assert path.read_text() == before


@pytest.mark.parametrize("text", [None, "not JSON", "[]", '{"date": 1}'], ids=str)
def test_what_is_no_record_is_refused_and_the_command_named(tmp_path, text):
    path = tmp_path / "r.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(RecordError, match="lstm-ref bench --device cpu --record"):
        read(path=path)


def test_the_stamp_is_one_line_and_without_a_gpu_the_page_says_so(tmp_path):
    record = made(fast=1.0)
    line = stamp_line(record)
    for part in (record["date"], record["device"], record["versions"]["numpy"], record["command"]):
        assert part in line
    assert "TF32" not in line
    record["settings"]["tf32"] = {"matmul": False, "cudnn": True}
    assert "TF32 off in matmul, on in cudnn" in stamp_line(record)
    assert NOT_YET in gpu_line(tmp_path / "none.json")
    write(record, tmp_path / "some.json")
    assert gpu_line(tmp_path / "some.json") == stamp_line(record)


def test_the_books_record_has_every_shape_and_goal():
    try:
        record = read("cpu")
    except RecordError:
        pytest.skip("there is no record")
    assert faults(record) == [] and record["threads"] == 1
    for one in record["measured"]:
        bar = {"float32": 5e-6, "float64": 1e-13}[one["dtype"]]
        assert one.get("error", 0) < bar, one
    half = {**record, "measured": [one for one in record["measured"] if one["rung"] != "fast"]}
    assert any("fast" in fault for fault in faults(half))
    assert as_text(record, "cpu")


@pytest.fixture
def bench(monkeypatch, tmp_path, toy):
    """The command with these words; what is measured is the toy run."""
    monkeypatch.setattr(command.threads, "product_threads", lambda: 1)
    monkeypatch.setattr(command, "run", lambda *arguments, **options: toy)
    monkeypatch.setattr(command, "path_of", lambda device: tmp_path / path_of(device).name)
    return lambda *words: CliRunner().invoke(cli, ["bench", *words], prog_name="lstm-ref")


def test_the_command_prints_the_tables_and_the_stamp(bench, tmp_path):
    result = bench("--shape", "4,3,2,5", "--dtype", "float32")
    assert result.exit_code == 0, result.output
    assert "textbook loop" in result.output and "1 thread" in result.output
    assert "lstm-ref bench --device cpu --shape 4,3,2,5 --dtype float32" in result.output
    assert not list(tmp_path.glob("*.json"))


def test_record_writes_the_books_record_and_file_another(bench, tmp_path):
    assert bench("--record").exit_code == 0
    assert read(path=tmp_path / "bench_cpu.json")["command"].endswith("--record")
    assert bench("--shape", "4,3,2,5", "--file", str(tmp_path / "other.json")).exit_code == 0
    assert "--shape 4,3,2,5" in read(path=tmp_path / "other.json")["command"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--shape", "1,2"], "four whole numbers"),
        (["--dtype", "float16"], "on cpu there are float32, float64; got float16"),
        (["--record", "--dtype", "float32"], "the book's record is of all shapes"),
    ],
    ids=str,
)
def test_what_is_typed_wrong_is_one_sentence(bench, words, said):
    result = bench(*words)
    assert result.exit_code == 1 and said in result.output and "Traceback" not in result.output


def test_more_than_one_thread_is_refused(bench, monkeypatch):
    monkeypatch.setattr(command.threads, "product_threads", lambda: 2)
    result = bench()
    assert result.exit_code == 1 and "2 threads" in result.output and "OMP_NUM_THREADS=1" in result.output


def test_cuda_without_a_device_is_one_sentence(bench, monkeypatch):
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    result = bench("--device", "cuda")
    assert result.exit_code == 1 and "no CUDA device" in result.output


def test_every_rung_names_a_runner_that_exists():
    pytest.importorskip("torch")
    for rung in (*rungs.CPU_RUNGS, *rungs.CUDA_RUNGS):
        assert callable(rungs.load(rung.runner))
