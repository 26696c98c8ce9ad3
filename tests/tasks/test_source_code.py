"""The library's source as text: the recipe is fixed, the parts share no module, and it is there."""

import numpy as np
import pytest

from lstm_ref.tasks import source_code
from lstm_ref.tasks.source_code import HELD_OUT, SYMBOLS, TRAINING, VALIDATION, pieces, plain, source_of
from lstm_ref.tasks.text import decode


def test_no_module_is_in_two_parts():
    modules = [*TRAINING, *VALIDATION, *HELD_OUT]
    assert len(set(modules)) == len(modules)


def test_this_python_has_every_module():
    missing = [name for name in (*TRAINING, *VALIDATION, *HELD_OUT)
               if not (source_code.folder() / f"{name}.py").is_file()]  # fmt: skip
    assert missing == []


def test_foreign_characters_and_tabs_are_replaced():
    assert plain("\tx = 'é'\r\n") == "    x = '?'\n"
    assert len(SYMBOLS) == 96


def test_modules_are_read_in_the_order_of_the_list_and_missing_ones_left_out(tmp_path):
    (tmp_path / "b.py").write_text("second\n")
    (tmp_path / "a.py").write_text("first\n")
    assert source_of(("b", "none", "a"), tmp_path) == "second\n\nfirst\n"


def test_a_library_without_source_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="a, b"):
        source_of(("a", "b"), tmp_path)


def test_pieces_predict_every_symbol_once():
    text = "abcdefghij"
    cut = pieces(text, 3)
    assert [decode(column, SYMBOLS) for column in cut.T] == ["abcd", "defg", "ghij"]
    assert cut.dtype == np.int64
