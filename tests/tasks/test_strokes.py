"""Handwriting by the recipe: what a point means, and what is due where."""

import numpy as np
import pytest

from lstm_ref.tasks.strokes import (
    LETTERS,
    MARKS,
    SPACING,
    WORDS,
    Hand,
    draw_line,
    draw_lines,
    draw_word,
    offsets,
    scale_of,
    smooth,
    strokes_of,
)

STEADY = Hand(slant=0.0, width=1.0, size=1.0, slope=0.0, jitter=0.0)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_every_word_is_made_of_the_letters():
    assert {letter for word in WORDS for letter in word} == set(LETTERS)
    assert set(MARKS) <= set(LETTERS)


def test_a_smooth_curve_goes_through_its_corners_in_even_steps():
    corners = np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 1.0], [4.0, 4.0]])
    points, nearest = smooth(corners, spacing=0.05)
    lengths = np.hypot(*np.diff(points, axis=0).T)
    assert lengths.max() < 1.1 * lengths.min() and abs(lengths.mean() - 0.05) < 0.01
    assert nearest[0] == 0 and nearest[-1] == len(points) - 1
    np.testing.assert_allclose(points[nearest], corners, atol=0.06)


def test_offsets_and_strokes_are_inverse(rng):
    strokes = [rng.standard_normal((n, 2)) for n in (4, 1, 3)]
    strokes[0] -= strokes[0][0].copy()
    found = strokes_of(offsets(np.concatenate(strokes), [4, 1, 3]))
    assert [len(stroke) for stroke in found] == [4, 1, 3]
    for old, new in zip(strokes, found, strict=True):
        np.testing.assert_allclose(new, old, atol=1e-12)


def test_a_word_owes_its_marks_after_their_letters_and_pays_them_all(rng):
    strokes, due = draw_word(rng, "item", STEADY)
    assert [len(s) for s in strokes] == [len(d) for d in due]
    assert len(strokes) == 3  # the letters, a dot, a bar
    assert due[0][0] == 0 and due[0][-1] == 2 and np.all(np.diff(due[0]) >= 0)
    assert [d[-1] for d in due[1:]] == [1, 0]
    assert all(d.max() == 0 for d in draw_word(rng, "cell", STEADY)[1])


def test_a_line_has_its_length_and_lifts_the_pen_after_every_stroke(rng):
    line = draw_line(rng, 130)
    assert line.points.shape == (130, 3) and line.due.shape == (130,)
    assert set(np.unique(line.points[:, 2])) == {0.0, 1.0} and set(line.words) <= set(WORDS)
    on_paper = np.hypot(*line.points[1:, :2][line.points[:-1, 2] == 0].T)
    assert on_paper.max() < 2.5 * SPACING


def test_hands_differ_and_lines_come_time_first(rng):
    lines = draw_lines(rng, 4, 60)
    assert lines.shape == (60, 4, 3)
    assert len({tuple(lines[0, b]) for b in range(4)}) == 4
    half = lines.copy()
    half[..., :2] /= scale_of(lines)
    assert scale_of(half) == pytest.approx(1)


def test_one_seed_draws_one_line():
    first, again = (draw_line(np.random.default_rng(5), 80) for _ in range(2))
    np.testing.assert_array_equal(first.points, again.points)
    assert first.words == again.words
