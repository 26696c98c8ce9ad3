"""From the articles to the course: what popular articles offer, and the section that has it."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lstm_ref.claims.places import section
from lstm_ref.page import say

FILE = Path(__file__).with_name("articles.toml")
GROUPS = ("nets", "diagram", "symbols", "examples", "training", "uses")


class Idea(NamedTuple):
    """What an article offers, where the course has it, and what is different there. Elsewhere: no page."""

    name: str
    group: str
    offered: str
    page: str
    label: str
    here: str


def idea_of(row: dict[str, Any]) -> Idea:
    """One row of the file.

    Raises:
        ValueError: when the group does not exist, or a page is named without a label or the other way round.
    """
    idea = Idea(**{"page": "", "label": "", "here": "", **row})
    if idea.group not in GROUPS:
        raise ValueError(f"{idea.name}: no group is called {idea.group!r}")
    if bool(idea.page) != bool(idea.label) or not (idea.page or idea.here):
        raise ValueError(f"{idea.name}: expected a page and a label, or neither and a word on it")
    return idea


def read_articles(text: str) -> list[Idea]:
    """All rows of such a file, in its order."""
    return [idea_of(row) for row in tomllib.loads(text)["idea"]]


ARTICLES = read_articles(FILE.read_text("utf-8"))


def place(idea: Idea) -> str:
    """The link to the section, or that there is none."""
    return f"In {section(idea.page, idea.label)}." if idea.page else "**Not in the course.**"


def show_articles(group: str, ideas: Sequence[Idea] = ARTICLES) -> None:
    """Display what articles offer of one group, in the order of the list.

    Raises:
        ValueError: when no idea is of that group.
    """
    chosen = [idea for idea in ideas if idea.group == group]
    if not chosen:
        raise ValueError(f"group: expected one of {', '.join(GROUPS)}, got {group!r}")
    say("\n\n".join(f"{idea.offered}\n: {place(idea)} {idea.here}".rstrip() for idea in chosen))


def show_article_counts(ideas: Sequence[Idea] = ARTICLES) -> None:
    """Display how many there are, and how many the course does not have."""
    missing = sum(not idea.page for idea in ideas)
    say(f"{len(ideas)} entries, {len(ideas) - missing} with a section of this course, {missing} without.")
