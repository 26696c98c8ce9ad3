"""Translation by counting: pieces of sentences with their translations, put together so that they read well.

A piece is up to `longest` source words with the target words that stand for them and for nothing else. A
translation covers the source with pieces from left to right; it is scored by

    Σ over pieces log p(target piece | source piece)  +  weight · Σ over words log p(word | words before)

where the second sum is an n-gram model of the target language (Koehn et al., 2003).
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lstm_ref.tasks.agreement import Pair, Words
from lstm_ref.tasks.alignment import WordTable, align
from lstm_ref.tasks.ngram import CountingModel, count_ngrams, probabilities

START, END = "<s>", "</s>"  # the language model knows where a sentence begins and ends
LOWEST = math.log(1e-4)  # what an unknown word costs

Options = list[tuple[Words, float]]  # target words, logarithm of their share


class PhraseModel(NamedTuple):
    """Pieces by their source words, the best first, and what is likely in the target language."""

    pieces: dict[Words, Options]
    language: CountingModel
    known: dict[Words, float]  # n-gram -> log probability, as it has been looked up


def extract(pair: Pair, places: Sequence[int], longest: int) -> list[tuple[Words, Words]]:
    """All pieces of one pair: no word of the target piece stands for a word outside the source piece.

    Arguments:
        places: for each target word the place of its source word.
        longest: the largest number of source words.
    """
    found = []
    for start in range(len(pair.source)):
        for stop in range(start + 1, min(start + longest, len(pair.source)) + 1):
            inside = [j for j, place in enumerate(places) if start <= place < stop]
            if inside and inside[-1] - inside[0] + 1 == len(inside):
                found.append((pair.source[start:stop], pair.target[inside[0] : inside[-1] + 1]))
    return found


def learn_phrases(
    pairs: Sequence[Pair], table: WordTable, longest: int = 4, context: int = 3, top: int = 4
) -> PhraseModel:
    """Count pieces, and n-grams of the target side."""
    counts: dict[Words, Counter[Words]] = {}
    for pair in pairs:
        for source, target in extract(pair, align(table, pair), longest):
            counts.setdefault(source, Counter())[target] += 1
    pieces = {
        source: [(words, math.log(n / seen.total())) for words, n in seen.most_common(top)]
        for source, seen in counts.items()
    }
    return PhraseModel(pieces, count_ngrams([(START, *pair.target, END) for pair in pairs], context), {})


def log_language(model: PhraseModel, word: str, before: Words) -> float:
    """log p(word | the last words), in nats, kept once it was computed."""
    gram = (*before[len(before) - min(len(before), model.language.context) :], word)
    if gram not in model.known:
        model.known[gram] = math.log(probabilities(model.language, word, gram[:-1])[-1])
    return model.known[gram]


def translate(
    model: PhraseModel, sentence: Words, weight: float = 1.0, longest: int = 4, beam: int = 6
) -> Words:
    """The best cover that a beam search from left to right finds.

    Arguments:
        weight: of the language model.
        longest: pieces with more source words are not used.
        beam: how many beginnings are kept for each number of covered words.
    """
    kept: list[dict[Words, float]] = [{} for _ in range(len(sentence) + 1)]
    kept[0][START,] = 0.0
    for start in range(len(sentence)):
        best = sorted(kept[start].items(), key=lambda item: -item[1])[:beam]
        for stop in range(start + 1, min(start + longest, len(sentence)) + 1):
            source = sentence[start:stop]
            unknown: Options = [(source, LOWEST)] if stop == start + 1 else []
            for target, log_share in model.pieces.get(source, unknown):
                for words, score in best:
                    whole, total = words, score + log_share
                    for word in (*target, END) if stop == len(sentence) else target:
                        total += weight * log_language(model, word, whole)
                        whole = (*whole, word)
                    whole = whole[:-1] if stop == len(sentence) else whole
                    if total > kept[stop].get(whole, -math.inf):
                        kept[stop][whole] = total
    return max(kept[-1], key=lambda words: kept[-1][words])[1:]
