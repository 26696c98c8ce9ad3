"""16.1: what each word of a review adds to the sum."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

POLARITY = {"clever": 1.0, "warm": 2.0, "funny": 1.0, "dull": -1.0, "slow": -2.0, "flat": -1.0}
NEGATORS, ENDS = ("not", "hardly", "never"), ("but", ",", ".")
TEXTS = (
    "the plot was not very clever and warm but funny , the end was dull and slow .",
    "warm and never dull but slow , hardly ever funny and flat and clever . the pace was warm , not flat "
    "and slow .",
    "not that not clever and dull , flat but never slow and not warm . funny",
)
# Whoever writes the lists of the chapter into the code is found out by a review with other lists: here
# "not", "but" and "," are words like any other, and "warm" is a bad one.
OTHER_TEXT = "bold nor cruel , warm but not nor rich ; bold not tame without bold . tame yet never cruel ;"
OTHER_POLARITY = {"bold": 3.0, "rich": 2.0, "warm": -1.0, "cruel": -2.0, "tame": -4.0}
OTHER_LISTS = ("nor", "without"), ("yet", ";")
Effects = Callable[[Sequence[str], Mapping[str, float], Sequence[str], Sequence[str]], Array]


def signed(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    found, inside = np.zeros(len(words)), False
    for at, word in enumerate(words):
        if word in ends:
            inside = False
        elif word in negators:
            inside = True
        else:
            found[at] = polarity.get(word, 0.0) * (-1 if inside else 1)
    return found


def given(rng: Rng) -> Iterator[Case]:
    for text in TEXTS:
        words = text.split()
        yield Case(f"{' '.join(words[:4])} …", (words, weighed(POLARITY, rng), NEGATORS, ENDS))
    yield Case("other negators and ends", (OTHER_TEXT.split(), weighed(OTHER_POLARITY, rng), *OTHER_LISTS))


def weighed(polarity: Mapping[str, float], rng: Rng) -> dict[str, float]:
    """The same words with the same signs, and other sizes."""
    return {word: float(np.copysign(rng.integers(1, 6), value)) for word, value in polarity.items()}


def machine(
    turn: Callable[[bool, bool], bool] = lambda inside, after: True,
    ended: Callable[[str, Sequence[str]], bool] = lambda word, ends: word in ends,
    factor: float = -1.0,
    size: Callable[[float], float] = lambda value: value,
) -> Effects:
    """Another rule: how a negator sets the scope, what ends it, what a turned word counts."""

    def answer(
        words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
    ) -> Array:
        found, inside = np.zeros(len(words)), False
        for at, word in enumerate(words):
            if ended(word, ends):
                inside = False
            elif word in negators:
                inside = turn(inside, True)
            else:
                found[at] = size(polarity.get(word, 0.0)) * (factor if inside else 1)
        return found

    return answer


def next_word_only(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    before = ["", *words[:-1]]
    signs = [-1 if last in negators else 1 for last in before]
    return np.array([polarity.get(word, 0.0) * sign for word, sign in zip(words, signs, strict=True)])


def first_judging_only(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    found, inside = np.zeros(len(words)), False
    for at, word in enumerate(words):
        inside = (inside or word in negators) and word not in ends
        if word in polarity:
            found[at] = polarity[word] * (-1 if inside else 1)
            inside = False
    return found


def whole_text(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    sign = -1 if set(words) & set(negators) else 1
    return np.array([sign * polarity.get(word, 0.0) for word in words])


def not_alone(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    return signed(words, polarity, ("not",), ends)


def fixed_negators(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    return signed(words, polarity, NEGATORS, ends)


def fixed_ends(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    return signed(words, polarity, negators, ENDS)


def fixed_lists(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    return signed(words, polarity, NEGATORS, ENDS)


def whole_piece(
    words: Sequence[str], polarity: Mapping[str, float], negators: Sequence[str], ends: Sequence[str]
) -> Array:
    piece = np.cumsum([word in ends for word in words])
    turned = {int(at) for at, word in zip(piece, words, strict=True) if word in negators}
    return np.array(
        [
            polarity.get(word, 0.0) * (-1 if int(at) in turned else 1)
            for at, word in zip(piece, words, strict=True)
        ]
    )


SCOPE = "Look at where a scope ends"

TASK = Task(
    "16.1",
    "Mark the scope",
    signed,
    given,
    (Output("effects", axes=("T",)),),
    (
        Mistake(
            "nothing-turned",
            machine(factor=1.0),
            "No word is turned round.",
            "What does a judging word count inside a scope?",
        ),
        Mistake(
            "all-turned",
            whole_text,
            "One negator turns the whole text round.",
            f"{SCOPE}.",
        ),
        Mistake(
            "before-it-too",
            whole_piece,
            "A negator turns the words before it as well, back to the last end.",
            "Look at where a scope begins.",
        ),
        Mistake(
            "negators-written-in",
            fixed_negators,
            "Your negators are those of the chapter, whatever `negators` holds.",
            "Which of the arguments do you not use?",
        ),
        Mistake(
            "ends-written-in",
            fixed_ends,
            "Your ends are those of the chapter, whatever `ends` holds.",
            "Which of the arguments do you not use?",
        ),
        Mistake(
            "lists-written-in",
            fixed_lists,
            "Your negators and ends are those of the chapter, whatever the arguments hold.",
            "Which of the arguments do you not use?",
        ),
        Mistake(
            "next-word-alone",
            next_word_only,
            "A negator turns the word right after it and no other.",
            "How far from *not* is *clever* in *not very clever*?",
        ),
        Mistake(
            "first-judging-word-alone",
            first_judging_only,
            "A negator turns one judging word, and then its scope is over.",
            f"{SCOPE}: is a judging word among the ends?",
        ),
        Mistake(
            "but-goes-on",
            machine(ended=lambda word, ends: word in ends and word != "but"),
            "Your scope runs on over *but*.",
            f"{SCOPE}: which words are in `ends`?",
        ),
        Mistake(
            "commas-go-on",
            machine(ended=lambda word, ends: word in ends and word != ","),
            "Your scope runs on over a comma.",
            f"{SCOPE}: which words are in `ends`?",
        ),
        Mistake(
            "never-ends",
            machine(ended=lambda word, ends: False),
            "A scope that has begun never ends.",
            f"{SCOPE}.",
        ),
        Mistake(
            "two-make-one",
            machine(turn=lambda inside, after: not inside),
            "A second negator inside a scope takes the first one back.",
            "Read what the task says about a negator inside a scope.",
        ),
        Mistake(
            "not-alone",
            not_alone,
            "Only *not* opens a scope.",
            "Which words are in `negators`?",
        ),
        Mistake(
            "turned-to-nothing",
            machine(factor=0.0),
            "A word in a scope counts nothing.",
            "What does a judging word count inside a scope?",
        ),
        Mistake(
            "sign-alone",
            machine(size=lambda value: float(np.sign(value))),
            "Every judging word counts one.",
            "Where does a word's size stand?",
        ),
    ),
    (
        "Walk through the words with one variable: are you in a scope or not?",
        "An end shuts it, a negator opens it, and every other word is only counted.",
        "A word that is not in `polarity` adds nothing: `polarity.get(word, 0.0)`.",
    ),
    "sec-sentiment",
)
