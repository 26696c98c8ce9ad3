"""The pictures of chapter 20 show what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.seeing import plot_captioned, plot_film, plot_looks, plot_strokes, plot_ways

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_every_picture_has_its_caption():
    figure = plot_captioned(np.zeros((4, 8, 8)), ["a dark ring", "two", "x", "y z"])
    figure.canvas.draw()
    assert [axes.get_xlabel() for axes in figure.axes][:2] == ["a dark\nring", "two\n"]
    assert not figure.axes[5].axison


def test_every_word_has_its_look():
    looks = np.full((3, 2, 4), 0.25)
    figure = plot_looks(np.zeros((2, 8, 8)), ["a dark ring", "two rings"], looks, ["a ring", "two"])
    figure.canvas.draw()
    assert [part.get_suptitle() for part in figure.subfigs] == ["due: a ring", "due: two"]
    assert [axes.get_title() for axes in figure.axes] == ["a", "dark", "ring", "two", "rings", ""]
    assert [len(axes.images) for axes in figure.axes] == [2, 2, 2, 2, 2, 0]


def test_a_window_lies_where_it_was_put():
    windows = np.array([[[3.0, 2.0, 1.0]], [[4.0, 5.0, 0.5]]])
    figure = plot_strokes(np.zeros((1, 8, 8)), np.zeros((2, 1, 8, 8)), windows)
    figure.canvas.draw()
    boxes = [axes.patches[0].get_bbox().extents for axes in figure.axes[:2]]
    np.testing.assert_allclose(boxes, [[0, 1, 4, 5], [4, 3, 6, 5]])
    assert len(figure.axes) == 3


def test_every_film_has_its_strip():
    figure = plot_film({"true": np.zeros((4, 5, 5)), "copy": np.ones((4, 5, 5))})
    figure.canvas.draw()
    assert len(figure.axes) == 8


def test_the_ways_are_those_given():
    ways = np.random.default_rng(0).uniform(1, 8, (6, 4, 2))
    figure = plot_ways(ways, ways + 1, 4, (1.0, 8.0))
    figure.canvas.draw()
    lines = figure.axes[1].lines
    grey, start, lit, dark = (line for line in lines if not line.get_label().startswith("_"))
    np.testing.assert_allclose(grey.get_xdata(), ways[:, 1, 1])
    assert (start.get_xdata()[0], start.get_ydata()[0]) == (ways[0, 1, 1], ways[0, 1, 0])
    np.testing.assert_allclose(lit.get_ydata(), ways[:4, 1, 0] + 1)
    assert len(dark.get_xdata()) == 2
    ties = [line for line in lines if line.get_label().startswith("_")]
    np.testing.assert_allclose(ties[5].get_xdata(), [ways[5, 1, 1], ways[5, 1, 1] + 1])
    assert len(ties) == 6 and len(figure.legends[0].get_texts()) == 4
