"""Sentence pairs by a recipe: English without gender on its words, Spanish that agrees in gender and number.

    the [ADJ] NOUN (PLACE the [ADJ] NOUN)* [VERB [ADVERB] the [ADJ] THING and] seemed STATE
    el  NOUN [ADJ] (PLACE el  NOUN [ADJ])* [VERB [ADVERB] el  THING [ADJ] y ] parecía STATE

In Spanish the adjective follows its noun. Article and adjective agree with their noun in gender and number,
the verbs with the subject in number, and the STATE at the end with the subject in both, however many nouns
stand in between. Each English sentence has exactly one translation here.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.tasks.agreement_words import (
    ADJECTIVES,
    ADVERBS,
    ENDING,
    NOUNS,
    PERSONS,
    PLACES,
    SEEMED,
    STATES,
    THE,
    THINGS,
    VERBS,
    Noun,
)

Words = tuple[str, ...]


class Pair(NamedTuple):
    """A sentence in both languages, as words."""

    source: Words
    target: Words


class Phrase(NamedTuple):
    """A noun, its number (0 one, 1 more), and an adjective or ""."""

    noun: Noun
    number: int
    adjective: str


class Plan(NamedTuple):
    """All that a sentence is made of; `places` stand after the subject, `deeds` is one or none."""

    subject: Phrase
    places: tuple[tuple[str, Phrase], ...]
    deeds: tuple[tuple[str, str, Phrase], ...]  # verb, adverb or "", what it is done to
    state: str


def drawn_phrase(rng: np.random.Generator, nouns: tuple[Noun, ...]) -> Phrase:
    adjectives = ("", *ADJECTIVES)
    chosen = adjectives[rng.integers(len(adjectives))] if rng.random() < 0.7 else ""
    return Phrase(nouns[rng.integers(len(nouns))], int(rng.integers(2)), chosen)


def drawn_plan(rng: np.random.Generator, places: int) -> Plan:
    """A sentence with so many places between its subject, a person, and its verb."""
    between = tuple((str(rng.choice(list(PLACES))), drawn_phrase(rng, NOUNS)) for _ in range(places))
    deed = str(rng.choice(list(VERBS))), str(rng.choice(list(ADVERBS))), drawn_phrase(rng, THINGS)
    deeds = (deed,) if rng.random() < 0.5 else ()
    return Plan(drawn_phrase(rng, PERSONS), between, deeds, str(rng.choice(list(STATES))))


def english(plan: Plan) -> Words:
    """The English sentence."""

    def phrase(part: Phrase) -> list[str]:
        return ["the", *part.adjective.split(), part.noun.english[part.number]]

    words = phrase(plan.subject)
    for place, part in plan.places:
        words += [place, *phrase(part)]
    for verb, adverb, thing in plan.deeds:
        words += [verb, *adverb.split(), *phrase(thing), "and"]
    return (*words, "seemed", plan.state)


def spanish(plan: Plan) -> Words:
    """The Spanish sentence."""

    def phrase(part: Phrase) -> list[str]:
        form = part.noun.gender, part.number
        after = [ADJECTIVES[part.adjective] + ENDING[form]] if part.adjective else []
        return [THE[form], part.noun.spanish[part.number], *after]

    words, number = phrase(plan.subject), plan.subject.number
    for place, part in plan.places:
        words += [PLACES[place], *phrase(part)]
    for verb, adverb, thing in plan.deeds:
        words += [VERBS[verb][number], *ADVERBS[adverb].split(), *phrase(thing), "y"]
    return (*words, SEEMED[number], STATES[plan.state] + ENDING[plan.subject.noun.gender, number])


def translated(plan: Plan) -> Pair:
    return Pair(english(plan), spanish(plan))


def other_gender(plan: Plan) -> Plan:
    """The same sentence about the other of boy and girl; everything else stays."""
    subject = plan.subject
    partner = next(n for n in PERSONS if n.pair == subject.noun.pair and n.gender != subject.noun.gender)
    return plan._replace(subject=subject._replace(noun=partner))


def same_gender(plan: Plan, rng: np.random.Generator) -> Plan:
    """The same sentence about another person of the same gender."""
    subject = plan.subject
    others = [n for n in PERSONS if n.gender == subject.noun.gender and n != subject.noun]
    return plan._replace(subject=subject._replace(noun=others[rng.integers(len(others))]))


def drawn_plans(rng: np.random.Generator, count: int, places: tuple[int, ...]) -> list[Plan]:
    """Different sentences, each with one of these numbers of places, one as likely as another."""
    found: dict[Plan, None] = {}
    while len(found) < count:
        found[drawn_plan(rng, int(rng.choice(places)))] = None
    return list(found)


class Corpus(NamedTuple):
    """Plans of sentences; none is in two parts."""

    train: list[Plan]
    valid: list[Plan]
    test: list[Plan]


def corpus(
    rng: np.random.Generator,
    train: int = 6000,
    valid: int = 200,
    test: int = 400,
    places: tuple[int, ...] = (0, 1, 2),
) -> Corpus:
    """Three parts that share no sentence."""
    every = drawn_plans(rng, train + valid + test, places)
    return Corpus(every[:train], every[train : train + valid], every[train + valid :])


def words_of(plans: list[Plan]) -> tuple[Words, Words]:
    """The sorted words of the English side and of the Spanish side."""
    pairs = [translated(plan) for plan in plans]
    return (
        tuple(sorted({word for pair in pairs for word in pair.source})),
        tuple(sorted({word for pair in pairs for word in pair.target})),
    )
