"""A reader's own CSV and the Numenta benchmark's files are read, or refused with the line that is wrong."""

import json

import numpy as np
import pytest

from lstm_ref.tasks.nab import read_nab
from lstm_ref.tasks.own_series import read_series

ROWS = [f"2024-01-{day:02d},{day / 2}" for day in range(1, 13)]


@pytest.fixture
def written(tmp_path):
    def write(rows=ROWS, header="Date,Close"):
        file = tmp_path / "prices.csv"
        file.write_text("\n".join([header, *rows]), encoding="utf-8")
        return file

    return write


def test_a_column_is_read(written):
    own = read_series(written(), "Close", time="Date")
    np.testing.assert_array_equal(own.values, np.arange(1, 13) / 2)
    assert own.times[1].isoformat() == "2024-01-02T00:00:00"


def test_hours_and_further_columns_are_read(written):
    rows = [f"2016-07-01 {hour:02d}:00:00,1.5,{hour}" for hour in range(12)]
    own = read_series(written(rows, "date,HUFL,OT"), "OT")
    np.testing.assert_array_equal(own.values, np.arange(12))


@pytest.mark.parametrize(
    ("line", "row", "message"),
    [
        (4, "2024-01-04,n/a", r"line 5: Close: expected a number, got 'n/a'"),
        (4, "2024-01-04,", r"line 5: Close: expected a number, got ''"),
        (4, "2024-01-04,inf", r"line 5: Close: expected a number"),
        (4, "2024-01-04", r"line 5: Close: expected a number, got None"),
        (4, "4 Jan,1", r"line 5: Date: expected a time such as 2024-01-31, got '4 Jan'"),
        (4, "2024-01-03,1", r"line 5: 2024-01-03 is not later"),
    ],
)
def test_a_wrong_line_is_named(written, line, row, message):
    rows = list(ROWS)
    rows[line - 1] = row
    with pytest.raises(ValueError, match=message):
        read_series(written(rows), "Close", time="Date")


def test_a_missing_column_names_those_that_are_there(written):
    with pytest.raises(ValueError, match=r"no column 'close'; it has Date, Close"):
        read_series(written(), "close", time="Date")
    with pytest.raises(ValueError, match="no column 'date'"):
        read_series(written(), "Close")


def test_too_few_rows_and_no_file(written, tmp_path):
    with pytest.raises(ValueError, match="at least 10 rows, got 3"):
        read_series(written(ROWS[:3]), "Close", time="Date")
    with pytest.raises(FileNotFoundError):
        read_series(tmp_path / "none.csv", "Close")


@pytest.fixture
def benchmark(tmp_path):
    def make(windows):
        (tmp_path / "data" / "group").mkdir(parents=True, exist_ok=True)
        (tmp_path / "labels").mkdir(exist_ok=True)
        rows = [f"2014-04-01 {hour:02d}:00:00,{hour}.5" for hour in range(24)]
        (tmp_path / "data/group/one.csv").write_text("\n".join(["timestamp,value", *rows]))
        (tmp_path / "labels/combined_windows.json").write_text(json.dumps({"group/one.csv": windows}))
        return tmp_path

    return make


def test_a_file_of_the_numenta_benchmark_is_read(benchmark):
    folder = benchmark([["2014-04-01 15:00:00.000000", "2014-04-01 17:00:00.000000"]])
    watched = read_nab(folder, "group/one.csv")
    assert watched.events == (15,) and (watched.train, watched.valid) == (12, 18)
    assert watched.values[3] == 3.5 and watched.extra.shape == (24, 0)


def test_labels_that_do_not_fit_are_refused(benchmark):
    folder = benchmark([["2014-04-01 03:00:00.000000", "2014-04-01 05:00:00.000000"]])
    with pytest.raises(ValueError, match="first half"):
        read_nab(folder, "group/one.csv")
    (folder / "labels/combined_windows.json").write_text("{}")
    with pytest.raises(ValueError, match="no labels"):
        read_nab(folder, "group/one.csv")
