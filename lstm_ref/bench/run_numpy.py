"""How a rung of the NumPy half is set up: forward pass, both passes, and the answer to check."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from lstm_ref.bench.rungs import Ready
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import lstm_step_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.verify.cases import Case


def named(hs: Any, dxs: Any, dparams: Any) -> dict[str, Any]:
    """What is compared: the states, and the gradients of the inputs and of every parameter."""
    return {"hs": hs, "dxs": dxs, **{f"d{name}": value for name, value in dparams._asdict().items()}}


def readable(step: Callable[..., Any], case: Case, device: str, dtype: str) -> Ready:
    """The package's definition: `scan` over the step, `scan_backward` over its gradient."""
    params, xs, state, dhs, dstate = case

    def forward() -> Any:
        return scan(step, params, xs, state)[0]

    def both() -> Any:
        hs, _, tape = scan(step, params, xs, state)
        return hs, scan_backward(lstm_step_backward, params, tape, dhs, dstate)

    def answer() -> dict[str, Array]:
        hs, (dxs, _, dparams) = both()
        return named(hs, dxs, dparams)

    return Ready(forward, both, answer)


def by_hand(function: Callable[..., Any], case: Case, device: str, dtype: str) -> Ready:
    """``function(params, xs, state) -> (hs, state, tape)``.

    Beside it stands `…_backward`, and `…_forward_only` where there is a way forward that keeps no tape.
    """
    params, xs, state, dhs, dstate = case
    backward = beside(function, "_backward")
    only = beside(function, "_forward_only") or function
    if backward is None:
        raise AttributeError(f"{function.__module__}: no {function.__name__}_backward")

    def forward() -> Any:
        return only(params, xs, state)[0]

    def both() -> Any:
        hs, _, tape = function(params, xs, state)
        return hs, backward(params, tape, dhs, dstate)

    def answer() -> dict[str, Array]:
        hs, (dxs, _, dparams) = both()
        return named(hs, dxs, dparams)

    return Ready(forward, both, answer)


def beside(function: Callable[..., Any], ending: str) -> Any:
    """The companion of a function: in its own module, or in the package that hands it on; None without."""
    name, module = function.__name__ + ending, function.__module__
    places = (module, module.rpartition(".")[0])
    return next((found for place in places if (found := getattr(import_module(place), name, None))), None)
