"""The pictures of chapter 18 show what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.forecast import (
    plot_alarms,
    plot_beside,
    plot_interval,
    plot_memory,
    plot_parts,
    plot_shift,
)

matplotlib.use("Agg")
DAYS = np.arange(6)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_every_series_has_a_panel_with_its_parts():
    figure = plot_parts({"one": DAYS, "two": DAYS**2}, 0.6, 0.8)
    figure.canvas.draw()
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["one", "two"]
    np.testing.assert_array_equal(figure.axes[1].lines[0].get_ydata(), DAYS**2)
    assert [patch.get_x() for patch in figure.axes[0].patches] == pytest.approx([60, 80])


def test_what_came_outside_of_the_interval_is_marked():
    truth = np.array([0, 0, 5, 0, -5, 0])
    axes = plot_interval(DAYS, truth, np.zeros(6), np.full(6, -1), np.ones(6)).axes[0]
    lines = {line.get_label(): line for line in axes.lines}
    assert lines["outside"].get_xdata().tolist() == [2, 4]
    assert lines["came inside"].get_xdata().tolist() == [0, 1, 3, 5]


def test_memory_and_what_it_was_made_of_have_a_panel_each():
    figure = plot_memory(DAYS, DAYS + 1, DAYS + 2, DAYS + 3)
    assert [len(axes.lines) for axes in figure.axes] == [2, 1]
    np.testing.assert_array_equal(figure.axes[1].lines[0].get_ydata(), DAYS + 2)


def test_the_zoom_shows_the_last_days():
    figure = plot_shift(DAYS, DAYS - 1, 3)
    assert [len(axes.lines[1].get_xdata()) for axes in figure.axes] == [6, 3]
    assert figure.axes[1].lines[0].get_xdata().tolist() == [3, 4, 5]


def test_the_forecast_as_yesterday_lies_below_the_net_s_and_is_named():
    figure = plot_beside(DAYS, DAYS + 1, DAYS + 2, DAYS - 1)
    lines = {line.get_label(): line for line in figure.axes[0].lines}
    np.testing.assert_array_equal(lines["as yesterday"].get_ydata(), DAYS - 1)
    np.testing.assert_array_equal(lines["forecast"].get_ydata(), DAYS + 2)
    assert lines["as yesterday"].get_zorder() < lines["forecast"].get_zorder()
    assert [text.get_text() for text in figure.legends[0].get_texts()] == list(lines)


def test_alarms_have_their_threshold_and_the_faults():
    figure = plot_alarms(DAYS, DAYS, DAYS / 2, 1.5, [2, 4], "°C")
    figure.canvas.draw()
    above, below = figure.axes
    assert below.lines[1].get_ydata()[0] == 1.5
    assert [line.get_xdata()[0] for line in above.lines[1:]] == [2, 4]
    assert [text.get_text() for text in above.get_legend().get_texts()] == ["surprise", "threshold", "fault"]
