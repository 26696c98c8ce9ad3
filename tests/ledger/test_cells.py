"""PyTorch's layers with gates held open are our own cells: the same numbers, the same gradients."""

import numpy as np
import pytest

from lstm_ref.ledger.rows import OPEN, ROWS, held_rows, row_named, start
from lstm_ref.numpy import (
    GRUState,
    LSTMParams,
    LSTMState,
    RNNState,
    gate_rows,
    gru_step,
    gru_step_backward,
    init_readout,
    lstm_1997_step,
    lstm_1997_step_backward,
    lstm_step,
    lstm_step_backward,
    peephole_lstm_step,
    peephole_lstm_step_backward,
    rnn_step,
    rnn_step_backward,
    scan,
    scan_backward,
    sigmoid,
)

torch = pytest.importorskip("torch")

from lstm_ref.ledger.runs import Net  # noqa: E402

T, B, D, H = 30, 3, 4, 5


def ours(row, params):
    """The NumPy step, its backward step, its parameters and which rows of `params` those are."""
    others = {
        "rnn": (rnn_step, rnn_step_backward, RNNState),
        "gru": (gru_step, gru_step_backward, GRUState),
        "peephole_lstm": (peephole_lstm_step, peephole_lstm_step_backward, LSTMState),
    }
    if row.cell in others:
        step, step_backward, state = others[row.cell]
        return step, step_backward, params, slice(None), state.zeros(B, H)
    state = LSTMState.zeros(B, H)
    if "f" not in row.options.get("held", ""):
        return lstm_step, lstm_step_backward, params, slice(None), state
    rows = np.r_[gate_rows("i", H), gate_rows("g", H), gate_rows("o", H)]
    kept = LSTMParams(*(part[rows] for part in params))
    return lstm_1997_step, lstm_1997_step_backward, kept, rows, state


def learned_rows(row, params):
    """A mask over the rows of `params`: those that are learned."""
    learned = np.ones(len(params.weight_ih), dtype=bool)
    for rows in held_rows(row, H):
        learned[rows] = False
    return learned


def random_biases(rng, params):
    """The same parameters; every bias and peephole that is not held moved at random."""
    leaves = params._asdict().items()
    return type(params)(
        *(v if v.ndim > 1 else v + np.where(v == OPEN, 0, rng.standard_normal(v.shape)) for _, v in leaves)
    )


def of_the_layer(net, params):
    """The layer's tensors in the order of `params`; PyTorch's second bias of an RNN or LSTM is not ours."""
    return list(net.cell.parameters())[: len(params)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_forward_and_gradients_are_those_of_the_numpy_cell(row):
    rng = np.random.default_rng(0)
    params = random_biases(rng, start(row, rng, D, H))
    xs, weights = rng.standard_normal((T, B, D)), rng.standard_normal((T, B, H))
    net = Net(row, params, init_readout(rng, H, 2), torch.float64)
    hs, _ = net(torch.tensor(xs))
    (hs * torch.tensor(weights)).sum().backward()
    net.hold()

    step, step_backward, kept, rows, state = ours(row, params)
    hs_ours, end, tape = scan(step, kept, xs, state)
    nothing = type(end)(*(np.zeros_like(part) for part in end))
    _, _, grads = scan_backward(step_backward, kept, tape, weights, nothing)
    assert np.abs(hs.detach().numpy() - hs_ours).max() < 1e-10
    learned = learned_rows(row, params)
    for tensor, gradient in zip(of_the_layer(net, params), grads, strict=True):
        theirs, here = tensor.grad.numpy(), learned[: len(tensor)]
        assert np.abs(theirs[rows] - gradient)[here[rows]].max() < 1e-10
        assert not theirs[~here].any()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_training_leaves_held_gates_where_they_are(row):
    rng = np.random.default_rng(1)
    params = start(row, rng, D, H)
    net = Net(row, params, init_readout(rng, H, 2))
    optimiser = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=0.1)
    for _ in range(3):
        optimiser.zero_grad()
        net(torch.randn(T, B, D, generator=torch.Generator().manual_seed(0)))[0].square().sum().backward()
        net.hold()
        optimiser.step()
    learned = learned_rows(row, params)
    for tensor, before in zip(of_the_layer(net, params), params, strict=True):
        moved, here = np.abs(tensor.detach().numpy() - before.astype(np.float32)), learned[: len(tensor)]
        assert not moved[~here].any() and moved[here].min() > 0
    assert not any(tensor.any() for tensor in list(net.cell.parameters())[len(params) :])


def test_the_carousel_adds_each_candidate_and_shows_all_of_itself():
    rng = np.random.default_rng(2)
    params = start(row_named("carousel"), rng, D, H)
    xs = rng.standard_normal((T, B, D))
    hs, (_, c_end) = Net(row_named("carousel"), params, init_readout(rng, H, 2), torch.float64)(
        torch.tensor(xs)
    )
    rows, h, c = gate_rows("g", H), np.zeros((B, H)), np.zeros((B, H))
    for t in range(T):
        c = c + np.tanh(xs[t] @ params.weight_ih[rows].T + h @ params.weight_hh[rows].T + params.bias[rows])
        h = np.tanh(c)
        assert np.abs(hs[t].detach().numpy() - h).max() < 1e-10
    assert np.abs(c_end[0].detach().numpy() - c).max() < 1e-10


def test_open_is_one_to_the_last_digit():
    for kind in (np.float32, np.float64):
        assert sigmoid(np.array(OPEN, dtype=kind)) == 1
        assert torch.sigmoid(torch.tensor(OPEN, dtype=getattr(torch, kind.__name__))) == 1


def test_all_rows_with_the_same_cell_start_from_the_same_weights():
    lstms = [row for row in ROWS if row.cell == "lstm"]
    rows = gate_rows("g", H)
    starts = [start(row, np.random.default_rng(3), D, H).weight_hh[rows] for row in lstms]
    assert all(np.array_equal(starts[0], other) for other in starts)
