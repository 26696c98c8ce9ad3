"""The cells of chapter 13, all trained in one way: what happens when a part is taken out.

Source of the question: Greff et al., *LSTM: a search space odyssey*, IEEE TNNLS 28(10), 2017. What differs:
three toy tasks in place of speech, handwriting and music; Adam; one start and two learning rates for every
cell in place of a random search over settings; five seeds.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.ledger.settings import SETTINGS, Settings
from lstm_ref.ledger.tasks import Task, share_right, task_named
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.full_gates import (
    FullGatesParams,
    FullGatesState,
    full_gates_step,
    full_gates_step_backward,
)
from lstm_ref.numpy.gru import GRUState, gru_step, gru_step_backward
from lstm_ref.numpy.init import Rng, as_dtype, gate_bias, init_gru, init_lstm, init_readout, uniform
from lstm_ref.numpy.losses import cross_entropy, mean_squared_error
from lstm_ref.numpy.lstm import LSTMState
from lstm_ref.numpy.minimal import MinimalParams, minimal_step, minimal_step_backward
from lstm_ref.numpy.optim import adam, adam_start, clip_by_global_norm
from lstm_ref.numpy.peephole import PeepholeLSTMParams
from lstm_ref.numpy.readout import readout, readout_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.variants import VARIANTS, Variant, variant_step, variant_step_backward
from lstm_ref.page import progress
from lstm_ref.tasks.reber import reber_streams

KEEP, WRITE = (
    3.0,
    -1.0,
)  # every cell starts by keeping σ(3) = 0.95; one with an input gate writes σ(−1) = 0.27
RECORDED = SETTINGS._replace(steps=50, updates=2000, lrs=(1e-2, 3e-3))
TASK_NAMES = ("order", "adding", "Reber")
START, DATA, TEST = range(3)  # each purpose has random numbers of its own


class Cell(NamedTuple):
    """How a cell steps forward and backward, and how it starts from random numbers and the sizes D and H."""

    step: Callable[..., Any]
    step_backward: Callable[..., Any]
    start: Callable[[Rng, int, int], Any]
    zeros: Callable[..., Any]


class Net(NamedTuple):
    """A cell's parameters and the readout of its last hidden state."""

    cell: Any
    readout: Any


def start_peephole(rng: Rng, input_size: int, hidden_size: int) -> PeepholeLSTMParams:
    """Today's usual start with `KEEP` and `WRITE`; the peepholes at zero."""
    bias = gate_bias(hidden_size, f=KEEP, i=WRITE)
    return PeepholeLSTMParams(*init_lstm(rng, input_size, hidden_size, bias), np.zeros(3 * hidden_size))


def start_full_gates(rng: Rng, input_size: int, hidden_size: int) -> FullGatesParams:
    """The same, and a matrix from gates to gates."""
    size = 3 * hidden_size
    plain = start_peephole(rng, input_size, hidden_size)
    return FullGatesParams(*plain, uniform(rng, (size, size), hidden_size**-0.5))


def start_gru(rng: Rng, input_size: int, hidden_size: int) -> Any:
    """A GRU whose gate z starts at `KEEP`."""
    return init_gru(rng, input_size, hidden_size)._replace(bias_ih=gate_bias(hidden_size, "rzn", z=KEEP))


def start_minimal(rng: Rng, input_size: int, hidden_size: int) -> MinimalParams:
    """The minimal gated unit; its gate updates, so it starts at −`KEEP`."""
    bound, rows = hidden_size**-0.5, 2 * hidden_size
    weights = uniform(rng, (rows, input_size), bound), uniform(rng, (rows, hidden_size), bound)
    return MinimalParams(*weights, np.repeat([-KEEP, 0.0], hidden_size))


def cell_of(variant: Variant) -> Cell:
    """A variant of the LSTM with peepholes, ready to train."""
    step, back = (partial(f, variant=variant) for f in (variant_step, variant_step_backward))
    return Cell(step, back, start_peephole, LSTMState.zeros)


ODYSSEY = ("vanilla", "NIG", "NFG", "NOG", "NIAF", "NOAF", "CIFG", "NP", "FGR")  # the paper's nine
CELLS = {
    **{name: cell_of(variant) for name, variant in VARIANTS.items() if name != "JANET"},
    "FGR": Cell(full_gates_step, full_gates_step_backward, start_full_gates, FullGatesState.zeros),
    "GRU": Cell(gru_step, gru_step_backward, start_gru, GRUState.zeros),
    "MGU": Cell(minimal_step, minimal_step_backward, start_minimal, GRUState.zeros),
    "JANET": cell_of(VARIANTS["JANET"]),
}


def loss_and_grads(
    cell: Cell, task: Task, net: Net, xs: Array, targets: Any, state: Any
) -> tuple[float, Net, Any]:
    """The loss at the last step, of a stream at every step; its gradients by hand; the state at the end."""
    hs, last, tape = scan(cell.step, net.cell, xs, state)
    answers = hs if task.kind == "stream" else hs[-1]
    outputs = readout(net.readout, answers)
    if task.kind == "number":
        loss, douts = mean_squared_error(outputs, targets[:, None].astype(outputs.dtype))
    else:
        loss, douts = cross_entropy(outputs, targets)
    danswers, dreadout = readout_backward(net.readout, answers, douts.astype(hs.dtype))
    dhs = np.zeros_like(hs)
    dhs[slice(None) if task.kind == "stream" else -1] = danswers
    nothing = type(last)(*(np.zeros_like(part) for part in last))
    _, _, dcell = scan_backward(cell.step_backward, net.cell, tape, dhs, nothing)
    return loss, Net(dcell, dreadout), last


