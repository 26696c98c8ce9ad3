"""The gap task."""

import numpy as np
import pytest

from lstm_ref.tasks.gap import ASK, CLUES, FILLERS, SYMBOLS, gap_batch, one_hot, spelled


def test_a_sequence_is_clue_gap_question_clue(rng):
    for gap in (0, 1, 7):
        texts = spelled(gap_batch(rng, 50, gap))
        assert {len(text) for text in texts} == {gap + 3}
        for text in texts:
            assert text[0] in CLUES and text[-1] == text[0] and text[-2] == ASK
            assert set(text[1:-2]) <= set(FILLERS)


def test_all_clues_and_fillers_come_about_equally_often(rng):
    counts = np.bincount(gap_batch(rng, 4000, 1)[:2].ravel(), minlength=len(SYMBOLS))
    assert counts[-1] == 0 and (np.abs(counts[:4] - 1000) < 150).all()
    assert (np.abs(counts[4:6] - 2000) < 200).all()


def test_one_hot_has_a_column_for_each_symbol(rng):
    tokens = gap_batch(rng, 3, 2)
    assert one_hot(tokens).shape == (5, 3, 7) and (one_hot(tokens).argmax(axis=-1) == tokens).all()


@pytest.mark.parametrize(("batch", "gap", "named"), [(1, -1, "gap"), (0, 3, "batch")])
def test_a_wrong_size_is_named(rng, batch, gap, named):
    with pytest.raises(ValueError, match=f"^{named}: expected"):
        gap_batch(rng, batch, gap)
