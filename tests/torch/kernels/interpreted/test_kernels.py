"""The kernels in Triton's interpreter against readable NumPy, and mutants of their source, which fail."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch

from lstm_ref.numpy import tree_map
from lstm_ref.torch import LSTMParams, LSTMState, kernel_lstm
from lstm_ref.torch.kernels import KernelError, backward, forward, grid, grid_launch, layer
from lstm_ref.torch.kernels.choose import Tiles
from lstm_ref.verify.cases import Result, Sizes, random_case, run_cell
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.conformance import CHECKS, applies, subject
from lstm_ref.verify.parity import Mismatch, assert_close
from lstm_ref.verify.registry import implementations

ROW = next(row for row in implementations("lstm") if row.triton)
RAGGED = Sizes(
    3, 19, 4, 18
)  # two tiles of the batch, H in a tile of 32 or in two of 16: all with a remainder
TOLERANCES = {"float64": 1e-13, "float32": 5e-6, "float16": 3e-3, "bfloat16": 2e-2}


def slabs(units, sequences):
    """The walks of the `grid` kernels with tiles of this size, whatever the chooser would say."""
    tiles = Tiles(units, sequences)
    return (
        lambda *tensors: grid_launch.forward(*tensors, tiles),
        lambda *tensors: grid_launch.backward(*tensors, tiles),
    )


WALKS = {
    "one program has all units": (forward.forward, backward.backward),
    "two slabs, one launch per step": slabs(16, 16),
    "one slab, one launch, no barrier": slabs(32, 16),
}


@pytest.fixture(autouse=True)
def fresh_memory_is_nan():
    """An entry that nobody wrote must not hold, by luck, what an earlier test wrote there."""
    torch.use_deterministic_algorithms(True)
    yield
    torch.use_deterministic_algorithms(False)


def compare(monkeypatch, walks, dtype="float32", sizes=RAGGED):
    """Forward and gradients of `kernel_lstm` against NumPy in float64, the inputs rounded to `dtype`."""
    monkeypatch.setattr(layer, "walks", lambda *_: walks)
    case = random_case(CELLS["lstm"], np.random.default_rng(0), sizes)
    case = tree_map(lambda part: torch.from_numpy(part).to(getattr(torch, dtype)), case)
    numbers = tree_map(lambda part: part.double().numpy(), case)
    params, state = LSTMParams(*case.params), LSTMState(*case.state)
    leaves = [leaf.requires_grad_() for leaf in (*params, case.xs, *state)]
    hs, last = kernel_lstm(params, case.xs, state)
    *dparams, dxs, dh, dc = torch.autograd.grad([hs, *last], leaves, [case.dhs, *case.dstate])
    states = type(numbers.state)
    got = Result(hs, states(*last), dxs, states(dh, dc), type(numbers.params)(*dparams))
    got = tree_map(lambda part: part.detach().double().numpy(), got)
    assert_close(got, run_cell(CELLS["lstm"], numbers), TOLERANCES[dtype], dtype)


@pytest.mark.parametrize("dtype", TOLERANCES)
@pytest.mark.parametrize("name", WALKS)
def test_forward_and_gradients_are_those_of_readable_numpy(name, dtype, monkeypatch):
    compare(monkeypatch, WALKS[name], dtype)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_row_of_the_registry_conforms(check):
    for sizes, dtype in [(Sizes(4, 3, 2, 5), "float64"), (Sizes(4, 3, 2, 5), "float32")]:
        check(subject(ROW, sizes, 0, "cpu", dtype))
    for sizes in (Sizes(1, 2, 3, 4), Sizes(2, 1, 1, 1)):
        if applies(check, ROW, sizes.T) and sizes.B > 1:
            check(subject(ROW, sizes, 0))


def test_h_of_more_than_one_multiprocessor_goes_to_the_grid_by_itself():
    x, w = torch.randn(2, 1, 1), 0.1 * torch.randn(4 * 66, 67)
    params = LSTMParams(w[:, :1], w[:, 1:], torch.randn(4 * 66))
    hs, last = kernel_lstm(params, x, LSTMState.zeros(1, 66))
    ours = torch.nn.LSTM(1, 66)
    with torch.no_grad():
        for name, value in zip(ours._all_weights[0], (*params, torch.zeros(4 * 66)), strict=True):
            getattr(ours, name).copy_(value)
    assert_close(hs.numpy(), ours(x)[0].detach().numpy(), 5e-6)
    assert torch.equal(hs[-1], last.h)


def test_what_is_returned_may_be_changed_before_the_way_back():
    params = LSTMParams(torch.randn(8, 3), torch.randn(8, 2).requires_grad_(), torch.randn(8))
    xs, state = torch.randn(4, 3, 3), LSTMState.zeros(3, 2)
    gradients = []
    for spoil in (False, True):
        hs, _ = kernel_lstm(params, xs, state)
        loss = hs.sum()
        if spoil:
            hs.data.zero_()
        gradients += torch.autograd.grad(loss, params.weight_hh)
    assert torch.equal(*gradients)


def test_a_second_derivative_is_refused():
    params = LSTMParams(*(torch.randn(size).requires_grad_() for size in [(8, 3), (8, 2), (8,)]))
    hs, _ = kernel_lstm(params, torch.randn(4, 3, 3), LSTMState.zeros(3, 2))
    (once,) = torch.autograd.grad(hs.square().sum(), params.bias, create_graph=True)
    with pytest.raises(RuntimeError, match="once_differentiable"):
        once.sum().backward()


def test_an_unknown_dtype_is_named():
    params = LSTMParams(*(torch.zeros(size, dtype=torch.float8_e5m2) for size in [(8, 3), (8, 2), (8,)]))
    xs, state = (
        torch.zeros(4, 3, 3, dtype=torch.float8_e5m2),
        LSTMState.zeros(3, 2, dtype=torch.float8_e5m2),
    )
    with pytest.raises(KernelError, match="^kernel_lstm: expected one of float16, .*, got torch.float8_e5m2"):
        kernel_lstm(params, xs, state)


def mutant(tmp_path, module, line, instead):
    """A copy of the module with every occurrence of `line` replaced."""
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert line in source
    path = tmp_path / "mutant.py"
    path.write_text(source.replace(line, instead), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("mutant", path)
    changed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(changed)
    return changed


FORWARD = {
    "gates in the order i, g, f, o": ("w + 1 * H * H", "w + 2 * H * H"),
    "pre-activations of another gate": ("a + 3 * H, h, w_o", "a + 0 * H, h, w_o"),
    "W instead of its transpose": ("w_hh + j * H + k", "w_hh + k * H + j"),
    "h is not carried": ("h = h_t.to(DOT)", "h = h"),
    "c is not carried": ("c = sigmoid(a_f) * c + sigmoid(a_i)", "c = sigmoid(a_f) * (c - c) + sigmoid(a_i)"),
    "the forget gate is forgotten": ("sigmoid(a_f) * c +", "c +"),
    "tanh of c is left out": ("sigmoid(a_o) * tanh(c)", "sigmoid(a_o) * c"),
    "the mask of the batch is too narrow": ("(b < B) & (j < H)", "(b < B - 1) & (j < H)"),
    "the mask of the units is too narrow": ("(b < B) & (j < H)", "(b < B) & (j < H - 1)"),
    "the mask of the weights is too narrow": ("(k < H) & (j < H)", "(k < H - 1) & (j < H)"),
    "every tile is the first": ("tl.program_id(0) * BLOCK_B", "0 * BLOCK_B"),
    "x stands still": ("ax += B * 4 * H", "ax += 0"),
    "c is kept in 16 bits": ("c, mask=mine)", "c.to(tl.float16), mask=mine)"),
}
BACKWARD = {
    "gates in the order i, g, f, o": ("w + 1 * H * H", "w + 2 * H * H"),
    "the transpose instead of W": ("w_hh + k * H + j", "w_hh + j * H + k"),
    "dh of the next step is dropped": ("dh += tl.load(dhs", "dh = tl.load(dhs"),
    "dc of the next step is dropped": ("dc += dh * o", "dc = dh * o"),
    "dc does not pass the forget gate": ("da_o, dc * f", "da_o, dc"),
    "c_t instead of c_{t−1}": ("dc * c_prev * f", "dc * c * f"),
    "the slope of tanh is left out": ("(1 - tanh_c * tanh_c)", "1"),
    "the output gate's path is left out": ("da_o.to(DOT), w_o", "da_i.to(DOT), w_o"),
    "the mask of the batch is too narrow": ("(b < B) & (j < H)", "(b < B - 1) & (j < H)"),
    "every tile is the first": ("tl.program_id(0) * BLOCK_B", "0 * BLOCK_B"),
    "the last state's gradient is dropped": ("dc = tl.load(dc0 + at", "dc = 0 * tl.load(dc0 + at"),
    "the bias sees one step": ("rows.sum(dim=0)", "das[0].sum(dim=0)"),
    "weight_hh sees h of the same step": ("hs[:-1]", "hs[1:]"),
}


WIDE = {
    "the batch is not masked": ("(b < B) & (j < H)", "(b < B + 9) & (j < H)"),
    "the units are not masked": ("(b < B) & (j < H)", "(b < B) & (j < BLOCK_H)"),
}


def strays(tmp_path, monkeypatch, line="", instead=""):
    """Whether the forward kernel writes beyond the arrays that it was given; they lie inside larger ones."""
    module = mutant(tmp_path, forward, line, instead) if line else forward
    steps, batch, _, hidden = RAGGED
    after, room = 4000, torch.full((2, 4000 + (steps + 1) * batch * hidden), 7.0)

    def with_start(ax, h0, c0):
        hs, cs = (part[:-after].view(steps + 1, batch, hidden) for part in room)
        hs[0], cs[0] = h0, c0
        return hs, cs

    monkeypatch.setattr(module, "with_start", with_start)
    ax = torch.randn(steps * 2, batch, 4 * hidden)[:steps]
    state = LSTMState.zeros(batch, hidden)
    module.forward(ax, torch.randn(4 * hidden, hidden), *state)
    return not (room[:, -after:] == 7).all()


def test_nothing_is_written_outside(tmp_path, monkeypatch):
    assert not strays(tmp_path, monkeypatch)
    for line, instead in WIDE.values():
        assert strays(tmp_path, monkeypatch, line, instead)


def is_wrong(monkeypatch, walks):
    with pytest.raises(Mismatch):
        compare(monkeypatch, walks)


@pytest.mark.parametrize("name", FORWARD)
def test_a_mutant_of_the_forward_kernel_is_found(name, tmp_path, monkeypatch):
    line, instead = FORWARD[name]
    changed = mutant(tmp_path, forward, line, instead)
    is_wrong(monkeypatch, (changed.forward, backward.backward))


@pytest.mark.parametrize("name", BACKWARD)
def test_a_mutant_of_the_backward_kernel_is_found(name, tmp_path, monkeypatch):
    line, instead = BACKWARD[name]
    changed = mutant(tmp_path, backward, line, instead)
    monkeypatch.setattr(backward, "big_products", changed.big_products)
    is_wrong(monkeypatch, (forward.forward, changed.backward))


GRID = {
    "every slab is the first": ("tl.program_id(0) * BLOCK_J", "0 * BLOCK_J"),
    "every batch tile is the first": ("tl.program_id(1) * BLOCK_B", "0 * BLOCK_B"),
    "only my own units' h are read": ("(k[None, :] < H)", "(k[None, :] < BLOCK_J)"),
    "the mask of the weights is too narrow": ("(k[:, None] < H)", "(k[:, None] < H - 1)"),
    "W instead of its transpose": ("w_hh + j * H + k[:, None]", "w_hh + k[:, None] * H + j"),
    "the transpose instead of W": ("w_hh + k[:, None] * H + j", "w_hh + j * H + k[:, None]"),
    "da of this step instead of the next": ("das + B * 4 * H + all_gates", "das + all_gates"),
    "dc is not handed on": ("tl.store(dc0 + at, dc", "tl.store(dc0 + at, 0 * dc"),
}


@pytest.mark.parametrize("name", GRID)
def test_a_mutant_of_the_slabs_is_found(name, tmp_path, monkeypatch):
    changed = mutant(tmp_path, grid, *GRID[name])
    for kernel in ("lstm_forward_grid_kernel", "lstm_backward_grid_kernel"):
        monkeypatch.setattr(grid_launch, kernel, getattr(changed, kernel))
    is_wrong(monkeypatch, WALKS["two slabs, one launch per step"])
