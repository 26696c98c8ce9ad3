"""A hidden Markov model: a chain of states that nobody sees, and the symbols that it shows.

The strongest memory that counting alone can have: what it knows of the past is a distribution over K states.

Source: L. R. Rabiner, Proceedings of the IEEE 77(2), 1989, sections III A and C; the scaling of section V A.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens


class HMM(NamedTuple):
    """`start` (K,); `move` (K, K), from the row's state to the column's; `show` (K, V). Rows sum to one."""

    start: Array
    move: Array
    show: Array


def random_hmm(rng: np.random.Generator, states: int, symbols: int) -> HMM:
    """Every distribution drawn evenly from all that there are."""

    def draw(*shape: int) -> Array:
        return rng.dirichlet(np.ones(shape[-1]), size=shape[:-1])

    return HMM(draw(states), draw(states, states), draw(states, symbols))


def forward(model: HMM, tokens: Tokens) -> tuple[Array, Array]:
    """Read sequences, and say at each step how likely the states are and how likely the symbol was.

        a_t(k) ∝ p(x_t | k) Σ_j a_{t−1}(j) p(k | j)
        s_t = p(x_t | x_1 … x_{t−1}), the sum before scaling

    Arguments:
        model: of K states.
        tokens: (T, B).

    Returns:
        a (T, B, K), the states' probabilities given the symbols so far; s (T, B).
    """
    alphas, scales = [], []
    ahead = np.broadcast_to(model.start, (tokens.shape[1], len(model.start)))
    for seen in tokens:
        joint = ahead * model.show.T[seen]
        scales.append(joint.sum(axis=1))
        alphas.append(joint / scales[-1][:, None])
        ahead = alphas[-1] @ model.move
    return np.array(alphas), np.array(scales)


def predict(model: HMM, tokens: Tokens) -> Array:
    """The probability of each symbol after the sequences `tokens` (T, B): (B, V)."""
    alphas, _ = forward(model, tokens)
    after: Array = alphas[-1] @ model.move @ model.show
    return after


def expected_counts(model: HMM, tokens: Tokens) -> tuple[HMM, float]:
    """How often the chain is expected to have begun, moved and shown, given all of `tokens` (T, B).

    Backward, with the same scales: b_{t−1}(j) = Σ_k p(k | j) p(x_t | k) b_t(k) / s_t, and b_T = 1.

    Returns:
        the counts in the places of the probabilities, summed over the sequences, and log p(tokens).
    """
    alphas, scales = forward(model, tokens)
    moves, shows = np.zeros_like(model.move), np.zeros_like(model.show)
    beta = np.ones_like(alphas[0])
    for t in reversed(range(len(tokens))):
        here = alphas[t] * beta  # (B, K): the states' probabilities given the whole sequence
        np.add.at(shows.T, tokens[t], here)
        if t:
            later = model.show.T[tokens[t]] * beta / scales[t][:, None]
            moves += model.move * (alphas[t - 1].T @ later)
            beta = later @ model.move.T
    return HMM(here.sum(axis=0), moves, shows), float(np.log(scales).sum())


def em_step(model: HMM, batches: list[Tokens], smooth: float = 1e-9) -> tuple[HMM, float]:
    """One round of Baum and Welch: count what `model` expects, and make the counts probabilities.

    Arguments:
        model: where to start from.
        batches: of sequences (T, B), each batch with a T of its own.
        smooth: added to every count, so that nothing becomes impossible.

    Returns:
        the new model, and log p of all sequences under the *old* one, which never falls from round to round
        (but for `smooth`).
    """
    counted, total = [np.zeros_like(part) for part in model], 0.0
    for tokens in batches:
        counts, log_p = expected_counts(model, tokens)
        counted = [old + new for old, new in zip(counted, counts, strict=True)]
        total += log_p
    return HMM(*((part + smooth) / (part + smooth).sum(axis=-1, keepdims=True) for part in counted)), total
