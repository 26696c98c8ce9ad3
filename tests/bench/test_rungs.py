"""Every rung computes an LSTM: its answers are those of the readable package."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from lstm_ref.bench.accuracy import BARS, error, reference
from lstm_ref.bench.found import found_lstm, found_lstm_backward, masked_sigmoid
from lstm_ref.bench.hoisted import hoisted_lstm, hoisted_lstm_backward
from lstm_ref.bench.rungs import CPU_RUNGS, CUDA_RUNGS, FOUND, TEXTBOOK, rungs
from lstm_ref.bench.shapes import make_case
from lstm_ref.bench.textbook import textbook_lstm, textbook_lstm_backward
from lstm_ref.numpy import sigmoid
from lstm_ref.verify.cases import Sizes, in_dtype, random_case, run_cell
from lstm_ref.verify.cells import CELLS

SIZES = Sizes(5, 3, 4, 6)
PAIRS = [
    (found_lstm, found_lstm_backward),
    (textbook_lstm, textbook_lstm_backward),
    (hoisted_lstm, hoisted_lstm_backward),
]


@pytest.mark.parametrize("rung", CPU_RUNGS, ids=lambda rung: rung.name)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_every_rung_of_the_cpu_gives_the_readable_answer(rung, dtype):
    if why := rung.missing():
        pytest.skip(why)
    case = make_case(SIZES, dtype)
    ready = rung.ready(case, "cpu", dtype)
    assert error(ready.answer(), reference(case)) < BARS[dtype]
    hs = np.asarray(ready.forward())
    np.testing.assert_allclose(hs, reference(case)["hs"], atol=BARS[dtype])


@pytest.mark.cuda
@pytest.mark.parametrize("rung", CUDA_RUNGS, ids=lambda rung: rung.name)
def test_every_rung_of_cuda_gives_the_readable_answer(rung):
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("CUDA: this machine has no device")
    if why := rung.missing():
        pytest.skip(why)
    case = make_case(Sizes(5, 16, 32, 64), "float32")
    assert error(rung.ready(case, "cuda", "float32").answer(), reference(case)) < 5e-3  # TF32 may be on


@pytest.mark.parametrize(("forward", "backward"), PAIRS, ids=lambda f: f.__name__)
def test_the_loops_are_right_from_any_state_and_with_a_gradient_of_the_last(forward, backward):
    case = random_case(CELLS["lstm"], np.random.default_rng(0), SIZES)
    truth = run_cell(CELLS["lstm"], case)
    before = [array.copy() for array in (*case.params, case.xs, *case.state, case.dhs, *case.dstate)]
    hs, state, tape = forward(case.params, case.xs, case.state)
    dxs, dstate0, dparams = backward(case.params, tape, case.dhs, case.dstate)
    for ours, theirs in zip(
        (hs, *state, dxs, *dstate0, *dparams),
        (truth.hs, *truth.state, truth.dxs, *truth.dstate0, *truth.dparams),
        strict=True,
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-12)
    after = (*case.params, case.xs, *case.state, case.dhs, *case.dstate)
    for old, new in zip(before, after, strict=True):
        np.testing.assert_array_equal(old, new)


@pytest.mark.parametrize(("forward", "backward"), PAIRS, ids=lambda f: f.__name__)
def test_float32_stays_float32_except_in_what_is_found(forward, backward):
    case = in_dtype(random_case(CELLS["lstm"], np.random.default_rng(0), SIZES), "float32")
    hs, state, tape = forward(case.params, case.xs, case.state)
    dxs, dstate0, dparams = backward(case.params, tape, case.dhs, case.dstate)
    kinds = {array.dtype.name for array in (hs, *state, dxs, *dstate0, *dparams)}
    assert kinds == ({"float64"} if forward is found_lstm else {"float32"})


def test_the_masked_sigmoid_is_the_sigmoid_and_turns_float32_into_float64():
    x = np.array([-800.0, -3.0, -0.0, 0.0, 2.0, 800.0], "float32")
    assert masked_sigmoid(x).dtype == np.float64
    np.testing.assert_allclose(masked_sigmoid(x), sigmoid(x.astype("float64")), rtol=1e-7)


def test_a_rung_whose_module_is_not_there_says_so():
    gone = dataclasses.replace(TEXTBOOK, where="lstm_ref.bench.no_such_module:f")
    assert "no_such_module" in gone.missing()
    assert "has no f" in dataclasses.replace(TEXTBOOK, where="lstm_ref.bench.textbook:f").missing()
    assert TEXTBOOK.missing() is None


def test_names_are_unique_and_what_is_found_is_timed_in_float32_alone():
    for device in ("cpu", "cuda"):
        names = [rung.name for rung in rungs(device)]
        assert len(names) == len(set(names))
    assert FOUND in rungs("cpu", "float32") and FOUND not in rungs("cpu", "float64")


def test_an_error_is_relative_to_the_largest_entry_and_nan_is_one():
    truth = {"hs": np.array([1.0, -4.0]), "dxs": np.array([0.5])}
    assert error({"hs": np.array([1.0, -4.0]), "dxs": np.array([0.5])}, truth) == 0
    assert error({"hs": np.array([1.2, -4.0]), "dxs": np.array([0.5])}, truth) == pytest.approx(0.05)
    assert np.isnan(error({"hs": np.array([np.nan, -4.0]), "dxs": np.array([0.5])}, truth))
    with pytest.raises(ValueError, match="dxs: expected shape"):
        error({"hs": np.array([1.0, -4.0])}, truth)


PROGRAM = """
import sys
for name in ("torch", "triton"):
    sys.modules[name] = None
from lstm_ref.bench import command, cost, cudnn, goals, limit, memory, profile, record, report, suite
left_out = {rung.name for rung in suite.rungs("cpu") if rung.missing()}
assert {"nn.LSTM", "autograd loop", "fused"} <= left_out, left_out
assert "textbook loop" not in left_out
"""


def test_without_torch_the_benchmark_imports_and_names_what_it_leaves_out():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
