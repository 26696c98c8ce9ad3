"""A run of the benchmark as tables for a terminal: the ladder of each shape, the goals, the tapes."""

from tabulate import tabulate

from lstm_ref.bench.cost import operations
from lstm_ref.bench.goals import BOTH, FORWARD, goals
from lstm_ref.bench.missed import missed_goals
from lstm_ref.bench.results import Record, dtypes_of, entry, ladder, ratio_of, shapes_of, timing
from lstm_ref.bench.rungs import LIMIT, NN
from lstm_ref.bench.timing import Spread, Timing, ratio
from lstm_ref.verify.cases import Sizes


def spread(value: Spread | None) -> str:
    """ "1.32 (1.30 to 1.36)"."""
    return "" if value is None else f"{value.median:.3g} ({value.low:.3g} to {value.high:.3g})"


def beside(timed: Timing, other: Timing | None) -> str:
    return "" if other is None else spread(ratio(timed, other))


def ladder_table(record: Record, sizes: Sizes, dtype: str, quantity: str) -> str:
    """Every rung of one shape: time, ratios, rate, and how far its answers are from the readable float64."""
    times = ladder(record, sizes, dtype, quantity)
    work, rows = operations(sizes, quantity), []
    for name, timed in times.items():
        found = entry(record, sizes, dtype, quantity, name) or {}
        wrong = found.get("error")
        rows.append(
            (
                name,
                f"{timed.seconds * 1e3:.3g}",
                f"{timed.seconds / sizes.T * 1e6:.3g}",
                beside(timed, times.get(LIMIT)),
                beside(timed, times.get(NN.name)),
                f"{work / timed.seconds / 1e9:.3g}",
                "" if wrong is None else f"{wrong:.0e}",
                found.get("note", ""),
            )
        )
    heads = ("rung", "ms", "µs a step", f"÷ {LIMIT}", f"÷ {NN.name}", "GFLOP/s", "error", "")
    text: str = tabulate(rows, headers=heads, tablefmt="simple", disable_numparse=True)
    return f"{tuple(sizes)}, {dtype}, {quantity}\n{text}"


def goal_rows(record: Record, device: str) -> list[tuple[str, ...]]:
    """One row for each goal and each shape that was asked for."""
    shapes, dtypes = shapes_of(record), dtypes_of(record)
    rows: list[tuple[str, ...]] = []
    for goal in goals(device):
        for sizes in shapes if goal.dtype in dtypes else ():
            if sizes not in goal.goals:
                continue
            got = ratio_of(record, goal, sizes)
            verdict = goal.verdict(sizes, None if got is None else got.median)
            bar = f"{goal.bars[sizes]:g}" if sizes in goal.bars else ""
            what = f"{goal.quantity}, {goal.dtype}"
            rows.append((goal.name, what, str(tuple(sizes)), spread(got), goal.wanted(sizes), bar, verdict))
    return rows


def missed_lines(record: Record, device: str) -> list[str]:
    """For each missed goal: the floor, what is above it, the costliest lines, and what else was tried."""
    found = []
    for goal, sizes in missed_goals(record, device):
        ours = timing(record, sizes, goal.dtype, goal.quantity, goal.ours)
        floor = timing(record, sizes, goal.dtype, goal.quantity, LIMIT)
        assert ours is not None
        where = f"{goal.name}, {goal.quantity}, {goal.dtype}, {tuple(sizes)}: missed."
        if floor is not None:
            above = ours.seconds - floor.seconds
            where += (
                f" The floor of {LIMIT} is {floor.seconds * 1e3:.3g} ms, "
                f"{goal.ours} takes {above * 1e3:.3g} ms more."
            )
        found.append(where)
        key = {"shape": list(sizes), "dtype": goal.dtype, "quantity": goal.quantity}
        for one in record.get("lines", []):
            if all(one[name] == value for name, value in {**key, "rung": goal.ours}.items()):
                found += [f"  {share:4.0%}  {at:24} {source}" for share, at, source in one["lines"]]
        for one in record.get("attempts", []):
            if all(one[name] == value for name, value in {**key, "goal": goal.name}.items()):
                found.append(f"  tried: {one['attempt']} ({one['what']}): {spread(Spread(*one['ratio']))}")
    return found


def tape_table(record: Record) -> str:
    """What each way keeps for the backward pass, in megabytes."""
    names = list(dict.fromkeys(name for one in record["tapes"] for name in one["bytes"]))
    rows = [
        (str(tuple(one["shape"])), one["dtype"], *(f"{one['bytes'].get(n, 0) / 1e6:.3g}" for n in names))
        for one in record["tapes"]
    ]
    text: str = tabulate(rows, headers=("tape, MB", "", *names), tablefmt="simple", disable_numparse=True)
    return text


def as_text(record: Record, device: str) -> str:
    """Everything that was measured."""
    parts = [
        ladder_table(record, sizes, dtype, quantity)
        for dtype in dtypes_of(record)
        for sizes in shapes_of(record)
        for quantity in (FORWARD, BOTH)
        if ladder(record, sizes, dtype, quantity)
    ]
    for dtype, rates in record.get("peaks", {}).items():
        parts.append(
            f"{dtype}: this machine multiplies matrices at {rates['products'] / 1e9:.3g} GFLOP/s "
            f"and copies {rates['copying'] / 1e9:.3g} GB/s."
        )
    if record.get("tapes"):
        parts.append(tape_table(record))
    heads = ("goal", "", "(T, B, D, H)", "ratio", "wanted", "first bar", "")
    rows = goal_rows(record, device)
    if rows:
        parts.append(tabulate(rows, headers=heads, tablefmt="simple", disable_numparse=True))
    parts += ["\n".join(lines)] if (lines := missed_lines(record, device)) else []
    told = dict.fromkeys(f"{one['rung']}: left out: {one['why']}" for one in record["skipped"])
    parts += ["\n".join(told)] if told else []
    return "\n\n".join(parts)
