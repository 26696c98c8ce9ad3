"""How much each pre-activation moves c or h: everything in the backward step that no error is needed for."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array


class Local(NamedTuple):
    """Factors of n steps. `gates` (n, 4, unit); `through_h` and `forget` (n, unit)."""

    gates: Array
    through_h: Array
    forget: Array


def make_local(steps: int, like: Array) -> Local:
    """Buffers for the factors of `steps` steps whose unit is that of `like`."""
    unit, dtype = like.shape, like.dtype
    return Local(np.empty((steps, 4, *unit), dtype), *np.empty((2, steps, *unit), dtype))


def first(local: Local, steps: int) -> Local:
    """The part of the buffers that belongs to the first `steps` steps."""
    return Local(*(factor[:steps] for factor in local))


# the factors
def local_derivatives(blocks: Array, tanh_c: Array, out: Local) -> None:
    """Fill `out` for n steps in a few long passes, where the step's own loop would need many short ones.

        da_o = dh ⊙ tanh(c_t) σ'(a_o)          dc ← dc + dh ⊙ o (1 − tanh²(c_t))
        da_i = dc ⊙ g σ'(a_i)                  da_f = dc ⊙ c_{t−1} σ'(a_f)
        da_g = dc ⊙ i (1 − g²)                 dc_{t−1} = dc ⊙ f

    With s = 2σ stored, σ' = σ (1 − σ) = ¼ s (2 − s).

    Arguments:
        blocks: (n, 5, unit), as `walk` left them. tanh_c: (n, unit).
    """
    two, quarter, half, one = map(blocks.dtype.type, (2, 0.25, 0.5, 1))
    gates, through_h, forget = out
    s, g = blocks[:, :3], blocks[:, 3]
    slopes = gates[:, :3]
    np.subtract(two, s, slopes)
    np.multiply(slopes, s, slopes)
    np.multiply(slopes, quarter, slopes)  # σ' of o, i, f
    np.multiply(slopes[:, 0], tanh_c, slopes[:, 0])
    np.multiply(slopes[:, 1:], blocks[:, 3:], slopes[:, 1:])  # [i, f] ⊙ [g, c] once more

    np.multiply(g, g, gates[:, 3])
    np.subtract(one, gates[:, 3], gates[:, 3])
    np.multiply(gates[:, 3], s[:, 1], gates[:, 3])
    np.multiply(gates[:, 3], half, gates[:, 3])

    np.multiply(tanh_c, tanh_c, through_h)
    np.subtract(one, through_h, through_h)
    np.multiply(through_h, s[:, 0], through_h)
    np.multiply(through_h, half, through_h)
    np.multiply(s[:, 2], half, forget)


# the factors, end
