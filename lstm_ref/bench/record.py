"""A run of the benchmark as a JSON file with its stamp, and what a page says of it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lstm_ref import recorded
from lstm_ref.bench.results import Record, shapes_of
from lstm_ref.bench.timing import MOST, ROUNDS, TURN

RESULTS = Path(__file__).resolve().parents[2] / "book" / "results"
NOT_YET = "not yet measured on a GPU"


class RecordError(Exception):
    """A file that is not there, or that holds no record."""


def path_of(device: str) -> Path:
    """The book's record of "cpu" or "cuda"."""
    return RESULTS / f"bench_{device}.json"


def command(device: str, options: str = " --record") -> str:
    """What one types to make the record, or to measure what these options say."""
    threads = "OMP_NUM_THREADS=1 " if device == "cpu" else ""
    return f"{threads}lstm-ref bench --device {device}{options}"


def device_name(device: str) -> str:
    """The processor or the GPU in words."""
    if device == "cpu":
        return recorded.machine()
    import torch

    return torch.cuda.get_device_name()


def tf32() -> dict[str, bool]:
    """Whether float32 products may be rounded to TF32 on CUDA, in matrix products and in cuDNN."""
    import torch

    return {
        "matmul": bool(torch.backends.cuda.matmul.allow_tf32),
        "cudnn": bool(torch.backends.cudnn.allow_tf32),
    }


def stamp(
    device: str,
    threads: int | None,
    dtypes: Sequence[str],
    rounds: int = ROUNDS,
    options: str = " --record",
) -> dict[str, Any]:
    """Command, date, versions, device, threads and settings of a run that is made now."""
    made: dict[str, Any] = {
        "command": command(device, options),
        "date": recorded.today(),
        "versions": recorded.versions("numpy", "torch", "triton"),
        "device": device_name(device),
        "threads": threads,
        "settings": {"rounds": rounds, "turn": TURN, "most": MOST, "dtypes": list(dtypes), "seed": 0},
    }
    if device == "cuda":
        import torch

        made["versions"] |= {"cuda": str(torch.version.cuda), "cudnn": str(torch.backends.cudnn.version())}  # type: ignore[no-untyped-call]
        made["settings"]["tf32"] = tf32()
    return made


def write(record: Record, path: Path) -> None:
    """Write the whole record; an interrupted write leaves the old one."""
    recorded.write_text(as_json(record) + "\n", path)


def as_json(record: Record) -> str:
    """JSON with one line for each entry of a list, so that two records can be compared by eye."""
    parts = []
    for name, value in record.items():
        if isinstance(value, list) and value:
            inner = ",\n  ".join(json.dumps(entry) for entry in value)
            parts.append(f" {json.dumps(name)}: [\n  {inner}\n ]")
        else:
            parts.append(f" {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}"


def read(device: str = "cpu", path: Path | None = None) -> Record:
    """The book's record of a device, or the one at `path`.

    Raises:
        RecordError: when the file is missing or is not a record of this benchmark.
    """
    place = path or path_of(device)
    if not place.is_file():
        raise RecordError(f"{place}: no such record; make it with {command(device)}")
    try:
        record: Record = json.loads(place.read_text(encoding="utf-8"))
    except ValueError:
        raise RecordError(f"{place} is not JSON; make it anew with {command(device)}") from None
    if not isinstance(record, dict) or not {"date", "device", "measured"} <= set(record):
        raise RecordError(f"{place} is no record of the benchmark; make it anew with {command(device)}")
    return record


def stamp_line(record: Record) -> str:
    """One sentence under a figure or table: on what, when, with which versions and which command."""
    libraries = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    switched = record["settings"].get("tf32")
    words = (
        ""
        if switched is None
        else "; TF32 " + ", ".join(f"{'on' if on else 'off'} in {where}" for where, on in switched.items())
    )
    made = f"Measured on {record['device']}, {record['date']}"
    return f"{made}, with {libraries}{words}: `{record['command']}`."


def gpu_line(path: Path | None = None) -> str:
    """The stamp of the GPU's record, or the sentence that there is none."""
    try:
        return stamp_line(read("cuda", path))
    except RecordError:
        return f"This is {NOT_YET}; `{command('cuda')}` measures it."


def faults(record: Record, device: str = "cpu") -> list[str]:
    """What a full record lacks, against the package's shapes and goals."""
    from lstm_ref.bench.goals import goals
    from lstm_ref.bench.results import ratio_of
    from lstm_ref.bench.suite import all_shapes

    have = set(shapes_of(record))
    found = [f"{tuple(sizes)}: not recorded" for sizes in all_shapes(device) if sizes not in have]
    for goal in goals(device):
        found += [
            f"{goal.name}, {goal.quantity}, {goal.dtype}, {tuple(sizes)}: not recorded"
            for sizes in goal.goals
            if sizes in have and ratio_of(record, goal, sizes) is None
        ]
    return found
