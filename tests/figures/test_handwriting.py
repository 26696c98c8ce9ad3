"""The figures of chapter 19 show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.handwriting import (
    plot_coloured_lines,
    plot_confusion,
    plot_density,
    plot_lines,
    plot_reading,
)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture
def points():
    rng = np.random.default_rng(0)
    up = np.array([0, 0, 1, 0, 0, 1, 0.0])
    return np.concatenate([rng.uniform(size=(7, 2)), up[:, None]], axis=1)


def test_lines_are_drawn_stroke_by_stroke_under_their_names(points):
    figure = plot_lines({"one": [points, points], "two": [points]})
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["one", "", "two"]
    strokes = [line.get_xydata() for line in figure.axes[0].lines if line.get_linestyle() == "-"]
    places = np.concatenate([[[0, 0]], np.cumsum(points[:, :2], axis=0)])
    assert [len(stroke) for stroke in strokes] == [4, 3, 1]
    np.testing.assert_allclose(np.concatenate(strokes), places)


def test_colours_follow_the_values_and_moves_in_the_air_are_left_out(points):
    values = np.linspace(-1, 1, 7)
    figure = plot_coloured_lines([(points, values), (points, -values)], "low", "high")
    drawn = figure.axes[0].collections[0]
    np.testing.assert_allclose(drawn.get_array(), values[[0, 1, 2, 4, 5]])
    assert len(drawn.get_segments()) == 5
    assert [label.get_text() for label in figure.axes[-1].get_xticklabels()] == ["low", "high"]


def test_the_confusion_counts_every_picture():
    figure = plot_confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2]), classes=3)
    (axes,) = figure.axes
    shown = {(round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in axes.texts}
    assert shown == {(0, 0): "1", (0, 1): "1", (1, 1): "1", (2, 2): "1"}


def test_the_reading_shows_the_right_class_first():
    chances = np.random.default_rng(0).dirichlet(np.ones(10), size=9)
    figure = plot_reading(np.zeros((3, 3)), chances, 4)
    lines = [line for line in figure.axes[1].lines if len(line.get_xdata()) == 9]
    assert lines[0].get_label() == "4 (right)"
    np.testing.assert_allclose(lines[0].get_ydata(), chances[:, 4])


def test_the_density_has_an_ellipse_for_each_component(points):
    raw = np.random.default_rng(1).standard_normal((7, 5 * 4 + 1))
    figure = plot_density(points, raw, 4, [2, 5])
    for axes, t in zip(figure.axes, (2, 5), strict=True):
        places = np.concatenate([[[0, 0]], np.cumsum(points[:, :2], axis=0)])
        assert len(axes.patches) == 4
        np.testing.assert_allclose(axes.patches[0].center, places[t] + raw[t, 4:6])
