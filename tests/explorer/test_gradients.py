"""The gradient explorer's NumPy definition, its nets and inputs, and the HTML that carries them."""

import json
import re

import numpy as np
import pytest

from lstm_ref.explorer import NONLINEARITIES, follow, gradient_explorer_html, page_gains
from lstm_ref.explorer.flow import log_norms, run
from lstm_ref.explorer.gains import outcome, promise, rule_of_thumb
from lstm_ref.explorer.nets import DRAWS, GRAINS, SEQUENCES, STEPS, UNITS, pushes
from lstm_ref.numpy import RNNParams, RNNState, jacobian_norms, rnn_step, scan
from lstm_ref.tasks.units import LOGISTIC, TANH, norm_over_steps


@pytest.fixture(scope="module")
def gains():
    return page_gains(3)


def test_a_tanh_net_has_the_norms_of_chapter_4(gains):
    weights, pushed = gains.net("rotation").weights(1.2, 0), pushes(gains.grains, UNITS, 1.0, 0)
    params = RNNParams(np.eye(UNITS), weights, np.zeros(UNITS))
    hs, _, _ = scan(rnn_step, params, pushed, RNNState.zeros(SEQUENCES, UNITS))
    found = follow(weights, NONLINEARITIES["tanh"], pushed)
    assert np.allclose(10**found.log_norms, jacobian_norms(params, hs), rtol=1e-5)
    assert np.allclose(found.slopes, 1 - hs**2, atol=1e-7)


@pytest.mark.parametrize(("name", "unit"), [("tanh", TANH), ("logistic", LOGISTIC)])
def test_a_sequence_has_the_norm_of_chapter_4_s_random_nets(gains, name, unit):
    weights, pushed = gains.net("normal").weights(0.8, 1), pushes(gains.grains, UNITS, 1.0, 1)
    found = 10 ** follow(weights, NONLINEARITIES[name], pushed).log_norms[-1]
    assert np.allclose(
        found, [norm_over_steps(unit, weights, pushed[:, b]) for b in range(SEQUENCES)], rtol=1e-5
    )


@pytest.mark.parametrize("name", NONLINEARITIES)
def test_the_slope_is_the_derivative_and_gamma_its_maximum(name):
    unit, a = NONLINEARITIES[name], np.linspace(-6, 6, 1201)
    away = np.abs(a) > 1e-3  # ReLU has none at zero
    difference = (unit.function(a + 1e-6) - unit.function(a - 1e-6)) / 2e-6
    assert np.allclose(unit.slope(a)[away], difference[away], atol=1e-8)
    assert np.isclose(unit.slope(a).max(), unit.steepest)


@pytest.mark.parametrize("name", ["tanh", "logistic"])
def test_a_slope_keeps_its_digits_where_the_unit_is_saturated(name):
    unit, a = NONLINEARITIES[name], np.array([20.0, -20.0, 300.0])
    rate = 2 if name == "tanh" else 1
    expected = (4 if name == "tanh" else 1) * np.exp(-rate * np.abs(a))
    assert np.allclose(unit.slope(a), expected, rtol=1e-7, atol=0)
    assert unit.slope(np.array([1e4]))[0] == 0.0


def test_relu_has_no_slope_at_zero():
    assert NONLINEARITIES["ReLU"].slope(np.array([-1.0, 0.0, 1e-30])).tolist() == [0, 0, 1]


def test_nothing_under_or_overflows(gains):
    most = gains.read("one", 10, "none").middle[-1]
    least = gains.read("one", 10, "tanh").middle[-1]
    assert most == pytest.approx(100) and -1000 < least < -400
    assert gains.read("rotation", 1, "ReLU", spread=0).middle[-1] == -np.inf
    assert gains.read("rotation", 0).middle.tolist() == [0.0] + [-np.inf] * STEPS


def test_where_no_slope_is_below_one_the_norm_is_that_of_the_power(gains):
    for net in ("rotation", "normal", "feeding"):
        weights = gains.net(net).weights(0.9, 2)
        powers = [np.linalg.norm(np.linalg.matrix_power(weights, k), ord=2) for k in range(STEPS + 1)]
        assert np.allclose(10 ** gains.read(net, 0.9, "none", draw=2).middle, powers)


def test_a_product_is_multiplied_in_the_order_of_the_steps():
    slopes = np.random.default_rng(0).uniform(0, 1, (2, 1, 3))
    weights = np.random.default_rng(1).standard_normal((3, 3))
    first, last = (slope[0][:, None] * weights for slope in slopes)
    assert np.isclose(10 ** log_norms(weights, slopes)[2, 0], np.linalg.norm(last @ first, ord=2))


