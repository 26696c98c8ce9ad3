"""What `scan` promises beyond the conformance suite: its tape, and starting values."""

import numpy as np
import pytest

from lstm_ref.numpy import GRUState, LSTMState, RNNState, scan, scan_backward
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import assert_close

every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


def case_of(cell):
    return random_case(cell, np.random.default_rng(0), Sizes(5, 4, 3, 2))


@every_cell
def test_one_tape_serves_many_backward_passes(cell):
    case = case_of(cell)
    _, _, tape = scan(cell.step, case.params, case.xs, case.state)
    first, second = (
        scan_backward(cell.step_backward, case.params, tape, case.dhs, case.dstate) for _ in range(2)
    )
    for ours, theirs in zip(first, second, strict=True):
        assert_close(ours, theirs, 0.0)


@every_cell
def test_the_gradient_is_linear_in_what_arrives(cell):
    case = case_of(cell)
    _, _, tape = scan(cell.step, case.params, case.xs, case.state)
    no_dhs, no_dstate = 0 * case.dhs, type(case.dstate)(*(0 * leaf for leaf in case.dstate))

    def back(dhs, dstate):
        return scan_backward(cell.step_backward, case.params, tape, dhs, dstate)[0]

    together = back(case.dhs, case.dstate)
    assert_close(back(case.dhs, no_dstate) + back(no_dhs, case.dstate), together, 1e-12)


@every_cell
def test_a_loss_on_the_first_h_sends_nothing_to_later_inputs(cell):
    case = case_of(cell)
    _, _, tape = scan(cell.step, case.params, case.xs, case.state)
    dhs, dstate = np.zeros_like(case.dhs), type(case.dstate)(*(0 * leaf for leaf in case.dstate))
    dhs[1] = 1
    dxs, _, _ = scan_backward(cell.step_backward, case.params, tape, dhs, dstate)
    assert np.all(dxs[:2] != 0) and not dxs[2:].any()


@pytest.mark.parametrize("state_type", [RNNState, LSTMState, GRUState])
def test_the_zero_state_has_its_sizes_its_dtype_and_arrays_of_its_own(state_type):
    state = state_type.zeros(4, 2, np.float32)
    assert {(leaf.shape, leaf.dtype.name, leaf.any()) for leaf in state} == {((4, 2), "float32", np.False_)}
    assert len({id(leaf) for leaf in state}) == len(state)
