"""What a class is planned with, as MyST: a session in minutes, the syllabi, and the columns of the grades."""

from __future__ import annotations

from lstm_ref.learner.grade import COLUMNS
from lstm_ref.page import say
from lstm_ref.tasks.paths import in_runs
from lstm_ref.teach.chapters import Chapter, read_chapters
from lstm_ref.teach.syllabus import (
    AT_THE_MACHINES,
    IN_CLASS,
    SYLLABI,
    Minutes,
    Session,
    Syllabus,
    left_out,
    minutes_of,
    missed,
)

MEANING = {
    "learner": "the name of the folder",
    "exercise": "its number",
    "task": "its number, such as 4.2",
    "title": "the task's title",
    "state": "*done*, *not yet* (the stub as it was), *wrong*, *not reached* (the notebook died or was "
    "stopped before it), or *not recognised* (a notebook whose name tells no exercise)",
    "says": "what the check found: on how many inputs it is right, what a known mistake does, which part is "
    "wrong, or what went wrong before it",
    "file": "the notebook that this is about, since a learner may hand in two of one exercise",
}


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


def show_plan() -> None:
    """Display how a session's minutes are spent, and their sum."""
    rows = [
        "| minutes | in class |",
        "|---:|---|",
        *(f"| {given} | {what} |" for what, given in IN_CLASS.items()),
    ]
    say("\n".join(rows))
    say(f"Together {sum(IN_CLASS.values())} minutes.")


def show_columns() -> None:
    """Display what the columns of the grades are, by their names."""
    unknown = set(COLUMNS) ^ set(MEANING)
    if unknown:
        raise ValueError(f"columns: expected a meaning for each of {', '.join(COLUMNS)}, not so {unknown}")
    say(
        "\n".join(
            ["| column | holds |", "|---|---|", *(f"| `{name}` | {MEANING[name]} |" for name in COLUMNS)]
        )
    )


def show_syllabus(length: int) -> None:
    """Display the syllabus of 3, 6 or 12 sessions, what it leaves out, and what to say in its place.

    Raises:
        ValueError: when there is no syllabus of that length.
    """
    syllabus, chapters = chosen(length), read_chapters()
    heads = ("session", "read", "min", "set", "solve", "home")
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for number, session in enumerate(syllabus.sessions, start=1):
        rows.append(syllabus_row(number, session, minutes_of(session, chapters), chapters))
    say("\n".join(rows))
    others = left_out(syllabus, chapters).items()
    say(f"Left out: {'; '.join(f'{in_runs(list(numbers))} ({why})' for numbers, why in others)}.")
    gaps = missed(syllabus, chapters)
    if not gaps:
        say("No chapter of these sessions needs one that is left out.")
    for gone, users in gaps.items():
        who = (
            f"Chapter {users[0]} needs"
            if len(users) == 1
            else f"Chapters {' and '.join(map(str, users))} need"
        )
        say(
            f"{who} chapter {linked((gone,), chapters)}, which is left out. "
            f"*Tell the class:* {syllabus.instead[gone]}."
        )


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
