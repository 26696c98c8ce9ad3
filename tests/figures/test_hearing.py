"""The pictures of sound show what they were given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.hearing import plot_bits_by_place, plot_follower, plot_roll, plot_spikes, plot_utterance
from lstm_ref.tasks.melody import Note
from lstm_ref.tasks.speech import speak


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.fixture
def spoken():
    return speak(np.random.default_rng(0), (6, 3))


def words(axes):
    return [text.get_text() for text in axes.texts]


def test_an_utterance_names_its_words(spoken):
    above, below = plot_utterance(spoken).axes
    assert len(above.lines[0].get_ydata()) == len(spoken.samples)
    assert words(below) == ["six", "three"]


def test_every_spike_has_its_name_even_when_a_digit_comes_twice(spoken):
    p = np.full((30, 11), 0.01)
    p[:, 0] = 0.9
    for at, digit in ((5, 7), (15, 4), (25, 7)):
        p[at] = 0.01
        p[at, digit] = 0.9
    _, below = plot_spikes(spoken, p).axes
    assert sorted(words(below)) == sorted(["three", "six", "six", "blank "])


def test_a_roll_has_a_bar_a_note_and_surprise_has_a_colour():
    axes = plot_roll([Note(60, 2), Note(67, 4)], [0.0, 6.0]).axes[0]
    first, second = axes.patches
    assert (first.get_x(), second.get_x()) == (0, 2) and second.get_width() == pytest.approx(3.85)
    assert first.get_facecolor() != second.get_facecolor()


def test_bits_have_a_line_for_each_phrase_and_one_name_for_each_model():
    figure = plot_bits_by_place({"one": np.ones((2, 4)), "two": np.zeros((2, 4))}, ("A", "B"))
    assert len(figure.axes[0].lines) == 4
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["one", "two"]


def test_a_follower_is_hidden_between_words(spoken):
    wanted = np.array([np.nan, 0.2, 0.8, np.nan])
    _, below = plot_follower(spoken, wanted, {"probe": np.ones(4)}).axes
    assert np.isnan(below.lines[1].get_ydata()[[0, 3]]).all() and below.lines[1].get_ydata()[1] == 1
