"""Adding with values from U(0, 1), the task that only these experiments have."""

import numpy as np
import pytest

from lstm_ref.papers.trained import FAR_OFF, adding_run, sum_batch


def test_each_half_has_one_mark_and_the_target_is_the_sum():
    xs, targets = sum_batch(np.random.default_rng(0), 7, 12)
    assert xs.shape == (12, 7, 2) and targets.shape == (7,)
    values, marks = xs[..., 0], xs[..., 1]
    assert ((values >= 0) & (values < 1)).all() and set(np.unique(marks)) == {0.0, 1.0}
    assert (marks[:6].sum(axis=0) == 1).all() and (marks[6:].sum(axis=0) == 1).all()
    for b in range(7):
        np.testing.assert_allclose(
            targets[b], sum(v for v, m in zip(values[:, b], marks[:, b], strict=True) if m)
        )


def test_who_always_says_one_has_a_sixth():
    _, targets = sum_batch(np.random.default_rng(0), 20_000, 10)
    assert abs(((targets - 1) ** 2).mean() - 1 / 6) < 0.01


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    pytest.importorskip("torch")
    options = {"cell": "lstm", "hidden": 4, "steps": 10, "updates": 3, "bias": {"f": 1.0}}
    one, again, other = (adding_run(options, seed, 0.9) for seed in (0, 0, 1))
    assert one == again and one["loss"] != other["loss"]
    assert one["sequences"] == 64 and not one["solved"]


def test_a_run_that_diverges_has_failed_and_stops(monkeypatch):
    pytest.importorskip("torch")

    def endless(rng, batch, steps):
        xs, targets = sum_batch(rng, batch, steps)
        return xs * np.nan, targets

    monkeypatch.setattr("lstm_ref.papers.trained.sum_batch", endless)
    found = adding_run({"cell": "lstm", "hidden": 4, "steps": 10, "updates": 9}, 0, 1.0)
    assert found == {"solved": 0.0, "sequences": 32.0, "loss": FAR_OFF}


def test_an_easy_length_is_learned():
    pytest.importorskip("torch")
    options = {"cell": "lstm", "hidden": 16, "steps": 4, "updates": 1500, "bias": {"f": 1.0}}
    assert adding_run(options, 0, 1.0)["solved"]
