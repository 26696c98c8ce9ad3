"""Which characters does a prediction lean on? By the gradient, and by replacing them.

The gradient asks for an infinitely small change: with y the logit of the likeliest next character and x_t the
vector of the character at step t,

    l_t = ‖∂y / ∂x_t‖ · s

s is the mean distance between the vectors of two characters. Replacing asks for the change that can
happen: put another character in place t, and see how far y moves.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.embedding import embedding
from lstm_ref.numpy.lstm import LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.readout import readout
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.tasks.language_model import LanguageModel, zero_state


def after(model: LanguageModel, tokens: Tokens, state: LSTMState | None = None) -> LSTMState:
    """The state after the last of the tokens (T, B), read from `state` on, or from a zero state."""
    state = zero_state(model, tokens.shape[1]) if state is None else state
    for x in embedding(model.embedding, tokens):
        state, _ = lstm_step(model.cell, x, state)
    return state


def last_logits(model: LanguageModel, tokens: Tokens, state: LSTMState | None = None) -> Array:
    """The logits after the last of the tokens (T, B), read from `state` on: (B, V)."""
    return readout(model.readout, after(model, tokens, state).h)


def input_gradients(model: LanguageModel, tokens: Tokens, chosen: Tokens) -> Array:
    """∂(logit of `chosen` after the last step) / ∂(vector of each character): (T, B, D).

    Arguments:
        tokens: (T, B). chosen: (B,), whose logit it is.
    """
    vectors = embedding(model.embedding, tokens)
    hs, last, tape = scan(lstm_step, model.cell, vectors, zero_state(model, tokens.shape[1]))
    from_logit = LSTMState(h=model.readout.weight[chosen], c=np.zeros_like(last.c))
    dvectors, _, _ = scan_backward(lstm_step_backward, model.cell, tape, np.zeros_like(hs), from_logit)
    return dvectors


def leanings(model: LanguageModel, tokens: Tokens) -> tuple[Array, Tokens]:
    """l_t of every character (T, B), and the likeliest next character (B,), whose logit it is of."""
    chosen = last_logits(model, tokens).argmax(axis=-1)
    vectors = model.embedding
    apart = np.linalg.norm(vectors[:, None] - vectors, axis=-1).mean()
    return apart * np.linalg.norm(input_gradients(model, tokens, chosen), axis=-1), chosen


def replaced(model: LanguageModel, tokens: Tokens, chosen: Tokens, others: Tokens, lead: int = 0) -> Array:
    """How far the logit of `chosen` moves when one character is replaced: (T − lead, B).

    Arguments:
        tokens: (T, B). chosen: (B,). others: (R,), the characters that are put in; the mean of the R changes
            counts, each taken without its sign.
        lead: how many characters at the beginning are read and never replaced.
    """
    steps, batch = len(tokens) - lead, tokens.shape[1]
    columns, before = np.arange(batch), after(model, tokens[:lead])
    logit = last_logits(model, tokens)[columns, chosen]
    moved, every = np.zeros((steps, batch)), LSTMState(*(np.tile(part, (steps, 1)) for part in before))
    for other in others:
        tries = np.repeat(tokens[lead:, None], steps, axis=1)  # in try t the character at t is another
        tries[np.arange(steps), np.arange(steps)] = other
        logits = last_logits(model, tries.reshape(steps, -1), every).reshape(steps, batch, -1)
        moved += np.abs(logits[:, columns, chosen] - logit) / len(others)
    return moved


def agreement(guessed: Array, measured: Array) -> Array:
    """Spearman's rank correlation of each column, (B,): do two measures put characters in one order?"""
    first, second = (of.argsort(axis=0).argsort(axis=0).astype(float) for of in (guessed, measured))
    first, second = (of - of.mean(axis=0) for of in (first, second))
    agree: Array = (first * second).sum(axis=0) / np.sqrt((first**2).sum(axis=0) * (second**2).sum(axis=0))
    return agree
