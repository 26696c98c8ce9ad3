"""The figures of chapter 13 show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.variants import beside, plot_ablations, plot_timer


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_the_timer_draws_a_panel_for_each_cell():
    rng = np.random.default_rng(0)
    traces = {"one": rng.uniform(size=(2, 9, 3)), "two": rng.uniform(size=(2, 9, 3))}
    figure = plot_timer(traces, unit=1)
    for axes, (name, (cs, hs)) in zip(figure.axes, traces.items(), strict=True):
        assert axes.get_title(loc="left") == name
        for line, values in zip(axes.lines, (cs, hs), strict=True):
            np.testing.assert_allclose(line.get_ydata(), values[:, 1])


def test_every_run_is_on_the_plot_and_the_failed_ones_are_counted():
    passed = [{"solved": True, "sequences": n} for n in (100, 400, 900)]
    failed = [{"solved": False, "sequences": 1000}] * 2
    figure = plot_ablations({"good": passed, "mixed": passed[:1] + failed, "bad": failed}, 1000)
    (axes,) = figure.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["good", "mixed", "bad"]
    dots = [line.get_xdata().tolist() for line in axes.lines if line.get_marker() == "o"]
    assert dots == [[100, 400, 900], [100]]
    assert [text.get_text() for text in axes.texts] == ["2 not", "2 not"]
    crosses = [line for line in axes.lines if line.get_marker() == "x"]
    assert [line.get_ydata()[0] for line in crosses] == [1, 2]
    assert all(line.get_xdata()[0] > 1000 for line in crosses)


def test_equal_runs_stand_beside_one_another():
    assert np.allclose(beside([100, 200, 200]), [0, -0.08, 0.08])
