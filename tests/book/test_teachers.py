"""The teachers' pages say of each chapter what the chapter says, and name nothing that does not exist."""

import functools
import importlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import lstm_ref.teach as teach
from lstm_ref.tasks.paths import WAYS
from lstm_ref.teach.chapters import read_chapter, read_chapters
from lstm_ref.teach.mistakes import expected, tasks_of
from lstm_ref.teach.plan import MEANING
from lstm_ref.teach.show import verbatim
from lstm_ref.teach.syllabus import AT_THE_MACHINES, IN_CLASS, NEW, SYLLABI, left_out, minutes_of, missed
from notebooks.labels import index

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
CHAPTERS = read_chapters()
TEACHERS = [BOOK / f"teachers{ending}.md" for ending in ("", "-sessions", "-chapters", "-projects")]
NUMBERS = {"Three": 3, "Four": 4, "Five": 5, "Six": 6, "Seven": 7}
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda chapter: chapter.page)
each_syllabus = pytest.mark.parametrize("length", SYLLABI)


@pytest.fixture
def said(monkeypatch):
    """What the functions display, in place of displaying it."""
    texts: list[str] = []
    for module in ("plan", "show"):
        monkeypatch.setattr(importlib.import_module(f"lstm_ref.teach.{module}"), "say", texts.append)
    return texts


@functools.cache
def labels():
    """Every label of the book."""
    return index(ROOT).labels


