"""Marks on source code, and how well a cell or a table tells them."""

import io
import tokenize

import numpy as np
import pytest

from lstm_ref.tasks.language_model import init_language_model
from lstm_ref.tasks.marks import MARKS, columns, marks
from lstm_ref.tasks.readable import (
    areas,
    best_areas,
    best_cell,
    cells,
    marked,
    memories,
    others_marks,
    ranks,
    table_areas,
)
from lstm_ref.tasks.source_code import SYMBOLS, source_of

TEXT = 'f(a[0], "b\\"(")  # (c\n"""long\n\'x\' # no\n"""\n        y = 1\n'


def shown(name):
    return "".join(c if held else "." for c, held in zip(TEXT, marks(TEXT)[name], strict=True)).replace(
        "\n", "~"
    )


def test_marks_by_hand():
    assert shown("in a short string").startswith('........"b\\"(....')
    assert shown("in brackets").startswith('.(a[0], ....."....')
    assert shown("in a comment").strip(".") == "# (c"
    assert shown("in a long string").strip(".") == '"""long~\'x\' # no~'
    assert shown("in a deep line").strip(".") == "y = 1"
    assert not marks(TEXT)["right of column 40"].any() and marks("x" * 50)["right of column 40"].sum() == 10


def test_the_scanner_agrees_with_pythons_own_on_strings_and_comments():
    text = source_of(("shlex",))
    held, starts = marks(text), np.cumsum([0, *(len(line) for line in text.splitlines(keepends=True))])
    inside = {name: np.zeros(len(text), dtype=bool) for name in ("string", "comment")}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = {tokenize.STRING: "string", tokenize.COMMENT: "comment"}.get(token.type)
        if kind:
            (first, a), (last, b) = token.start, token.end
            inside[kind][starts[first - 1] + a : starts[last - 1] + b] = True
    strings = held["in a long string"] | held["in a short string"]
    assert (strings & ~inside["string"]).sum() == 0  # none but the closing quotes and prefixes are left out
    assert (inside["string"] & ~strings).sum() < 0.2 * inside["string"].sum()
    np.testing.assert_array_equal(held["in a comment"], inside["comment"])


def test_columns_begin_anew_after_each_line_break():
    assert columns("ab\nc\n\nd").tolist() == [0, 1, 2, 0, 1, 0, 0]


def test_equal_values_share_their_rank():
    np.testing.assert_array_equal(ranks(np.array([[3.0], [1.0], [3.0], [0.0]]))[:, 0], [3.5, 2, 3.5, 1])


def test_the_area_is_the_share_of_pairs():
    rng = np.random.default_rng(0)
    values, held = rng.integers(0, 5, (50, 3)).astype(float), rng.random(50) < 0.4
    pairs = values[held][:, None] - values[~held]
    want = (pairs > 0).mean(axis=(0, 1)) + (pairs == 0).mean(axis=(0, 1)) / 2
    np.testing.assert_allclose(areas(ranks(values), held), want)
    with pytest.raises(ValueError, match="both answers"):
        areas(ranks(values), np.ones(50, dtype=bool))


def test_a_planted_cell_is_found_with_its_sign():
    rng = np.random.default_rng(0)
    held = {"mark": rng.random(200) < 0.3}
    values = rng.standard_normal((200, 5))
    values[:, 3] -= 3 * held["mark"]
    assert best_cell(ranks(values), held["mark"]) == (3, -1)
    assert best_areas(values, held, values, held)["mark"] > 0.9
    noise = rng.standard_normal((200, 5))
    assert abs(best_areas(values, held, noise, held)["mark"] - 0.5) < 0.15


def test_a_table_tells_what_the_last_characters_tell():
    last = np.random.default_rng(0).integers(0, 4, (400, 8))
    held = {"last": last[:, -1] == 2, "three back": last[:, -3] == 1}
    found = table_areas(last[:200], {k: v[:200] for k, v in held.items()}, last[200:],
                        {k: v[200:] for k, v in held.items()}, reach=3)  # fmt: skip
    assert found["last"] > 0.99 and found["three back"] > 0.95
    assert table_areas(last[:200], {"x": held["three back"][:200]}, last[200:],
                       {"x": held["three back"][200:]}, reach=2)["x"] < 0.7  # fmt: skip


def test_an_end_that_was_never_counted_keeps_the_shorter_ones_share():
    counted, held = np.array([[0, 1], [2, 1], [2, 3]]), {"mark": np.array([True, False, False])}
    asked, true = np.array([[0, 1], [3, 1], [2, 1], [2, 3]]), {"mark": np.array([True, True, False, False])}
    assert table_areas(counted, held, asked, true, reach=2)["mark"] == 1.0


def test_pieces_carry_their_marks():
    part = marked(source_of(("shlex",)), count=5, steps=150)
    assert part.tokens.shape == (150, 5) and set(part.held) == set(MARKS)
    np.testing.assert_array_equal(part.last[:, -1], part.tokens[100:].reshape(-1))
    np.testing.assert_array_equal(part.last[:, 0], part.tokens[93:-7].reshape(-1))
    other = others_marks(part, np.random.default_rng(0))
    assert {k: v.sum() for k, v in other.held.items()} == {k: v.sum() for k, v in part.held.items()}
    assert any((other.held[name] != part.held[name]).any() for name in MARKS)


def test_memories_are_the_cells_of_the_scored_characters():
    model = init_language_model(np.random.default_rng(0), len(SYMBOLS), 6, cell="lstm")
    part = marked(source_of(("shlex",)), count=3, steps=120)
    every = cells(model, part.tokens)
    assert every.shape == (120, 3, 6)
    np.testing.assert_array_equal(memories(model, part), every[100:].reshape(-1, 6))
    other = part.tokens.copy()
    other[60] = 1
    np.testing.assert_array_equal(cells(model, other)[:60], every[:60])
    assert np.abs(cells(model, other)[60:] - every[60:]).max() > 1e-3
