"""The diagram of the cell shows the numbers that the cell has."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.cell import PLACES, cell_values, draw_cell, draw_legend
from lstm_ref.numpy import LSTMState, init_lstm, lstm_step, scan

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture
def tape():
    rng = np.random.default_rng(3)
    state = LSTMState(rng.standard_normal((2, 4)), rng.standard_normal((2, 4)))
    return scan(lstm_step, init_lstm(rng, 3, 4), rng.standard_normal((5, 2, 3)), state)[2]


def written(figure):
    """Every piece of text on the figure."""
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def shown(number):
    return f"{number:+.2f}".replace("-", "\N{MINUS SIGN}")


def test_the_values_are_those_of_the_asked_unit_and_sequence(tape):
    at = cell_values(tape[4], batch=1, unit=2)
    assert at.c == tape[4].c[1, 2] and at.c_prev == tape[3].c[1, 2]
    assert at.c == pytest.approx(at.f * at.c_prev + at.i * at.g)
    assert at.h == pytest.approx(at.o * np.tanh(at.c))


@pytest.mark.parametrize("step", [0, 3])
def test_the_diagram_shows_each_value_of_its_time_step(tape, step):
    texts = " ".join(written(draw_cell(tape[step], batch=1, unit=3)))
    missing = [
        name for name, number in cell_values(tape[step], 1, 3)._asdict().items() if shown(number) not in texts
    ]
    assert missing == []


def test_the_diagram_has_four_layers_three_valves_one_joint_and_one_tanh_on_the_way_out(tape):
    texts = written(draw_cell(tape[0]))
    assert [texts.count(sign) for sign in (r"$\sigma$", r"$\times$", "$+$", "tanh")] == [3, 3, 1, 2]


def test_letters_stand_in_place_of_every_label(tape):
    letters = {part: chr(ord("A") + number) for number, part in enumerate(PLACES)}
    texts = written(draw_cell(tape[0], letters=letters))
    assert set(letters.values()) <= set(texts)
    assert not any(name in text for text in texts for name in ("f_t", "i_t", "g_t", "o_t", "c_t", "sigma"))


def test_a_letter_for_an_unknown_part_is_refused(tape):
    with pytest.raises(ValueError, match="expected parts out of .*, got peephole"):
        draw_cell(tape[0], letters={"peephole": "A"})


def test_the_legend_names_every_sign():
    words = " ".join(written(draw_legend()))
    signs = ("vector transfer", "layer", "concatenation", "scaling", "copy", "adding", "function")
    assert [sign for sign in signs if sign not in words] == []


def test_a_figure_is_opaque_white_whatever_the_readers_settings_are(tape):
    with plt.rc_context({"figure.facecolor": "black", "figure.dpi": 50}):
        figure = draw_cell(tape[0])
    assert figure.get_facecolor() == (1, 1, 1, 1) and figure.dpi == 150
