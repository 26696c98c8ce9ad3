"""The gradient explorer in a real browser: its numbers are NumPy's, whatever the reader turns."""

import json

import numpy as np
import pytest

from lstm_ref.explorer import NONLINEARITIES, Gains, ScaledNet

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
PAGE = "book/explorer-gradients.html"
TOLERANCE = 1e-6
NETS = ["one", "rotation", "normal", "feeding"]
SCALES, SPREADS = (0.0, 0.37, 0.9, 1.0, 1.2, 3.0, 4.0, 10.0), (0.0, 0.05, 1.0, 2.0)


@pytest.fixture(scope="module", params=[(1280, "light"), (390, "dark")], ids=["desk", "phone"])
def page(request, opened):
    width, scheme = request.param
    result = opened(PAGE, width=width, scheme=scheme)
    yield result
    result.tab.close()


@pytest.fixture
def tab(page):
    """The page as it was when it was opened."""
    page.tab.reload(wait_until="networkidle")
    return page.tab


@pytest.fixture(scope="module")
def desk(opened):
    """A page for what does not depend on how it looks."""
    result = opened(PAGE)
    yield result.tab
    result.tab.close()


def gains_of(tab):
    """The nets and inputs as the page got them, in NumPy."""
    told = json.loads(tab.locator(".gradient-explorer script").text_content())
    nets = tuple(
        ScaledNet(n["key"], n["name"], n["about"], n["scale"], np.array(n["turned"]), np.array(n["fixed"]))
        for n in told["nets"]
    )
    return Gains(nets, np.array(told["inputs"]))


def now(tab):
    """What the script computed; what JSON cannot hold, −∞, as NumPy has it."""
    text = tab.evaluate(
        """JSON.stringify(document.querySelector('.gradient-explorer').gradientExplorer.snapshot(),
            (_, value) => value === -Infinity ? 'zero' : value)"""
    )
    return json.loads(text.replace('"zero"', "-Infinity"))


def put(tab, **setting):
    tab.evaluate(
        "some => document.querySelector('.gradient-explorer').gradientExplorer.change(some)", setting
    )


def agree(tab, gains):
    """Compare every number of the setting that is shown with NumPy's."""
    shown = now(tab)
    reading = shown["reading"]
    setting = {name: shown["set"][name] for name in ("net", "scale", "nonlinearity", "spread", "draw")}
    wanted = gains.read(**setting)
    pairs = [
        (np.array(reading["sequences"]).T, wanted.log_norms),
        (np.array(reading["middle"]), wanted.middle),
    ]
    for name in ("largest", "radius", "typical", "steepest", "slope"):
        pairs.append((np.array(reading[name]), np.array(getattr(wanted, name))))
    for theirs, ours in pairs:
        assert np.array_equal(np.isinf(theirs), np.isinf(ours)), setting
        finite = np.isfinite(ours)
        assert np.abs(theirs - ours)[finite].max(initial=0) < TOLERANCE, setting
    assert [reading[name] for name in ("says", "promises", "does")] == list(wanted[-3:]), setting
    return wanted


@pytest.mark.parametrize("nonlinearity", NONLINEARITIES)
@pytest.mark.parametrize("net", NETS)
def test_every_net_has_numpy_s_numbers(desk, net, nonlinearity):
    gains = gains_of(desk)
    for number, scale in enumerate(SCALES):
        for spread in SPREADS:
            put(desk, net=net, nonlinearity=nonlinearity, scale=scale, spread=spread, draw=number % 3)
            agree(desk, gains)
