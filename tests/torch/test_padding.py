"""Padding in Torch: the NumPy half's numbers, and those of `torch.nn` with a packed sequence."""

import numpy as np
import pytest
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lstm_ref import numpy as core
from lstm_ref.numpy import ShapeError
from lstm_ref.torch import (
    LSTMState,
    lstm_step,
    lstm_step_backward,
    mask,
    pad,
    padded_scan,
    padded_scan_backward,
    to_nn,
    to_numpy,
    to_torch,
)
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import assert_close

LENGTHS = (3, 7, 1, 5)  # torch.nn refuses a length of 0
D, H, B = 3, 4, len(LENGTHS)


@pytest.fixture
def case():
    rng = np.random.default_rng(0)
    cell = CELLS["lstm"]
    xs, lengths = core.pad([rng.standard_normal((n, D)) for n in LENGTHS])
    params = cell.random_params(rng, D, H)
    state, dstate = (cell.random_state(rng, B, H) for _ in range(2))
    return params, xs, lengths, state, rng.standard_normal((len(xs), B, H)), dstate


def test_it_equals_the_numpy_half(case):
    params, xs, lengths, state, dhs, dstate = case
    hs, last, tape = core.padded_scan(core.lstm_step, params, xs, state, lengths)
    want = hs, last, *core.padded_scan_backward(core.lstm_step_backward, params, tape, dhs, dstate, lengths)
    params, xs, lengths, state, dhs, dstate = (to_torch(part) for part in case)
    xs[~mask(lengths, len(xs))] = torch.nan  # what stands in the padding does not matter
    hs, last, tape = padded_scan(lstm_step, params, xs, state, lengths)
    got = hs, last, *padded_scan_backward(lstm_step_backward, params, tape, dhs, dstate, lengths)
    for ours, theirs in zip(got, want, strict=True):
        assert_close(to_numpy(ours), theirs, 1e-10, "padded")


def test_it_equals_a_packed_sequence_of_torch(case):
    params, xs, lengths, state, _, _ = (to_torch(part) for part in case)
    packed = pack_padded_sequence(xs, lengths, enforce_sorted=False)
    with torch.no_grad():
        out, (h, c) = to_nn(params)(packed, (state.h[None], state.c[None]))
    theirs, _ = pad_packed_sequence(out)
    hs, last, _ = padded_scan(lstm_step, params, xs, state, lengths)
    assert_close(hs.numpy(), theirs.numpy(), 1e-12, "hs")
    assert_close(to_numpy(last), to_numpy(LSTMState(h[0], c[0])), 1e-12, "last state")


def test_padding_is_that_of_torch():
    sequences = [torch.randn(n, D, generator=torch.Generator().manual_seed(n)) for n in LENGTHS]
    xs, lengths = pad(sequences)
    assert torch.equal(xs, torch.nn.utils.rnn.pad_sequence(sequences))
    assert lengths.tolist() == list(LENGTHS)


def test_what_does_not_fit_is_named():
    with pytest.raises(ShapeError, match="sequences: expected"):
        pad([torch.zeros(2, 3), torch.zeros(2, 4)])
    with pytest.raises(ShapeError, match="lengths: expected"):
        mask(torch.tensor([9]), 7)
