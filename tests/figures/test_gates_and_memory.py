"""The figures of valves and memories over time draw what was measured."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.gates import plot_gates
from lstm_ref.figures.memory import plot_bounds, plot_corners, plot_fading
from lstm_ref.numpy import LSTMState, lstm_step, scan
from lstm_ref.tasks.gender import SENTENCE, gender_cell, one_hot

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def curves(axes):
    return [line.get_ydata() for line in axes.lines]


def test_valves_memory_and_read_out_are_those_of_the_tape():
    hs, _, tape = scan(lstm_step, gender_cell(), one_hot(SENTENCE), LSTMState.zeros(1, 1))
    valves, memory = plot_gates(tape, SENTENCE).axes
    drawn = valves.images[0].get_array()
    assert np.array_equal(drawn, [[getattr(step, gate)[0, 0] for step in tape] for gate in "fio"])
    assert any(np.array_equal(curve, [step.c[0, 0] for step in tape]) for curve in curves(memory))
    assert any(np.allclose(curve, hs[:, 0, 0]) for curve in curves(memory) if len(curve) == len(tape))
    assert [label.get_text() for label in memory.get_xticklabels()] == SENTENCE


def test_a_sequence_needs_a_word_for_each_step():
    with pytest.raises(ValueError, match="expected one for each of the 0 steps, got 1"):
        plot_gates([], ["word"])


def test_each_forget_bias_has_its_curve_and_its_name():
    kept = {0.0: 0.5 ** np.arange(1, 20), 5.0: 0.99 ** np.arange(1, 20)}
    (axes,) = plot_fading(kept).axes
    assert all(any(np.array_equal(curve, shares) for curve in curves(axes)) for shares in kept.values())
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["$b_f=0$", "$b_f=5$"]


def test_bounds_show_every_unit():
    cs, most = np.random.default_rng(0).standard_normal((6, 4)), np.arange(1.0, 7.0)
    memory, reading = plot_bounds(cs, np.tanh(cs), most).axes
    assert sum(np.array_equal(curve, unit) for curve in curves(memory) for unit in cs.T) == 4
    assert sum(np.array_equal(curve, unit) for curve in curves(reading) for unit in np.tanh(cs).T) == 4
    assert any(np.array_equal(curve, -most) for curve in curves(memory))


def test_the_four_settings_are_named_in_the_legend():
    candidates = np.array([0.5, -0.5])
    names = ("keep", "replace", "add", "clear")
    (axes,) = plot_corners({name: candidates for name in names}, candidates).axes
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["candidate", *names]
