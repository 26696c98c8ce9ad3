"""The figures of chapter 14 show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.bench.cost import Peaks
from lstm_ref.bench.timing import Timing
from lstm_ref.figures.speed import plot_cost, plot_ladder, plot_roofline

LADDER = {
    "matrix products": Timing((0.004, 0.005, 0.006)),
    "found": Timing((0.2, 0.3, 0.25)),
    "fast": Timing((0.007, 0.008, 0.0075)),
}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_every_rung_has_a_dot_at_its_median_and_the_floor_is_a_line():
    figure = plot_ladder(LADDER, floor="matrix products")
    (axes,) = figure.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["found", "fast"]
    assert axes.get_xscale() == "log" and not axes.patches, "the length of a bar means nothing here"
    dots, *spans, floor = axes.lines
    np.testing.assert_allclose(dots.get_xdata(), [250, 7.5])
    np.testing.assert_allclose([line.get_xdata() for line in spans], [[200, 300], [7, 8]])
    np.testing.assert_allclose(floor.get_xdata(), 5)
    assert [text.get_text() for text in axes.texts] == ["250", "7.5"]
    assert axes.get_ylim()[0] > axes.get_ylim()[1], "the first rung stands on top"


def test_without_a_floor_every_entry_is_a_dot():
    assert len(plot_ladder(LADDER).axes[0].lines[0].get_xdata()) == 3


def test_the_roof_rises_to_the_peak_and_bends_where_the_two_rates_meet():
    peaks = Peaks(products=1e11, copying=2e10)
    figure = plot_roofline(peaks, {"B = 1": (0.5, 5e9), "B = 64": (28.0, 8e10)})
    (axes,) = figure.axes
    roof, ridge, *points = axes.lines
    x, y = roof.get_data()
    np.testing.assert_allclose(y, np.minimum(100, 20 * np.asarray(x)))
    assert ridge.get_xdata()[0] == 5
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in points] == [(0.5, 5), (28, 80)]
    low, high = axes.get_ylim()
    assert low < 5 and high > 100


def test_cost_has_a_panel_for_each_size_and_a_line_for_each_implementation():
    curves = {"H": ([8, 16], {"one": [0.001, 0.004], "two": [0.002, 0.003]}), "T": ([5, 50], {"one": [1, 2]})}
    figure = plot_cost(curves)
    for axes, (name, (values, times)) in zip(figure.axes, curves.items(), strict=True):
        assert axes.get_xlabel().startswith(name)
        assert axes.get_xscale() == axes.get_yscale() == "log"
        for line, (rung, seconds) in zip(axes.lines, times.items(), strict=True):
            assert line.get_label() == rung and list(line.get_xdata()) == values
            np.testing.assert_allclose(line.get_ydata(), np.multiply(seconds, 1e3))
