"""The truncated gradient in Torch is that of the NumPy half."""

from functools import partial

import numpy as np
import pytest

from lstm_ref import numpy as core
from lstm_ref.torch import scan, scan_backward, to_numpy, to_torch
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import assert_close
from lstm_ref.verify.registry import load


@pytest.mark.parametrize("name", ["carousel", "lstm_1997"])
@pytest.mark.parametrize("truncated", [True, False])
def test_both_halves_cut_the_same_paths(name, truncated):
    cell = CELLS[name]
    case = random_case(cell, np.random.default_rng(0), Sizes(4, 3, 2, 5))
    _, _, tape = core.scan(cell.step, case.params, case.xs, case.state)
    ours = partial(cell.step_backward, truncated=truncated)
    want = core.scan_backward(ours, case.params, tape, case.dhs, case.dstate)
    params, xs, state, dhs, dstate = (to_torch(part) for part in case)
    step, theirs = (load(f"lstm_ref.torch:{f.__name__}") for f in (cell.step, cell.step_backward))
    _, _, tape = scan(step, params, xs, state)
    got = scan_backward(partial(theirs, truncated=truncated), params, tape, dhs, dstate)
    for one, other in zip(got, want, strict=True):
        assert_close(to_numpy(one), other, 1e-10, name)
