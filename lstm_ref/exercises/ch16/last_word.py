"""16.2: the answer after the last real word of each text."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Read = Callable[[Array, Tokens, Array, Array], Array]


def scores(hs: Array, lengths: Tokens, weight: Array, bias: Array) -> Array:
    last = hs[lengths - 1, np.arange(hs.shape[1])]
    return last @ weight.T + bias


def given(rng: Rng) -> Iterator[Case]:
    for lengths, H, K in (([4, 6, 1], 5, 2), ([2, 7, 3, 5], 3, 6), ([3, 8], 4, 5)):
        T, B = max(lengths), len(lengths)
        arrays = (rng.standard_normal(shape) for shape in ((T, B, H), (K, H), (K,)))
        hs, weight, bias = arrays
        yield Case(f"lengths {lengths}", (hs, np.array(lengths), weight, bias))


def reads(pick: Callable[[Array, Tokens], Array]) -> Read:
    """With another state (B, H), picked from hs (T, B, H) and the lengths."""

    def answer(hs: Array, lengths: Tokens, weight: Array, bias: Array) -> Array:
        return pick(hs, lengths) @ weight.T + bias

    return answer


def real(hs: Array, lengths: Tokens) -> Array:
    """1 at a text's own words, 0 at the padding, (T, B, 1)."""
    return (np.arange(len(hs))[:, None] < lengths)[:, :, None].astype(float)


def column(hs: Array) -> Tokens:
    return np.arange(hs.shape[1])


def then(change: Callable[[Array], Array]) -> Read:
    """The right logits, and one thing more done to them."""
    return lambda hs, lengths, weight, bias: change(scores(hs, lengths, weight, bias))


def probabilities(logits: Array) -> Array:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Array = raised / raised.sum(axis=1, keepdims=True)
    return shares


def longest_first(hs: Array, lengths: Tokens) -> Array:
    order = np.argsort(-lengths)
    ends: Array = hs[lengths[order] - 1, order]
    return ends


WHICH = "Look at which state you read"

TASK = Task(
    "16.2",
    "Read the answer at the last word",
    scores,
    given,
    (Output("logits", axes=("B", "K")),),
    (
        Mistake(
            "last-row",
            reads(lambda hs, lengths: hs[-1]),
            "You read the last row of the array. For a shorter text that is padding.",
            f"{WHICH}: where does the first text end?",
        ),
        Mistake(
            "one-too-far",
            reads(lambda hs, lengths: hs[lengths % len(hs), column(hs)]),
            "You read one step after each text's last word.",
            f"{WHICH}: a text of four words has the steps 0, 1, 2, 3.",
        ),
        Mistake(
            "one-too-early",
            reads(lambda hs, lengths: hs[lengths - 2, column(hs)]),
            "You read one step before each text's last word.",
            f"{WHICH}: a text of four words has the steps 0, 1, 2, 3.",
        ),
        Mistake(
            "first-word",
            reads(lambda hs, lengths: hs[0]),
            "You read the state after the first word.",
            f"{WHICH}.",
        ),
        Mistake(
            "shortest-for-all",
            reads(lambda hs, lengths: hs[lengths.min() - 1]),
            "You read all texts where the shortest ends.",
            f"{WHICH}: each text has an end of its own.",
        ),
        Mistake(
            "first-length-for-all",
            reads(lambda hs, lengths: hs[lengths[0] - 1]),
            "You read all texts where the first one ends.",
            f"{WHICH}: each text has an end of its own.",
        ),
        Mistake(
            "mean-of-all-rows",
            reads(lambda hs, lengths: hs.mean(0)),
            "You take the mean over all steps, padding among them.",
            f"{WHICH}: one state is asked for.",
        ),
        Mistake(
            "mean-of-words",
            reads(lambda hs, lengths: (hs * real(hs, lengths)).sum(0) / lengths[:, None]),
            "You take the mean over each text's words. That is another readout, and not the one asked for.",
            f"{WHICH}: one state is asked for.",
        ),
        Mistake(
            "sum-of-words",
            reads(lambda hs, lengths: (hs * real(hs, lengths)).sum(0)),
            "You add up the states of each text's words. The state after the last word has read them all.",
            f"{WHICH}: one state is asked for.",
        ),
        Mistake(
            "largest-of-words",
            reads(lambda hs, lengths: np.where(real(hs, lengths) > 0, hs, -np.inf).max(0)),
            "You take, unit by unit, the largest value over each text's words. That is another readout.",
            f"{WHICH}: one state is asked for.",
        ),
        Mistake(
            "padding-made-zero",
            reads(lambda hs, lengths: (hs * real(hs, lengths))[-1]),
            "You set the padding to zero and read the last row: of shorter texts only the bias is left.",
            f"{WHICH}: where does the first text end?",
        ),
        Mistake(
            "one-too-far-unless-longest",
            reads(lambda hs, lengths: hs[np.minimum(lengths, len(hs) - 1), column(hs)]),
            "You read one step after the last word, of every text but the longest.",
            f"{WHICH}: a text of four words has the steps 0, 1, 2, 3.",
        ),
        Mistake(
            "first-text-for-all",
            reads(lambda hs, lengths: hs[lengths - 1, 0]),
            "You read the first text's states, at the places where the others end.",
            f"{WHICH}: which of its axes stands for the texts?",
        ),
        Mistake(
            "sorted-by-length",
            reads(longest_first),
            "Your answers are right, in another order: the longest text's comes first.",
            "In which order are the answers due, and in which did you make them?",
        ),
        Mistake(
            "lengths-sorted",
            reads(lambda hs, lengths: hs[np.sort(lengths) - 1, column(hs)]),
            "You sort the lengths and not the texts: each is read where another one ends.",
            f"{WHICH}: whose length is it?",
        ),
        Mistake(
            "squashed-again",
            reads(lambda hs, lengths: np.tanh(hs[lengths - 1, column(hs)])),
            "You squash the state once more before you read it off.",
            "The cell has made h already. What is left to do with it?",
        ),
        Mistake(
            "returns-probabilities",
            then(probabilities),
            "You return probabilities: the softmax of what is asked for.",
            "What are logits, and what is the softmax made of?",
        ),
        Mistake(
            "log-probabilities",
            then(lambda logits: np.log(probabilities(logits))),
            "You return the logarithms of the probabilities. Logits need not be such logarithms.",
            "Which is the last step that the task asks for?",
        ),
        Mistake(
            "bias-missing",
            lambda hs, lengths, weight, bias: scores(hs, lengths, weight, 0 * bias),
            "The bias of the readout is missing.",
            "What is added after the product?",
        ),
    ),
    (
        "Text b has the steps 0 … lengths[b] − 1.",
        "`hs[steps, np.arange(B)]` with an array of B steps picks one row for each text.",
        "The readout is `h @ weight.T + bias`.",
    ),
    "sec-judge",
)
