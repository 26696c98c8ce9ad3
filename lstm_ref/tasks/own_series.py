"""A series of the reader's own, from a CSV file: a column of dates or times, and columns of numbers.

The files of the Electricity Transformer data (``ETTh1.csv`` and others: ``date``, six loads, ``OT``) and
the usual downloads of daily prices (``Date, Open, High, Low, Close, Volume``) have this form.
"""

import csv
import math
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

LEAST = 10


class OwnSeries(NamedTuple):
    """`times`, rising; `values` (N,)."""

    times: list[datetime]
    values: Array


def read_series(path: str | Path, column: str, time: str = "date") -> OwnSeries:
    """Read one column of a CSV file with a header line.

    Arguments:
        path: the file, in UTF-8, its columns parted by commas.
        column: the name of the column with the values.
        time: the name of the column with the times, as ISO 8601 writes them: ``2024-01-31`` or
            ``2024-01-31 13:00:00``. Rows must be in the order of time; the steps may differ, as weekends do.

    Raises:
        FileNotFoundError: when there is no such file.
        ValueError: naming the file and the line: when a column is missing, a value is no finite number, a
            time cannot be read or is not later than the one before, or there are fewer than 10 rows.
    """
    path = Path(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        names = reader.fieldnames or []
        for name in (time, column):
            if name not in names:
                raise ValueError(f"{path}: no column {name!r}; it has {', '.join(names) or 'none'}")
        times: list[datetime] = []
        values: list[float] = []
        for row in reader:
            place = f"{path}, line {reader.line_num}"
            times.append(_time(row[time], place, time))
            values.append(_number(row[column], place, column))
            if len(times) > 1 and times[-1] <= times[-2]:
                raise ValueError(f"{place}: {row[time]} is not later than the line before")
    if len(values) < LEAST:
        raise ValueError(f"{path}: expected at least {LEAST} rows, got {len(values)}")
    return OwnSeries(times, np.array(values))


def _time(text: str | None, place: str, column: str) -> datetime:
    try:
        return datetime.fromisoformat((text or "").strip()).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f"{place}: {column}: expected a time such as 2024-01-31, got {text!r}") from None


def _number(text: str | None, place: str, column: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{place}: {column}: expected a number, got {text!r}")
    return value
