"""The adding task: the target by a slow definition, the places of the marks, and the lengths."""

import numpy as np
import pytest

from lstm_ref.tasks.adding import adding_batch


def slow_target(x):
    total = 0.0
    for value, mark in x:
        if mark == 1:
            total += value
    return 0.5 + total / 4


def test_the_target_is_half_and_a_quarter_of_the_marked_sum():
    rng = np.random.default_rng(0)
    for _ in range(20):
        xs, targets = adding_batch(rng, 8, 30)
        assert xs.shape[1:] == (8, 2) and targets.shape == (8,)
        assert np.abs(xs[..., 0]).max() <= 1 and 0 <= targets.min() and targets.max() <= 1
        assert targets == pytest.approx([slow_target(x) for x in xs.transpose(1, 0, 2)])


def test_marks_lie_where_the_paper_puts_them():
    rng = np.random.default_rng(1)
    places, counts = [], []
    for _ in range(400):
        xs, _ = adding_batch(rng, 8, 40)
        marks = xs[..., 1]
        assert (marks[0] == -1).all() and (marks[-1] == -1).all()
        assert set(np.unique(marks[1:-1])) <= {0.0, 1.0}
        counts.extend((marks == 1).sum(axis=0))
        places.extend(np.nonzero(marks == 1)[0])
    # The first pair is drawn by X₁ in 1 of 10, and otherwise by X₂ in 1 of 18: that mark is not shown.
    assert set(counts) == {1, 2} and np.mean(np.array(counts) == 1) == pytest.approx(0.15, abs=0.03)
    assert max(places) == 18 and min(places) == 1
    early = np.mean(np.array(places) < 10)  # 0.9 first marks, and 8.1 of 18 second ones
    assert early == pytest.approx((0.9 + 0.9 * 8 / 18 + 0.1 * 9 / 18) / 1.85, abs=0.03)


def test_lengths_lie_between_steps_and_a_tenth_more():
    rng = np.random.default_rng(2)
    lengths = {len(adding_batch(rng, 1, 50)[0]) for _ in range(300)}
    assert lengths == set(range(50, 56))


def test_a_seed_fixes_the_batch():
    one, two = (adding_batch(np.random.default_rng(3), 4, 24) for _ in range(2))
    assert np.array_equal(one[0], two[0]) and np.array_equal(one[1], two[1])


@pytest.mark.parametrize("batch, steps, named", [(2, 23, "steps"), (0, 30, "batch")])
def test_wrong_sizes_are_refused_by_name(batch, steps, named):
    with pytest.raises(ValueError, match=named):
        adding_batch(np.random.default_rng(0), batch, steps)
