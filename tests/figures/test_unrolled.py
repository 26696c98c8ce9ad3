"""The unrolled run shows the run's own numbers, and the five shapes their own boxes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.figures.unrolled import draw_unrolled, signed
from lstm_ref.figures.uses import USES, draw_uses


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_every_number_of_the_run_is_shown():
    hs = np.tanh(np.random.default_rng(0).standard_normal((4, 3)))
    shown = texts(draw_unrolled(hs, list("then"), list("hen ")))
    for number in hs.ravel():
        assert signed(number)[0] in shown
    assert shown.count("0.00") == 3
    assert [text for text in shown if text in "then" and len(text) == 1][:1] == ["t"]


def test_another_start_is_shown_too():
    shown = texts(draw_unrolled(np.full((2, 1), 0.5), ["a", "b"], start=np.array([-0.25])))
    assert "\N{MINUS SIGN}0.25" in shown


@pytest.mark.parametrize(("inputs", "outputs"), [(["a"], []), (["a", "b"], ["c"])], ids=["inputs", "outputs"])
def test_words_that_do_not_fit_the_steps_are_refused(inputs, outputs):
    with pytest.raises(ValueError, match="expected 2 inputs"):
        draw_unrolled(np.zeros((2, 3)), inputs, outputs)


def test_each_shape_has_its_inputs_states_and_answers():
    for axes, use in zip(draw_uses().axes, USES, strict=True):
        shown = [text.get_text() for text in axes.texts]
        counts = [shown.count(f"${name}$") for name in "xhy"]
        assert counts == [len(use.reads), use.steps, len(use.answers)], use.name
