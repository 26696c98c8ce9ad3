"""Find the term with the fault: take one argument out of play at a time until the answer is right."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_ref.verify.leaves import named_leaves, replace_leaf

Judge = Callable[[inspect.BoundArguments], tuple[bool, bool]]
SHUT = -50.0  # a sigmoid of this is zero to twenty digits


@dataclass(frozen=True)
class Probe:
    """One change of the arguments: the condition in words, where to look, and the new arguments."""

    place: str
    condition: str
    look: str
    arguments: inspect.BoundArguments


def probes(bound: inspect.BoundArguments, gates: str) -> Iterator[Probe]:
    """Every float argument set to zero; every gate's block of weights set to zero; every gate shut."""
    leaves = named_leaves(dict(bound.arguments))
    for name, value in leaves:
        if is_float(value):
            look = f"look at the term with `{name}`"
            yield Probe(name, f"`{name}` is zero", look, with_leaves(bound, {name: zeros(value)}))
    stacked = stacked_leaves(leaves, len(gates))
    for number, gate in enumerate(gates if stacked else ""):
        blank = {name: with_block(value, number, len(gates), 0.0) for name, value in stacked.items()}
        # The candidate is no gate, and where it is zero, what it is multiplied by is hidden as well.
        whose, look = (
            (gate, "look at the term with g") if gate == "g" else (f"gate {gate}", f"look at gate {gate}")
        )
        condition = f"the pre-activation of {whose} is zero"
        yield Probe(f"gate {gate}", condition, look, with_leaves(bound, blank))
        shut = {n: with_block(v, number, len(gates), SHUT) for n, v in stacked.items() if v.ndim == 1}
        if shut and gate != "g":
            look = f"look at the term that gate {gate} multiplies"
            yield Probe(f"gate {gate}", f"gate {gate} is shut", look, with_leaves(bound, shut))


def is_float(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return bool(value.dtype.kind == "f")
    return isinstance(value, float)


def zeros(value: Any) -> Any:
    return np.zeros_like(value) if isinstance(value, np.ndarray) else 0.0


def stacked_leaves(leaves: Sequence[tuple[str, Any]], count: int) -> dict[str, Any]:
    """The arrays whose first axis stacks `count` gates: weights and biases that belong to a ``weight_hh``."""
    found = {}
    for name, value in leaves:
        owner, _, last = name.rpartition(".")
        recurrent = dict(leaves).get(f"{owner}.weight_hh" if owner else "weight_hh")
        if recurrent is None or not last.startswith(("weight_", "bias")) or not isinstance(value, np.ndarray):
            continue
        if count and np.ndim(recurrent) == 2 and len(value) == len(recurrent) == count * recurrent.shape[1]:
            found[name] = value
    return found


def with_block(value: Any, number: int, count: int, fill: float) -> Any:
    new = value.copy()
    np.split(new, count)[number][...] = fill
    return new


def with_leaves(bound: inspect.BoundArguments, new: dict[str, Any]) -> inspect.BoundArguments:
    arguments = dict(bound.arguments)
    for name, value in new.items():
        arguments = replace_leaf(arguments, name, value)
    return inspect.BoundArguments(bound.signature, arguments)


def cures(
    cases: Sequence[inspect.BoundArguments], gates: str, judge: Judge, seconds: float = 5.0
) -> list[Probe]:
    """The probes after which the answer is right on every case, at most three.

    `judge` says of changed arguments whether the answer is right, and whether that means anything: where
    the expected answer has become zero as well, nothing has been learnt.
    """
    deadline = time.monotonic() + seconds
    tables = [{probe.condition: probe for probe in probes(case, gates)} for case in cases]
    found: list[Probe] = []
    for condition, probe in tables[0].items():
        if time.monotonic() > deadline or len(found) == 3:
            break
        if any(condition not in table for table in tables):
            continue
        verdicts = [judge(table[condition].arguments) for table in tables]
        if all(right for right, _ in verdicts) and any(telling for _, telling in verdicts):
            found.append(probe)
    return found


def nudged_gates(bound: inspect.BoundArguments, gates: str) -> Iterator[tuple[str, inspect.BoundArguments]]:
    """For each gate, the arguments with its biases moved, which moves its pre-activation and nothing else."""
    stacked = stacked_leaves(named_leaves(dict(bound.arguments)), len(gates))
    biases = {name: value for name, value in stacked.items() if value.ndim == 1}
    for number, gate in enumerate(gates if biases else ""):
        moved = {}
        for name, value in biases.items():
            moved[name] = value.copy()
            np.split(moved[name], len(gates))[number][...] += 0.5
        yield gate, with_leaves(bound, moved)
