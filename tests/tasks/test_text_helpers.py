"""Lines that parse, a compressor as a model, and a folder with a larger text."""

import random

import pytest

from lstm_ref.tasks.compressed import extra_bits
from lstm_ref.tasks.lines import code_lines, folded, is_statement, share_copied, share_of_statements
from lstm_ref.tasks.text_folder import load_text_folder


@pytest.mark.parametrize(
    "line",
    [
        "x = 1",
        "if x:",
        "else:",
        "elif y > 2:",
        "try:",
        "except OSError:",
        "return x",
        "@cache",
        "for i in range(3):",
        "finally:",
        "class A(B):",
        "with f() as g:",
    ],
)
def test_lines_that_parse(line):
    assert is_statement(f"    {line}")


@pytest.mark.parametrize("line", ["x = (1", "if x", "self.defn the", "return)", "'open", "", "else: if:"])
def test_lines_that_do_not(line):
    assert not is_statement(line)


def test_cut_lines_blank_lines_and_comments_do_not_count():
    text = "gun\n\n  # note\n  x = 1\n  y = (\nhalf"
    assert code_lines(text) == ["x = 1", "y = ("]
    assert share_of_statements([text]) == 0.5
    assert share_copied([text], "def f():\n    x = 1\n") == 0.5
    assert share_of_statements([]) == 0


def test_long_lines_go_on_behind_an_arrow():
    assert folded("abcdefg\n\nab", 3) == "abc\n↪ def\n↪ g\n\nab"


def test_a_text_that_was_packed_before_costs_next_to_nothing():
    text = "".join(random.Random(0).choices("abcdefgh", k=4000))
    assert extra_bits(text, text) < 0.2 < 2.9 < extra_bits("", text) < 4
    with pytest.raises(ValueError, match="at least one"):
        extra_bits(text, "")


@pytest.mark.parametrize("name", ["text8", "enwik8"])
def test_one_file_is_cut_in_order(tmp_path, name):
    (tmp_path / name).write_bytes(bytes(range(97, 117)) * 5)
    found = load_text_folder(tmp_path)
    assert [len(part) for part in found[:3]] == [90, 5, 5]
    assert found.training + found.validation + found.held_out == "abcdefghijklmnopqrst" * 5
    assert found.symbols == "abcdefghijklmnopqrst"


def test_bytes_of_enwik8_are_its_characters(tmp_path):
    (tmp_path / "enwik8").write_bytes("é".encode() * 20)
    assert load_text_folder(tmp_path).symbols == "©Ã"


def test_three_files_are_the_three_parts(tmp_path):
    for word, text in (("train", "abc"), ("valid", "d"), ("test", "é")):
        (tmp_path / f"ptb.{word}.txt").write_text(text, encoding="utf-8")
    assert load_text_folder(tmp_path) == ("abc", "d", "é", "abcdé")


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="text8 or enwik8.*with train: none"):
        load_text_folder(tmp_path)
    (tmp_path / "text8").write_bytes(b"")
    with pytest.raises(ValueError, match="training: expected some text"):
        load_text_folder(tmp_path)
    with pytest.raises(ValueError, match="below 1"):
        load_text_folder(tmp_path, 0.6, 0.4)
