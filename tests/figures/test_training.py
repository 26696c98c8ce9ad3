"""The pictures of chapter 10 show what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.training import plot_gap_lengths, plot_stopping, plot_sweep

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_every_model_has_a_panel_with_its_seeds_and_their_median():
    rows = np.array([[0.1, 0.9], [0.3, 0.7], [0.2, 1.0]])
    figure = plot_gap_lengths([1, 10], {"one": rows, "two": rows}, (5, 30), 0.25)
    figure.canvas.draw()
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["one", "two"]
    for axes in figure.axes:
        assert len(axes.lines) == 5  # chance, three seeds, the median
        np.testing.assert_allclose(axes.lines[-1].get_ydata(), [0.2, 0.9])
    assert figure.axes[-1].get_xscale() == "log"


def test_the_place_to_stop_lies_on_the_held_out_loss():
    axes = plot_stopping([3.0, 2.0, 1.0], [3.0, 2.5, 2.8], best=1, every=10).axes[0]
    assert axes.lines[-1].get_xdata().tolist() == [10]
    assert axes.lines[-1].get_ydata().tolist() == [2.5]


def test_every_optimiser_has_its_line_and_chance_is_dashed():
    axes = plot_sweep({"sgd": {0.1: 1.0, 1.0: 0.5}, "adam": {0.1: 0.2}}, chance=1.4).axes[0]
    assert [line.get_label() for line in axes.lines] == ["sgd", "adam", "no opinion"]
    assert axes.lines[0].get_xdata().tolist() == [0.1, 1.0]
