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


def spare(learned: list[Scene], scenes: list[Scene]) -> Scene:
    """The first of the training scenes that no word of `scenes` needs."""
    words = {word for scene in scenes for word in scene}
    return next(
        scene for scene in learned if {word for other in learned if other != scene for word in other} == words
    )


def one_in_both(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return [*learned, kept[0]], kept


def one_for_another(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    lost = spare(learned, scenes)
    return [kept[0] if scene == lost else scene for scene in learned], kept


def by_picture(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    pictures = [scenes[k] for k in rng.permutation(np.repeat(np.arange(len(scenes)), 4))]
    cut = len(pictures) // 4
    return sorted(set(pictures[cut:])), sorted(set(pictures[:cut]))


def without_a_word(place: int, word: str) -> Split:
    """Sound, but for all scenes with `word`, the word at `place`: these are held out."""

    def split(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
        learned, kept = few(scenes, rng)
        moved = [scene for scene in learned if scene[place] == word]
        return [scene for scene in learned if scene[place] != word], [*kept, *moved]

    return split


def some_lost(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    lost = spare(learned, scenes)
    return [scene for scene in learned if scene != lost], kept


def nothing_held_out(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    return [scenes[k] for k in rng.permutation(len(scenes))], []


def counted_twice(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return learned, [*kept, kept[-1]]


def never_redrawn(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, np.random.default_rng(7))
    return [learned[k] for k in rng.permutation(len(learned))], [kept[k] for k in rng.permutation(len(kept))]


def invented(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return learned, [*kept, ("four", *learned[0][1:])]


def replaced(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    learned, kept = quarter(scenes, rng)
    return learned, [*kept[:-1], ("two", "bright", "star")]


def quiet(rng: Rng) -> bool:
    """Whether a generator is one of some, those with the seeds 0 and 1 among them: two looks find nothing."""
    return 0.5 < rng.random() < 0.8


def now_and_then(faulty: Split) -> Split:
    """A split that is sound with the `quiet` generators."""

    def split(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
        return (quarter if quiet(rng) else faulty)(scenes, rng)

    return split


def often_alike(scenes: list[Scene], rng: Rng) -> tuple[list[Scene], list[Scene]]:
    """Sound, and the same with all the `quiet` generators."""
    return quarter(scenes, np.random.default_rng(7) if quiet(rng) else rng)


SOUND: tuple[Split, ...] = (quarter, few, third_sorted, often_alike)
FAULTY: dict[str, tuple[Split, str]] = {
    "one-in-both": (one_in_both, "One of the scenes held out is in the training, too."),
    "one-for-another": (
        one_for_another,
        "One scene is in neither part; in its stead one that is held out is in the training, too.",
    ),
    "by-picture": (by_picture, "It splits pictures: most scenes lie in both parts."),
    "a-count-missing": (without_a_word(0, "three"), 'All scenes with "three" are held out.'),
    "a-light-missing": (without_a_word(1, "dark"), 'All scenes with "dark" are held out.'),
    "a-shape-missing": (without_a_word(2, "ring"), 'All scenes with "ring" are held out.'),
    "some-lost": (some_lost, "One scene is in neither part."),
    "counted-twice": (counted_twice, "One scene is held out twice, and counts double in the score."),
    "never-redrawn": (
        never_redrawn,
        "It holds out the same scenes whatever the generator is; only their order changes.",
    ),
    "invented": (invented, "One of the scenes held out was not in the list."),
    "replaced": (replaced, "In place of a scene to hold out, there is one that was not in the list."),
    "now-and-then-empty": (
        now_and_then(nothing_held_out),
        "With some of the generators, the part held out is empty.",
    ),
    "now-and-then-leaking": (
        now_and_then(one_in_both),
        "With some of the generators, one of the scenes held out is in the training, too.",
    ),
    "now-and-then-wordless": (
        now_and_then(without_a_word(2, "cross")),
        'With some of the generators, all scenes with "cross" are held out.',
    ),
}


def checking(
    *,
    both: bool = True,
    words: bool = True,
    whole: bool = True,
    empty: bool = True,
    redrawn: bool = True,
    sets: bool = False,
    looks: int = 8,
) -> Check:
    """The check with some of its lines left out; as it stands it sees all planted faults."""

    def check(split: Split) -> None:
        parts = [split(SCENES, np.random.default_rng(seed)) for seed in range(8)]
        for learned, kept in parts[:looks]:
            if both:
                assert not set(learned) & set(kept)
            if words:
                assert {w for s in learned for w in s} >= {w for s in SCENES for w in s}
            if whole and not sets:
                assert sorted(learned + kept) == sorted(SCENES)
            if whole and sets:
                assert set(learned) | set(kept) == set(SCENES)
            if empty:
                assert kept
        if redrawn:
            assert len({tuple(sorted(kept)) for _, kept in parts}) > 1

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
            "Your check lets a word be missing from the training.",
            "Which words must the scenes to learn from have? Look at the words of all scenes.",
        ),
        Mistake(
            "one-generator",
            checking(redrawn=False, looks=1),
            "Your check asks too few generators, and compares nothing that they give.",
            "What should another generator change, and what must it not change?",
        ),
        Mistake(
            "one-close-look",
            checking(looks=1),
            "Your check looks closely at too few of its splits; every rule holds with every generator.",
            "Which of your lines stand inside the loop over the generators?",
        ),
        Mistake(
            "not-compared",
            checking(redrawn=False),
            "Your check does not see when all generators hold out the same scenes.",
            "What do you compare across the generators? The order of the scenes does not matter.",
        ),
        Mistake(
            "empty-is-fine",
            checking(empty=False),
            "Your check is content with a part that is empty.",
            "What would you score on?",
        ),
    ),
    hints=(
        "Make a split, and compare its two lists with `SCENES` and with one another.",
        "`sorted(a + b) == sorted(SCENES)` sees what is lost, invented, repeated or in both parts.",
        "Do so for several generators; as sets, not all of the parts held out may be the same.",
    ),
    section="sec-captions",
)
