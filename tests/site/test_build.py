"""The build itself, on a tiny book: fresh numbers, and no silent failure."""

import pytest

pytestmark = pytest.mark.slow


def test_an_edit_in_the_package_changes_the_number_on_the_page(tiny_book):
    module = tiny_book.root / "lstm_ref" / "numpy" / "edited.py"
    tiny_book.page("A number.", "from lstm_ref.numpy.edited import answer\nprint('the answer is', answer)")
    module.write_text("answer = 4111\n")
    assert tiny_book.build().returncode == 0
    assert "the answer is 4111" in tiny_book.html()

    module.write_text("answer = 4222\n")
    second = tiny_book.build()

    assert "every page runs again" in second.stdout
    assert "the answer is 4222" in tiny_book.html()


def test_an_unchanged_book_runs_no_page_twice(tiny_book):
    tiny_book.page("Nothing changes.", "print(1)")
    assert "1 pages, 1 of them to run" in tiny_book.build().stdout
    assert "1 pages, 0 of them to run" in tiny_book.build().stdout


def test_a_warning_fails_the_build_every_time(tiny_book):
    tiny_book.page("A link to {doc}`nowhere`.")
    first, second = tiny_book.build(), tiny_book.build()
    assert first.returncode != 0 and second.returncode != 0
    assert "nowhere" in second.stderr


def test_a_failing_cell_is_shown_with_its_page_and_error(tiny_book):
    tiny_book.page("It divides.", "top = 12\ntop / 0")
    result = tiny_book.build()
    assert result.returncode != 0
    assert "book/index.md failed." in result.stderr
    assert "top / 0" in result.stderr and "ZeroDivisionError: division by zero" in result.stderr
    assert "\x1b" not in result.stderr
    assert not (tiny_book.root / "_build" / "html" / "index.html").exists()


def test_what_a_cell_writes_to_stderr_fails_the_build(tiny_book):
    tiny_book.page("It complains.", "import sys\nprint('a complaint', file=sys.stderr)")
    result = tiny_book.build()
    assert result.returncode != 0
    assert "stderr was found in the cell outputs" in result.stderr
