"""The shapes that everything is timed on, and the numbers that go in."""

import numpy as np

from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.verify.cases import Case, Sizes

# Small, wide batch, middle, large, and one long sequence alone.
SHAPES = (
    Sizes(100, 32, 64, 128),
    Sizes(50, 128, 28, 128),
    Sizes(100, 64, 256, 256),
    Sizes(200, 16, 512, 512),
    Sizes(1000, 1, 32, 64),
)
CUDA_SHAPES = (
    Sizes(512, 64, 1024, 1024),
    Sizes(1024, 16, 768, 768),
    Sizes(50, 128, 28, 128),
    Sizes(128, 1024, 128, 128),
    Sizes(512, 64, 160, 160),
    Sizes(128, 256, 512, 512),
    Sizes(1000, 1, 256, 256),
)


def shown(sizes: Sizes) -> str:
    """The shape as one types it after ``--shape``: "100,32,64,128"."""
    return ",".join(str(size) for size in sizes)


def parse(text: str) -> Sizes:
    """``"T,B,D,H"`` as sizes.

    Raises:
        ValueError: when it is not four whole numbers above zero.
    """
    parts = text.replace("(", "").replace(")", "").split(",")
    if len(parts) != 4 or not all(part.strip().isdecimal() and int(part) > 0 for part in parts):
        raise ValueError(f"expected a shape T,B,D,H of four whole numbers above 0, got {text!r}")
    return Sizes(*(int(part) for part in parts))


def make_case(sizes: Sizes, dtype: str, seed: int = 0) -> Case:
    """What every implementation is given: weights as PyTorch starts them, and a state of zeros.

    Arguments:
        sizes: T, B, D, H.
        dtype: "float32" or "float64".
        seed: of the generator.

    Returns:
        `params` (4H, D), (4H, H), (4H,); `xs` (T, B, D); `state` (B, H) twice; `dhs` (T, B, H), the gradient
        that the loss sends to every h; `dstate` of zeros.
    """
    steps, batch, input_size, hidden_size = sizes
    rng, most = np.random.default_rng(seed), hidden_size**-0.5
    shapes = ((4 * hidden_size, input_size), (4 * hidden_size, hidden_size), (4 * hidden_size,))
    zeros = LSTMState.zeros(batch, hidden_size, dtype)
    return Case(
        params=LSTMParams(*(rng.uniform(-most, most, shape).astype(dtype) for shape in shapes)),
        xs=rng.standard_normal((steps, batch, input_size)).astype(dtype),
        state=zeros,
        dhs=rng.standard_normal((steps, batch, hidden_size)).astype(dtype),
        dstate=zeros,
    )