def rows_of(table):
    """The cells of a Markdown table below its head."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def minutes_in(text):
    """The minutes that an exercise says it takes."""
    return 60 if "about an hour" in text else int(re.search(r"about (\d+) minutes", text)[1])


def test_every_chapter_is_read():
    assert [*CHAPTERS] == [int(path.name[:2]) for path in sorted(BOOK.glob("[0-9]*.md"))][1:]
    assert all(chapter.goals and chapter.need and chapter.learn for chapter in CHAPTERS.values())


@each_chapter
def test_a_chapter_its_exercise_and_its_last_section_agree_on_minutes_and_tasks(chapter):
    (source,) = (ROOT / "solutions").glob(f"{chapter.number:02d}-*.md")
    text = source.read_text("utf-8")
    opening = text.split("\n# Exercises")[1].split("```")[0]
    own = (BOOK / f"{chapter.page}.md").read_text("utf-8")
    closing = [part.split("\n## ")[0] for part in own.split("\n## Exercises\n")[1:]]
    for part in (opening, *closing):
        assert minutes_in(part) == chapter.exercises
        assert NUMBERS[re.search(r"(\w+) tasks, about", part)[1]] == len(tasks_of(chapter.number))


@each_chapter
def test_what_a_page_shows_of_a_chapter_is_in_the_chapter(said, chapter):
    teach.show_chapter(chapter.number)
    own = (BOOK / f"{chapter.page}.md").read_text("utf-8")
    assert f"*{chapter.reading} minutes to read · {chapter.exercises} minutes for the exercises*" in own
    assert all(f"- {goal}\n" in own and f"- {goal}" in said[0] for goal in chapter.goals)
    assert f"- **What you'll need:** {chapter.need}\n" in own and chapter.need in said[0]


@each_chapter
def test_what_a_chapter_needs_can_be_read_away_from_the_chapter(chapter):
    assert not re.search(r"\b(above|below|here|this page)\b", chapter.need, re.I)


@each_chapter
def test_the_words_of_a_known_mistake_are_sentences(chapter):
    for mistake in expected(chapter.number):
        for words in filter(None, (mistake.symptom, mistake.say)):
            assert words.rstrip(")”`")[-1] in ".?!", f"{mistake.task} {mistake.name}: {words}"


@each_chapter
def test_every_known_mistake_is_shown_with_its_words_and_a_section_that_exists(said, chapter):
    teach.show_mistakes(chapter.number)
    known = [mistake for task in tasks_of(chapter.number) for mistake in task.mistakes]
    lines = [line for line in said[0].splitlines() if line.startswith("- ")]
    assert len(lines) == len(known) > 0
    assert f"<summary>{len(known)} mistakes" in said[0]
    for line, mistake in zip(lines, known, strict=True):
        assert verbatim(mistake.symptom) in line and verbatim(mistake.hint) in line
        assert re.search(r"\{ref\}`([\w-]+)`$", line)[1] in labels()
    assert all(f"ex-{task.id.replace('.', '-')}" in labels() for task in tasks_of(chapter.number))


def test_each_chapter_has_its_beliefs_and_its_mistakes_on_the_page():
    parts = re.split(r"^\(sec-teachers-(\d+)\)=$", TEACHERS[2].read_text("utf-8"), flags=re.M)
    known = [int(number) for number in parts[1::2]]
    assert known == [*CHAPTERS][: len(known)] and len(known) >= 21
    assert f"show_others({known[-1]})" in parts[-1]
    for number, text in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        assert f"## Chapter {number}: {CHAPTERS[number].title}\n" in text
        assert f"show_chapter({number})" in text and f"show_mistakes({number})" in text
        beliefs = re.findall(r"^- \*[^\n]+$", text, re.M)
        assert 1 <= len(beliefs) <= 3
        for belief in beliefs:
            named = re.findall(r"\{ref\}`(sec-(?!teach)[\w-]+)`", belief)
            pages = {labels()[name].page.name[:2] for name in named}
            assert pages == {f"{number:02d}"}, belief


@each_syllabus
def test_a_syllabus_uses_each_chapter_or_says_why_not(length):
    syllabus = SYLLABI[length]
    used = [number for session in syllabus.sessions for number in session.chapters]
    others = left_out(syllabus, CHAPTERS)
    assert sorted(used + [number for numbers in others for number in numbers]) == [*CHAPTERS]
    assert min((min(numbers) for numbers, why in others.items() if why == NEW), default=22) > 21
    assert len(syllabus.sessions) == length and all(syllabus.left_out.values())
    for session in syllabus.sessions:
        assert session.exercises and set(session.exercises) <= set(session.chapters)


@each_syllabus
def test_a_chapter_that_is_added_later_is_left_out_and_named(length):
    later = {**CHAPTERS, 99: CHAPTERS[1]}
    assert left_out(SYLLABI[length], later)[(99,)] == NEW


def test_a_chapter_that_the_page_has_no_words_for_is_shown_all_the_same(said):
    last = max(CHAPTERS)
    teach.show_others(last)
    assert said == []
    teach.show_others(last - 1)
    assert CHAPTERS[last].need in said[0] and "mistakes that the checks" in said[1]


@each_syllabus
def test_a_syllabus_has_words_for_each_chapter_that_it_leaves_out_and_needs(said, length):
    used = {number for session in SYLLABI[length].sessions for number in session.chapters}
    gone = missed(SYLLABI[length], CHAPTERS)
    for number in used:
        assert CHAPTERS[number].builds_on <= used | {*gone}, number
    assert {*gone} == {*SYLLABI[length].instead} and not {*gone} & used
    teach.show_syllabus(length)
    told = [text for text in said if "*Tell the class:*" in text]
    assert any("No chapter of these sessions needs" in text for text in said) == (not gone)
    for (number, users), text in zip(gone.items(), told, strict=True):
        assert f"`{number} <{CHAPTERS[number].page}>`" in text and SYLLABI[length].instead[number] in text
        assert all(re.search(rf"\b{user}\b", text.split(" need")[0]) for user in users)


@pytest.mark.parametrize(
    ("need", "numbers"),
    [
        ("a pencil.", set()),
        ("{doc}`03-backpropagate` and {doc}`04-watch-gradients`.", {3, 4}),
        ("arrays, and chapters 5 to 7. If you come for less, {doc}`02-run-a-cell`.", {5, 6, 7}),
        ("logarithms. {doc}`00-before-you-start` tests you.", set()),
        ("{doc}`00-before-you-start`.", set()),
    ],
)
def test_what_a_chapter_builds_on_is_read_from_its_first_sentence(need, numbers):
    assert replace(CHAPTERS[1], need=need).builds_on == numbers


def test_the_sets_have_the_numbers_of_their_chapters_as_the_page_says():
    parts = re.split(r"^\(sec-teach-(\d+)\)=$", TEACHERS[1].read_text("utf-8"), flags=re.M)
    of = {
        int(number): {int(page) for page in re.findall(r"\{doc\}`(\d\d)-", text.split("**Discuss**")[0])}
        for number, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert of == {**{number: {number} for number in range(1, 11)}, 11: {11, 12}, 12: {18}}


@each_syllabus
def test_a_set_belongs_to_a_chapter_of_its_session(length):
    text = TEACHERS[1].read_text("utf-8")
    for session in SYLLABI[length].sessions:
        opening = text.split(f"(sec-teach-{session.set})=")[1].split("**Discuss**")[0]
        pages = re.findall(r"\{doc\}`(\d\d)-", opening)
        assert {int(page) for page in pages} & set(session.chapters), session.title


def test_three_sessions_are_the_path_that_the_page_names():
    (diagram,) = (way for way in WAYS if way.name == "the diagram")
    used = [number for session in SYLLABI[3].sessions for number in session.chapters]
    assert used == list(diagram.chapters) and "*the diagram*" in TEACHERS[0].read_text("utf-8")


def test_in_twelve_sessions_a_chapter_comes_after_those_that_it_needs():
    seen: set[int] = set()
    for session in SYLLABI[12].sessions:
        seen |= set(session.chapters)
        for number in session.chapters:
            needed = {int(page) for page in re.findall(r"\{doc\}`(\d\d)-", CHAPTERS[number].need)} - {0}
            assert needed <= seen, CHAPTERS[number].page


def test_a_session_s_minutes_add_up_to_what_the_page_says(said):
    teach.show_plan()
    rows = rows_of(said[0])
    assert sum(int(minutes) for minutes, _ in rows) == sum(IN_CLASS.values()) == 90
    assert said[1] == "Together 90 minutes." and "hour and a half" in TEACHERS[0].read_text("utf-8")
    assert AT_THE_MACHINES in IN_CLASS.values()


@each_syllabus
def test_a_syllabus_shows_the_minutes_that_the_chapters_state(said, length):
    teach.show_syllabus(length)
    teach.show_totals()
    rows, totals = rows_of(said[0]), rows_of(said[-2])
    reading, at_home = [], []
    for session, row in zip(SYLLABI[length].sessions, rows, strict=True):
        assert [int(number) for number in re.findall(r"`(\d+) <", row[1])] == list(session.chapters)
        reading.append(sum(CHAPTERS[number].reading for number in session.chapters))
        at_home.append(sum(CHAPTERS[number].exercises for number in session.exercises) - AT_THE_MACHINES)
        assert [int(row[2]), int(row[5])] == [reading[-1], max(0, at_home[-1])]
        assert minutes_of(session, CHAPTERS).in_class == 90
    (total,) = (row for row in totals if row[0] == str(length))
    found = [sum(reading), 90 * length, sum(max(0, left) for left in at_home)]
    assert [int(cell) for cell in total[1:4]] == found and int(total[4]) == round(sum(found) / 60)


def test_the_grades_columns_are_explained(said):
    teach.show_columns()
    assert [row[0].strip("`") for row in rows_of(said[0])] == list(MEANING)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: teach.show_syllabus(5), "expected one of 3, 6, 12, got 5"),
        (lambda: teach.show_chapter(22), "expected the number of a chapter, got 22"),
        (lambda: teach.show_mistakes(22), "expected the number of a chapter with an exercise, got 22"),
        (lambda: list(expected(0)), "got 0"),
    ],
)
def test_bad_input_is_named(call, told):
    with pytest.raises(ValueError, match=told):
        call()


@pytest.mark.parametrize("lost", ["minutes to read", "What you'll need", "You can now", "\n# "])
def test_a_chapter_that_does_not_say_it_is_named(tmp_path, lost):
    text = (BOOK / "04-watch-gradients.md").read_text("utf-8")
    page = tmp_path / "04-watch-gradients.md"
    page.write_text(text.replace(lost, "\n"))
    with pytest.raises(ValueError, match="04-watch-gradients.md: expected"):
        read_chapter(page)


def test_a_folder_without_chapters_is_named(tmp_path):
    with pytest.raises(ValueError, match="expected one with chapters"):
        read_chapters(tmp_path)


@pytest.mark.parametrize(
    "text", ["a_b and *c*", "x[t, b] | y", "2 < 3 > 1 # $5 ~ {no}", "`kept_as *it* is` [a]"]
)
def test_a_mistake_s_words_survive_markdown(text):
    from markdown_it import MarkdownIt

    html = MarkdownIt().renderInline(verbatim(text))
    shown = re.sub(r"</?(?:code|em|a)[^>]*>", "", html)
    shown = shown.replace("&lt;", "<").replace("&gt;", ">")
    assert shown == text.replace("`", "") and "<em>" not in html


def test_the_pages_stand_in_the_contents_before_the_appendices():
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"]
    captions = [part.get("caption") for part in parts]
    mine = parts[captions.index("Teach it")]
    assert captions.index("Teach it") == captions.index("Appendices") - 1
    assert [f"{entry['file']}.md" for entry in mine["chapters"]] == [
        *(f"book/{path.name}" for path in TEACHERS),
        "book/gallery.md",
    ]


@pytest.mark.parametrize("path", TEACHERS, ids=lambda path: path.stem)
def test_every_name_of_the_package_on_a_page_exists(path):
    for name in set(re.findall(r"`(lstm_ref(?:\.\w+)+)`", path.read_text("utf-8"))):
        module, _, last = name.rpartition(".")
        assert hasattr(importlib.import_module(module), last), name


def test_the_options_of_grading_exist():
    from lstm_ref.learner.commands import cli

    text = TEACHERS[0].read_text("utf-8").split("## Grade")[1]
    names = {name for parameter in cli.commands["grade"].params for name in parameter.opts}
    options = {name for name in names if name.startswith("--")}
    named = set(re.findall(r"(?<=[ `])--[\w-]+(?=[ `])", text)) - {"--help"}
    assert named == options
