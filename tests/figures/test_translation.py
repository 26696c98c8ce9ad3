"""The pictures of chapter 17 show what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from lstm_ref.figures.translation import plot_alignment, plot_growth, plot_swaps

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_every_word_has_its_row_or_column():
    axes = plot_alignment(np.eye(3, 2), ["the", "house"], ["la", "casa", "end"]).axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["the", "house"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["la", "casa", "end"]


def test_every_swap_shows_its_number_and_no_minus_zero():
    axes = plot_swaps([[1.0, -0.01], [0.26, 0.0]], ["a", "b"], ["x", "y"]).axes[0]
    assert [text.get_text() for text in axes.texts] == ["1.0", "0.0", "0.3", "0.0"]


def test_every_number_is_readable_on_its_cell():
    def luminance(colour):
        parts = np.array(to_rgb(colour))
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    axes = plot_swaps([[1.0, 0.7, 0.3, 0.0]], ["a"], ["w", "x", "y", "z"]).axes[0]
    image = axes.images[0]
    for text, value in zip(axes.texts, np.ravel(image.get_array()), strict=True):
        pair = sorted([luminance(text.get_color()), luminance(image.to_rgba(value)[:3])])
        assert (pair[1] + 0.05) / (pair[0] + 0.05) > 7  # what WCAG asks for at its strictest
    assert [text.get_weight() for text in axes.texts] == ["bold", "bold", "bold", "normal"]


def test_every_seed_has_a_thin_line_and_the_mean_a_thick_one():
    axes = plot_growth([0, 1], {"one": [[1, 0.5], [0.8, 0.1]]}, [0], {"two": [[0, 0]]}).axes[0]
    assert [len(line.get_xdata()) for line in axes.lines] == [2] * 5
    np.testing.assert_allclose(axes.lines[2].get_ydata(), [0.9, 0.3])
    assert axes.lines[4].get_linestyle() == "--"
