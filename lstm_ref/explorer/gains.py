"""What the gradient explorer reads off: what the rule of thumb says, what is promised, what happens."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.explorer.flow import follow
from lstm_ref.explorer.nets import DRAWS, GRAINS, TURN, ScaledNet, inputs_in_grains, pushes, scaled_nets
from lstm_ref.explorer.slopes import NONLINEARITIES
from lstm_ref.numpy.arrays import Array

LIMIT = 2  # a norm below 10 to the minus this vanishes, one above 10 to the this explodes
AT_ONE = 5e-4  # a factor this near to one counts as one: weights are rounded

VANISHES, STAYS, EXPLODES, BREAKS_OFF = "vanishes", "stays", "explodes", "breaks off"


class Reading(NamedTuple):
    """What the explorer shows of one setting.

    `log_norms` (T + 1, B) and their median over the sequences, `middle` (T + 1,); the largest singular value
    and the spectral radius of W; `typical`, the root of the mean of the squared singular values; γ; the root
    of the mean square of the slopes; and three words: what the rule of thumb `says` and what the bound
    `promises` ("" for nothing) of the end, and what the median `does` over the steps there are.
    """

    log_norms: Array
    middle: Array
    largest: float
    radius: float
    typical: float
    steepest: float
    slope: float
    says: str
    promises: str
    does: str


@dataclass(frozen=True)
class Gains:
    """Nets and inputs of one explorer.

    Arguments:
        nets: what can be chosen, the first one first shown.
        grains: (T, B, H) whole numbers, the inputs in hundredths.
    """

    nets: tuple[ScaledNet, ...]
    grains: Any

    def net(self, key: str) -> ScaledNet:
        """The net of that key.

        Raises:
            ValueError: when there is none.
        """
        for net in self.nets:
            if net.key == key:
                return net
        raise ValueError(f"net: expected one of {', '.join(net.key for net in self.nets)}, got {key!r}")

    def read(
        self, net: str, scale: float, nonlinearity: str = "tanh", spread: float = 1.0, draw: int = 0
    ) -> Reading:
        """What one setting shows.

        Arguments:
            net: the key of one of the nets.
            scale: what its weights are multiplied by.
            nonlinearity: "none", "tanh", "logistic" or "ReLU".
            spread: the standard deviation of the inputs.
            draw: of weights and inputs, from 0.

        Raises:
            ValueError: when there is no such net or nonlinearity.
        """
        chosen = self.net(net)
        if nonlinearity not in NONLINEARITIES:
            raise ValueError(
                f"nonlinearity: expected one of {', '.join(NONLINEARITIES)}, got {nonlinearity!r}"
            )
        unit, weights = NONLINEARITIES[nonlinearity], chosen.weights(scale, draw)
        found = follow(weights, unit, pushes(self.grains, len(weights), spread, draw))
        middle = np.median(found.log_norms, axis=1)
        largest = float(np.linalg.norm(weights, ord=2))
        radius = float(scale * chosen.radii[draw % len(chosen.radii)])
        return Reading(
            found.log_norms,
            middle,
            largest,
            radius,
            float(np.linalg.norm(weights) / np.sqrt(len(weights))),
            unit.steepest,
            float(np.sqrt(np.mean(found.slopes**2))),
            rule_of_thumb(radius),
            promise(unit.steepest * largest),
            outcome(middle),
        )

    def exported(self) -> dict[str, Any]:
        """All of it as JSON holds it."""
        return {
            "nets": [net.exported() for net in self.nets],
            "inputs": self.grains.tolist(),
            "grains": GRAINS,
            "turn": TURN,
            "draws": DRAWS,
            "limit": LIMIT,
            "atOne": AT_ONE,
        }


def rule_of_thumb(factor: float) -> str:
    """What the rule says of a factor at each step: below one it vanishes, above one it explodes."""
    if abs(factor - 1) < AT_ONE:
        return STAYS
    return EXPLODES if factor > 1 else VANISHES


def promise(factor: float) -> str:
    """What the bound factorᵏ promises: that the norm vanishes, that it does not grow ("stays"), or ""."""
    if abs(factor - 1) < AT_ONE:
        return STAYS
    return "" if factor > 1 else VANISHES


def outcome(log_norms: Array) -> str:
    """What a norm has done that began at one: where it ends, unless it exploded and then became zero.

    A single ReLU that is off at one step ends a product that had grown at every step before.

    Arguments:
        log_norms: (T + 1,), its log₁₀ at each lag.
    """
    end = float(log_norms[-1])
    if end == -np.inf and log_norms.max() > LIMIT:
        return BREAKS_OFF
    if abs(end) <= LIMIT:
        return STAYS
    return EXPLODES if end > 0 else VANISHES


def page_gains(seed: int) -> Gains:
    """The nets and inputs of the book's page.

    Arguments:
        seed: of the matrices and the inputs.
    """
    rng = np.random.default_rng(seed)
    return Gains(scaled_nets(rng), inputs_in_grains(rng))
