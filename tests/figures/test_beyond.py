"""The figures of the afterword show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.beyond import plot_costs, plot_looks, plot_reach, plot_right, plot_rounds


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_looks_hide_the_future():
    figure = plot_looks("Xab?", np.tri(4) / np.arange(1, 5)[:, None])
    (image,) = figure.axes[0].images
    shown = image.get_array()
    assert shown.mask[0, 1] and shown[3, 0] == 0.25
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == list("Xab?")


def test_reach_has_a_line_for_each():
    figure = plot_reach([1, 10], {"one": [1.0, 0.1], "two": [0.5, 0.5]})
    assert [list(line.get_ydata()) for line in figure.axes[0].lines] == [[1.0, 0.1], [0.5, 0.5]]


def test_rounds_show_each_number_and_where_it_comes_from():
    rows = [np.arange(4.0), np.arange(4.0) + 10, np.arange(4.0) + 20]
    (axes,) = plot_rounds(rows, [np.full(4, 0.5), np.full(4, 0.25)]).axes
    below = ("\n×0.50", "\n×0.25", "")
    assert [text.get_text() for text in axes.texts] == [
        f"{number:.2f}{factor}" for row, factor in zip(rows, below, strict=True) for number in row
    ]
    slanted = [line for line in axes.lines if line.get_xdata()[0] != line.get_xdata()[1]]
    assert len(slanted) == 3 + 2


def test_right_answers_and_the_length_of_training():
    figure = plot_right({"LSTM": np.ones(6), "minLSTM": np.full(6, 0.5)}, trained=4)
    (axes,) = figure.axes
    assert len(axes.lines) == 3 and axes.lines[2].get_xdata()[0] == 4
    assert axes.lines[0].get_linewidth() > axes.lines[1].get_linewidth()


def test_costs_have_two_panels():
    held = {"LSTM": [2, 2], "attention": [4, 40]}
    figure = plot_costs([1, 10], held, {name: [10 * n for n in of] for name, of in held.items()})
    assert [list(line.get_ydata()) for axes in figure.axes for line in axes.lines] == [
        [2, 2], [4, 40], [20, 20], [40, 400]]  # fmt: skip
