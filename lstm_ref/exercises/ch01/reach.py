"""1.4: from which distance on a counting model cannot see."""

from functools import cache

from lstm_ref.tasks.countries import LANGUAGE
from lstm_ref.tasks.ngram import choose, count_ngrams
from lstm_ref.verify.engine import (
    Mistake,
    PredictTask,
)

REACH = 12  # words of context


def sentence(home: str, other: str, filler: int) -> tuple[str, ...]:
    opening = ("ana", "lived", "in", home, "moved", "to", other)
    return (*opening, *["reads"] * filler, "speaks", "fluent")


def share_right_at(filler: float) -> float:
    """The share of right answers of a model with 12 words of context that has counted every sentence.

    Each pair of countries is one sentence, with `filler` times the same word in it. The model is asked
    about the very sentences that it has counted: nothing is new to it. A float that is whole will do, since
    the check takes one for the answer too.

    Raises:
        ValueError: when `filler` is no whole number, or below 0.
    """
    words = int(filler)
    if words != filler or words < 0:
        raise ValueError(f"filler should be a whole number of words, 0 or more, got {filler}")
    return counted_share(words)


@cache
def counted_share(filler: int) -> float:
    pairs = [(home, other) for home in LANGUAGE for other in LANGUAGE if home != other]
    counted = [(*sentence(home, other, filler), LANGUAGE[home]) for home, other in pairs]
    model = count_ngrams(counted, REACH)
    languages = list(LANGUAGE.values())
    return sum(choose(model, languages, one[:-1])[-1] == one[-1] for one in counted) / len(counted)


def largest_filler() -> float:
    return max(filler for filler in range(REACH + 4) if share_right_at(filler) == 1)


BELIEFS = (
    Mistake(
        "only-the-filler-counted",
        lambda: REACH,
        "You let the filler alone fill the context.",
        "Write the sentence down and count back from the gap: which words come before the filler is met?",
    ),
    Mistake(
        "stopped-at-the-second-country",
        lambda: REACH - 3,
        "With so much filler the context begins at Kenya, the nearest country.",
        "Which country decides? Count back to that one.",
    ),
    Mistake(
        "only-the-last-two-words-counted",
        lambda: REACH - 2,
        "You counted `speaks fluent` and the filler.",
        "Which words stand between the filler and the country that decides?",
    ),
    Mistake(
        "country-left-out",
        lambda: REACH - 5,
        "With so much filler the context begins one word after Spain.",
        "Count the words of the context once more, the country among them.",
    ),
    Mistake(
        "answer-counted",
        lambda: REACH - 7,
        "You counted the answer too. The context is what stands before it.",
        "Begin to count at the word before the gap.",
    ),
    Mistake(
        "lived-in-counted",
        lambda: REACH - 8,
        "You asked for `lived in` to be inside too. The sentences are told apart by the country alone.",
        "Which single word tells two of these sentences with different answers apart?",
    ),
)


TASK = PredictTask(
    "1.4",
    "Predict where counting goes blind",
    measure=largest_filler,
    within=0,
    mistakes=BELIEFS,
    hints=(
        "The context is the last 12 words before the gap. Write out the sentence with two words of filler.",
        "Number the words backwards from the gap: `fluent` is 1, `speaks` is 2. Which number has Spain?",
        "With f words of filler Spain has the number f plus something. It may be 12 at most.",
    ),
    section="sec-distance",
)
