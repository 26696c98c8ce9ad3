"""Digits from a few numbers without a net: the mean picture, and PCA."""

import numpy as np
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng


def digit_parts(rng: Rng) -> tuple[Array, Array, Array]:
    """scikit-learn's digits (N, 8, 8), 0 to 1: 1200 for training, 197 to choose on, 400 held out."""
    pictures = load_digits().images / 16
    order = rng.permutation(len(pictures))
    return tuple(pictures[part] for part in np.split(order, [1200, 1397]))


def pca_error(known: Array, asked: Array, numbers: int) -> float:
    """Mean squared error per pixel when `numbers` numbers tell each picture; with 0 it is the mean."""
    rows, others = known.reshape(len(known), -1), asked.reshape(len(asked), -1)
    if not numbers:
        return float(((others - rows.mean(axis=0)) ** 2).mean())
    model = PCA(numbers).fit(rows)
    return float(((model.inverse_transform(model.transform(others)) - others) ** 2).mean())
