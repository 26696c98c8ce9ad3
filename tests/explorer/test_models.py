"""The explorer's models, their NumPy definition, and the HTML that carries them into the page."""

import json
import re

import numpy as np
import pytest

from lstm_ref.explorer import ExplorerModel, explorer_html, gradient_split, hand_set_model, order_model, trace
from lstm_ref.explorer.models import STEPS, share_right
from lstm_ref.numpy import (
    LSTMState,
    ReadoutParams,
    init_lstm,
    lstm_step,
    lstm_step_backward,
    scan,
    scan_backward,
)
from lstm_ref.tasks.temporal_order import temporal_order_batch

TEXT = "a Y b b X a"


@pytest.fixture(scope="module")
def model():
    """Three units with weights large enough for a fault to show."""
    rng = np.random.default_rng(3)
    cell = init_lstm(rng, 4, 3)
    cell = cell._replace(**{name: rng.standard_normal(part.shape) for name, part in cell._asdict().items()})
    head = ReadoutParams(rng.standard_normal((2, 3)), rng.standard_normal(2))
    return ExplorerModel("name", "about", cell, head, ("a", "b", "X", "Y"), ("one", "two"), (TEXT,)).rounded()


def run(model, text=TEXT):
    xs = np.eye(len(model.symbols))[model.tokens(text)][:, None]
    return scan(lstm_step, model.cell, xs, LSTMState.zeros(1, 3))


def test_the_trace_is_the_package_s_own_forward_pass(model):
    found, (hs, _, tape) = trace(model, TEXT), run(model)
    assert np.allclose(found.h, hs[:, 0], atol=1e-12)
    for name in ("i", "f", "g", "o", "c"):
        assert np.allclose(getattr(found, name), [getattr(step, name)[0] for step in tape], atol=1e-12)


def test_the_gradient_is_the_package_s_own_backward_pass(model):
    at, (hs, last, tape) = trace(model, TEXT), run(model)
    total = gradient_split(model, at, 1).total
    for t in range(len(at.c) - 1):  # the state after step t, as the start of what follows
        start = LSTMState(last.h * 0 + model.readout.weight[1], last.c * 0)
        _, back, _ = scan_backward(lstm_step_backward, model.cell, tape[t + 1 :], hs[t + 1 :] * 0, start)
        through_h = back.h[0] * at.o[t] * (1 - np.tanh(at.c[t]) ** 2)
        assert np.allclose(total[t], back.c[0] + through_h, atol=1e-12)


def test_the_split_with_held_gates_agrees_with_differences(model):
    held = {(2, 0, "f"): 0.3, (4, 2, "i"): 0.8, (5, 1, "o"): 0.6, (1, 1, "f"): 0.0}
    at = trace(model, TEXT, held | {(6, 0, "f"): 0.5})  # past the end: it waits
    assert (at.f[2, 0], at.i[4, 2], at.o[5, 1], at.f[1, 1]) == (0.3, 0.8, 0.6, 0.0)
    split, eps = gradient_split(model, at, 0, held | {(6, 0, "f"): 0.5}), 1e-6
    assert np.allclose(split.cell + split.gates, split.total)
    for step, unit in ((0, 0), (1, 1), (3, 2)):
        scores = [after(model, at, held, step, unit, eps * sign) for sign in (1, -1)]
        assert np.isclose((scores[0] - scores[1]) / (2 * eps), split.total[step, unit], atol=1e-7)


def after(model, at, held, step, unit, change):
    """The last score of class 0 when c of one unit is changed after `step`."""
    c, weight_ih = at.c[step].copy(), model.cell.weight_ih
    c[unit] += change
    h = at.o[step] * np.tanh(c)
    for t in range(step + 1, len(at.c)):
        a = (weight_ih[:, model.tokens(TEXT)[t]] + model.cell.weight_hh @ h + model.cell.bias).reshape(4, 3)
        gate = dict(
            zip("ifgo", [*1 / (1 + np.exp(-a[:2])), np.tanh(a[2]), 1 / (1 + np.exp(-a[3]))], strict=True)
        )
        for (when, which, name), value in held.items():
            if when == t:
                gate[name][which] = value
        c = gate["f"] * c + gate["i"] * gate["g"]
        h = gate["o"] * np.tanh(c)
    return float(model.readout.weight[0] @ h + model.readout.bias[0])


def test_the_cell_set_by_hand_chooses_the_pronoun():
    model = hand_set_model()
    he, she = (trace(model, f"the {noun} ran home because").scores[-1] for noun in ("boy", "girl"))
    assert he[0] > he[1] and she[1] > she[0]
    cleared = trace(model, "the boy ran home because", {(2, 0, "f"): 0.0}).scores[-1]
    assert cleared[0] == cleared[1]


@pytest.mark.parametrize("seed", range(3))
def test_the_trained_cell_names_the_marks(seed):
    rng = np.random.default_rng(seed)
    model = order_model(rng)
    assert share_right(model.rounded(), *temporal_order_batch(rng, 300, STEPS)) > 0.9
    assert share_right(order_model(rng, updates=2), *temporal_order_batch(rng, 300, STEPS)) < 0.6


def test_the_html_carries_the_rounded_model_and_cannot_be_broken_out_of(model):
    html = explorer_html([model])
    held = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html).group(1))
    assert np.array_equal(held[0]["weight_hh"], model.cell.weight_hh)
    tricky = ExplorerModel(
        "</script><b>", "", *(getattr(model, f) for f in ("cell", "readout", "symbols", "classes")), ()
    )
    assert explorer_html([tricky]).count("</script>") == 1


def test_what_does_not_fit_is_named(model):
    with pytest.raises(ValueError, match="expected symbols out of a, b, X, Y, got q"):
        model.tokens("a q")
    with pytest.raises(ValueError, match="got nothing"):
        model.tokens("  ")
    with pytest.raises(ValueError, match=r"bias: expected shape \(12,\), got \(3,\)"):
        ExplorerModel(
            "", "", model.cell._replace(bias=np.zeros(3)), model.readout, model.symbols, model.classes, ()
        )
    with pytest.raises(ValueError, match="at least one"):
        explorer_html([])
