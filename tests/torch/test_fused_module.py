"""The fused LSTM as a module, and which path a shape takes."""

import numpy as np
import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS


def inputs(dtype=torch.float64):
    """(weight_ih, weight_hh, bias, xs, h, c), each asking for a gradient, and the gradients that arrive."""
    case = random_case(CELLS["lstm"], np.random.default_rng(0), Sizes(5, 4, 3, 2))
    given, arriving = (
        [torch.from_numpy(a).to(dtype) for a in arrays]
        for arrays in ((*case.params, case.xs, *case.state), (case.dhs, *case.dstate))
    )
    return [a.requires_grad_() for a in given], arriving


def readable(weight_ih, weight_hh, bias, xs, h, c):
    params = twin.LSTMParams(weight_ih, weight_hh, bias)
    hs, last, _ = twin.scan(twin.lstm_step, params, xs, twin.LSTMState(h, c))
    return hs, last.h, last.c


def test_the_module_has_the_parameters_the_start_and_the_results_of_the_readable_one():
    fused = twin.FusedLSTM(3, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    plain = twin.LSTM(3, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    for mine, theirs in zip(fused.params, plain.params, strict=True):
        assert torch.equal(mine, theirs)
    plain.load_state_dict(fused.state_dict())
    xs = inputs()[0][3]
    torch.testing.assert_close(fused(xs), plain(xs))
    torch.testing.assert_close(fused(xs, twin.LSTMState.zeros(4, 2, dtype=xs.dtype)), plain(xs))


@pytest.mark.parametrize("path", ["own", "numpy", "torch.nn.LSTM"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
def test_all_paths_give_the_same(path, dtype):
    given, arriving = inputs(dtype=dtype)
    hs, last = twin.fused_lstm(twin.LSTMParams(*given[:3]), given[3], twin.LSTMState(*given[4:]), path=path)
    torch.testing.assert_close((hs, *last), readable(*given))
    for mine, theirs in zip(
        torch.autograd.grad((hs, *last), given, arriving),
        torch.autograd.grad(readable(*given), given, arriving),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("batch", [1, 128])
def test_the_path_that_is_named_is_the_path_that_is_taken(monkeypatch, dtype, training, batch):
    from lstm_ref.torch import fused

    layer = twin.FusedLSTM(3, 128, dtype=dtype)
    xs = torch.zeros(2, batch, 3, dtype=dtype)
    taken = []

    def watched(path, walk):
        return lambda *arguments: (taken.append(path), walk(*arguments))[1]

    monkeypatch.setattr(fused, "own_lstm", watched("own", fused.own_lstm))
    monkeypatch.setattr(fused, "numpy_lstm", watched("numpy", fused.numpy_lstm))
    monkeypatch.setattr(fused, "nn_lstm", watched("torch.nn.LSTM", fused.nn_lstm))
    with torch.set_grad_enabled(training):
        layer(xs)
    assert taken == [layer.path_of(xs, training=training)]


def test_float32_goes_to_pytorch_but_for_large_batches_of_small_layers_and_float64_to_numpy():
    def path(batch, size, dtype, training=True, device="cpu", steps=9, inputs=28):
        return twin.choose_path((steps, batch, inputs), size, dtype, device, training)

    single, double = torch.float32, torch.float64
    assert path(128, 128, single) == "numpy"
    wide = path(64, 256, single, inputs=256), path(16, 512, single, inputs=512)
    small = path(1, 64, single), path(32, 128, single, inputs=64), path(48, 128, single, inputs=64)
    assert {*wide, *small, path(128, 128, single, False)} == {"torch.nn.LSTM"}
    assert {path(1, 64, double), path(128, 128, double), path(32, 128, double, False)} == {"numpy"}
    assert path(128, 128, single, device="cuda") == path(128, 128, torch.bfloat16) == "torch.nn.LSTM"
    assert path(1, 64, single, False, steps=0) == "own"


def test_the_module_says_which_path_it_takes():
    assert "path=auto" in repr(twin.FusedLSTM(3, 2)) and "path=own" in repr(twin.FusedLSTM(3, 2, path="own"))
    assert twin.FusedLSTM(3, 2).path_of(torch.zeros(2, 1, 3)) == "torch.nn.LSTM"
    assert twin.FusedLSTM(3, 2, path="own").path_of(torch.zeros(2, 1, 3)) == "own"
    with pytest.raises(
        ValueError, match=r"^path: expected one of own, numpy, torch.nn.LSTM, auto; got 'fast'"
    ):
        twin.FusedLSTM(3, 2, path="fast")


def test_what_does_not_fit_is_named():
    given, _ = inputs()
    params, xs, state = twin.LSTMParams(*given[:3]), given[3], twin.LSTMState(*given[4:])
    with pytest.raises(twin.ShapeError, match=r"^xs: expected shape \(time steps, batch, input_size\), got"):
        twin.fused_lstm(params, xs[0], state)
    with pytest.raises(
        twin.ShapeError, match=r"^xs: expected shape \(time steps, batch, input_size = 3\), got"
    ):
        twin.fused_lstm(params, xs[..., :2], state)
    with pytest.raises(
        twin.ShapeError, match=r"^state.c: expected shape \(batch = 4, hidden_size = 2\), got"
    ):
        twin.fused_lstm(params, xs, state._replace(c=state.c[:1]))
    with pytest.raises(
        twin.DtypeError, match=r"^xs: expected torch.float64 as weight_hh has, got torch.float32"
    ):
        twin.fused_lstm(params, xs.float(), state)
    with pytest.raises(
        twin.DeviceError, match=r"^xs: expected a tensor on cpu as weight_hh is, got one on meta"
    ):
        twin.fused_lstm(params, xs.to("meta"), state)
    with pytest.raises(twin.DtypeError, match=r"^state: expected a named tuple"):
        twin.fused_lstm(params, xs, tuple(state))


@pytest.mark.parametrize(("dtype", "device"), [(torch.bfloat16, "cpu"), (torch.float32, "meta")], ids=str)
def test_numpy_refuses_what_it_has_no_arrays_for(dtype, device):
    layer = twin.FusedLSTM(3, 2, path="numpy", dtype=dtype, device=device)
    kind = str(dtype).removeprefix("torch.")
    with pytest.raises(
        ValueError, match=f"expected float32 or float64 tensors on the CPU, got {kind} on {device}"
    ):
        layer(torch.zeros(2, 1, 3, dtype=dtype, device=device))
