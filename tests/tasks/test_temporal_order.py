"""Temporal order: the class found by reading each sequence, the places, the lengths."""

import numpy as np
import pytest

from lstm_ref.tasks.temporal_order import CLASSES, SYMBOLS, temporal_order_batch


def read(x):
    return "".join(SYMBOLS[int(np.argmax(step))] for step in x)


def test_the_class_is_the_order_of_the_two_capitals():
    rng = np.random.default_rng(0)
    for _ in range(20):
        xs, targets = temporal_order_batch(rng, 8, 30)
        assert xs.shape[1:] == (8, 6) and (xs.sum(axis=-1) == 1).all()
        for x, target in zip(xs.transpose(1, 0, 2), targets, strict=True):
            assert "".join(symbol for symbol in read(x) if symbol.isupper()) == CLASSES[target]


def test_places_lengths_and_classes_are_the_papers_at_a_hundred_steps():
    rng = np.random.default_rng(1)
    first, second, lengths, classes, noise = set(), set(), set(), [], []
    for _ in range(300):
        xs, targets = temporal_order_batch(rng, 4, 100)
        lengths.add(len(xs))
        classes.extend(targets)
        for x in xs.transpose(1, 0, 2):
            one, two = (place for place, symbol in enumerate(read(x)) if symbol.isupper())
            first.add(one)
            second.add(two)
        noise.append(xs[..., 2:].mean(axis=(0, 1)))
    assert (min(first), max(first), min(second), max(second)) == (10, 20, 50, 60)
    assert lengths == set(range(100, 111))
    assert np.bincount(classes) / len(classes) == pytest.approx(np.full(4, 0.25), abs=0.05)
    assert np.mean(noise, axis=0) == pytest.approx(np.full(4, 0.245), abs=0.01)


def test_a_seed_fixes_the_batch():
    one, two = (temporal_order_batch(np.random.default_rng(3), 4, 20) for _ in range(2))
    assert np.array_equal(one[0], two[0]) and np.array_equal(one[1], two[1])


@pytest.mark.parametrize("batch, steps, named", [(2, 9, "steps"), (0, 30, "batch")])
def test_wrong_sizes_are_refused_by_name(batch, steps, named):
    with pytest.raises(ValueError, match=named):
        temporal_order_batch(np.random.default_rng(0), batch, steps)
