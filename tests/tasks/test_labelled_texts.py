"""The files that a reader may bring: small ones, made here."""

import pytest

from lstm_ref.tasks.labelled_texts import read_babi, read_fasta, read_folder, words_of


@pytest.fixture
def folder(tmp_path):
    for name, texts in {
        "neg": ["Dull.<br /><br />It isn’t funny!", "42"],
        "pos": ["Warm, and bright."],
    }.items():
        (tmp_path / name).mkdir()
        for at, text in enumerate(texts):
            (tmp_path / name / f"{at}_7.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_of_two_classes(folder):
    found = read_folder(folder)
    assert found.rows == [
        ("dull", ".", "it", "isn't", "funny", "!"), ("warm", ",", "and", "bright", ".")
    ]  # fmt: skip
    assert found.labels == [0, 1] and found.left_out == ["neg/1_7.txt"]


def test_the_order_of_the_classes_and_the_limit_are_the_readers(folder):
    found = read_folder(folder, classes=("pos", "neg"), limit=1)
    assert found.labels == [0, 1] and found.left_out == []


def test_a_missing_class_is_named(folder):
    with pytest.raises(FileNotFoundError, match="unsup"):
        read_folder(folder, classes=("neg", "unsup"))


def test_words_keep_their_apostrophe():
    assert words_of("Don't STOP<br>now") == ("don't", "stop", "now")


def test_stories_with_questions(tmp_path):
    path = tmp_path / "qa1.txt"
    path.write_text(
        "1 Mary moved to the garden.\n2 John ran.\n3 Where is Mary? \tgarden\t1\n"
        "1 Paul went to the attic.\n2 Where is Paul?\tattic\t1\n",
        encoding="utf-8",
    )
    first, second = read_babi(path)
    assert first.told == (("mary", "moved", "to", "the", "garden"), ("john", "ran"))
    assert first.words == ("where", "is", "mary") and first.answer == "garden" and first.facts == (1,)
    assert second.told == (("paul", "went", "to", "the", "attic"),)


def test_a_line_without_a_number_is_named(tmp_path):
    path = tmp_path / "qa1.txt"
    path.write_text("1 Mary ran.\nWhere is Mary?\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_babi(path)


def test_sequences_in_fasta(tmp_path):
    path = tmp_path / "some.fasta"
    path.write_text(">one of them\nacgt\nAC\n\n>two\nTT\n", encoding="utf-8")
    assert read_fasta(path) == {"one": "ACGTAC", "two": "TT"}


@pytest.mark.parametrize("text", ["ACGT\n", ">one\nA\n>one\nC\n", ">\nA\n"])
def test_a_fasta_file_without_names_is_refused(tmp_path, text):
    path = tmp_path / "some.fasta"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="expected"):
        read_fasta(path)
