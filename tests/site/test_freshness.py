"""What counts as a change: every file that a page's numbers can depend on, and nothing else."""

import pytest

from freshness import fingerprint

WATCHED = [
    "lstm_ref/page.py",
    "lstm_ref/numpy/lstm.py",
    "lstm_ref/data.txt",
    "book/results/run.json",
    "requirements.txt",
    "constraints.txt",
    "tools/execute_pages.py",
]
CHAPTER = """*40 minutes to read · 45 minutes for the exercises*

# Run

- **What you'll need:** a pencil.

Text.
"""


@pytest.fixture
def tree(tmp_path):
    for name in [*WATCHED, "book/chapter.md"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one\n")
    return tmp_path


@pytest.mark.parametrize("name", WATCHED)
def test_an_edit_changes_the_fingerprint(tree, name):
    before = fingerprint(tree)
    (tree / name).write_text("two\n")
    assert fingerprint(tree) != before


def test_a_renamed_module_changes_the_fingerprint(tree):
    before = fingerprint(tree)
    (tree / "lstm_ref/page.py").rename(tree / "lstm_ref/pages.py")
    assert fingerprint(tree) != before


def test_a_page_and_compiled_files_do_not(tree):
    before = fingerprint(tree)
    (tree / "book/chapter.md").write_text("two\n")
    (tree / "lstm_ref/__pycache__").mkdir()
    (tree / "lstm_ref/__pycache__/page.pyc").write_text("compiled")
    assert fingerprint(tree) == before


def test_what_other_pages_repeat_of_a_chapter_does_and_its_text_does_not(tree):
    chapter = tree / "book/01-run.md"
    chapter.write_text(CHAPTER)
    before = fingerprint(tree)
    chapter.write_text(CHAPTER.replace("Text.", "Another text."))
    assert fingerprint(tree) == before
    for old, new in (("45", "50"), ("# Run", "# Walk"), ("a pencil", "two pencils")):
        chapter.write_text(CHAPTER.replace(old, new))
        assert fingerprint(tree) != before


def test_a_goal_of_a_chapter_does(tree):
    chapter = tree / "book/01-run.md"
    chapter.write_text("## You can now …\n\n- walk;\n- run.\n")
    before = fingerprint(tree)
    chapter.write_text("## You can now …\n\n- walk;\n- swim.\n")
    assert fingerprint(tree) != before
