"""The models of the book's explorer page, and how often the one that chooses a pronoun is right."""

from collections.abc import Sequence

import numpy as np

from lstm_ref.explorer.models import (
    PRONOUN_SENTENCES,
    ExplorerModel,
    hand_set_model,
    order_model,
    pronoun_model,
)
from lstm_ref.explorer.reference import trace
from lstm_ref.tasks.gender_grammar import corpus


def page_models(seed: int) -> tuple[ExplorerModel, ExplorerModel, ExplorerModel]:
    """The page's cells: one set by hand, one that chooses a pronoun, one that orders two marks.

    Arguments:
        seed: of the training of the last two.
    """
    rng = np.random.default_rng(seed)
    by_hand, pronoun, order = hand_set_model(), pronoun_model(rng), order_model(rng)
    return by_hand.rounded(), pronoun.rounded(), order.rounded()


def unseen_sentences(seed: int, count: int = 200) -> list[tuple[str, ...]]:
    """Sentences that the pronoun model of `page_models(seed)` was not trained on."""
    return corpus(np.random.default_rng(seed), PRONOUN_SENTENCES, count).held_out


def pronouns_right(model: ExplorerModel, sentences: Sequence[Sequence[str]]) -> float:
    """How often the highest score is that of the pronoun that comes next, of all pronouns in `sentences`.

    Arguments:
        model: its classes are the pronouns.
        sentences: words out of `model.symbols`.

    Raises:
        ValueError: when no pronoun is in `sentences`.
    """
    right: list[bool] = []
    for words in sentences:
        scores = trace(model, " ".join(words)).scores
        for t, word in enumerate(words[1:]):
            if word in model.classes:
                right.append(model.classes[int(scores[t].argmax())] == word)
    if not right:
        wanted = " or ".join(model.classes)
        raise ValueError(f"sentences: expected one with {wanted}, got {len(sentences)} without")
    return float(np.mean(right))