def batches(task: Task, rng: Rng, s: Settings) -> Iterator[tuple[Array, Any, bool, int]]:
    """Inputs, targets, whether the state goes on from the batch before, and how many sequences end here."""
    if task.kind != "stream":
        for _ in range(s.updates):
            xs, targets = task.batch(rng, s)
            yield xs, targets, False, s.batch
        return
    streams = reber_streams(rng, s.updates * s.window + 1, s.batch)
    for k in range(0, s.updates * s.window, s.window):
        piece = slice(k, k + s.window)
        xs = np.eye(task.inputs)[streams.tokens[piece]]
        yield xs, streams.tokens[k + 1 : k + s.window + 1], k > 0, int(streams.long_range[piece].sum())


def share(cell: Cell, task: Task, net: Net, rng: Rng, s: Settings) -> float:
    """The share of fresh answers that are right, as the repair ledger counts them."""
    shares, dtype = [], net.cell.weight_hh.dtype
    for _ in range(1 if task.kind == "stream" else s.test_batches):
        xs, asked = task.batch(rng, s)
        hs, _, _ = scan(cell.step, net.cell, xs.astype(dtype), cell.zeros(s.batch, s.hidden_size, dtype))
        answers = hs if task.kind == "stream" else hs[-1]
        shares.append(share_right(task, readout(net.readout, answers), asked))
    return float(np.mean(shares))


def attempt(name: str, task: Task, seed: int, lr: float, s: Settings = RECORDED) -> dict[str, Any]:
    """Train one cell until a test is passed or the budget is spent, in float32."""
    began, cell, dtype = time.perf_counter(), CELLS[name], "float32"
    by_purpose = [np.random.default_rng([seed, purpose]) for purpose in (START, DATA, TEST)]
    params = cell.start(by_purpose[START], task.inputs, s.hidden_size)
    net = as_dtype(Net(params, init_readout(by_purpose[START], s.hidden_size, task.outputs)), dtype)
    zeros = cell.zeros(s.batch, s.hidden_size, dtype)
    moments, state, seen, right = adam_start(net), zeros, 0, 0.0
    made = batches(task, by_purpose[DATA], s)
    for update, (xs, targets, goes_on, ended) in enumerate(made, start=1):
        before = state if goes_on else zeros
        loss, grads, state = loss_and_grads(cell, task, net, xs.astype(dtype), targets, before)
        if not np.isfinite(loss):
            break
        clipped, _ = clip_by_global_norm(grads, s.max_norm)
        net, moments = adam(net, clipped, moments, lr=lr)
        seen += ended
        if update % s.test_every == 0:
            right = share(cell, task, net, by_purpose[TEST], s)
            if right >= s.needed:
                break
    seconds = time.perf_counter() - began
    return {"solved": right >= s.needed, "lr": lr, "sequences": seen, "share": right, "seconds": seconds}


def run(name: str, task: Task, seed: int, s: Settings = RECORDED) -> dict[str, Any]:
    """Try one learning rate after the other: the first attempt that passes, or the one that came nearest."""
    attempts = []
    for lr in s.lrs:
        attempts.append(attempt(name, task, seed, lr, s))
        if attempts[-1]["solved"]:
            return attempts[-1]
    return max(attempts, key=lambda one: one["share"])


def verdict(runs: Sequence[Mapping[str, Any]], vanilla: Sequence[Mapping[str, Any]]) -> str:
    """What taking a part out did, in the words of a table; a single seed more or fewer is no effect.

    Arguments:
        runs: of one cell on one task, with `solved` and `sequences`.
        vanilla: of the full cell on the same task.

    Returns:
        "fails", when two or more runs fewer pass; "passes more", when two or more do more; else "slower" or
        "faster", when of the runs that passed every one needed more, or fewer, sequences than every one of
        vanilla's; else "no clear difference".
    """
    passed, wanted = ([run["sequences"] for run in of if run["solved"]] for of in (runs, vanilla))
    if abs(len(passed) - len(wanted)) >= 2:
        return "fails" if len(passed) < len(wanted) else "passes more"
    if passed and wanted and min(passed) > max(wanted):
        return "slower"
    return "faster" if passed and wanted and max(passed) < min(wanted) else "no clear difference"


def sizes_in_training(name: str, seed: int, updates: int, lr: float = RECORDED.lrs[0]) -> tuple[Array, Array]:
    """The largest |c| and the largest |h| at each update on the continual stream, whose state is never reset.

    Arguments:
        name: a key of `CELLS`, of a cell that has a c.
        seed: as of the recorded runs, whose first updates these are.
        updates: how many windows.
        lr: Adam's learning rate.

    Returns:
        two arrays (updates,), at the end of the window, over sequences and units.
    """
    cell, task, s = CELLS[name], task_named("Reber"), RECORDED._replace(updates=updates)
    rng = np.random.default_rng([seed, START])
    net = Net(cell.start(rng, task.inputs, s.hidden_size), init_readout(rng, s.hidden_size, task.outputs))
    net, state = as_dtype(net, "float32"), cell.zeros(s.batch, s.hidden_size, "float32")
    moments, memory, shown = adam_start(net), [], []
    stream = list(batches(task, np.random.default_rng([seed, DATA]), s))
    for xs, targets, _, _ in progress(stream, "update"):
        _, grads, state = loss_and_grads(cell, task, net, xs.astype("float32"), targets, state)
        memory.append(float(np.abs(state.c).max()))
        shown.append(float(np.abs(state.h).max()))
        clipped, _ = clip_by_global_norm(grads, s.max_norm)
        net, moments = adam(net, clipped, moments, lr=lr)
    return np.array(memory), np.array(shown)
