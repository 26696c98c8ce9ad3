"""Which cell of a model tells a mark, and how well? The search, its score, and a table as a rival."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.embedding import embedding
from lstm_ref.numpy.lstm import lstm_step
from lstm_ref.tasks.language_model import LanguageModel, zero_state
from lstm_ref.tasks.marks import Held, marks
from lstm_ref.tasks.source_code import pieces
from lstm_ref.tasks.text import windows

WARM = 100  # characters at the beginning of each piece that are read and not scored


class Marked(NamedTuple):
    """Pieces of a text, read from a zero state; N characters of them are scored.

    `tokens` (T, B); `held`, the marks of the scored characters, (N,) each; `last` (N, 8), the characters
    up to and with each, its own last.
    """

    tokens: Tokens
    held: Held
    last: Tokens


def marked(text: str, count: int = 60, steps: int = 400) -> Marked:
    """`count` pieces of `steps` characters, evenly spaced in a text of Python source."""
    cut: Tokens = pieces(text, steps)[:-1].astype(np.int64)
    chosen = np.linspace(0, cut.shape[1] - 1, count).astype(int)
    held = {
        name: windows(of, steps + 1, steps)[WARM:-1, chosen].reshape(-1).astype(bool)
        for name, of in marks(text).items()
    }
    tokens = cut[:, chosen]
    last = np.stack([tokens[WARM - back : steps - back].reshape(-1) for back in range(7, -1, -1)], axis=1)
    return Marked(tokens, held, last)


def others_marks(part: Marked, rng: np.random.Generator) -> Marked:
    """A control: every piece gets the marks of another piece."""
    count = part.tokens.shape[1]
    shift = rng.integers(1, count)
    held = {name: np.roll(of.reshape(-1, count), shift, axis=1).reshape(-1) for name, of in part.held.items()}
    return part._replace(held=held)


def memories(model: LanguageModel, part: Marked) -> Array:
    """The memory at the scored characters: (N, H)."""
    kept = cells(model, part.tokens)[WARM:]
    return kept.reshape(-1, kept.shape[-1])


def cells(model: LanguageModel, tokens: Tokens) -> Array:
    """The memory after each character: c of every step, (T, B, H), from a zero state."""
    state, kept = zero_state(model, tokens.shape[1]), []
    for x in embedding(model.embedding, tokens):
        state, _ = lstm_step(model.cell, x, state)
        kept.append(state.c)
    return np.stack(kept)


def ranks(values: Array) -> Array:
    """The place of each row's value among its column's, from 1 on, equal values sharing theirs: (N, H)."""
    places = np.empty(values.shape)
    for column, of in enumerate(values.T):
        order = of.argsort()
        if (np.diff(of[order]) > 0).all():  # no two are equal
            places[order, column] = np.arange(1, len(of) + 1)
            continue
        _, which, counts = np.unique(of, return_inverse=True, return_counts=True)
        places[:, column] = (np.cumsum(counts) - (counts - 1) / 2)[which]
    return places


def areas(places: Array, held: NDArray[np.bool_]) -> Array:
    """For each cell: how often is it higher at a marked character than at another, of all such pairs? (H,).

    That share is the area under the curve of hits against false alarms: 1 or 0 tell the mark without an
    error, 0.5 tells nothing.

    Arguments:
        places: (N, H) from `ranks`. held: (N,), with both answers in it.

    Raises:
        ValueError: when the mark holds everywhere or nowhere.
    """
    yes = int(held.sum())
    if yes in (0, len(held)):
        raise ValueError(f"held: expected both answers, got {yes} of {len(held)}")
    shares: Array = (places[held].sum(axis=0) - yes * (yes + 1) / 2) / (yes * (len(held) - yes))
    return shares


def best_cell(places: Array, held: NDArray[np.bool_]) -> tuple[int, int]:
    """The cell that tells the mark best, and its sign: 1 when it is high inside, −1 when it is low."""
    away = areas(places, held) - 0.5
    cell = int(np.abs(away).argmax())
    return cell, 1 if away[cell] > 0 else -1


def best_areas(chosen_on: Array, held: Held, scored_on: Array, true: Held) -> dict[str, float]:
    """For each mark the area of one cell, the best on one part of a text, measured on another part.

    Arguments:
        chosen_on, scored_on: (N, H) and (M, H), the memories at the characters of the two parts.
        held, true: the marks of the two parts, (N,) and (M,).
    """
    first, found = ranks(chosen_on), {}
    for name in held:
        cell, sign = best_cell(first, held[name])
        area = areas(ranks(scored_on[:, [cell]]), true[name])[0]
        found[name] = float(area if sign > 0 else 1 - area)
    return found


def table_areas(
    counted: Tokens,
    held: Held,
    scored: Tokens,
    true: Held,
    reach: int = 7,
) -> dict[str, float]:
    """The area of a table: how often did the mark hold after the same last characters?

    Longer ends are mixed with shorter ones; the shorter one's share counts as two characters more.

    Arguments:
        counted, scored: (N, at least `reach`) and (M, …), the last characters up to and with each, the own
        last. held, true: their marks, (N,) and (M,).
        reach: how many last characters the longest row of the table has.
    """
    shares = {name: np.full(len(scored), held[name].mean()) for name in held}
    asked: Tokens = np.zeros(len(scored), dtype=np.int64)
    before: Tokens = np.zeros(len(counted), dtype=np.int64)
    left = np.arange(len(counted))  # where the end so far is one that is asked for: no other can become one
    for n in range(reach):
        before, asked = before * 128 + counted[left, -1 - n], asked * 128 + scored[:, -1 - n]
        kinds, at = np.unique(asked, return_inverse=True)
        which = np.minimum(np.searchsorted(kinds, before), len(kinds) - 1)
        same = kinds[which] == before
        left, before, which = left[same], before[same], which[same]
        counts = np.bincount(which, minlength=len(kinds))
        for name, share in shares.items():
            yes = np.bincount(which, held[name][left], minlength=len(kinds))
            shares[name] = np.where(counts[at] > 0, (yes[at] + 2 * share) / (counts[at] + 2), share)
    return {name: float(areas(ranks(share[:, None]), true[name])[0]) for name, share in shares.items()}
