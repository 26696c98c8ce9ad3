"""Sentence pairs are read from small made-up files; what is left out is counted, what is broken is named."""

import pytest

from lstm_ref.tasks.pairs import read_pairs, split_words


def test_words_and_marks_come_apart_in_lower_case():
    assert split_words("Don't go, Ana!") == ("don't", "go", ",", "ana", "!")
    assert split_words("nin\u0303o") == ("ni\u00f1o",)  # one code for one letter


def test_a_file_with_three_columns(tmp_path):
    file = tmp_path / "pairs.tsv"
    file.write_text("\ufeffGo.\tVete.\tCC-BY, someone\n\nHi!\t¡Hola!\n", "utf-8")
    loaded = read_pairs(file)
    assert [(p.source, p.target) for p in loaded.pairs] == [
        (("go", "."), ("vete", ".")),
        (("hi", "!"), ("¡", "hola", "!")),
    ]


def test_a_folder_and_what_is_left_out(tmp_path):
    (tmp_path / "b.txt").write_text("Go.\tVaya.\nRun.\tCorre.\n", "utf-8")
    (tmp_path / "a.tsv").write_text("Go.\tVete.\nOne two three four.\tUno dos tres cuatro.\n", "utf-8")
    (tmp_path / "readme.md").write_text("no pairs", "utf-8")
    loaded = read_pairs(tmp_path, longest=3)
    assert [pair.target[0] for pair in loaded.pairs] == ["vete", "corre"]
    assert loaded.left_out == {"too long": 1, "seen before": 1}
    assert len(read_pairs(tmp_path, most=1).pairs) == 1


@pytest.mark.parametrize("line", ["no tab here", "one side\t", "\tother side"])
def test_a_broken_line_is_named(tmp_path, line):
    (tmp_path / "x.tsv").write_text(f"Go.\tVete.\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.tsv, line 2"):
        read_pairs(tmp_path / "x.tsv")


def test_a_folder_without_files_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"\.tsv or \.txt"):
        read_pairs(tmp_path)
