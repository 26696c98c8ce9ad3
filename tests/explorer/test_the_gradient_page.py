"""What the page "Turn the gain" tells a reader, in NumPy: on its own nets, and on those of another seed."""

import re
from pathlib import Path

import numpy as np
import pytest

from lstm_ref.explorer import NONLINEARITIES, follow, page_gains
from lstm_ref.explorer.nets import DRAWS, UNITS, pushes

PAGE = (Path(__file__).parents[2] / "book" / "explorer-gradients.md").read_text(encoding="utf-8")
SEED = int(re.search(r"^SEED = (\d+)$", PAGE, flags=re.M).group(1))


@pytest.fixture(scope="module", params=[SEED, 20], ids=["its seed", "another"])
def gains(request):
    return page_gains(request.param)


def verdicts(gains, *setting):
    """What happens in each draw."""
    return {gains.read(*setting, draw=draw).does for draw in range(DRAWS)}


def test_as_the_page_opens_three_curves_are_one(gains):
    found = gains.read("one", 0.9, "none")
    line = np.arange(len(found.middle)) * np.log10(0.9)
    assert np.allclose(found.middle, line)
    assert found.radius == found.largest * found.steepest == 0.9


def test_a_rotation_that_vanishes_explodes_without_inputs(gains):
    assert verdicts(gains, "rotation", 1.2, "tanh", 1.0) == {"vanishes"}
    silent = gains.read("rotation", 1.2, "tanh", 0.0)
    assert silent.says == silent.does == "explodes"
    assert silent.slope == 1
    line = np.arange(len(silent.middle)) * np.log10(1.2)
    assert np.allclose(silent.middle, line, atol=1e-3)


def test_what_vanishes_in_the_end_may_stay_over_the_steps_there_are(gains):
    found = gains.read("rotation", 0.97, "none")
    assert found.says == found.promises == "vanishes" and found.does == "stays"


def test_a_single_relu_may_explode_on_the_way_and_end_at_zero(gains):
    ends = [gains.read("one", 2.0, "ReLU", 1.0, draw) for draw in range(DRAWS)]
    assert "breaks off" in {found.does for found in ends}
    assert all(found.middle.max() > 2 for found in ends)


def test_louder_inputs_put_the_explosion_further_up(gains):
    assert verdicts(gains, "rotation", 1.0, "tanh", 0.0) == {"stays"}
    assert verdicts(gains, "rotation", 1.05, "tanh", 0.0) == {"explodes"}
    back_and_forth = False
    for spread, low, high in ((1.0, 2.0, 3.0), (2.0, 3.0, 4.0)):
        assert "explodes" not in verdicts(gains, "rotation", low, "tanh", spread)
        assert verdicts(gains, "rotation", high, "tanh", spread) == {"explodes"}
        for draw in range(DRAWS):
            turned = [gains.read("rotation", g, "tanh", spread, draw) for g in np.arange(low, high, 0.05)]
            first = next(k for k, found in enumerate(turned) if found.does == "explodes")
            assert turned[first].promises == ""
            assert 1 < turned[first].typical * turned[first].slope < 1.3
            back_and_forth |= any(found.does == "stays" for found in turned[first:])
    assert back_and_forth
    promised = [gains.read("rotation", g, "tanh").promises for g in (0.99, 1.0, 1.01)]
    assert promised == ["vanishes", "stays", ""]


def test_a_product_above_one_is_no_law(gains):
    for diagonal in (0.3, 0.5, 0.9):
        for draw in range(DRAWS):
            found = gains.read("feeding", diagonal, "tanh", 1.0, draw)
            assert found.typical * found.slope > 1 and found.does == "vanishes"


def test_a_single_unit_under_inputs_explodes_at_no_weight(gains):
    for weight in np.arange(1, 10.01, 0.75):
        assert verdicts(gains, "one", weight, "tanh", 1.0) == {"vanishes"}, weight
    for draw in range(DRAWS):
        ends = [gains.read("one", w, "tanh", 1.0, draw).middle[-1] for w in np.arange(80, 201) / 20]
        assert np.all(np.diff(ends) < 0)
    for weight in (1.05, 1.5, 3, 10):
        assert gains.read("one", weight, "tanh", 0.0).does == "explodes"
        for faint in (0.01, 0.05):  # the least that can be typed, and the slider's first step
            assert "explodes" not in verdicts(gains, "one", weight, "tanh", faint)


def test_of_sixteen_units_one_is_near_zero_at_most_steps(gains):
    assert verdicts(gains, "rotation", 3.0, "tanh", 1.0) == {"explodes"}
    for draw in range(DRAWS):
        weights, pushed = gains.net("rotation").weights(3.0, draw), pushes(gains.grains, UNITS, 1.0, draw)
        slopes = follow(weights, NONLINEARITIES["tanh"], pushed).slopes
        steepest = slopes.max(axis=-1)
        assert np.mean(steepest > 0.9) > 0.7
    alone = pushes(gains.grains, 1, 1.0, 0)
    assert np.median(follow(np.array([[3.0]]), NONLINEARITIES["tanh"], alone).slopes) < 0.05


def test_at_four_only_the_promise_of_a_logistic_net_ends(gains):
    promised = [gains.read("rotation", g, "logistic", 1.0).promises for g in (3.95, 4.0, 4.05)]
    assert promised == ["vanishes", "stays", ""]
    for gain in (3.0, 3.95, 4.05, 5.0):
        assert verdicts(gains, "rotation", gain, "logistic", 1.0) == {"vanishes"}
    for gain in np.arange(4, 10.01, 1):
        assert "explodes" not in verdicts(gains, "rotation", gain, "logistic", 1.0)


def test_a_relu_net_does_not_hear_how_loud_it_is(gains):
    ends = []
    for draw in range(DRAWS):
        found = [gains.read("rotation", 2.0, "ReLU", loud, draw) for loud in (0.05, 0.5, 1.0, 2.0)]
        curves = [reading.middle for reading in found]
        assert np.allclose(curves, curves[0], atol=1e-3)
        ends.append(curves[0][-1])
    assert np.ptp(ends) > 2
    assert len({round(gains.read("rotation", 2.0, "ReLU", 1.0, d).slope, 2) for d in range(DRAWS)}) == DRAWS
    silent = gains.read("rotation", 2.0, "ReLU", 0.0).middle
    assert silent[0] == 0 and np.all(np.isneginf(silent[1:]))


def test_a_net_whose_radius_is_below_one_rises_first(gains):
    tops = []
    for diagonal, lag in ((0.5, 1), (0.9, 9), (0.95, 19)):
        found = gains.read("feeding", diagonal, "none")
        assert found.says == "vanishes" and found.promises == ""
        assert found.middle.argmax() == lag
        tops.append(found.middle.max())
    assert 0 < tops[0] < tops[1] < tops[2]
    assert gains.read("feeding", 0.95, "none").middle[-1] > 0
    assert gains.read("feeding", 0.9, "none").middle[-1] < 0
    for draw in range(DRAWS):
        silent, notch, loud = (gains.read("feeding", 0.95, "tanh", s, draw) for s in (0.0, 0.05, 0.5))
        assert silent.middle.max() == tops[-1]
        assert 10 ** notch.middle.max() < 10 ** silent.middle.max() / 5
        assert loud.does == "vanishes" and loud.middle.argmax() == 0


def test_the_matrix_of_chapter_4_is_the_net_at_its_diagonal(gains):
    assert np.array_equal(gains.net("feeding").weights(0.9, 0), [[0.9, 5.0], [0.0, 0.9]])
