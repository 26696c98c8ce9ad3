"""Cells in layers and in both directions, as entries beside the cells that they are made of."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from lstm_ref import numpy as core
from lstm_ref.numpy.stack import stacked_scan, stacked_scan_backward
from lstm_ref.numpy.two_way import TwoWay, two_way_scan, two_way_scan_backward
from lstm_ref.verify.cells import CELLS, Cell


@dataclass(frozen=True)
class Layered(Cell):
    """`layers` layers of one cell, each reading in both directions where `two_way`.

    Parameters and state are those of the cell: in a `TwoWay` for two directions, in a tuple for layers.
    """

    base: str = "lstm"
    layers: int = 1
    two_way: bool = False

    def outputs(self, hidden_size: int) -> int:
        return hidden_size * (1 + self.two_way)

    @property
    def looks_ahead(self) -> bool:
        return self.two_way

    def random_params(self, rng: Any, input_size: int, hidden_size: int, dtype: Any = "float64") -> Any:
        sizes = [input_size] + [self.outputs(hidden_size)] * (self.layers - 1)
        base = CELLS[self.base]
        draws = [partial(base.random_params, rng, size, hidden_size, dtype) for size in sizes]
        return self.arranged([self.pair(draw) for draw in draws])

    def random_state(self, rng: Any, batch: int, hidden_size: int, dtype: Any = "float64") -> Any:
        base = CELLS[self.base]
        return self.arranged(
            [self.pair(lambda: base.random_state(rng, batch, hidden_size, dtype)) for _ in range(self.layers)]
        )

    def pair(self, make: Any) -> Any:
        """One of a thing, or one for each direction."""
        return TwoWay(make(), make()) if self.two_way else make()

    def arranged(self, parts: list[Any]) -> Any:
        """A tuple with one part a layer; the part itself where there is one layer."""
        return tuple(parts) if self.layers > 1 else parts[0]


def layered(name: str, layers: int, two_way: bool, base: str = "lstm") -> Layered:
    """The entry for so many layers of a cell."""
    cell = CELLS[base]
    walks: tuple[Any, Any] = (core.scan, core.scan_backward)
    if two_way:
        walks = (two_way_scan, two_way_scan_backward)
    if layers > 1:
        walks = (partial(stacked_scan, walk=walks[0]), partial(stacked_scan_backward, walk_back=walks[1]))
    return Layered(
        name,
        cell.gates,
        cell.params_type,
        cell.state_type,
        cell.axes,
        cell.step,
        cell.step_backward,
        *walks,
        unit=cell.unit,
        base=base,
        layers=layers,
        two_way=two_way,
    )


LAYERED = {
    cell.name: cell
    for cell in (
        layered("stacked_lstm", 3, two_way=False),
        layered("two_way_lstm", 1, two_way=True),
        layered("stacked_two_way_lstm", 2, two_way=True),
        layered("stacked_two_way_gru", 2, two_way=True, base="gru"),
    )
}
