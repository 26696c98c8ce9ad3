"""The tables of the teachers' pages, as MyST: definitions and short columns, because a phone is narrow."""

from __future__ import annotations

import re
from itertools import groupby

from lstm_ref.page import say
from lstm_ref.tasks.paths import in_runs
from lstm_ref.teach.chapters import Chapter, read_chapters
from lstm_ref.teach.mistakes import Expected, expected, tasks_of
from lstm_ref.teach.syllabus import AT_THE_MACHINES, SYLLABI, Minutes, Session, Syllabus, minutes_of

MARKS = re.compile(r"([\\*_\[\]<>#|$~{}])")


def verbatim(text: str) -> str:
    """Text of a terminal as Markdown that shows it unchanged; what stands in backticks is left alone."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else MARKS.sub(r"\\\1", part) for part in parts)


def chosen(length: int) -> Syllabus:
    """The syllabus of `length` sessions.

    Raises:
        ValueError: when there is none of that length.
    """
    if length not in SYLLABI:
        raise ValueError(f"length: expected one of {', '.join(map(str, SYLLABI))}, got {length!r}")
    return SYLLABI[length]


def linked(numbers: tuple[int, ...], chapters: dict[int, Chapter]) -> str:
    """Chapters by number, each a link to its page."""
    return ", ".join(f"{{doc}}`{number} <{chapters[number].page}>`" for number in numbers)


def syllabus_row(number: int, session: Session, minutes: Minutes, chapters: dict[int, Chapter]) -> str:
    """One line of a syllabus: session, chapters, minutes of reading, set, exercise, minutes at home."""
    exercise = ", ".join(map(str, session.exercises))
    cells = (
        f"{number}. {session.title}",
        linked(session.chapters, chapters),
        str(minutes.reading),
        f"{{ref}}`{session.set} <sec-teach-{session.set}>`",
        exercise,
        str(minutes.at_home),
    )
    return f"| {' | '.join(cells)} |"


def show_syllabus(length: int) -> None:
    """Display the syllabus of 3, 6 or 12 sessions, and which chapters it leaves out.

    Raises:
        ValueError: when there is no syllabus of that length.
    """
    syllabus, chapters = chosen(length), read_chapters()
    heads = ("session", "chapters", "reading before it", "set", "exercise", "at home after it")
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for number, session in enumerate(syllabus.sessions, start=1):
        rows.append(syllabus_row(number, session, minutes_of(session, chapters), chapters))
    say("\n".join(rows))
    left_out = [f"{in_runs(list(numbers))} ({why})" for numbers, why in syllabus.left_out.items()]
    say(f"Left out: {'; '.join(left_out)}.")


def show_totals() -> None:
    """Display what each syllabus costs, added up over its sessions."""
    chapters = read_chapters()
    rows = ["| sessions | reading | in class | exercises at home | hours in all |", "|---" * 5 + "|"]
    for length, syllabus in SYLLABI.items():
        found = [minutes_of(session, chapters) for session in syllabus.sessions]
        reading, in_class, at_home = (
            sum(getattr(minutes, part) for minutes in found) for part in ("reading", "in_class", "at_home")
        )
        hours = (reading + in_class + at_home) / 60
        rows.append(f"| {length} | {reading} | {in_class} | {at_home} | {hours:.0f} |")
    say("\n".join(rows))
    say(
        f"All but the last column in minutes. {AT_THE_MACHINES} minutes of each session are for the exercise."
    )


def show_chapter(number: int) -> None:
    """Display what chapter `number` needs, how long it takes, and what can be done after it.

    Raises:
        ValueError: when there is no chapter of that number.
    """
    chapters = read_chapters()
    if number not in chapters:
        raise ValueError(f"number: expected the number of a chapter, got {number!r}")
    chapter = chapters[number]
    tasks = len(tasks_of(number))
    goals = "\n".join(f"- {goal}" for goal in chapter.goals)
    say(
        f"{{doc}}`{chapter.page}`: {chapter.reading} minutes to read, {chapter.exercises} for {tasks} tasks.\n\n"
        f"**It needs:** {chapter.need}\n\n**Goals.** After it a learner can\n\n{goals}"
    )


def mistake_line(mistake: Expected) -> str:
    """What is seen, what to say, and where to send the learner."""
    say_this = f" *Say:* {verbatim(mistake.say)}" if mistake.say else ""
    return f"- {verbatim(mistake.symptom)}{say_this} {{ref}}`{mistake.section}`"


def show_mistakes(number: int) -> None:
    """Display, folded, the mistakes that the exercise for chapter `number` knows, task by task.

    Raises:
        ValueError: when there is no exercise of that number.
    """
    found = list(expected(number))
    lines = []
    for (task, title), group in groupby(found, key=lambda mistake: (mistake.task, mistake.title)):
        lines += [f"\n**{{ref}}`{task} <ex-{task.replace('.', '-')}>` {verbatim(title)}**\n"]
        lines += [mistake_line(mistake) for mistake in group]
    summary = f"{len(found)} mistakes that the checks of exercise {number} know, and what to say"
    say(f'<details class="mistakes">\n<summary>{summary}</summary>\n' + "\n".join(lines) + "\n\n</details>")
