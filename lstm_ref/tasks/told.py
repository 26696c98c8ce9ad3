"""A counting model with a cache that is told more than a melody's notes: the beat, the key, the phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.cache import mixed_bits, tuned
from lstm_ref.tasks.composing import BEATS, spelled_with_beats
from lstm_ref.tasks.melody import PHRASE, Melody, in_c
from lstm_ref.tasks.ngram import count_ngrams

CONTEXT = 6  # symbols, of which every other one is a note


class Told(NamedTuple):
    """`bits`: each melody's (notes + 1,), as of `composing.note_bits`; the rest is what was tuned.

    `notes` is the model's context, `share` the cache's weight, `reach` the cache's longest context in notes.
    """

    bits: list[Array]
    notes: int
    share: float
    reach: int


def told(
    training: Sequence[Melody],
    validation: Sequence[Melody],
    held_out: Sequence[Melody],
    *,
    key: bool = False,
    phrase: bool = False,
) -> Told:
    """Count the training melodies, tune on the validation melodies, score the held-out ones.

    Arguments:
        training, validation, held_out: melodies of the recipe.
        key: whether the model is told the key: every melody is moved to C.
        phrase: whether the beats are counted through the whole melody, and so say which phrase it is. The
            cache always reads them phrase by phrase: otherwise nothing would ever come back.
    """

    def read(melodies: Sequence[Melody], of: int) -> list[str]:
        return [spelled_with_beats(in_c(melody) if key else melody, of) for melody in melodies]

    of = 4 * PHRASE if phrase else PHRASE
    counted = count_ngrams(read(training, of), CONTEXT)
    best = tuned(
        counted,
        read(validation, of),
        shares=(0.2, 0.3, 0.4),
        orders=(2, 3, 4, 6),
        reaches=(4, 8, 16),
        scored=BEATS,
        again=read(validation, PHRASE),
    )
    pairs = zip(read(held_out, of), read(held_out, PHRASE), strict=True)
    bits = [mixed_bits(counted, text, *best, again=again)[BEATS] for text, again in pairs]
    order, share, reach = best
    return Told(bits, order // 2, share, reach // 2)
