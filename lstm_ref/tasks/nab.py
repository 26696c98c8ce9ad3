"""The Numenta Anomaly Benchmark, from a folder that the reader has: sensors, servers, taxis, with labels.

The folder is a copy of the benchmark's repository: ``data/<group>/<name>.csv`` with the columns ``timestamp``
and ``value``, and ``labels/combined_windows.json``, which gives for each file the windows of its anomalies.
"""

import json
from bisect import bisect_left
from datetime import datetime
from pathlib import Path

import numpy as np

from lstm_ref.tasks.noticing import Watched
from lstm_ref.tasks.own_series import read_series


def read_nab(folder: str | Path, name: str) -> Watched:
    """Read one file; an event is the first step inside a window. The first half is the training part.

    The benchmark's series have anomalies in their first half, too; a fair use leaves such a file out, and so
    this function does not read it.

    Arguments:
        folder: the copy of the repository.
        name: such as ``realKnownCause/machine_temperature_system_failure.csv``.

    Raises:
        FileNotFoundError: when the file or the labels are missing.
        ValueError: when the labels do not know the file, or a window begins in the training part; and as
            `read_series` does.
    """
    folder = Path(folder)
    series = read_series(folder / "data" / name, "value", time="timestamp")
    labels = json.loads((folder / "labels" / "combined_windows.json").read_text(encoding="utf-8"))
    if name not in labels:
        raise ValueError(f"{folder}: no labels for {name!r}")
    first = [datetime.fromisoformat(begin) for begin, _ in labels[name]]
    events = tuple(bisect_left(series.times, begin) for begin in first)
    train, valid = len(series.times) // 2, 3 * len(series.times) // 4
    if any(event < train for event in events):
        raise ValueError(f"{name}: a window begins in the first half, which is to be without anomalies")
    kinds = ("labelled",) * len(events)
    return Watched(series.values, np.empty((len(series.times), 0)), events, kinds, train, valid)
