"""The figures of chapter 11 draw what they are given."""

import matplotlib.pyplot as plt
import pytest

from lstm_ref.figures.moving import plot_after_loading, plot_gate_orders, plot_orders_tried, plot_rounding


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_every_system_has_its_blocks_in_its_own_order():
    (axes,) = plot_gate_orders({"ours": "ifgo", "theirs": "fgio"}).axes
    assert len(axes.patches) == 8
    assert [text.get_text() for text in axes.texts] == [*"ifgo", "ours", *"fgio", "theirs"]
    colours = [patch.get_facecolor() for patch in axes.patches]
    assert [colours.index(colour) for colour in colours[4:]] == [1, 2, 0, 3]


def test_the_best_order_stands_first_and_carries_its_name():
    (axes,) = plot_orders_tried({"ifgo": 1.0, "fgio": 1e-5, "ogif": 0.5}).axes
    assert [line.get_ydata()[0] for line in axes.lines] == [1e-5, 0.5, 1.0]
    assert [text.get_text() for text in axes.texts] == ["fgio"]


def test_losses_are_drawn_from_the_first_update_on():
    (axes,) = plot_after_loading({"a": [3.0, 1.0], "b": [0.5, 0.4]}).axes
    assert axes.lines[0].get_xdata().tolist() == [1, 2] and axes.get_ylim()[0] == 0
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["a", "b"]


def test_an_error_of_zero_stays_in_the_picture():
    (axes,) = plot_rounding({"float64": [0.0, 1e-16]}).axes
    assert axes.lines[0].get_ydata().tolist() == [1e-17, 1e-16]
