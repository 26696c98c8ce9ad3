"""The figures of chapter 1 draw what they were given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.counting import plot_bits, plot_distance
from lstm_ref.figures.sequences import plot_kinds, plot_pixel_rows, plot_windows
from lstm_ref.tasks.sequences import bases, loops, seven, two_tones, weather
from lstm_ref.tasks.text import windows

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_five_kinds_are_drawn():
    rng = np.random.default_rng(0)
    series = weather(rng, 30)
    axes = plot_kinds("a text", series, bases(rng, 10), two_tones(), loops()).axes
    assert len(axes) == 5
    assert np.array_equal(axes[1].lines[0].get_ydata(), series[:, 0])
    assert [text.get_text() for text in axes[0].texts] == ["a", "␣", "t", "e", "x", "t"]


def test_the_windows_are_rows_and_the_axes_are_named():
    series = weather(np.random.default_rng(0), 20)
    cut = windows(series, 5, 3)
    line, rows, block = plot_windows(series, cut, 3).axes
    assert np.array_equal(line.lines[0].get_ydata(), series[:, 0])
    assert np.array_equal(rows.images[0].get_array(), cut[:, :, 0].T)
    named = [text.get_text() for text in block.texts]
    assert named == ["$B = 6$ samples", "$T = 5$ steps", "$D = 2$ features"]


def test_the_bars_stand_where_the_windows_are():
    series = weather(np.random.default_rng(0), 20)
    line = plot_windows(series, windows(series, 5, 3), 3).axes[0]
    assert [tuple(bar.get_xdata()) for bar in line.lines[1:4]] == [(0, 4), (3, 7), (6, 10)]


def test_each_row_of_pixels_is_named():
    axes = plot_pixel_rows(seven()).axes[0]
    assert np.array_equal(axes.images[0].get_array(), seven())
    assert [text.get_text() for text in axes.texts] == [f"$x_{t}$" for t in range(1, 9)]


def test_bits_and_known_contexts():
    above, below = plot_bits({"a": [3, 2], "b": [3, 2.5]}, [1, 0.5]).axes
    assert [list(line.get_ydata()) for line in above.lines] == [[3, 2], [3, 2.5]]
    assert [bar.get_height() for bar in below.patches] == [1, 0.5]


def test_bits_alone():
    assert len(plot_bits({"a": [3, 2]}).axes) == 1


def test_answers_against_distance_and_chance():
    axes = plot_distance({"a": [1, 0.2]}, [0, 50], 0.1).axes[0]
    assert list(axes.lines[0].get_ydata()) == [1, 0.2]
    assert set(axes.lines[1].get_ydata()) == {0.1}
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0", "50"]
