"""The stacked gates, by name: systems disagree on the order, so nobody should count rows by hand."""

from typing import Any, TypeVar

from lstm_ref.numpy.tree import tree_map

Params = TypeVar("Params")


def reorder_gates(params: Params, source: str, target: str) -> Params:
    """The same cell with its blocks of rows stacked in another order.

    ``reorder_gates(params, "ifgo", "fgio")`` turns PyTorch's order into f, g, i, o.

    Arguments:
        params: named tuples of arrays or tensors, each with G·H rows for G gates: (G·H, D), (G·H, H), (G·H,).
        source: the order that `params` has, a letter a gate.
        target: the order wanted, the same letters.

    Returns:
        new parameters of the same form; nothing is changed in place.

    Raises:
        ValueError: when the two orders do not name the same gates once each, or rows do not divide.
    """
    if sorted(source) != sorted(target) or len(set(source)) != len(source):
        raise ValueError(f"gate orders: expected the same letters once each, got {source!r} and {target!r}")
    blocks = [source.index(gate) for gate in target]

    def reordered(array: Any) -> Any:
        rows = len(array)
        if rows % len(source):
            raise ValueError(f"gate orders: expected rows in {len(source)} equal blocks, got {rows} rows")
        stacked = array.reshape(len(source), rows // len(source), *array.shape[1:])
        return stacked[blocks].reshape(array.shape)

    return tree_map(reordered, params)


def gate_rows(gate: str, hidden_size: int, order: str = "ifgo") -> slice:
    """The rows of one gate in a stacked array (G·H, …), as a slice: ``weight_hh[gate_rows("f", H)]``.

    Raises:
        ValueError: when `order` has no such gate.
    """
    if gate not in order or len(gate) != 1:
        raise ValueError(f"gate: expected one of {', '.join(order)}, got {gate!r}")
    start = order.index(gate) * hidden_size
    return slice(start, start + hidden_size)
