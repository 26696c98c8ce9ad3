"""The two baselines of chapter 17, learned from the pairs that the net gets, tuned on a part of their own."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from lstm_ref.tasks.agreement import Pair, Words
from lstm_ref.tasks.alignment import commonest, learn_words, word_by_word
from lstm_ref.tasks.phrase_table import PhraseModel, learn_phrases, translate

LONGEST, CONTEXTS, WEIGHTS = (2, 6), (2, 6), (0.5, 2.0, 8.0)


class Baselines(NamedTuple):
    """Two translators, and the settings that the tuning chose for the second one."""

    dictionary: Callable[[Words], Words]
    phrases: Callable[[Words], Words]
    chosen: dict[str, float]


def exact(translator: Callable[[Words], Words], pairs: Sequence[Pair]) -> float:
    """Which part of the sentences is right in every word."""
    return sum(translator(pair.source) == pair.target for pair in pairs) / len(pairs)


def learn_baselines(train: Sequence[Pair], valid: Sequence[Pair]) -> Baselines:
    """Align, count, and try all settings on `valid`."""
    table = learn_words(train)
    dictionary = partial(word_by_word, commonest(table, train))
    full = learn_phrases(train, table, max(LONGEST), max(CONTEXTS))
    found: dict[tuple[int, int, float], float] = {}
    made: dict[tuple[int, int, float], Callable[[Words], Words]] = {}
    for context in CONTEXTS:
        model = shorter(full, context)
        for longest, weight in product(LONGEST, WEIGHTS):
            made[longest, context, weight] = partial(translate, model, weight=weight, longest=longest)
            found[longest, context, weight] = exact(made[longest, context, weight], valid)
    best = max(found, key=lambda setting: found[setting])
    names = ("longest piece", "context", "weight")
    return Baselines(dictionary, made[best], dict(zip(names, best, strict=True)))


def shorter(model: PhraseModel, context: int) -> PhraseModel:
    """The same pieces with a language model that looks back fewer words."""
    language = model.language
    cut = type(language)(context, language.symbols, language.followers[: context + 1])
    return PhraseModel(model.pieces, cut, {})
