"""The figures of chapter 16 show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from lstm_ref.figures import judging
from lstm_ref.figures.style import BLUE


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_every_word_is_there_and_its_ground_is_its_score():
    words, scores = ["not", "dull", "but", "flat"], [0.0, 1.0, -1.0, -0.5]
    figure = judging.plot_reviews([judging.Coloured(words, scores, [False, True, False, False])])
    (axes,) = figure.axes
    assert [text.get_text() for text in axes.texts] == words
    grounds = [patch.get_facecolor()[:3] for patch in axes.patches]
    assert grounds[0] == (1, 1, 1)
    for ground, score in zip(grounds, scores, strict=True):
        assert np.allclose(ground, judging.tint(score))
    assert len(axes.lines) == 1  # one word is in a scope


def test_a_sure_word_is_still_lighter_than_its_colour():
    assert min(judging.tint(1.0)) > min(to_rgb(BLUE)) and judging.tint(2.0) == judging.tint(1.0)


def test_words_wrap_before_the_edge():
    places = judging.wrapped(["abcd", "ef", "ghi"], columns=7)
    assert places == [(0, 0), (0, 5), (1, 0)]


def test_a_belief_shows_its_place_and_a_wrong_one_a_cross():
    believed = np.zeros((2, 2, 3))
    believed[0, 0, 1] = believed[1, 0, 1] = believed[1, 1, 2] = 1
    truth = [{"ann": "barn"}, {"ann": "barn", "bob": "attic"}]
    figure = judging.plot_beliefs(believed, truth, ["ann", "bob"], ["ann", "bob"], ["attic", "barn", "cave"])
    assert [text.get_text() for text in figure.axes[0].texts] == ["b", "b", "✗"]
    framed = [patch.get_linewidth() > 0 for patch in figure.axes[0].patches]
    assert framed == [True, False, True]


def test_each_model_is_a_line_through_the_means():
    shares = {"one": [[0.2, 0.4], [0.4, 0.6]], "two": [[1, 1], [1, 1]]}
    (axes,) = judging.plot_by_distance(shares, ["near", "far"]).axes
    for line, means in zip(axes.lines, ([0.3, 0.5], [1, 1]), strict=True):
        np.testing.assert_allclose(line.get_ydata(), means)


def test_a_model_with_fewer_bands_has_a_shorter_line():
    shares = {"long": [[0.2, 0.4, 0.5], [0.4, 0.6, 0.5]], "short": [[1, 1], [0, 1]]}
    (axes,) = judging.plot_by_distance(shares, ["near", "far", "beyond"]).axes
    assert [len(line.get_ydata()) for line in axes.lines] == [3, 2]


def test_the_memory_is_drawn_from_the_motifs_first_letter():
    values = np.arange(12.0).reshape(2, 6)
    (axes,) = judging.plot_first_motif({"one": values}, since=-2, motif=3).axes
    (mean,) = (line for line in axes.lines if line.get_label() == "one")
    assert mean.get_xdata().tolist() == [-2, -1, 0, 1, 2, 3]
    np.testing.assert_allclose(mean.get_ydata(), values.mean(0))


def test_a_scope_is_shaded_in_its_own_panel():
    panels = [(["a", "b"], np.array([0.5, 1.0]), [False, True]), (["c"], np.array([2.0]), [False])]
    above, below = judging.plot_scope_unit(panels).axes
    assert len(above.patches) == 1 and not below.patches
    np.testing.assert_allclose(above.lines[1].get_ydata(), [0.5, 1.0])
