"""Dropout: while training, a random part of the numbers is set to zero."""

from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array


def dropout_mask(
    rng: np.random.Generator, shape: tuple[int, ...], share: float, dtype: Any = np.float64
) -> Array:
    """What a tensor is multiplied with: zero for a `share` of its entries, 1 / (1 − share) for the others.

    So the mean stays what it was, and nothing has to be scaled when the net is used. A mask of shape
    (T, B, H) is drawn anew at each step; one of shape (1, B, H) is the same at all steps of a sequence.

    Arguments:
        rng: the random generator.
        shape: of the mask.
        share: p, from 0 to below 1.
        dtype: of the mask, the one that the net computes in.

    Returns:
        the mask, of the shape that you gave.

    Raises:
        ValueError: when `share` is not from 0 to below 1.

    Source: Srivastava et al., JMLR 15, 2014. Between layers only: Zaremba, Sutskever & Vinyals,
    arXiv:1409.2329, 2014. One mask for all steps: Gal & Ghahramani, NIPS 2016.
    """
    if not 0 <= share < 1:
        raise ValueError(f"share: expected a number from 0 to below 1, got {share}")
    mask: Array = ((rng.random(shape) >= share) / (1 - share)).astype(dtype)
    return mask
