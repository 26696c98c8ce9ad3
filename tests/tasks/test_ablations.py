"""The training of chapter 13's cells, and its record."""

import numpy as np
import pytest

from lstm_ref.ledger.tasks import task_named
from lstm_ref.tasks import ablation_record as record
from lstm_ref.tasks import ablations
from lstm_ref.tasks.ablations import (
    CELLS,
    ODYSSEY,
    RECORDED,
    TASK_NAMES,
    Net,
    attempt,
    batches,
    loss_and_grads,
)
from lstm_ref.verify.gradcheck import check_gradients

SHORT = RECORDED._replace(updates=3, test_every=2, test_batches=1, test_steps=60)
TINY = RECORDED._replace(hidden_size=3, batch=2, steps=24, window=5, updates=1)
each_task = pytest.mark.parametrize("task", [task_named(name) for name in TASK_NAMES], ids=TASK_NAMES)


def test_the_nine_of_the_paper_are_there():
    assert len(ODYSSEY) == 9 and set(ODYSSEY) < set(CELLS)


@each_task
@pytest.mark.parametrize("name", CELLS)
def test_every_cell_trains_on_every_task(name, task):
    made = attempt(name, task, 0, 1e-2, SHORT)
    assert made.keys() == {"solved", "lr", "sequences", "share", "seconds"} and 0 <= made["share"] <= 1


@each_task
@pytest.mark.parametrize("name", ["vanilla", "FGR", "MGU"])
def test_the_gradient_of_the_loss_is_the_numeric_one(name, task):
    rng, cell = np.random.default_rng(0), CELLS[name]
    params = cell.start(rng, task.inputs, TINY.hidden_size)
    net = Net(params, ablations.init_readout(rng, TINY.hidden_size, task.outputs))
    ((xs, targets, _, _),) = batches(task, rng, TINY)
    state = cell.zeros(TINY.batch, TINY.hidden_size)

    def loss(moved):
        return loss_and_grads(cell, task, moved, xs, targets, state)[0]

    _, grads, _ = loss_and_grads(cell, task, net, xs, targets, state)
    check_gradients(loss, net, grads)


def test_a_stream_is_read_without_gaps_and_its_state_goes_on():
    task = task_named("Reber")
    s = RECORDED._replace(batch=2, window=7, updates=4)
    pieces = list(batches(task, np.random.default_rng(0), s))
    assert [goes_on for _, _, goes_on, _ in pieces] == [False, True, True, True]
    for (_, before, _, _), (xs, _, _, _) in zip(pieces, pieces[1:], strict=False):
        np.testing.assert_array_equal(xs[0].argmax(axis=-1), before[-1])


@pytest.mark.parametrize("name", CELLS)
def test_every_cell_starts_by_keeping_the_same_share(name):
    cell, rng = CELLS[name], np.random.default_rng(0)
    params = cell.start(rng, 2, 4)
    zero = {k: np.zeros_like(v) for k, v in params._asdict().items() if not k.startswith("bias")}
    still = params._replace(**zero)  # the biases alone
    state = cell.zeros(1, 4)
    state = type(state)(*(np.full_like(part, 0.5) for part in state))
    new, _ = cell.step(still, np.zeros((1, 2)), state)
    kept = (new.c if hasattr(new, "c") else new.h) / 0.5
    expected = 1.0 if name == "NFG" else 1 / (1 + np.exp(-ablations.KEEP))
    np.testing.assert_allclose(kept, expected, rtol=1e-12)


def test_the_record_was_made_with_these_settings():
    assert record.read()["settings"] == record.settings()


def test_every_cell_has_its_runs():
    runs = record.read()["runs"]
    assert tuple(runs) == TASK_NAMES
    for of_task in runs.values():
        assert tuple(of_task) == tuple(CELLS)
        assert {len(of_one) for of_one in of_task.values()} == {RECORDED.seeds}


def test_a_record_that_is_not_there_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="ablation_record --record"):
        record.read(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("passed", "failed", "word"),
    [
        ([40, 50], 3, "fails"),
        ([40, 50, 60, 70, 80], 0, "slower"),
        ([30, 50, 60, 70, 80], 0, "no clear difference"),
        ([1, 2, 3, 4, 5], 0, "faster"),
        ([1, 2, 3, 35], 1, "no clear difference"),
    ],
)
def test_a_verdict_needs_two_seeds_or_ranges_that_do_not_overlap(passed, failed, word):
    vanilla = [{"solved": True, "sequences": n} for n in (10, 20, 30, 30, 35)]
    runs = [{"solved": True, "sequences": n} for n in passed] + [{"solved": False, "sequences": 99}] * failed
    assert ablations.verdict(runs, vanilla) == word
    if word == "fails":
        assert ablations.verdict(vanilla, runs) == "passes more"


def test_the_sizes_of_a_cell_in_training():
    memory, shown = ablations.sizes_in_training("vanilla", 0, 3)
    assert memory.shape == shown.shape == (3,) and shown.max() < 1 < memory.max() + 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2, 20])
def test_without_the_tanh_on_the_way_out_a_memory_is_shown_whole(seed):
    memory, shown = ablations.sizes_in_training("NOAF", seed, 100)
    assert memory.max() > 50 and shown.max() > 10
    assert ablations.sizes_in_training("JANET", seed, 20)[0].max() < 1 + 1e-6
