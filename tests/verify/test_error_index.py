"""The error index hears errors and warnings, and lets nothing pass as mended that is not."""

import warnings

import numpy as np
import pytest

from lstm_ref.verify.error_index import SILENCE, ErrorIndex, complaint, described


def fails():
    raise ValueError("two lines\n  of it")


def warns():
    warnings.warn("careful", UserWarning, stacklevel=1)


def test_an_error_and_a_warning_are_heard_on_one_line_and_silence_is_named():
    assert complaint(fails) == "ValueError: two lines of it"
    assert complaint(warns) == "UserWarning: careful"
    assert complaint(lambda: 1) == SILENCE


def test_an_entry_prints_both_and_joins_the_table(capsys):
    index = ErrorIndex()
    index.run("a fault", fails, lambda: np.zeros((2, 3)))
    assert capsys.readouterr().out == "ValueError: two lines of it\nmended: shape (2, 3), float64\n"
    assert index.table().splitlines()[2:] == ["| `ValueError: two lines of it` | a fault |"]


def test_what_is_called_mended_must_be():
    with pytest.raises(ValueError, match="two lines"):
        ErrorIndex().run("a fault", fails, fails)
    with pytest.raises(AssertionError, match="careful"):
        ErrorIndex().run("a fault", fails, warns)


def test_results_are_told_in_a_few_words():
    assert described((np.float64(2.0), 1)) == "2"
    assert described("the words") == "the words"
    assert described(None) == "runs"
