"""The pictures of chapter 4 say on their axes what they show."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.gradient_flow import plot_cliff, plot_norms, plot_shares, plot_successes
from lstm_ref.tasks.cliff import cliff_map, descend

matplotlib.use("Agg")
NORMS = 0.5 ** np.arange(31)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn():
    places, loss, _ = cliff_map(points=9)
    paths = {"plain": descend(4.5, -3.0, updates=3, lr=0.1)}
    return {
        "norms": plot_norms({"a": NORMS, "b": np.tile(NORMS[:, None], 3)}),
        "long names": plot_norms({"a rather long name": NORMS, "b": 2 * NORMS}),
        "shares": plot_shares({"a": np.full(5, 0.2)}),
        "map": plot_cliff(places, loss, {}),
        "cliff": plot_cliff(places, loss, paths),
        "successes": plot_successes({"a": {5: 1.0, 10: 0.5}, "b": {5: 0.0, 20: 0.0}}),
    }


def test_every_picture_is_opaque_and_names_its_axes():
    for name, figure in drawn().items():
        figure.canvas.draw()
        assert figure.get_facecolor() == (1, 1, 1, 1), name
        assert all(axes.get_ylabel() or axes.get_xlabel() for axes in figure.axes), name


def test_norms_stand_on_a_logarithmic_axis_that_ends_where_it_should():
    axes = plot_norms({"a": NORMS}, lowest=1e-6).axes[0]
    assert axes.get_yscale() == "log" and axes.get_ylim()[0] == 1e-6


def test_short_names_stand_at_their_curves_and_long_ones_in_a_legend():
    pictures = drawn()
    assert [text.get_text() for text in pictures["norms"].axes[0].texts] == ["a", "b"]
    assert len(pictures["long names"].legends) == 1 and not pictures["long names"].axes[0].texts


def test_a_curve_that_leaves_the_picture_is_named_at_the_bottom():
    (name,) = plot_norms({"a": NORMS}, lowest=1e-6).axes[0].texts
    assert name.xy[1] >= 1e-6 > NORMS[int(name.xy[0]) + 1]
