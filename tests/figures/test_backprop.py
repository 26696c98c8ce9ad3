"""The pictures of chapter 3 say on their axes what they show."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.backprop import plot_blindness, plot_differences, plot_layers, plot_losses

matplotlib.use("Agg")
STEPS = 10.0 ** -np.arange(1, 8)
TABLE = {"a-bug": {"one": "caught", "two": "missed"}, "another": {"one": "caught", "two": "not runnable"}}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn():
    return {
        "layers": plot_layers({"a": 0.1 ** np.arange(5.0), "b": np.ones(5)}),
        "losses": plot_losses({"a": np.ones(4), "b": np.zeros(4)}),
        "one loss": plot_losses({"a": np.ones(4)}, every=10),
        "differences": plot_differences(STEPS, {"one-sided": STEPS, "centred": STEPS**2}),
        "blindness": plot_blindness(TABLE, ["one", "two"]),
    }


def test_every_picture_is_opaque_and_names_its_axes():
    for name, figure in drawn().items():
        figure.canvas.draw()
        assert figure.get_facecolor() == (1, 1, 1, 1), name
        assert all(axes.get_ylabel() for axes in figure.axes), name


def test_layers_and_differences_stand_on_logarithmic_axes():
    pictures = drawn()
    assert pictures["layers"].axes[0].get_yscale() == "log"
    axes = pictures["differences"].axes[0]
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    assert [line.get_label() for line in axes.lines] == ["one-sided", "centred", "slope 1", "slope 2"]


def test_the_lines_of_slope_one_and_two_have_these_slopes():
    lines = {line.get_label(): line for line in drawn()["differences"].axes[0].lines}
    for power in (1, 2):
        x, y = (np.log(values) for values in lines[f"slope {power}"].get_data())
        np.testing.assert_allclose(np.diff(y) / np.diff(x), power)


def test_an_error_of_zero_is_left_out():
    line = plot_differences(STEPS, {"a": np.r_[np.zeros(1), STEPS[1:]]}).axes[0].lines[0]
    assert np.isnan(line.get_ydata()[0]) and np.isfinite(line.get_ydata()[1:]).all()


def test_updates_are_counted_on_the_axis():
    (line,) = drawn()["one loss"].axes[0].lines
    assert line.get_xdata().tolist() == [0, 10, 20, 30]


def test_every_outcome_has_a_mark_of_its_own():
    axes = drawn()["blindness"].axes[0]
    assert [(marks.get_label(), len(marks.get_offsets())) for marks in axes.collections] == [
        ("caught", 2),
        ("missed", 1),
        ("not runnable", 1),
    ]
    assert [text.get_text() for text in axes.get_yticklabels()] == list(TABLE)
