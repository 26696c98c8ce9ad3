"""The long-lag task: legal sequences, the bit found by reading them slowly, and the paper's lengths."""

import numpy as np
import pytest

from lstm_ref.tasks.long_lag import long_lag_batch


def read(x, distractors):
    """A sequence (T, D) as a list of names."""
    assert set(np.unique(x)) <= {0.0, 1.0} and (x.sum(axis=-1) == 1).all()
    names = [f"a{k}" for k in range(distractors)] + ["e", "b", "x", "y"]
    return [names[int(np.argmax(step))] for step in x]


def test_every_sequence_is_one_that_the_paper_allows_and_its_bit_is_the_target():
    rng = np.random.default_rng(0)
    for _ in range(20):
        xs, targets = long_lag_batch(rng, 5, lag=7, distractors=3)
        assert xs.shape[1:] == (5, 7) and targets.shape == (5,) and len(xs) >= 7 + 3
        for x, target in zip(xs.transpose(1, 0, 2), targets, strict=True):
            first, bit, *middle, last = read(x, 3)
            assert (first, last) == ("b", "e") and bit == "xy"[target]
            assert all(name.startswith("a") for name in middle) and len(middle) >= 7


def test_lengths_bits_and_distractors_have_the_papers_distribution():
    rng = np.random.default_rng(1)
    lengths, bits, symbols = [], [], np.zeros(8)
    for _ in range(2000):
        xs, targets = long_lag_batch(rng, 4, lag=10, distractors=4)
        lengths.append(len(xs))
        bits.extend(targets)
        symbols += xs[2:-1].sum(axis=(0, 1))
    extra = np.array(lengths) - 13  # geometric: mean 9, and 1 in 10 is 0
    assert extra.min() == 0 and extra.mean() == pytest.approx(9, abs=0.8)
    assert (extra == 0).mean() == pytest.approx(0.1, abs=0.03)
    assert np.mean(bits) == pytest.approx(0.5, abs=0.03)
    assert symbols[:4] / symbols.sum() == pytest.approx(np.full(4, 0.25), abs=0.01)


def test_a_seed_fixes_the_batch():
    one, two, other = (long_lag_batch(np.random.default_rng(s), 6, lag=20, distractors=9) for s in (3, 3, 4))
    assert np.array_equal(one[0], two[0]) and np.array_equal(one[1], two[1])
    assert one[0].shape != other[0].shape or not np.array_equal(one[0], other[0])


@pytest.mark.parametrize("wrong", [{"batch": 0}, {"lag": 0}, {"distractors": 0}])
def test_a_size_below_one_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        long_lag_batch(np.random.default_rng(0), **{"batch": 2, "lag": 3, "distractors": 3, **wrong})
