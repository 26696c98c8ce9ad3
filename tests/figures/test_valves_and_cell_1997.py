"""The figures of chapter 6 show the numbers that they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.cell_1997 import PLACES, draw_cell_1997
from lstm_ref.figures.valves import PANELS, plot_drift, plot_two_memories, plot_valves
from lstm_ref.numpy import LSTMState, init_lstm_1997, lstm_1997_step, scan


@pytest.fixture
def rng():
    return np.random.default_rng(6)


@pytest.fixture
def tape(rng):
    params = init_lstm_1997(rng, 2, 3, rng.uniform(-1, 1, 9))
    return scan(lstm_1997_step, params, rng.standard_normal((4, 2, 2)), LSTMState.zeros(2, 3))[2]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_every_panel_has_its_own_part_of_the_tape(tape):
    figure = plot_valves(tape, list("abcd"), list("xyz"), batch=1)
    for axes, (_, name) in zip(figure.axes, PANELS, strict=True):
        shown = np.asarray(axes.images[0].get_array())
        part = [step.o[1] * np.tanh(step.c[1]) if name == "h" else getattr(step, name)[1] for step in tape]
        np.testing.assert_allclose(shown, np.array(part).T)


def test_words_and_units_must_fit_the_tape(tape):
    with pytest.raises(ValueError, match="words, units"):
        plot_valves(tape, list("abc"), list("xyz"))
    with pytest.raises(ValueError, match="words, units"):
        plot_valves(tape, list("abcd"), list("xy"))


def test_the_diagram_shows_the_numbers_of_the_step(tape):
    step = tape[2]
    shown = " ".join(texts(draw_cell_1997(step, batch=1, unit=2))).replace("\N{MINUS SIGN}", "-")
    for number in (step.i, step.g, step.o, step.c, step.o * np.tanh(step.c), step.c - step.i * step.g):
        assert f"{number[1, 2]:+.2f}" in shown


def test_the_lettered_diagram_names_nothing(tape):
    letters = dict(zip(PLACES, "ABCDEFGH", strict=True))
    shown = texts(draw_cell_1997(tape[2], letters=letters))
    assert set("ABCDEFGH") <= set(shown)
    assert not any("i_t" in text or "g_t" in text or "tanh" in text or "sigma" in text for text in shown)
    with pytest.raises(ValueError, match="forget gate"):
        draw_cell_1997(tape[2], letters={"forget gate": "A"})


def test_curves_and_memories_are_drawn():
    (axes,) = plot_drift({"one": np.arange(5.0), "two": np.ones(5)}).axes
    assert [line.get_label() for line in axes.lines] == ["one", "two"]
    above, below = plot_two_memories(np.ones((4, 3)), np.array([0, 1, 1]), np.full(4, 0.2)).axes
    assert len(above.lines) == 4 and below.get_ylim() == (0, 1)
