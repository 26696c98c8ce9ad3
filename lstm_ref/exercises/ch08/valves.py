"""8.6: the four corner cases, by the bias alone."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.exercises.ch08.step import GATES
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng, gate_bias
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def valves(case: str, hidden_size: int, strength: float) -> Array:
    opened = {"keep": "f", "replace": "i", "add": "fi", "clear": ""}[case]
    bias = {gate: strength if gate in opened else -strength for gate in "fi"}
    return gate_bias(hidden_size, GATES, **bias)


def valve_inputs(rng: Rng) -> Iterator[Case]:
    for size, case in enumerate(("keep", "replace", "add", "clear"), int(rng.integers(2, 6))):
        yield Case(case, (case, size, float(rng.integers(20, 41))))


def wrong_valves(case: str, hidden_size: int, strength: float, opened: dict[str, str]) -> Array:
    opens = {"keep": "f", "replace": "i", "add": "fi", "clear": "", **opened}[case]
    return gate_bias(hidden_size, GATES, **{gate: strength if gate in opens else -strength for gate in "fi"})


def open_forgets(case: str, hidden_size: int, strength: float) -> Array:
    opened = {"keep": "", "replace": "fi", "add": "i", "clear": "f"}
    return wrong_valves(case, hidden_size, strength, opened)


def adding_needs_one(case: str, hidden_size: int, strength: float) -> Array:
    return wrong_valves(case, hidden_size, strength, {"add": "i"})


def clearing_writes(case: str, hidden_size: int, strength: float) -> Array:
    return wrong_valves(case, hidden_size, strength, {"clear": "i"})


def forget_block_first(case: str, hidden_size: int, strength: float) -> Array:
    blocks = np.split(valves(case, hidden_size, strength), 4)
    return np.concatenate([blocks[1], blocks[0], *blocks[2:]])


def unit_by_unit(case: str, hidden_size: int, strength: float) -> Array:
    return valves(case, hidden_size, strength).reshape(4, -1).T.ravel()


def strength_left_out(case: str, hidden_size: int, strength: float) -> Array:
    return valves(case, hidden_size, 1.0)


def shut_is_zero(case: str, hidden_size: int, strength: float) -> Array:
    return np.maximum(valves(case, hidden_size, strength), 0.0)


VALVES = (
    Mistake(
        "strength-left-out",
        strength_left_out,
        "Every gate is pushed by 1, whatever `strength` is: none is quite open or quite shut.",
        "Look at the numbers that become the four blocks: where does `strength` come in?",
    ),
    Mistake(
        "shut-is-zero",
        shut_is_zero,
        "A gate that should be shut is half open: so is every gate whose bias is 0.",
        "Look at the number for a shut gate: what does the sigmoid make of it?",
    ),
    Mistake(
        "open-forget-gate-forgets",
        open_forgets,
        "The forget gate is set the wrong way round in every case.",
        "Look at `keep`: by what must the old memory be multiplied, and which bias gives that?",
    ),
    Mistake(
        "adding-with-one-valve",
        adding_needs_one,
        "In `add` the old memory is lost.",
        "Look at `add`: a sum has two terms. Which valve lets each of them through?",
    ),
    Mistake(
        "clearing-by-writing",
        clearing_writes,
        "In `clear` the candidate is written.",
        "Look at `clear`: what must the memory be afterwards, whatever the candidate is?",
    ),
    Mistake(
        "forget-block-first",
        forget_block_first,
        "The first two blocks of the bias have changed places.",
        "Look at the line that stacks the four blocks: in which order do they stand here?",
        "sec-two-notations",
    ),
    Mistake(
        "unit-by-unit",
        unit_by_unit,
        "The four numbers are repeated unit by unit; the bias is stacked gate by gate.",
        "Look at the line that makes H numbers of each: `np.tile` and `np.repeat` differ in the order.",
    ),
)


TASK = Task(
    "8.6",
    "Set the valves",
    valves,
    valve_inputs,
    (Output("bias", ("gate*H",), GATES, told=False),),
    VALVES,
    (
        "Only two of the four gates touch the memory. Write down for each case whether f and i are open.",
        "Open is `+strength`, shut is `-strength`. Remember which way round the forget gate works: open, "
        "it keeps.",
        "The bias is four blocks of `hidden_size` equal numbers, in the order i, f, g, o. `np.repeat` of "
        "four numbers gives just that.",
    ),
    "sec-corner-cases",
)
