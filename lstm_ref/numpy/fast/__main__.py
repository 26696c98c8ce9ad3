"""``python -m lstm_ref.numpy.fast``: both layouts side by side, and which of them the rule takes."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from lstm_ref.numpy.fast.api import fast_lstm, fast_lstm_backward, fast_lstm_forward_only
from lstm_ref.numpy.fast.choose import LAYOUTS, choose_layout
from lstm_ref.numpy.init import as_dtype, init_lstm
from lstm_ref.numpy.lstm import LSTMState

SIZES = (
    (100, 32, 64, 128),
    (50, 128, 28, 128),
    (100, 64, 256, 256),
    (20, 64, 384, 384),
    (50, 4, 512, 512),
    (100, 16, 512, 512),
    (100, 1, 256, 512),
    (1000, 1, 32, 64),
)


def seconds(run: Callable[[], Any]) -> float:
    """CPU seconds of one call."""
    before = time.process_time()
    run()
    return time.process_time() - before


def forward_and_back(params: Any, xs: Any, state: Any, layout: str) -> None:
    hs, last, tape = fast_lstm(params, xs, state, layout=layout)
    fast_lstm_backward(params, tape, hs, last)


def main(rounds: int = 5) -> None:
    """Print, for each size, the time of columns ÷ that of rows, best of `rounds` taken in turns."""
    for T, B, D, H in SIZES:
        rng = np.random.default_rng(0)
        params = as_dtype(init_lstm(rng, D, H), "float32")
        xs, state = rng.standard_normal((T, B, D)).astype("float32"), LSTMState.zeros(B, H, "float32")
        for words, run in (("forward", fast_lstm_forward_only), ("forward + backward", forward_and_back)):
            calls = {layout: partial(run, params, xs, state, layout=layout) for layout in LAYOUTS}
            best = dict.fromkeys(LAYOUTS, float("inf"))
            for _ in range(rounds):
                best = {layout: min(best[layout], seconds(calls[layout])) for layout in LAYOUTS}
            chosen = choose_layout(T, B, D, H, training=run is forward_and_back)
            ratio = best["columns"] / best["rows"]
            print(f"{(T, B, D, H)!s:22} {words:19} columns ÷ rows {ratio:.2f}   takes {chosen}", flush=True)


if __name__ == "__main__":
    main()
