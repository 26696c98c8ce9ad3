"""The figures of chapter 15 show the characters and numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.text import (
    COLUMNS,
    laid_out,
    plot_areas,
    plot_coloured,
    plot_leaning,
    plot_temperatures,
)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_lines_break_where_the_text_does_and_where_the_row_ends():
    assert laid_out("a\nbc\n") == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    assert laid_out("x" * COLUMNS + "y")[-1] == (1, 0)


def test_every_character_stands_on_its_colour():
    values = np.array([0.5, -1.0, 0.25])
    axes = plot_coloured("a\nb", values, "no", "yes").axes[0]
    assert [text.get_text() for text in axes.texts] == ["a", "↵", "b"]
    grid = np.ma.filled(axes.images[0].get_array(), np.nan)
    np.testing.assert_array_equal(grid[[0, 0, 1], [0, 1, 0]], values)
    assert np.isnan(grid).sum() == grid.size - 3


def test_each_temperature_has_its_bars():
    chances = {0.5: np.array([0.9, 0.1]), 2.0: np.array([0.6, 0.4])}
    figure = plot_temperatures(chances, [" ", "a"])
    for axes, (temperature, p) in zip(figure.axes, chances.items(), strict=True):
        assert axes.get_title(loc="left") == f"temperature {temperature:g}"
        assert [bar.get_height() for bar in axes.patches] == p.tolist()
        assert axes.get_ylim() == pytest.approx((0, 1.08 * 0.9))  # one axis for all, so that low bars show
    assert [label.get_text() for label in figure.axes[-1].get_xticklabels()] == ["␣", "a"]


def test_bars_and_dots_are_shares_of_their_largest():
    (axes,) = plot_leaning("ab", np.array([1.0, 4.0]), np.array([3.0, 6.0])).axes
    assert [bar.get_height() for bar in axes.patches] == [0.25, 1]
    assert axes.lines[0].get_ydata().tolist() == [0.5, 1]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["a", "b"]


def test_every_seed_of_every_reader_is_a_dot_and_none_is_cut_off():
    found = {"mark": {"cell": [0.9, 0.8, 0.7], "control": [0.3, 0.5, 0.6]}}
    (axes,) = plot_areas(found).axes
    assert [list(line.get_xdata()) for line in axes.lines[:2]] == [[0.9, 0.8, 0.7], [0.3, 0.5, 0.6]]
    assert axes.get_xlim()[0] < 0.3
