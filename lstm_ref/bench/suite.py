"""The whole benchmark: every rung on every shape, checked, timed in turns beside the bare products."""

from collections.abc import Callable, Sequence
from typing import Any

from lstm_ref.bench.accuracy import error, reference
from lstm_ref.bench.cost import measured_peaks
from lstm_ref.bench.goals import BOTH, FORWARD
from lstm_ref.bench.limit import Limit, bare_products
from lstm_ref.bench.memory import tapes
from lstm_ref.bench.missed import attempts_of_missed, lines_of_missed
from lstm_ref.bench.results import Record
from lstm_ref.bench.rungs import LIMIT, Ready, Rung, rungs
from lstm_ref.bench.shapes import CUDA_SHAPES, SHAPES, make_case
from lstm_ref.bench.timing import MOST, ROUNDS, TURN, Stopwatch, Timing, measure, on_clock, on_cuda
from lstm_ref.verify.cases import Case, Sizes

DTYPES = {"cpu": ("float32", "float64"), "cuda": ("bfloat16", "float16", "float32")}
WARM_UP = {"cpu": 1, "cuda": 3}
SIGNIFICANT = 4  # digits of a recorded time


def all_shapes(device: str) -> tuple[Sizes, ...]:
    return SHAPES if device == "cpu" else CUDA_SHAPES


def limit_of(device: str, sizes: Sizes, dtype: str, stopwatch: Stopwatch) -> Limit:
    """The bare products on this device."""
    if device == "cpu":
        return bare_products(sizes, dtype, stopwatch)
    from lstm_ref.bench.run_cuda import bare_products as on_device

    return on_device(sizes, dtype)


def rounded(case: Case, dtype: str) -> Case:
    """The case as an implementation in this dtype sees it, in a dtype that NumPy has."""
    if dtype in ("float32", "float64"):
        return case
    import torch

    from lstm_ref.numpy.tree import tree_map

    kind = getattr(torch, dtype)
    return Case(*(tree_map(lambda a: torch.from_numpy(a).to(kind).float().numpy(), part) for part in case))


def set_up(
    chosen: Sequence[Rung], case: Case, device: str, dtype: str
) -> tuple[dict[str, Ready], dict[str, float], dict[str, str]]:
    """The rungs that work here, how far each is from the readable package, and why the others do not.

    Whatever a rung raises becomes its line in the table: one rung that fails must not cost the others' times.
    """
    truth = reference(case)
    ready: dict[str, Ready] = {}
    errors: dict[str, float] = {}
    skipped: dict[str, str] = {}
    for rung in chosen:
        if why := rung.missing():
            skipped[rung.name] = why
            continue
        try:
            made = rung.ready(case, device, dtype)
            errors[rung.name] = error(made.answer(), truth)
            ready[rung.name] = made
        except Exception as failed:
            skipped[rung.name] = f"{type(failed).__name__}: {failed}"
    return ready, errors, skipped


def one_shape(
    sizes: Sizes,
    dtype: str,
    device: str = "cpu",
    *,
    names: Sequence[str] | None = None,
    stopwatch: Stopwatch | None = None,
    rounds: int = ROUNDS,
    turn: float = TURN,
    most: int = MOST,
    **options: Any,
) -> Record:
    """Every rung, or those of `names`, on one shape: a record of this shape alone.

    Arguments:
        sizes: T, B, D, H.
        dtype: of all numbers.
        device: "cpu" or "cuda".
        names: of rungs; the bare products are always there.
        stopwatch: by default processor time on the CPU and CUDA's events on CUDA.
        rounds, turn, most: as in `measure`, which takes other `options` too.

    Returns:
        `measured`, a list with an entry for each rung and pass; `skipped`; `layouts` of the bare products.
    """
    watch = stopwatch or (on_clock() if device == "cpu" else on_cuda())
    chosen = [rung for rung in rungs(device, dtype) if names is None or rung.name in names]
    case = rounded(make_case(sizes, dtype if dtype == "float64" else "float32"), dtype)
    ready, errors, skipped = set_up(chosen, case, device, dtype)
    limit = limit_of(device, sizes, dtype, watch)
    shape: dict[str, Any] = {"shape": list(sizes), "dtype": dtype}
    measured = []
    for quantity, bare in ((FORWARD, limit.forward), (BOTH, limit.both)):
        calls: dict[str, Callable[[], object]] = {LIMIT: bare}
        for name, made in ready.items():
            calls[name] = made.forward if quantity == FORWARD else made.both
        times = measure(
            calls, stopwatch=watch, rounds=rounds, turn=turn, most=most, warm_up=WARM_UP[device], **options
        )
        for name, timed in times.items():
            found = {**shape, "quantity": quantity, "rung": name, "rounds": digits(timed)}
            if name in ready:
                found |= {"error": errors[name], **({"note": note} if (note := ready[name].note) else {})}
            measured.append(found)
    return {
        "measured": measured,
        "skipped": [{**shape, "rung": name, "why": why} for name, why in skipped.items()],
        "layouts": [{**shape, **limit.layouts}] if limit.layouts else [],
    }


def digits(timed: Timing) -> list[float]:
    """The rounds as a record keeps them."""
    return [float(f"{seconds:.{SIGNIFICANT}g}") for seconds in timed.rounds]


def run(
    device: str = "cpu",
    shapes: Sequence[Sizes] | None = None,
    dtypes: Sequence[str] | None = None,
    *,
    told: Callable[[str], object] = lambda _: None,
    peaks: bool = True,
    **options: Any,
) -> Record:
    """Measure everything that is asked for.

    Arguments:
        device: "cpu" or "cuda".
        shapes, dtypes: all of the device by default.
        told: is told what comes next.
        peaks: whether this machine's product and copy rates are measured, too.
        options: of `one_shape`.

    Returns:
        a record without its stamp: `measured`, `skipped`, `layouts`, `tapes`, `peaks`, `lines`, `attempts`.
    """
    names = ("measured", "skipped", "layouts", "tapes", "lines", "attempts")
    record: Record = {name: [] for name in names}
    record["peaks"] = {}
    for dtype in dtypes or DTYPES[device]:
        for sizes in shapes or all_shapes(device):
            told(f"{tuple(sizes)}, {dtype}")
            for name, found in one_shape(sizes, dtype, device, **options).items():
                record[name] += found
            if device == "cpu":
                kept = tapes(make_case(sizes, dtype))
                record["tapes"].append({"shape": list(sizes), "dtype": dtype, "bytes": kept})
        if peaks and device == "cpu":
            record["peaks"][dtype] = measured_peaks(dtype, options.get("stopwatch"))._asdict()
    if device == "cpu":
        told("the missed goals: their lines, and what else was tried")
        record["lines"] = lines_of_missed(record)
        timing = {name: value for name, value in options.items() if name != "names"}
        record["attempts"] = attempts_of_missed(record, **timing)
    return record
