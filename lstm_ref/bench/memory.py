"""How many bytes a forward pass keeps for the backward pass."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

import numpy as np

from lstm_ref.bench.textbook import textbook_lstm
from lstm_ref.numpy.lstm import lstm_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.cases import Case


def arrays_in(kept: Any) -> Iterator[Any]:
    """The arrays in a tape of tuples, lists, dictionaries and dataclasses."""
    if isinstance(kept, np.ndarray):
        yield kept
        return
    parts: Any = ()
    if isinstance(kept, dict):
        parts = kept.values()
    elif isinstance(kept, tuple | list):
        parts = kept
    elif is_dataclass(kept):
        parts = [getattr(kept, field.name) for field in fields(kept)]
    for part in parts:
        yield from arrays_in(part)


def owner(array: Any) -> Any:
    """The array whose memory a view looks at."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def held_bytes(tape: Any, *lent: Any) -> int:
    """Bytes that a tape keeps alive, a view counted as the whole array that it looks at, each once.

    Arguments:
        tape: any nesting of arrays.
        lent: arrays, or nestings of them, that are there anyway, such as the inputs: not counted.
    """
    outside = {id(owner(array)) for array in arrays_in(list(lent))}
    found = {id(owner(array)): owner(array).nbytes for array in arrays_in(tape)}
    return sum(size for key, size in found.items() if key not in outside)


def ways() -> dict[str, Callable[..., Any]]:
    """The forward passes that keep a tape: ``function(params, xs, state) -> (hs, state, tape)``."""
    found: dict[str, Callable[..., Any]] = {
        "readable scan": partial(scan, lstm_step),
        "textbook loop": textbook_lstm,
    }
    try:
        from lstm_ref.numpy.fast import fast_lstm
    except ImportError:
        return found
    return {**found, "fast": fast_lstm, "fast, gates recomputed": partial(fast_lstm, keep="state")}


def tapes(case: Case) -> dict[str, int]:
    """The bytes of each way's tape for one case, beyond parameters and inputs, which the caller holds."""
    params, xs, state = case[:3]
    return {name: held_bytes(way(params, xs, state)[2], params, xs, state) for name, way in ways().items()}
