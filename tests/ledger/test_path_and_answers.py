"""The derivative along the path, and what counts as a right answer, against slow definitions."""

import numpy as np
import pytest

from lstm_ref.ledger import SETTINGS, TASKS
from lstm_ref.ledger.path import path_at
from lstm_ref.ledger.rows import row_named, start
from lstm_ref.ledger.tasks import share_right, task_named
from lstm_ref.numpy import LSTMState, RNNState, lstm_step, rnn_step, scan
from lstm_ref.tasks.reber import reber_streams

SMALL = SETTINGS._replace(batch=6, steps=24, distractors=3, test_steps=60)


def test_an_rnns_path_is_the_derivative_found_by_moving_the_state():
    rng = np.random.default_rng(0)
    params, xs, lag = start(row_named("RNN"), rng, 3, 4), rng.standard_normal((9, 1, 3)), 5
    _, before, _ = scan(rnn_step, params, xs[:-lag], RNNState.zeros(1, 4))

    def after(move):
        return scan(rnn_step, params, xs[-lag:], RNNState(before.h + move))[1].h[0]

    moves = 1e-6 * np.eye(4)
    jacobian = np.stack([(after(m) - after(-m)) / 2e-6 for m in moves], axis=1)
    assert path_at(params, xs, lag) == pytest.approx(np.linalg.norm(jacobian, ord=2), rel=1e-6)


def test_a_cells_path_is_one_without_a_forget_gate_and_the_product_of_the_gates_with_one():
    rng = np.random.default_rng(1)
    xs, lag = rng.standard_normal((20, 1, 3)), 12
    assert path_at(start(row_named("+ output gate"), rng, 3, 4), xs, lag) == 1
    params = start(row_named("forget bias 1"), rng, 3, 4)
    state, kept = LSTMState.zeros(1, 4), np.ones(4)
    for t, x in enumerate(xs):
        state, tape = lstm_step(params, x, state)
        kept = kept * tape.f[0] if t >= len(xs) - lag else kept
    assert path_at(params, xs, lag) == pytest.approx(kept.max())


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_batch_has_the_shapes_that_the_task_says(task):
    settings = SMALL if task.name != "long lag" else SETTINGS._replace(batch=6)
    xs, asked = task.batch(np.random.default_rng(2), settings)
    assert xs.shape[1:] == (6, task.inputs)
    assert (asked.tokens if task.kind == "stream" else asked).shape[-1] == 6


def test_a_class_is_right_when_every_output_is_near_enough():
    task = task_named("order")
    sure, unsure = np.log([0.71, 0.15, 0.08, 0.06]), np.log([0.69, 0.17, 0.08, 0.06])
    assert share_right(task, np.array([sure, unsure, sure]), np.array([0, 0, 1])) == pytest.approx(1 / 3)


def test_a_number_is_right_within_the_papers_tolerance():
    outputs = np.array([[0.5], [0.539], [0.541], [0.4]])
    assert share_right(task_named("adding"), outputs, np.full(4, 0.5)) == 0.5


def test_a_stream_is_judged_where_the_symbol_of_long_ago_is_due_and_nowhere_else():
    streams = reber_streams(np.random.default_rng(3), 200, 2)
    right = np.where(streams.long_range[..., None], streams.legal, ~streams.legal).astype(float)
    assert share_right(task_named("Reber"), right, streams) == 1
    assert share_right(task_named("Reber"), 1 - right, streams) == 0
    half = right.copy()
    half[:, 1] = 1 - half[:, 1]
    counts = streams.long_range.sum(axis=0)
    assert share_right(task_named("Reber"), half, streams) == pytest.approx(counts[0] / counts.sum())
