"""What a run of the benchmark found, live or recorded: times by shape, dtype, pass and rung, and ratios."""

from collections.abc import Sequence
from typing import Any

from lstm_ref.bench.goals import Goal
from lstm_ref.bench.timing import Spread, Timing, ratio
from lstm_ref.verify.cases import Sizes

Record = dict[str, Any]


def entry(record: Record, sizes: Sizes, dtype: str, quantity: str, rung: str) -> dict[str, Any] | None:
    """What was measured of one rung; None when it was not."""
    wanted = (list(sizes), dtype, quantity, rung)
    keys = ("shape", "dtype", "quantity", "rung")
    return next((one for one in record["measured"] if tuple(one[key] for key in keys) == wanted), None)


def timing(record: Record, sizes: Sizes, dtype: str, quantity: str, rung: str) -> Timing | None:
    """The seconds of one rung, one number for each round; None when it was not measured."""
    found = entry(record, sizes, dtype, quantity, rung)
    return None if found is None else Timing(tuple(found["rounds"]))


def ratio_of(record: Record, goal: Goal, sizes: Sizes) -> Spread | None:
    """The ratio that a goal is about: median, smallest, largest over the rounds; None when not measured."""
    above, below = (
        timing(record, sizes, goal.dtype, goal.quantity, rung) for rung in (goal.above, goal.below)
    )
    return None if above is None or below is None else ratio(above, below)


def shapes_of(record: Record) -> list[Sizes]:
    """The shapes of a record, in its order."""
    return [Sizes(*shape) for shape in dict.fromkeys(tuple(one["shape"]) for one in record["measured"])]


def dtypes_of(record: Record) -> list[str]:
    """The dtypes of a record, in its order."""
    return list(dict.fromkeys(one["dtype"] for one in record["measured"]))


def ladder(
    record: Record, sizes: Sizes, dtype: str, quantity: str, rungs: Sequence[str] | None = None
) -> dict[str, Timing]:
    """From rung to its seconds, in the record's order, or those of `rungs` that were measured."""
    found = {
        one["rung"]: Timing(tuple(one["rounds"]))
        for one in record["measured"]
        if (one["shape"], one["dtype"], one["quantity"]) == (list(sizes), dtype, quantity)
    }
    return found if rungs is None else {name: found[name] for name in rungs if name in found}
