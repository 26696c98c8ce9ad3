"""Recognise an answer that is right for other arguments: one left out, doubled, or mistaken for another."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from lstm_ref.verify.leaves import named_leaves
from lstm_ref.verify.probe import is_float, stacked_leaves, with_leaves


@dataclass(frozen=True)
class StandIn:
    """Changed arguments, what was changed in words, and the places that this names."""

    story: str
    places: tuple[str, ...]
    arguments: inspect.BoundArguments


def stand_ins(bound: inspect.BoundArguments, gates: str) -> Iterator[StandIn]:
    """The changes of one argument, then of the order of the gates; the same sequence for like arguments."""
    leaves = [(name, value) for name, value in named_leaves(dict(bound.arguments)) if is_float(value)]
    for name, value in leaves:
        yield StandIn(f"`{name}` is left out", (name,), with_leaves(bound, {name: 0 * value}))
        yield StandIn(f"`{name}` counts twice", (name,), with_leaves(bound, {name: 2 * value}))
        yield StandIn(f"`{name}` has its sign turned", (name,), with_leaves(bound, {name: -value}))
        if np.ndim(value) == 2 and len(value) == len(value.T):
            yield StandIn(f"`{name}` is transposed", (name,), with_leaves(bound, {name: value.T.copy()}))
        if np.ndim(value) > 1:
            yield StandIn(f"`{name}` is reversed", (name,), with_leaves(bound, {name: value[::-1].copy()}))
    for name, value in leaves:
        for other, instead in leaves:
            if name != other and np.shape(value) == np.shape(instead):
                story = f"`{other}` stands where `{name}` is due"
                yield StandIn(story, (name, other), with_leaves(bound, {name: instead}))
    yield from reordered(bound, stacked_leaves(leaves, len(gates)), gates)


def reordered(bound: inspect.BoundArguments, stacked: dict[str, Any], gates: str) -> Iterator[StandIn]:
    """Gates read in another order, or one gate computed with the weights of another."""
    if not stacked:
        return
    numbers = range(len(gates))
    for order in permutations(numbers):
        if order != tuple(numbers):
            moved = [gates[i] for i in numbers if order[i] != i]
            yours = ", ".join(gates[order.index(i)] for i in numbers)
            story = f"the gates are read in the order {yours}; they are stacked {', '.join(gates)}"
            places = tuple(f"gate {gate}" for gate in moved)
            yield StandIn(story, places, with_blocks(bound, stacked, order))
    for number in numbers:
        for other in numbers:
            if number != other:
                order = tuple(other if i == number else i for i in numbers)
                story = f"gate {gates[number]} is computed with the weights of gate {gates[other]}"
                yield StandIn(story, (f"gate {gates[number]}",), with_blocks(bound, stacked, order))


def with_blocks(
    bound: inspect.BoundArguments, stacked: dict[str, Any], order: tuple[int, ...]
) -> inspect.BoundArguments:
    new = {}
    for name, value in stacked.items():
        blocks = np.split(value, len(order))
        new[name] = np.concatenate([blocks[i] for i in order])
    return with_leaves(bound, new)
