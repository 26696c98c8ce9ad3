"""The variants of chapter 13: numeric gradients, equations one number at a time, and cells known already."""

import math

import numpy as np
import pytest

from lstm_ref import numpy as core
from lstm_ref.numpy import VARIANTS, PeepholeLSTMParams
from lstm_ref.verify.cases import Sizes, random_case, run_cell
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import assert_close
from lstm_ref.verify.recipe import gradcheck_cell, projection_check_cell
from lstm_ref.verify.variant_cells import FULL_GATES, MINIMAL
from lstm_ref.verify.variant_cells import VARIANT_CELLS as ALL

SIZES = (Sizes(5, 4, 3, 2), Sizes(1, 4, 3, 2), Sizes(3, 1, 2, 4), Sizes(2, 3, 4, 1), Sizes(1, 1, 1, 1))
each_cell = pytest.mark.parametrize("cell", ALL.values(), ids=ALL)


@each_cell
@pytest.mark.parametrize("sizes", SIZES, ids=lambda s: "x".join(map(str, s)))
def test_every_gradient_is_the_numeric_one(cell, sizes):
    gradcheck_cell(cell, random_case(cell, np.random.default_rng(3), sizes))


@each_cell
def test_fifty_steps_leave_the_numeric_gradient_as_close(cell):
    projection_check_cell(cell, random_case(cell, np.random.default_rng(0), Sizes(50, 2, 3, 4)))


def logistic(a):
    return 1 / (1 + math.exp(-a))


def in_plain_numbers(name, case):
    """h and c after the first step, one number at a time, from the sentences of the paper."""
    p, x, h, c = case.params, case.xs[0], case.state.h, case.state.c
    B, H = h.shape
    new_h, new_c = np.zeros((B, H)), np.zeros((B, H))
    for b in range(B):
        for k in range(H):

            def a(block, b=b, k=k):
                row = block * H + k
                return float(p.weight_ih[row] @ x[b] + p.weight_hh[row] @ h[b] + p.bias[row])

            p_i, p_f, p_o = (
                (0.0,) * 3 if name in ("NP", "JANET") else (p.peephole[n * H + k] for n in range(3))
            )
            f = 1.0 if name == "NFG" else logistic(a(1) + p_f * c[b, k])
            i = 1.0 if name == "NIG" else logistic(a(0) + p_i * c[b, k])
            if name in ("CIFG", "JANET"):
                i = 1.0 - f
            g = a(2) if name == "NIAF" else math.tanh(a(2))
            new_c[b, k] = f * c[b, k] + i * g
            o = 1.0 if name in ("NOG", "JANET") else logistic(a(3) + p_o * new_c[b, k])
            read = new_c[b, k] if name in ("NOAF", "JANET") else math.tanh(new_c[b, k])
            new_h[b, k] = o * read
    return new_h, new_c


@pytest.mark.parametrize("name", VARIANTS)
def test_a_step_is_what_its_name_says(name):
    case = random_case(ALL[name], np.random.default_rng(1), Sizes(1, 3, 2, 4))
    state, _ = ALL[name].step(case.params, case.xs[0], case.state)
    for got, want in zip(state, in_plain_numbers(name, case), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)


def test_vanilla_is_the_cell_with_peepholes():
    case = random_case(CELLS["peephole_lstm"], np.random.default_rng(2), Sizes(6, 3, 2, 4))
    assert_close(run_cell(ALL["vanilla"], case), run_cell(CELLS["peephole_lstm"], case), 1e-13)


def test_without_peepholes_it_is_today_s_cell():
    case = random_case(ALL["NP"], np.random.default_rng(2), Sizes(6, 3, 2, 4))
    today = case._replace(params=core.LSTMParams(*case.params[:3]))
    mine, theirs = run_cell(ALL["NP"], case), run_cell(CELLS["lstm"], today)
    assert_close(mine.hs, theirs.hs, 1e-13)
    assert_close(core.LSTMParams(*mine.dparams[:3]), theirs.dparams, 1e-12)
    assert not mine.dparams.peephole.any()


@pytest.mark.parametrize("name", VARIANTS)
def test_what_is_not_there_has_no_gradient_and_no_effect(name):
    rng, cell, H = np.random.default_rng(4), ALL[name], 3
    case = random_case(cell, rng, Sizes(4, 3, 2, H))
    result = run_cell(cell, case)
    for place, block in enumerate("ifgo"):
        rows = slice(place * H, (place + 1) * H)
        there = block in core.blocks(VARIANTS[name])
        assert bool(result.dparams.weight_hh[rows].any()) == there
        bias = case.params.bias.copy()
        bias[rows] += 1.0
        moved = run_cell(cell, case._replace(params=case.params._replace(bias=bias)))
        assert (not np.array_equal(moved.hs, result.hs)) == there


