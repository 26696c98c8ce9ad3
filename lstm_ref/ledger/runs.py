"""One run of the ledger: one cell, one task, one seed. For speed in PyTorch, on its own layers.

A gate that a row holds open is a gate with zero weights and a bias so large that its sigmoid is exactly one;
its rows are not learned. That is the arithmetic of the cell without that gate (a test shows it).
"""

import math
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from lstm_ref.ledger.path import path_at
from lstm_ref.ledger.rows import Row, held_rows, start
from lstm_ref.ledger.settings import SETTINGS, Settings
from lstm_ref.ledger.tasks import Task, share_right
from lstm_ref.numpy.gru import GRUParams
from lstm_ref.numpy.init import init_readout
from lstm_ref.numpy.peephole import PeepholeLSTMParams
from lstm_ref.tasks.reber import reber_streams
from lstm_ref.torch.convert import to_nn, to_torch
from lstm_ref.torch.peephole import PeepholeLSTM

START, DATA, TEST = range(3)  # each purpose has random numbers of its own


def layer_of(params: Any, dtype: torch.dtype) -> nn.Module:
    """PyTorch's own layer; our module for a cell that PyTorch does not have."""
    if not isinstance(params, PeepholeLSTMParams):
        return to_nn(to_torch(params, dtype))
    layer = PeepholeLSTM(params.weight_ih.shape[1], params.weight_hh.shape[1], dtype=dtype)
    layer.load_params(to_torch(params, dtype))
    return layer


class Net(nn.Module):
    """A row's cell and a readout of its hidden states."""

    def __init__(self, row: Row, params: Any, readout: Any, dtype: torch.dtype = torch.float32) -> None:
        super().__init__()
        self.cell = layer_of(params, dtype)
        self.readout = to_nn(to_torch(readout, dtype))
        if not isinstance(params, GRUParams | PeepholeLSTMParams):  # our other cells have one bias
            self.cell.get_parameter("bias_hh_l0").requires_grad_(False)
        self.held = held_rows(row, params.weight_hh.shape[1])

    def forward(self, xs: Tensor, state: Any = None) -> tuple[Tensor, Any]:
        """`xs` (T, B, D) to hidden states (T, B, H) and the last state."""
        hs, state = self.cell(xs, state)
        return hs, state

    def hold(self) -> None:
        """Take the gradient of the held gates' rows away."""
        tensors = list(self.cell.parameters())[:3] if self.held else []  # both weights and our one bias
        for tensor in tensors:
            assert tensor.grad is not None
            for rows in self.held:
                tensor.grad[rows] = 0


class Run(NamedTuple):
    """What a run showed.

    `sequences` until the test was passed, or of the whole budget, where a string of a stream counts as one;
    `lr` that it was made with; `share` right in the last test; `path` before training; `memory` is the
    largest |c| at the end of a long stream (the median over ten), or None where there is no such thing.
    """

    solved: bool
    lr: float
    sequences: int
    share: float
    path: float
    memory: float | None
    seconds: float


def tensor(array: Any) -> Tensor:
    """As float32, or int64 for whole numbers."""
    kind = torch.float32 if np.issubdtype(np.asarray(array).dtype, np.floating) else torch.int64
    return torch.as_tensor(np.asarray(array), dtype=kind)


def loss_of(task: Task, outputs: Tensor, targets: Tensor) -> Tensor:
    """Squared error for a number, cross-entropy otherwise."""
    if task.kind == "number":
        return nn.functional.mse_loss(outputs[:, 0], targets)
    return nn.functional.cross_entropy(outputs.flatten(0, -2), targets.flatten())


def detached(state: Any) -> Any:
    """The same numbers, without what led to them."""
    if isinstance(state, Tensor):
        return state.detach()
    parts = [part.detach() for part in state]
    return type(state)(*parts) if hasattr(state, "_fields") else tuple(parts)


def updates(net: Net, task: Task, rng: np.random.Generator, s: Settings) -> Iterator[tuple[Tensor, int]]:
    """The loss of each update, and how many sequences it has seen; a stream's state is carried along."""
    if task.kind != "stream":
        for _ in range(s.updates):
            xs, targets = task.batch(rng, s)
            hs, _ = net(tensor(xs))
            yield loss_of(task, net.readout(hs[-1]), tensor(targets)), s.batch
        return
    streams = reber_streams(rng, s.updates * s.window + 1, s.batch)
    tokens, state = tensor(streams.tokens), None
    for k in range(0, s.updates * s.window, s.window):
        hs, state = net(nn.functional.one_hot(tokens[k : k + s.window], task.inputs).float(), state)
        state = detached(state)
        ended = int(streams.long_range[k : k + s.window].sum())
        yield loss_of(task, net.readout(hs), tokens[k + 1 : k + s.window + 1]), ended


@torch.no_grad()
def test(net: Net, task: Task, rng: np.random.Generator, s: Settings) -> float:
    """The share of fresh answers that are right."""
    shares = []
    for _ in range(1 if task.kind == "stream" else s.test_batches):
        xs, asked = task.batch(rng, s)
        hs, _ = net(tensor(xs))
        outputs = net.readout(hs if task.kind == "stream" else hs[-1])
        shares.append(share_right(task, outputs.double().numpy(), asked))
    return float(np.mean(shares))


@torch.no_grad()
def memory_at_end(net: Net, rng: np.random.Generator, s: Settings) -> float | None:
    """The largest |c| at the end of a long stream, the median over ten; None where a cell has no c."""
    tokens = tensor(reber_streams(rng, s.long_stream, 10).tokens)
    _, state = net(nn.functional.one_hot(tokens, 7).float())
    return float(state[1].abs().amax(dim=-1).median()) if isinstance(state, tuple) else None


def attempt(row: Row, task: Task, seed: int, lr: float, s: Settings) -> Run:
    """Train one cell on one task with Adam and clipping, until a test is passed or the budget is spent."""
    began = time.perf_counter()
    by_purpose = [np.random.default_rng([seed, purpose]) for purpose in (START, DATA, TEST)]
    params = start(row, by_purpose[START], task.inputs, s.hidden_size)
    net = Net(row, params, init_readout(by_purpose[START], s.hidden_size, task.outputs))
    path = path_at(params, task.batch(np.random.default_rng([seed, TEST]), s)[0][:, :4], s.steps)
    learned = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.Adam(learned, lr=lr)
    seen, share = 0, 0.0
    for update, (loss, sequences) in enumerate(updates(net, task, by_purpose[DATA], s), start=1):
        if not math.isfinite(loss.item()):
            break
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        net.hold()
        nn.utils.clip_grad_norm_(learned, s.max_norm)
        optimiser.step()
        seen += sequences
        if update % s.test_every == 0:
            share = test(net, task, by_purpose[TEST], s)
            if share >= s.needed:
                break
    memory = memory_at_end(net, by_purpose[TEST], s) if task.kind == "stream" else None
    return Run(share >= s.needed, lr, seen, share, path, memory, time.perf_counter() - began)


def run(row: Row, task: Task, seed: int, s: Settings = SETTINGS) -> Run:
    """Try one learning rate after the other: the first attempt that passes, or the one that came nearest."""
    attempts = []
    for lr in s.lrs:
        attempts.append(attempt(row, task, seed, lr, s))
        if attempts[-1].solved:
            return attempts[-1]
    return max(attempts, key=lambda one: one.share)
