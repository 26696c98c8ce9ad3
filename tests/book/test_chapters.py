"""Every chapter keeps the rules that its text alone can show."""

from pathlib import Path

import pytest

from notebooks.chapters import (
    backends_shown,
    chapter_number,
    drawing_names,
    literal_seeds,
    long_cells,
    public_names,
    redefined,
    undescribed_figures,
    unreadable_strings,
    wide_lines,
)
from notebooks.labels import chapter_sources, exercise_sources
from notebooks.predictions import prediction_faults
from notebooks.review import calls_package
from notebooks.source import read_cells
from notebooks.tex import macros_of

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = chapter_sources(ROOT)


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def page(request):
    return request.param


@pytest.fixture
def cells(page):
    return read_cells(page)


def test_there_are_chapters():
    assert CHAPTERS


def test_a_chapter_imports_and_calls_the_package(cells):
    assert calls_package(cell.text for cell in cells if cell.kind == "code")


def test_from_the_second_on_a_chapter_shows_numpy_and_torch_side_by_side(page, cells):
    assert chapter_number(page) < 2 or backends_shown(cells)


def test_a_chapter_redefines_no_name_of_the_package(cells):
    assert redefined(cells, public_names(ROOT)) == []


def test_every_figure_has_alt_text(cells):
    assert undescribed_figures(cells, drawing_names(ROOT)) == []


def test_every_prediction_has_a_question_and_an_answer(cells):
    assert prediction_faults(cells) == []


def test_everything_random_derives_from_the_seed(cells):
    assert literal_seeds(cells) == []


def test_what_a_cell_prints_reads_well_in_jupyter(cells):
    assert unreadable_strings(cells, macros_of(ROOT)) == []


def test_no_code_cell_is_longer_than_a_reader_takes_in(cells):
    assert long_cells(cells) == []


@pytest.mark.parametrize("page", [*CHAPTERS, *exercise_sources(ROOT)], ids=lambda path: path.stem)
def test_code_fits_the_column(page):
    assert wide_lines(read_cells(page)) == []
