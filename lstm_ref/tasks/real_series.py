"""Three measured series from statsmodels' bundled data: sunspots, carbon dioxide, a sea's temperature.

All are in the public domain, says statsmodels' note to each (``statsmodels.datasets.<name>.COPYRIGHT``).
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array


class Series(NamedTuple):
    """A series `values` (N,), evenly spaced, and what a forecaster has to know of it.

    `unit` of the values and `step` between two of them; `period`, the steps after which it about repeats;
    `handling`, how the season is taken out (see `lstm_ref.tasks.seasons.take_out`); `ahead`, how many steps
    are to be forecast from each origin.
    """

    name: str
    values: Array
    unit: str
    step: str
    period: int
    handling: str
    ahead: int


def sunspots() -> Series:
    """The yearly number of sunspots, 1700–2008 (National Geophysical Data Center); about 11 a cycle."""
    from statsmodels.datasets import sunspots as data

    values = data.load_pandas().data["SUNACTIVITY"].to_numpy(dtype=np.float64)
    return Series("sunspots", values, "sunspots", "year", 11, "none", 5)


def carbon_dioxide() -> Series:
    """CO₂ in the air over Mauna Loa, monthly means of the weekly samples, 1958–2001 (Keeling & Whorf).

    Weeks and months without a sample are filled by a straight line between their neighbours.
    """
    from statsmodels.datasets import co2 as data

    weekly = data.load_pandas().data["co2"]
    values = weekly.resample("MS").mean().interpolate().to_numpy(dtype=np.float64)
    return Series("CO₂", values, "ppm", "month", 12, "difference", 12)


def sea_temperature() -> Series:
    """The sea's surface off Peru (Niño 1+2), monthly, 1950–2010 (U.S. National Weather Service)."""
    from statsmodels.datasets import elnino as data

    values = data.load_pandas().data.drop(columns="YEAR").to_numpy(dtype=np.float64).ravel()
    return Series("sea temperature", values, "°C", "month", 12, "means", 6)


def real_series() -> tuple[Series, ...]:
    """All three."""
    return sunspots(), carbon_dioxide(), sea_temperature()
