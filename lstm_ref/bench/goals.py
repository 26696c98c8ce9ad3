"""What the implementations are to reach, as ratios in one run: for each shape a goal, and a first bar.

A ratio of times on the CPU is "at most": ours over what it is held against. A speed-up is "at least": theirs
over ours. A shape that is not listed has no goal.
"""

from dataclasses import dataclass, field

from lstm_ref.bench.rungs import (
    AUTOGRAD,
    FAST,
    FOUND,
    FUSED,
    FUSED_BY_NUMPY,
    LIMIT,
    NN,
    TEXTBOOK,
)
from lstm_ref.bench.shapes import CUDA_SHAPES, SHAPES
from lstm_ref.verify.cases import Sizes

FORWARD, BOTH = "forward", "forward + backward"
MET, BAR_MET, MISSED, UNKNOWN = "met", "first bar met", "missed", "not measured"


@dataclass(frozen=True)
class Goal:
    """One line of goals.

    Arguments:
        above, below: names of rungs; the ratio is the time of `above` over that of `below`.
        quantity: `FORWARD` or `BOTH`.
        dtype: in which both are timed.
        goals: the ratio that each shape is to reach.
        bars: the ratio that it must reach, where that is another.
        at_least: whether the ratio is a speed-up, to be reached from below.
        device: "cpu" or "cuda".
    """

    above: str
    below: str
    quantity: str
    dtype: str
    goals: dict[Sizes, float]
    bars: dict[Sizes, float] = field(default_factory=dict)
    at_least: bool = False
    device: str = "cpu"

    @property
    def ours(self) -> str:
        """The rung whose speed this is about: that whose time is to be small."""
        return self.below if self.at_least else self.above

    @property
    def name(self) -> str:
        return f"{self.above} ÷ {self.below}"

    def wanted(self, sizes: Sizes) -> str:
        """The goal in words: "at most 1.4"."""
        return f"at {'least' if self.at_least else 'most'} {self.goals[sizes]:g}"

    def verdict(self, sizes: Sizes, ratio: float | None) -> str:
        """Whether a ratio reaches the goal, the first bar, or neither."""
        if ratio is None:
            return UNKNOWN

        def reaches(bound: float) -> bool:
            return ratio >= bound if self.at_least else ratio <= bound

        if reaches(self.goals[sizes]):
            return MET
        return BAR_MET if sizes in self.bars and reaches(self.bars[sizes]) else MISSED


def of_shapes(shapes: tuple[Sizes, ...], *values: float | None) -> dict[Sizes, float]:
    """One value for each shape; None where there is none."""
    return {sizes: value for sizes, value in zip(shapes, values, strict=True) if value is not None}


def _cpu(*values: float | None) -> dict[Sizes, float]:
    return of_shapes(SHAPES, *values)


CPU_GOALS = (
    Goal(
        FAST.name,
        LIMIT,
        FORWARD,
        "float32",
        _cpu(1.40, 1.33, 1.25, 1.20, 3.2),
        _cpu(1.45, 1.40, 1.30, 1.25, 3.4),
    ),
    Goal(
        FAST.name,
        LIMIT,
        BOTH,
        "float32",
        _cpu(1.35, 1.28, 1.22, 1.20, 3.0),
        _cpu(1.45, 1.35, 1.28, 1.25, 3.4),
    ),
    Goal(
        FAST.name,
        NN.name,
        BOTH,
        "float64",
        _cpu(0.85, 0.92, 1.0, None, 0.15),
        _cpu(0.90, 0.95, 1.05, None, 0.16),
    ),
    Goal(FOUND.name, FAST.name, BOTH, "float32", _cpu(3.5, 3.5, 3.5, 3.5, 3.5), at_least=True),
    Goal(TEXTBOOK.name, FAST.name, BOTH, "float32", _cpu(1.4, 1.1, 1.2, 2.0, 6.0), at_least=True),
    # Of our two walks that which is the faster one at the shape: `choose_path` hands over where neither is.
    Goal(
        FUSED_BY_NUMPY.name,
        NN.name,
        BOTH,
        "float32",
        _cpu(None, 1.03, None, None, None),
        _cpu(None, 1.05, None, None, None),
    ),
    Goal(
        FUSED.name,
        NN.name,
        BOTH,
        "float32",
        _cpu(None, None, 1.03, 1.03, None),
        _cpu(None, None, 1.05, 1.05, None),
    ),
    Goal(
        FUSED_BY_NUMPY.name,
        NN.name,
        BOTH,
        "float64",
        _cpu(0.90, 0.95, 0.90, 0.90, 0.22),
        _cpu(None, None, None, None, 0.25),
    ),
    Goal(
        AUTOGRAD.name, FUSED_BY_NUMPY.name, BOTH, "float32", _cpu(1.5, None, None, None, 5.0), at_least=True
    ),
    Goal(AUTOGRAD.name, FUSED.name, BOTH, "float32", _cpu(None, None, 1.1, 1.3, None), at_least=True),
)

LAYER, KERNELS = "nn.LSTM in a graph", "kernels"
_LARGE, _LONG, _H128, _WIDE, _H160, _B256, _ALONE = CUDA_SHAPES


def _cuda(quantity: str, dtype: str, goals: dict[Sizes, float], bars: dict[Sizes, float]) -> Goal:
    return Goal(LAYER, KERNELS, quantity, dtype, goals, bars, at_least=True, device="cuda")


CUDA_GOALS = (
    _cuda(
        FORWARD,
        "bfloat16",
        {_LARGE: 2.0, _LONG: 2.0, _H128: 3.0, _WIDE: 3.0, _H160: 4.0, _B256: 2.0, _ALONE: 4.0},
        {_LARGE: 1.3, _LONG: 1.3, _H128: 1.5, _WIDE: 1.5, _H160: 2.0, _B256: 1.3, _ALONE: 2.0},
    ),
    _cuda(FORWARD, "float16", {_LARGE: 0.7, _LONG: 0.7}, {_LARGE: 0.45, _LONG: 0.45}),
    _cuda(BOTH, "bfloat16", dict.fromkeys(CUDA_SHAPES, 1.3), dict.fromkeys(CUDA_SHAPES, 1.0)),
    *(
        Goal(
            "readable loop",
            ours,
            FORWARD,
            "bfloat16",
            dict.fromkeys(CUDA_SHAPES, 20.0),
            dict.fromkeys(CUDA_SHAPES, 10.0),
            at_least=True,
            device="cuda",
        )
        for ours in (KERNELS, "CUDA graph")
    ),
)


def goals(device: str) -> tuple[Goal, ...]:
    """Those of "cpu" or "cuda"."""
    return CPU_GOALS if device == "cpu" else CUDA_GOALS
