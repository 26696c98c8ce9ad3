"""Sentences whose last word is decided far back, with a nearer country that misleads; made by a recipe.

*Ana lived in Spain, moved to Kenya, walks the dog, sings, speaks fluent Spanish.* The first country decides
the language. The second is always another one and always nearer. Between the first country and the question
stand as many words of filler as are asked for. Beside them: *the colour of the sky is blue*, where the word
that decides stands two words back, however long the sentence is.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lstm_ref.numpy.init import Rng

LANGUAGE = {
    "spain": "spanish",
    "kenya": "swahili",
    "japan": "japanese",
    "italy": "italian",
    "poland": "polish",
    "turkey": "turkish",
    "greece": "greek",
    "norway": "norwegian",
    "finland": "finnish",
    "hungary": "hungarian",
}
COLOUR = {"sky": "blue", "grass": "green", "snow": "white", "coal": "black", "sun": "yellow", "blood": "red"}
NAMES = ("ana", "ben", "carla", "david", "eva", "frank", "greta", "hugo", "iris", "jonas")
PASTIMES = tuple(
    pastime.split()
    for pastime in (
        "sings|reads|swims|paints|dances|plays chess|likes tea|bakes bread|rides horses|grows roses|"
        "walks the dog|mends old clocks|collects rare stamps|writes long letters|"
        "sleeps in the garden|looks at the stars|drives to the lake"
    ).split("|")
)
LONGEST = max(map(len, PASTIMES))
FITTING = {room: [one for one in PASTIMES if len(one) <= room] for room in range(1, LONGEST + 1)}


class Sentence(NamedTuple):
    """`words` without the last one, which is `answer`; `decides` and `nearest` are words of the sentence."""

    words: tuple[str, ...]
    answer: str
    decides: str  # the word that the answer hangs on
    nearest: str  # the country that stands nearest to the question; "" where there is none

    @property
    def whole(self) -> tuple[str, ...]:
        return (*self.words, self.answer)


def pastimes(rng: Rng, count: int) -> list[list[str]]:
    """Pastimes drawn at random that have exactly `count` words together."""
    drawn: list[list[str]] = []
    while count:
        fitting = FITTING[min(count, LONGEST)]
        drawn.append(fitting[int(rng.random() * len(fitting))])
        count -= len(drawn[-1])
    return drawn


def country_sentence(rng: Rng, filler: int) -> Sentence:
    """`name lived in A … moved to B … speaks fluent` with `filler` words in place of the dots.

    Where the filler is parted is drawn at random, so the wrong country B is near at times and far at others.
    It stands nearer to the question than A always.

    Raises:
        ValueError: when `filler` is below 0.
    """
    if filler < 0:
        raise ValueError(f"filler: expected 0 or more words, got {filler}")
    home, other = (str(country) for country in rng.choice(list(LANGUAGE), 2, replace=False))
    between = pastimes(rng, filler)
    split = int(rng.integers(len(between) + 1))
    before, after = (sum(part, []) for part in (between[:split], between[split:]))
    name = str(rng.choice(NAMES))
    words = [name, "lived", "in", home, *before, "moved", "to", other, *after, "speaks", "fluent"]
    return Sentence(tuple(words), LANGUAGE[home], home, other)


def colour_sentence(rng: Rng, filler: int) -> Sentence:
    """`name … knows the colour of the A is` with `filler` words in place of the dots: A is always near."""
    noun = str(rng.choice(list(COLOUR)))
    before = sum(pastimes(rng, filler), [])
    words = [str(rng.choice(NAMES)), *before, "knows", "the", "colour", "of", "the", noun, "is"]
    return Sentence(tuple(words), COLOUR[noun], noun, "")


def by_nearest_country(words: tuple[str, ...]) -> str:
    """A rule of thumb: the language of the last country named."""
    return next((LANGUAGE[word] for word in reversed(words) if word in LANGUAGE), "")


def by_first_home(words: tuple[str, ...]) -> str:
    """The rule that the sentences are made by: the language of the country after `lived in`.

    It keeps one word from where it stands to the end, and nothing that comes later moves it.
    """
    pairs = zip(words, words[1:], words[2:], strict=False)
    return next((LANGUAGE.get(country, "") for a, b, country in pairs if (a, b) == ("lived", "in")), "")


def share_right(sentences: Sequence[Sentence], answer: Callable[[tuple[str, ...]], str]) -> float:
    """The share of `sentences` whose last word `answer` finds from the words before it."""
    return sum(answer(sentence.words) == sentence.answer for sentence in sentences) / len(sentences)