def test_a_state_is_rounded_after_its_slope_is_taken():
    unit, weights = NONLINEARITIES["tanh"], np.array([[1.0]])
    states, slopes = run(weights, unit, np.array([[[12.0]], [[0.1]]]))
    assert states[0, 0, 0] == 1.0 and slopes[0, 0, 0] == pytest.approx(4 * np.exp(-24))
    assert states[1, 0, 0] == round(float(np.tanh(1.1)), 8)


@pytest.mark.parametrize("draw", range(DRAWS))
@pytest.mark.parametrize("net", ["one", "rotation", "normal", "feeding"])
def test_what_is_read_off_a_matrix_is_its_own(gains, net, draw):
    weights, found = gains.net(net).weights(1.7, draw), gains.read(net, 1.7, draw=draw)
    assert np.isclose(found.radius, np.abs(np.linalg.eigvals(weights)).max())
    assert np.isclose(found.largest, np.linalg.svd(weights)[1].max())
    assert np.isclose(found.typical, np.sqrt(np.mean(np.linalg.svd(weights)[1] ** 2)))
    if net == "rotation":
        assert found.radius == pytest.approx(1.7, abs=1e-4) == found.largest


def test_the_middle_is_the_median_and_stays_under_the_bound(gains):
    found = gains.read("normal", 1.5, "logistic", 0.5)
    assert np.array_equal(found.middle, np.median(found.log_norms, axis=1))
    bound = np.arange(STEPS + 1) * np.log10(found.steepest * found.largest)
    assert (found.log_norms <= bound[:, None] + 1e-9).all()


def test_draws_differ_and_inputs_are_normal(gains):
    drawn = [pushes(gains.grains, UNITS, 1.0, draw) for draw in range(DRAWS)]
    for pushed in drawn:
        assert pushed.shape == (STEPS, SEQUENCES, UNITS)
        assert abs(pushed.mean()) < 0.05 and abs(pushed.std() - 1) < 0.05
        assert np.allclose(pushed * GRAINS, np.rint(pushed * GRAINS))
    assert all(abs(np.corrcoef(drawn[0].ravel(), other.ravel())[0, 1]) < 0.05 for other in drawn[1:])
    ends = {round(gains.read("rotation", 1.2, draw=draw).middle[-1], 6) for draw in range(DRAWS)}
    assert len(ends) == DRAWS


def test_verdicts_have_their_borders():
    assert [outcome(np.array([0.0, x])) for x in (-np.inf, -2.01, -2, 0, 2, 2.01)] == [
        *("vanishes", "vanishes", "stays", "stays", "stays", "explodes")
    ]
    ways = ([0, 2.01, -np.inf], [0, 2, -np.inf], [0, 2.01, -3], [0, -np.inf, -np.inf])
    assert [outcome(np.array(way)) for way in ways] == ["breaks off", "vanishes", "vanishes", "vanishes"]
    assert [rule_of_thumb(x) for x in (0.99, 1.0001, 1.01)] == ["vanishes", "stays", "explodes"]
    assert [promise(x) for x in (0.99, 1.0001, 1.01)] == ["vanishes", "stays", ""]


def test_a_relu_that_grows_and_is_off_once_breaks_off(gains):
    found = [gains.read("one", 2, "ReLU", 1.0, draw) for draw in range(DRAWS)]
    broken = [reading for reading in found if reading.does == "breaks off"]
    assert broken
    for reading in found:
        assert (reading.does == "breaks off") == (reading.middle[-1] == -np.inf)
        assert reading.middle.max() > 15


def test_the_html_carries_nets_and_inputs_as_they_are_computed_with(gains):
    html = gradient_explorer_html(gains)
    held = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html).group(1))
    assert np.array_equal(held["inputs"], gains.grains)
    for told, net in zip(held["nets"], gains.nets, strict=True):
        assert np.array_equal(told["turned"], net.turned) and np.array_equal(told["fixed"], net.fixed)
        assert np.array_equal(told["radii"], net.radii)
    assert "JavaScript, which is off" in html


def test_what_is_unknown_is_named(gains):
    with pytest.raises(ValueError, match="net: expected one of one, rotation, normal, feeding, got 'two'"):
        gains.read("two", 1.0)
    with pytest.raises(
        ValueError, match="nonlinearity: expected one of none, tanh, logistic, ReLU, got 'relu'"
    ):
        gains.read("one", 1.0, "relu")
