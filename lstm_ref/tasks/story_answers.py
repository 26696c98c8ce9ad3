"""Stories as arrays for a net and as bags for a baseline, and the answers by distance."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.bags import Labelled, best_bag
from lstm_ref.tasks.judge import NO_ANSWER, Judge, answers
from lstm_ref.tasks.stories import PEOPLE, PLACES, Line, question, word_numbers

BANDS = ((1, 2), (3, 5), (6, 10), (11, 20), (21, 40), (41, 80))  # distances that are scored together
Story = Sequence[Line]
Rule = Callable[[Story, str], str]


class Scores(NamedTuple):
    """For each question whether it was answered right, and its distance; both (N,)."""

    right: Array
    distance: Array

    def overall(self) -> float:
        """The share right of all questions."""
        return float(self.right.mean())

    def by_band(self) -> list[float]:
        """The share right for each of `BANDS`; NaN for one without questions."""
        inside = [(self.distance >= near) & (self.distance <= far) for near, far in BANDS]
        return [float(self.right[band].mean()) if band.any() else float("nan") for band in inside]


def as_tensors(stories: Sequence[Story]) -> tuple[Tensor, Tensor]:
    """Stories of one length: tokens (T, B, words), targets (T, B), the place at each question."""
    tokens = np.stack([word_numbers(story) for story in stories], axis=1)
    targets = [
        [PLACES.index(line.place) if line.kind == "question" else NO_ANSWER for line in story]
        for story in stories
    ]
    return torch.from_numpy(tokens), torch.tensor(targets).T.contiguous()


def asked(stories: Sequence[Story]) -> list[tuple[Story, Line]]:
    """Every question with the lines before it, story after story."""
    return [
        (story[:at], line) for story in stories for at, line in enumerate(story) if line.kind == "question"
    ]


def _distances(stories: Sequence[Story]) -> Array:
    return np.array([line.distance for _, line in asked(stories)])


def score_net(net: Judge, stories: Sequence[Story]) -> Scores:
    """The net's answers at the questions."""
    tokens, targets = as_tensors(stories)
    right = (answers(net, tokens) == targets.numpy()).T[(targets != NO_ANSWER).numpy().T]
    return Scores(right, _distances(stories))


def score_rule(rule: Rule, stories: Sequence[Story]) -> Scores:
    """The answers of a rule that is given the lines before and who is asked for."""
    right = np.array([rule(before, line.person) == line.place for before, line in asked(stories)])
    return Scores(right, _distances(stories))


def story_bag(before: Story, who: str) -> tuple[str, ...]:
    """The places named so far, and once more, marked, those of the lines that name who is asked for."""
    moves = [line for line in before if line.kind == "move"]
    return tuple(line.place for line in moves) + tuple(
        f"asked {line.place}" for line in moves if line.person == who
    )


def fit_bag(train: Sequence[Story], valid: Sequence[Story]) -> Callable[[Sequence[Story]], float]:
    """Logistic regression on bags of places; tuned are its strength, and whether it gets the marked ones."""

    def rows(stories: Sequence[Story]) -> Labelled:
        pairs = asked(stories)
        bags = [story_bag(before, line.person) for before, line in pairs]
        return Labelled(bags, [PLACES.index(line.place) for _, line in pairs])

    def plain(bag: Sequence[str]) -> dict[str, int]:
        return {place: bag.count(place) for place in PLACES}

    def marked(bag: Sequence[str]) -> dict[str, int]:
        return {place: bag.count(place) for place in bag}

    model = best_bag(rows(train), rows(valid), (plain, marked))
    return lambda stories: model(rows(stories))


def beliefs(net: Judge, story: Story) -> Array:
    """What the net would answer after each line if it were asked for each person there.

    Returns:
        probabilities (T, people, places). Each question is put to a copy of the state: the story goes on
        as if nobody had asked.
    """
    prefixes, rows = len(story), []
    for who in PEOPLE:
        lines = [[*story[: at + 1], question(who)] for at in range(prefixes)]
        padded = np.zeros((prefixes + 1, prefixes, word_numbers(lines[0]).shape[1]), dtype=np.int64)
        for at, told in enumerate(lines):
            padded[: len(told), at] = word_numbers(told)
        with torch.no_grad():
            logits = net(torch.from_numpy(padded))
        each = torch.arange(prefixes)
        rows.append(logits[each + 1, each].softmax(-1).numpy())
    return np.stack(rows, axis=1)


def whereabouts(story: Story) -> list[dict[str, str]]:
    """After each line, where everybody is who has been placed."""
    now: dict[str, str] = {}
    known = []
    for line in story:
        if line.kind == "move":
            now = {**now, line.person: line.place}
        known.append(now)
    return known
