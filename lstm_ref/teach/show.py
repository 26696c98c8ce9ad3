"""What a teacher wants to know of one chapter, as MyST: what it needs, its goals, the mistakes to expect."""

from __future__ import annotations

import re
from itertools import groupby

from lstm_ref.page import say
from lstm_ref.teach.chapters import read_chapters
from lstm_ref.teach.mistakes import Expected, expected, tasks_of

MARKS = re.compile(r"([\\*_\[\]<>#|$~{}])")


def verbatim(text: str) -> str:
    """Text of a terminal as Markdown that shows it unchanged; what stands in backticks is left alone."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else MARKS.sub(r"\\\1", part) for part in parts)


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
        f"{{doc}}`{chapter.page}`: {chapter.reading} minutes to read, {chapter.exercises} for {tasks} tasks."
        f"\n\n**It needs:** {chapter.need}\n\n**Goals.** After it a learner can\n\n{goals}"
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
    say(f'<details class="predict">\n<summary>{summary}</summary>\n' + "\n".join(lines) + "\n\n</details>")


def show_others(last: int) -> None:
    """Display the same of every chapter after number `last`: those for which the page has no words yet."""
    for number in read_chapters():
        if number > last:
            show_chapter(number)
            show_mistakes(number)
