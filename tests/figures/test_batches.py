"""The figures of batches draw the lengths and the states that they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.batches import plot_after_the_end, plot_packing, plot_spread

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_packing_shows_the_rows_as_they_came_and_sorted():
    lengths = np.array([2, 5, 3])
    above, below = plot_packing(lengths).axes
    for axes, order in ((above, [0, 1, 2]), (below, [1, 2, 0])):
        cells = np.asarray(axes.collections[0].get_array()).reshape(3, 5)
        assert np.array_equal((cells > 0).sum(axis=1), lengths[order])
        assert [label.get_text() for label in axes.get_yticklabels()] == [str(row) for row in order]
    assert [label.get_text() for label in below.get_xticklabels()] == ["1\n3", "2\n3", "3\n2", "4\n1", "5\n1"]


def test_the_states_are_drawn_and_the_padding_is_shaded():
    states = {"plain scan": np.array([1.0, 2.0, 3.0]), "standing still": np.array([1.0, 2.0, 2.0])}
    (axes,) = plot_after_the_end(states, length=2).axes
    for line, values in zip(axes.lines, states.values(), strict=True):
        assert np.array_equal(line.get_ydata(), values)
    assert axes.patches[0].get_x() == 2.5 and axes.patches[0].get_width() == 1


def test_each_spread_is_a_curve():
    spreads = {"fresh mask": np.array([1.0, 0.7]), "same mask": np.array([1.0, 1.0])}
    (axes,) = plot_spread(spreads).axes
    assert [line.get_label() for line in axes.lines] == list(spreads)
    assert np.array_equal(axes.lines[0].get_ydata(), spreads["fresh mask"])
