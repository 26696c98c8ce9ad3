"""18.4: write the check that finds a forecaster that has seen the future."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Forecaster = Callable[[Array], Array]


def persistence(values: Array) -> Array:
    found: Array = np.concatenate([[0.0], values[:-1]])
    return found


def running_mean(values: Array) -> Array:
    found: Array = np.concatenate([[0.0], np.cumsum(values)[:-1] / np.arange(1, len(values))])
    return found


def last_season(values: Array) -> Array:
    found: Array = np.concatenate([np.zeros(7), values[:-7]])
    return found


def scaled_so_far(values: Array) -> Array:
    spread = np.array([values[:t].std() if t > 1 else 1.0 for t in range(len(values))])
    found: Array = np.tanh(persistence(values)) * spread
    return found


SOUND: tuple[Forecaster, ...] = (persistence, running_mean, last_season, scaled_so_far)


def sees_today(values: Array) -> Array:
    found: Array = values.copy()
    return found


def sees_tomorrow(values: Array) -> Array:
    found: Array = np.concatenate([values[1:], values[-1:]])
    return found


def mean_of_all(values: Array) -> Array:
    found: Array = 0.5 * persistence(values) + 0.5 * values.mean()
    return found


def spread_of_all(values: Array) -> Array:
    found: Array = persistence(values) * values.std() / (values.std() + 1)
    return found


def largest_of_all(values: Array) -> Array:
    found: Array = np.minimum(persistence(values) + 0.1, values.max())
    return found


def centred_mean(values: Array) -> Array:
    padded = np.pad(values, 2, mode="edge")
    found: Array = np.lib.stride_tricks.sliding_window_view(padded, 5).mean(axis=1)
    return found


def season_of_all(values: Array) -> Array:
    place = np.arange(len(values)) % 7
    found: Array = np.array([values[place == k].mean() for k in range(7)])[place]
    return found


def line_through_all(values: Array) -> Array:
    days = np.arange(len(values))
    found: Array = np.polyval(np.polyfit(days, values, 1), days)
    return found


def last_value(values: Array) -> Array:
    found: Array = persistence(values) + 0.01 * values[-1]
    return found


def a_thousandth_of_the_last(values: Array) -> Array:
    found: Array = persistence(values) + 0.001 * values[-1]
    return found


def filled_from_later(values: Array) -> Array:
    found = last_season(values)
    found[:7] = values[7]
    return found


def today_at(place: int) -> Forecaster:
    def forecaster(values: Array) -> Array:
        found = persistence(values)
        found[place] = values[place]
        return found

    return forecaster


def today_at_weekends(values: Array) -> Array:
    found = persistence(values)
    found[5::7] = values[5::7]
    return found


def tomorrow_in_the_middle(values: Array) -> Array:
    found, third = persistence(values), len(values) // 3
    found[third : 2 * third] = values[third + 1 : 2 * third + 1]
    return found


FAULTY: dict[str, tuple[Forecaster, str]] = {
    "sees-today": (sees_today, "The forecast of a step is its value."),
    "sees-tomorrow": (sees_tomorrow, "The forecast of a step is the value after it."),
    "mean-of-all": (mean_of_all, "The mean is taken over the whole series."),
    "spread-of-all": (spread_of_all, "It scales by the standard deviation of the whole series."),
    "largest-of-all": (largest_of_all, "It cuts off at the largest value of the whole series."),
    "centred-mean": (centred_mean, "A smoothing looks two steps ahead."),
    "season-of-all": (season_of_all, "The seasonal means are taken over the whole series."),
    "line-through-all": (line_through_all, "The trend is fitted to the whole series."),
    "last-value": (last_value, "A little of the series' last value is in all forecasts."),
    "tomorrow-in-the-middle": (
        tomorrow_in_the_middle,
        "In the middle third, the forecast of a step is the value after it.",
    ),
    "today-at-weekends": (today_at_weekends, "Every seventh forecast is the value itself."),
    "a-thousandth": (a_thousandth_of_the_last, "A very little of the last value is in all forecasts."),
    "filled-from-later": (filled_from_later, "The first forecasts are filled in with a later value."),
    "one-odd-place": (today_at(9), "One single forecast, at an odd place, is the value itself."),
    "one-even-place": (today_at(14), "One single forecast, at an even place, is the value itself."),
}


def cut(
    *,
    cuts: Any = range(1, 40),
    upto: int = 1,
    scale: float = 30.0,
    only_last: bool = False,
    only_at: bool = False,
    down: bool = True,
) -> Callable[[Forecaster], None]:
    """The check with a setting of its own; as it stands it sees all planted leaks."""

    def check(forecaster: Forecaster) -> None:
        rng = np.random.default_rng(184)
        values = rng.standard_normal(40)
        before = forecaster(values.copy())
        for t in cuts:
            for sign in (1, -1) if down else (1,):
                other = values.copy()
                other[t:] += sign * scale * rng.uniform(0.5, 1, 40 - t)
                if only_last:
                    other = values.copy()
                    other[-1] += sign * scale
                after = forecaster(other)
                part = slice(t, t + 1) if only_at else slice(0, t + upto)
                assert np.allclose(after[part], before[part], rtol=0, atol=1e-9)

    return check


def too_good(forecaster: Forecaster) -> None:
    values = np.random.default_rng(184).standard_normal(200)
    off = np.abs(forecaster(values) - values)
    assert off.mean() > 0.3


def nothing(forecaster: Forecaster) -> None:
    forecaster(np.random.default_rng(184).standard_normal(40))


CHANGE = "Look at the line that changes the series"
COMPARE = "Look at the line that compares"

TASK = WriteTheCheckTask(
    "18.4",
    "Write the check that finds a leak",
    correct=(SOUND[0],),
    also_correct=tuple((one,) for one in SOUND[1:]),
    takes=("forecaster",),
    bugs=tuple(PlantedBug(name, (one,), symptom) for name, (one, symptom) in FAULTY.items()),
    mistakes=(
        Mistake(
            "asserts-nothing",
            nothing,
            "Your check runs the forecaster and does not look at what comes out.",
            "Which forecasts must stay the same, when which values change?",
        ),
        Mistake(
            "too-good-to-be-true",
            too_good,
            "Your check looks at how good the forecasts are. Most leaks help only a little.",
            "Change the future, and look at the forecasts of the past.",
        ),
        Mistake(
            "one-cut-in-the-middle",
            cut(cuts=(20,)),
            "Your check changes the series from one place on only. Some leaks open at other places.",
            f"{CHANGE}: from which places on?",
        ),
        Mistake(
            "today-may-be-seen",
            cut(upto=0),
            "Your check does not look at the forecast of the first step that was changed.",
            f"{COMPARE}: the forecast for step t may use values up to which one?",
        ),
        Mistake(
            "last-value-only",
            cut(only_last=True, cuts=(39,)),
            "Your check changes the last value only.",
            f"{CHANGE}: from which places on?",
        ),
        Mistake(
            "the-beginning-left-out",
            cut(cuts=range(12, 40)),
            "Your check changes nothing near the beginning. Some leaks lie there.",
            f"{CHANGE}: from which place on, at the earliest?",
        ),
        Mistake(
            "every-second-place",
            cut(cuts=range(0, 40, 2)),
            "Your check leaves out places: a forecast that leaks between two of them is not seen.",
            f"{CHANGE}: from which places on?",
        ),
        Mistake(
            "only-today",
            cut(only_at=True, cuts=(20,)),
            "Your check looks at one forecast only.",
            f"{COMPARE}: which forecasts must not move?",
        ),
    ),
    hints=(
        "Make a series, forecast it. Then change all its values from place t on, and forecast again.",
        "Which of the forecasts must be the same both times? Count the one for place t.",
        "Do it for every t, with changes up and down that are large.",
    ),
    section="sec-back-test",
)
