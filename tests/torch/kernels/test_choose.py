"""The chooser's reasons, and what is said where no kernel can run."""

import os
import subprocess
import sys

import pytest
import torch

from lstm_ref.torch import KernelLSTM, LSTMParams, LSTMState, ShapeError, kernel_lstm
from lstm_ref.torch.kernels import KernelError, available, choose_kernel
from lstm_ref.torch.kernels.choose import A100, H200, HELD, padded, tiles_for


@pytest.mark.parametrize(
    ("batch", "hidden", "dtype", "kernel", "reason"),
    [
        (128, 128, torch.bfloat16, "forward", "4 × 128 × 128, takes 128 KiB and stays on one multiprocessor"),
        (5, 33, torch.float32, "forward", "4 × 64 × 64, takes 64 KiB"),
        (64, 160, torch.bfloat16, "grid", "40 programs of 16 units and 16 sequences, at most the card's 132"),
        (64, 1024, torch.bfloat16, "grid", "128 programs of 16 units and 32 sequences, .* with a barrier"),
        (65, 1024, torch.bfloat16, "grid", "more than the card's 132 multiprocessors: one launch per step"),
        (16, 1024, torch.bfloat16, "grid", "64 programs .* one launch with a barrier per step"),
        (256, 512, torch.bfloat16, "grid", "128 programs of 32 units and 32 sequences"),
        (1, 128, torch.float32, "grid", "takes 256 KiB, too much for one multiprocessor"),
    ],
)
def test_a_kernel_is_chosen_with_its_reason(batch, hidden, dtype, kernel, reason):
    choice = choose_kernel(batch, hidden, dtype, H200)
    assert choice.kernel == kernel
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(choice.reason)


@pytest.mark.parametrize("dtype", [torch.float16, torch.float32, torch.float64])
@pytest.mark.parametrize("card", [A100, H200], ids=["A100", "H200"])
def test_no_tile_is_larger_than_a_multiprocessor(card, dtype):
    for hidden in range(1, 1100, 7):
        for batch in (1, 17, 64, 1000):
            try:
                units, sequences = tiles_for(batch, hidden, dtype, card)
            except KernelError:
                assert 4 * 16 * padded(hidden) * dtype.itemsize > HELD
                continue
            row = padded(hidden) * dtype.itemsize
            assert 4 * units * row <= HELD and (4 * units + sequences) * row < card.shared


def test_an_h_too_large_for_any_slab_is_refused_with_what_to_use_instead():
    with pytest.raises(
        KernelError, match=r"hidden_size = 1500 in torch.float32: .* KiB.*use lstm_ref\.torch"
    ):
        choose_kernel(1, 1500, torch.float32, H200)


def small():
    params = LSTMParams(*(torch.randn(size) for size in [(8, 3), (8, 2), (8,)]))
    return params, torch.randn(4, 3, 3), LSTMState.zeros(3, 2)


@pytest.mark.skipif(available.interpreted(), reason="kernels run on the CPU here")
def test_on_the_cpu_the_interpreter_is_named():
    with pytest.raises(
        KernelError, match=r"compiles for CUDA and the tensors are on cpu; .*TRITON_INTERPRET=1"
    ):
        kernel_lstm(*small())
    layer = KernelLSTM(3, 2)
    with pytest.raises(KernelError):
        layer(torch.randn(4, 3, 3))


def test_without_triton_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(available, "find_spec", lambda name: None)
    with pytest.raises(
        KernelError, match=r"Triton is not installed \(pip install triton.*torch\.nn\.LSTM instead"
    ):
        kernel_lstm(*small())


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device")
def test_without_a_device_cuda_is_named():
    assert "no CUDA device" in available.why_not("cuda")


@pytest.mark.parametrize(
    ("version", "fits"), [("3.0.0", False), ("3.6.1", False), ("3.7.0", True), ("4.0", True)]
)
def test_a_triton_that_is_too_old_is_named_with_the_version_that_is_needed(monkeypatch, version, fits):
    monkeypatch.setattr(available, "version", lambda name: version)
    wanted = f"the kernels need Triton 3.7 or newer, and this is {version}; use"
    assert (wanted in (available.why_not("cuda") or "")) != fits


def test_a_wrong_shape_is_named_before_anything_else():
    params, xs, state = small()
    with pytest.raises(
        ShapeError, match=r"^xs: expected shape \(time steps, batch, input_size\), got \(3, 3\)"
    ):
        kernel_lstm(params, xs[0], state)
    with pytest.raises(ShapeError, match=r"^state\.c: expected shape \(batch = 3, hidden_size = 2\), got"):
        kernel_lstm(params, xs, state._replace(c=torch.zeros(2, 2)))


def test_the_package_imports_without_triton():
    code = (
        "import sys; sys.modules['triton'] = None\n"
        "import lstm_ref.torch as t, torch\n"
        "t.KernelLSTM(3, 2); print('triton' in sys.modules and sys.modules['triton'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout == "None\n"
