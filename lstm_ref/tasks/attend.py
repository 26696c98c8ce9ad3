"""Attention as one function: whom to look at, and the mean of what is seen."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.losses import softmax


def attend(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    """How a decoder looks back at every state of an encoder.

        a_j = softmax_j (h · (W s_j))        context = Σ_j a_j s_j

    Arguments:
        h: (B, H), the decoder's hidden state.
        seen: (S, B, K), the encoder's hidden states.
        weight: (H, K), W.

    Returns:
        the weights a (B, S), each row summing to one; the context (B, K).

    Source: Luong, Pham & Manning (2015), the score called general.
    """
    scores = np.einsum("bh,hk,sbk->bs", h, weight, seen)
    looks = softmax(scores)
    context: Array = np.einsum("bs,sbk->bk", looks, seen)
    return looks, context
