"""20.3: write the check of a split that holds out combinations; the checks that let a leak pass."""

from collections.abc import Callable
from itertools import product

import numpy as np

from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Scene = tuple[str, str, str]
Split = Callable[[list[Scene], Rng], tuple[list[Scene], list[Scene]]]
Check = Callable[[Split], None]

SCENES: list[Scene] = list(
    product(("a", "two", "three"), ("dark", "bright"), ("square", "ring", "cross", "corner"))
)


def parts_of(scenes: list[Scene], rng: Rng, held_out: int) -> tuple[list[Scene], list[Scene]]:
    """A sound split: drawn anew until the training has every word."""
    words = {word for scene in scenes for word in scene}
    while True:
        order = rng.permutation(len(scenes))
        kept, learned = [scenes[k] for k in order[:held_out]], [scenes[k] for k in order[held_out:]]
        if {word for scene in learned for word in scene} == words:
            return learned, kept


def quarter(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    return parts_of(scenes, rng, len(scenes) // 4)


def few(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    return parts_of(scenes, rng, 2)


def third_sorted(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = parts_of(scenes, rng, len(scenes) // 3)
    return sorted(learned), sorted(kept)


def one_in_both(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return [*learned, kept[0]], kept


def by_picture(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    pictures = [scenes[k] for k in rng.permutation(np.repeat(np.arange(len(scenes)), 4))]
    cut = len(pictures) // 4
    return sorted(set(pictures[cut:])), sorted(set(pictures[:cut]))


def a_word_missing(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    word = scenes[int(rng.integers(len(scenes)))][2]
    return [scene for scene in scenes if scene[2] != word], [scene for scene in scenes if scene[2] == word]


def some_lost(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    lost = next(
        scene
        for scene in learned
        if all(any(word in other for other in learned if other != scene) for word in scene)
    )
    return [scene for scene in learned if scene != lost], kept


def nothing_held_out(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    return [scenes[k] for k in rng.permutation(len(scenes))], []


def counted_twice(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return learned, [*kept, kept[-1]]


def never_redrawn(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    return quarter(scenes, np.random.default_rng(7))


def invented(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return learned, [*kept, ("four", *learned[0][1:])]


SOUND: tuple[Split, ...] = (quarter, few, third_sorted)
FAULTY: dict[str, tuple[Split, str]] = {
    "one-in-both": (one_in_both, "One of the scenes held out is in the training, too."),
    "by-picture": (by_picture, "It splits pictures: most scenes lie in both parts."),
    "a-word-missing": (a_word_missing, "All scenes with a certain word are held out."),
    "some-lost": (some_lost, "One scene is in neither part."),
    "nothing-held-out": (nothing_held_out, "The part held out is empty."),
    "counted-twice": (counted_twice, "One scene is held out twice, and counts double in the score."),
    "never-redrawn": (never_redrawn, "It holds out the same scenes whatever the generator is."),
    "invented": (invented, "One of the scenes held out was not in the list."),
}


def checking(
    *,
    both: bool = True,
    words: bool = True,
    whole: bool = True,
    empty: bool = True,
    redrawn: bool = True,
    sets: bool = False,
) -> Check:
    """The check with some of its lines left out; as it stands it sees all planted faults."""

    def check(split: Split) -> None:
        learned, kept = split(SCENES, np.random.default_rng(0))
        if both:
            assert not set(learned) & set(kept)
        if words:
            assert {w for s in learned for w in s} == {w for s in SCENES for w in s}
        if whole and not sets:
            assert sorted(learned + kept) == sorted(SCENES)
        if whole and sets:
            assert set(learned) | set(kept) == set(SCENES)
        if empty:
            assert kept
        if redrawn:
            others = [set(split(SCENES, np.random.default_rng(seed))[1]) for seed in range(1, 6)]
            assert not kept or any(other != set(kept) for other in others)

    return check


def by_number(split: Split) -> None:
    learned, kept = split(SCENES, np.random.default_rng(0))
    assert len(learned) + len(kept) == len(SCENES)


def silent(split: Split) -> None:
    split(SCENES, np.random.default_rng(0))


LINES = "Go through what the task says of a sound split, sentence by sentence"

TASK = WriteTheCheckTask(
    "20.3",
    "Write the check of a split",
    correct=(SOUND[0],),
    also_correct=tuple((split,) for split in SOUND[1:]),
    takes=("split",),
    bugs=tuple(PlantedBug(name, (split,), symptom) for name, (split, symptom) in FAULTY.items()),
    mistakes=(
        Mistake(
            "asserts-nothing",
            silent,
            "Your check makes a split and does not look at it.",
            "Which scenes must not be in both parts?",
        ),
        Mistake(
            "numbers-only",
            by_number,
            "Your check counts the scenes and does not look which ones they are.",
            f"{LINES}: which of them speak of numbers only?",
        ),
        Mistake(
            "overlap-only",
            checking(words=False, whole=False, empty=False, redrawn=False),
            "Your check looks for scenes in both parts, and at nothing else.",
            f"{LINES}: how many of them have an `assert`?",
        ),
        Mistake(
            "as-sets",
            checking(sets=True),
            "Your check makes sets before it compares. A set forgets how often something came.",
            "Look at the line that compares with all scenes: does it see a scene that comes twice?",
        ),
        Mistake(
            "words-forgotten",
            checking(words=False),
            "Your check does not look at the words of the training.",
            "Look at the words of all scenes, and at those of the training scenes.",
        ),
        Mistake(
            "one-generator",
            checking(redrawn=False),
            "Your check calls the split with one generator.",
            "What should another generator change?",
        ),
        Mistake(
            "empty-is-fine",
            checking(empty=False),
            "Your check is content with a part that is empty.",
            "What would you score on?",
        ),
    ),
    hints=(
        "Make one split, and compare its two lists with `SCENES` and with one another.",
        "`sorted(a + b) == sorted(SCENES)` sees what is lost, invented, repeated or in both parts.",
        "Call `split` with several generators; some of the parts held out must differ.",
    ),
    section="sec-captions",
)
