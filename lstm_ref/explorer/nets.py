"""What the gradient explorer operates: nets whose recurrent weights are scaled, and their inputs."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng, identity, orthogonal

UNITS, STEPS, SEQUENCES = 16, 100, 5
DRAWS = 3
DIGITS = 6  # of a weight in the page; what is shown is computed from the rounded one
GRAINS = 100  # an input is a whole number of hundredths: short in the page, and exact
TURN = 1237  # how far the inputs are moved on from one draw to the next


@dataclass(frozen=True)
class ScaledNet:
    """Recurrent weights with one number to turn: W = scale · `turned` + `fixed`.

    Arguments:
        key: what settings call it.
        name: what the reader chooses.
        about: one sentence.
        scale_name: what its scale is called.
        turned: (draws, H, H).
        fixed: (H, H), strictly above the diagonal and zero unless each draw of `turned` is a multiple of
            the identity, so that the spectral radius of W is `scale` times that of `turned`.
    """

    key: str
    name: str
    about: str
    scale_name: str
    turned: Array
    fixed: Array

    @property
    def radii(self) -> Array:
        """The spectral radius of each draw at scale 1, (draws,)."""
        radii: Array = np.abs(np.linalg.eigvals(self.turned + self.fixed)).max(axis=-1)
        return radii

    def weights(self, scale: float, draw: int) -> Array:
        """W (H, H). A net with fewer draws than the others has the same weights in all of them."""
        weights: Array = scale * self.turned[draw % len(self.turned)] + self.fixed
        return weights

    def exported(self) -> dict[str, Any]:
        """The net as JSON holds it."""
        told = {name: getattr(self, name) for name in ("key", "name", "about")}
        arrays = {name: getattr(self, name).tolist() for name in ("turned", "fixed", "radii")}
        return {**told, "scale": self.scale_name, **arrays}


def scaled_nets(rng: Rng) -> tuple[ScaledNet, ...]:
    """The page's nets: one unit, a rotation, normal weights, and two units of which one feeds the other."""
    rotations = np.stack([orthogonal(rng, UNITS) for _ in range(DRAWS)])
    normals = rng.standard_normal((DRAWS, UNITS, UNITS)) / np.sqrt(UNITS)
    none = np.zeros((UNITS, UNITS))
    return (
        ScaledNet(
            "one",
            "One unit",
            "One unit, and its weight w_rec from itself to itself.",
            "weight w_rec",
            np.ones((1, 1, 1)),
            np.zeros((1, 1)),
        ),
        ScaledNet(
            "rotation",
            f"{UNITS} units, a rotation",
            "A random orthogonal matrix times the gain g: it stretches every direction alike.",
            "gain g",
            np.round(rotations, DIGITS),
            none,
        ),
        ScaledNet(
            "normal",
            f"{UNITS} units, normal weights",
            "Independent normal weights with a standard deviation of the scale divided by the root of "
            f"{UNITS}: directions are stretched by very different amounts.",
            "scale",
            np.round(normals, DIGITS),
            none,
        ),
        ScaledNet(
            "feeding",
            "2 units, one feeds the other",
            "The diagonal d twice, and a weight of 5 from the second unit to the first. "
            "At d = 0.9 it is the matrix A of chapter 4.",
            "diagonal d",
            identity(2)[None],
            np.array([[0.0, 5.0], [0.0, 0.0]]),
        ),
    )


def inputs_in_grains(rng: Rng) -> Any:
    """Standard normal inputs (STEPS, SEQUENCES, UNITS), as whole numbers of 1/GRAINS."""
    return np.rint(rng.standard_normal((STEPS, SEQUENCES, UNITS)) * GRAINS).astype(int)


def pushes(grains: Any, units: int, spread: float, draw: int) -> Array:
    """What the inputs add to the pre-activations of the first `units` units, (T, B, units).

    Arguments:
        grains: (T, B, H) whole numbers, as `inputs_in_grains` makes them.
        units: at most H.
        spread: the standard deviation of the inputs.
        draw: from 0; each draw reads the same numbers from another place on.
    """
    moved = np.roll(grains.reshape(-1), -draw * TURN).reshape(grains.shape)
    pushed: Array = spread * (moved[:, :, :units] / GRAINS)
    return pushed