def test_full_gates_without_their_matrix_are_the_peephole_cell():
    case = random_case(FULL_GATES, np.random.default_rng(5), Sizes(4, 3, 2, 5))
    params = case.params._replace(gate_hh=np.zeros_like(case.params.gate_hh))
    hs, _, _ = core.scan(core.full_gates_step, params, case.xs, case.state)
    before = core.LSTMState(case.state.h, case.state.c)
    want, _, _ = core.scan(core.peephole_lstm_step, PeepholeLSTMParams(*params[:4]), case.xs, before)
    np.testing.assert_allclose(hs, want, rtol=1e-12)


def test_full_gates_see_the_gates_of_the_step_before():
    case = random_case(FULL_GATES, np.random.default_rng(6), Sizes(1, 3, 2, 4))
    p, x, s = case.params, case.xs[0], case.state
    seen = np.concatenate([s.i, s.f, s.o], axis=1) @ p.gate_hh.T
    extra = np.concatenate([seen[:, :8], np.zeros((3, 4)), seen[:, 8:]], axis=1)  # none at the candidate
    for b in range(3):
        moved = PeepholeLSTMParams(p.weight_ih, p.weight_hh, p.bias + extra[b], p.peephole)
        one = core.LSTMState(s.h[b : b + 1], s.c[b : b + 1])
        want, _ = core.peephole_lstm_step(moved, x[b : b + 1], one)
        got, _ = core.full_gates_step(p, x, s)
        np.testing.assert_allclose([got.h[b], got.c[b]], [want.h[0], want.c[0]], rtol=1e-12)


def test_the_minimal_unit_is_a_gru_with_one_gate_in_two_places():
    case = random_case(MINIMAL, np.random.default_rng(7), Sizes(4, 3, 2, 5))
    H, (w, u, b) = 5, case.params
    rows = [slice(0, H), slice(0, H), slice(H, 2 * H)]  # r, z, n
    sign = np.repeat([1.0, -1.0, 1.0], H)  # ours keeps with z = 1 − f
    stacked = [np.concatenate([part[r] for r in rows]) for part in (w, u, b)]
    gru = core.GRUParams(stacked[0] * sign[:, None], stacked[1] * sign[:, None], stacked[2] * sign, 0 * sign)
    want, _, _ = core.scan(core.gru_step_reset_before, gru, case.xs, case.state)
    hs, _, _ = core.scan(core.minimal_step, case.params, case.xs, case.state)
    np.testing.assert_allclose(hs, want, rtol=1e-12)


@each_cell
def test_a_wrong_shape_is_named(cell):
    case = random_case(cell, np.random.default_rng(0), Sizes(2, 3, 2, 4))
    for name in case.params._fields:
        bad = case.params._replace(**{name: getattr(case.params, name)[:-1]})
        with pytest.raises(core.ShapeError):
            cell.step(bad, case.xs[0], case.state)


COUNTED = {
    "vanilla": {"blocks": 4, "peepholes": 3},
    "NIG": {"blocks": 3, "peepholes": 2},
    "NP": {"blocks": 4},
    "CIFG": {"blocks": 3, "peepholes": 2},
    "JANET": {"blocks": 2},
    "MGU": {"blocks": 2},
    "FGR": {"blocks": 4, "peepholes": 3, "gate_to_gate": 9},
}


@pytest.mark.parametrize("name", COUNTED)
def test_the_count_is_that_of_the_numbers_that_have_a_gradient(name):
    case = random_case(ALL[name], np.random.default_rng(8), Sizes(6, 3, 2, 5))
    learned = sum(int((part != 0).sum()) for part in run_cell(ALL[name], case).dparams)
    assert core.cell_parameter_count(input_size=2, hidden_size=5, **COUNTED[name]) == learned


def test_it_counts_the_cells_that_have_a_formula_of_their_own():
    assert core.cell_parameter_count(4, 3, 7) == core.lstm_parameter_count(3, 7)
    gru = core.init_gru(np.random.default_rng(0), 3, 7)
    assert core.cell_parameter_count(3, 3, 7, biases=2) == sum(part.size for part in gru)
