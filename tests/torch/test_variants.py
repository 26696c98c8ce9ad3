"""The variants of chapter 13 in Torch: NumPy's numbers, and autograd's gradients."""

from functools import partial

import numpy as np
import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.numpy import VARIANTS
from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.torch import scan, scan_backward, to_numpy, to_torch
from lstm_ref.verify.cases import Result, Sizes, random_case, run_cell
from lstm_ref.verify.parity import assert_close
from lstm_ref.verify.variant_cells import VARIANT_CELLS

SIZES = Sizes(5, 4, 3, 2)
OTHERS = {
    "FGR": (twin.full_gates_step, twin.full_gates_step_backward),
    "MGU": (twin.minimal_step, twin.minimal_step_backward),
}
each_cell = pytest.mark.parametrize("name", VARIANT_CELLS)


def steps(name):
    """The Torch twin of a variant's step and of its backward step."""
    if name in OTHERS:
        return OTHERS[name]
    both = twin.variant_step, twin.variant_step_backward
    return tuple(partial(f, variant=VARIANTS[name]) for f in both)


@each_cell
def test_forward_and_hand_written_gradient_are_numpy_s(name):
    case = random_case(VARIANT_CELLS[name], np.random.default_rng(0), SIZES)
    params, xs, state, dhs, dstate = (to_torch(part) for part in case)
    step, back = steps(name)
    hs, last, tape = scan(step, params, xs, state)
    got = Result(*map(to_numpy, (hs, last, *scan_backward(back, params, tape, dhs, dstate))))
    assert_close(got, run_cell(VARIANT_CELLS[name], case), 1e-10, name)


@each_cell
def test_autograd_agrees(name):
    case = random_case(VARIANT_CELLS[name], np.random.default_rng(1), SIZES)
    params, xs, state, dhs, dstate = (to_torch(part) for part in case)
    learned = tree_map(lambda leaf: leaf.requires_grad_(), params)
    hs, last, _ = scan(steps(name)[0], learned, xs, state)
    pairs = zip(last, dstate, strict=True)
    ((hs * dhs).sum() + sum((one * other).sum() for one, other in pairs)).backward()
    want = run_cell(VARIANT_CELLS[name], case).dparams
    for (_, leaf), (field, gradient) in zip(tree_leaves(learned), tree_leaves(want), strict=True):
        got = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
        assert_close(got.numpy(), gradient, 1e-10, field)
