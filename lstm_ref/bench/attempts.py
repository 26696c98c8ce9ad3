"""Other arrangements of ours that were tried where a goal is missed: timed again beside it, in every record.

Each is a program of the package with one decision taken differently. So what a table calls an attempt is code
that runs, and its figure is as old as the record.
"""

from functools import partial, update_wrapper
from typing import Any

from lstm_ref.bench.rungs import FAST, FUSED, FUSED_BY_NUMPY, TORCH, Ready, Rung
from lstm_ref.numpy.fast.api import fast_lstm, fast_lstm_forward_only
from lstm_ref.verify.cases import Case

IN_ROWS = update_wrapper(partial(fast_lstm, layout="rows"), fast_lstm)
IN_COLUMNS = update_wrapper(partial(fast_lstm, layout="columns"), fast_lstm)
RECOMPUTED = update_wrapper(partial(fast_lstm, keep="state"), fast_lstm)


def with_option(function: Any, case: Case, device: str, dtype: str) -> Ready:
    """`fast_lstm` with an option: in a layout, or with the small tape."""
    from lstm_ref.bench.run_numpy import by_hand

    params, xs, state, *_ = case
    layout = function.keywords.get("layout")

    def forward() -> Any:
        if layout is None:
            return function(params, xs, state)[0]
        return fast_lstm_forward_only(params, xs, state, layout=layout)[0]

    ready = by_hand(function, case, device, dtype)
    return Ready(forward, ready.both, ready.answer)


def _fast(name: str, step: str, what: str) -> Rung:
    return Rung(name, step, f"{__name__}:{what}", f"{__name__}:with_option")


_IN_TORCH = Rung(
    "hoisted in PyTorch",
    "the input's product once, autograd's gradient",
    "lstm_ref.torch.hoisted:hoisted_lstm",
    f"{TORCH}:function",
)

ATTEMPTS = {
    FAST.name: (
        _fast("fast, in rows", "a row for each sequence, whatever the shape", "IN_ROWS"),
        _fast("fast, in columns", "a column for each sequence, whatever the shape", "IN_COLUMNS"),
        _fast("fast, keeping h and c alone", "the gates are computed again on the way back", "RECOMPUTED"),
    ),
    FUSED.name: (FUSED_BY_NUMPY, _IN_TORCH),
    FUSED_BY_NUMPY.name: (FUSED, _IN_TORCH),
}


def attempts(ours: str) -> tuple[Rung, ...]:
    """What else was tried for the rung `ours`; nothing for a rung that has no goal on the CPU."""
    return ATTEMPTS.get(ours, ())
