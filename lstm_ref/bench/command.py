"""What `lstm-ref bench` does: see that a ratio will mean something, measure, keep it where asked."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from lstm_ref.bench import threads
from lstm_ref.bench.record import path_of, stamp, write
from lstm_ref.bench.results import Record
from lstm_ref.bench.shapes import parse
from lstm_ref.bench.suite import DTYPES, all_shapes, run
from lstm_ref.bench.timing import ROUNDS
from lstm_ref.learner.places import Problem
from lstm_ref.verify.cases import Sizes


def wanted_shapes(texts: Sequence[str], device: str) -> list[Sizes]:
    """The shapes that were typed, or all of the device; Problem when one is none."""
    try:
        return [parse(text) for text in texts] or list(all_shapes(device))
    except ValueError as error:
        raise Problem(f"--shape: {error}") from None


def wanted_dtypes(texts: Sequence[str], device: str) -> list[str]:
    """The dtypes that were typed, or all of the device; Problem when the device does not time one."""
    for text in texts:
        if text not in DTYPES[device]:
            raise Problem(f"--dtype: on {device} there are {', '.join(DTYPES[device])}; got {text}")
    return list(texts) or list(DTYPES[device])


def one_thread(count: int | None) -> int | None:
    """Give PyTorch one thread; Problem when NumPy's products have more than one."""
    if why := threads.fault(count):
        raise Problem(why)
    if find_spec("torch") is not None:
        import torch

        torch.set_num_threads(1)
    return count


def cuda_ready() -> None:
    """Problem when there is no CUDA device to measure."""
    if find_spec("torch") is None:
        raise Problem("--device cuda: needs PyTorch, which this Python does not have")
    import torch

    if not torch.cuda.is_available():
        raise Problem("--device cuda: PyTorch finds no CUDA device here")


def bench(
    device: str = "cpu",
    shapes: Sequence[str] = (),
    dtypes: Sequence[str] = (),
    *,
    rounds: int = ROUNDS,
    recording: bool = False,
    file: Path | None = None,
    told: Callable[[str], object] = lambda _: None,
) -> Record:
    """Measure, under a stamp, and write the record where one is asked for.

    Arguments:
        device: "cpu" or "cuda".
        shapes: as typed, "T,B,D,H"; all by default.
        dtypes: all of the device by default.
        rounds: how often each rung has its turn.
        recording: write the book's record; only of everything.
        file: write it here.
        told: is told what comes next.

    Raises:
        Problem: in one sentence, when a shape or dtype is none, a device is missing, or threads are many.
    """
    chosen, kinds = wanted_shapes(shapes, device), wanted_dtypes(dtypes, device)
    if recording and not file and (shapes or dtypes):
        raise Problem("--record: the book's record is of all shapes and dtypes; use --file for a part")
    count = threads.product_threads()
    if device == "cuda":
        cuda_ready()
    else:
        one_thread(count)
    typed = [f" --shape {text}" for text in shapes] + [f" --dtype {text}" for text in dtypes]
    typed += [f" --rounds {rounds}"] if rounds != ROUNDS else []
    whole = "" if typed or not (recording or file) else " --record"
    record = {
        **stamp(device, count, kinds, rounds, "".join(typed) + whole),
        **run(device, chosen, kinds, rounds=rounds, told=told),
    }
    if path := file or (path_of(device) if recording else None):
        write(record, path)
    return record
