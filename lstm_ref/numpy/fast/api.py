"""The fast LSTM: what it takes and gives back is what `scan(lstm_step, …)` takes and gives back."""

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import check, check_named_tuples, step_arguments
from lstm_ref.numpy.fast.backward import BACKWARD
from lstm_ref.numpy.fast.choose import LAYOUTS, choose_layout
from lstm_ref.numpy.fast.columns import forward_columns
from lstm_ref.numpy.fast.memory import FastTape
from lstm_ref.numpy.fast.rows import forward_rows
from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.numpy.scan import check_sequence

FORWARD = {"rows": forward_rows, "columns": forward_columns}


def _forward(
    params: LSTMParams, xs: Array, state: LSTMState, layout: str | None, keep: str | None
) -> tuple[Array, LSTMState, FastTape]:
    check_sequence("xs", xs, "input_size")
    named = [
        ("xs", xs, "T B D") if name == "x" else (name, array, axes)
        for name, array, axes in step_arguments(params, xs, state, gates=4)
    ]
    sizes = check(named)
    if layout is None:
        layout = choose_layout(**{letter: sizes[letter] for letter in "TBDH"}, training=keep is not None)
    if layout not in LAYOUTS:
        raise ValueError(f"layout: expected one of {', '.join(LAYOUTS)}, or None to choose, got {layout!r}")
    return FORWARD[layout](params, xs, state, keep)


def fast_lstm(
    params: LSTMParams,
    xs: Array,
    state: LSTMState,
    *,
    layout: str | None = None,
    keep: str = "gates",
) -> tuple[Array, LSTMState, FastTape]:
    """`scan(lstm_step, params, xs, state)`, arranged for the matrix product.

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D). T = 0 is allowed. Leave it unchanged until the backward pass is done.
        state: `h` and `c` (B, H) before the first step.
        layout: "rows" or "columns"; None chooses by size.
        keep: "gates" keeps for the backward pass what it needs; "state" keeps h and c alone, and the
            backward pass computes the gates again: less memory, one more product.

    Returns:
        `hs` (T, B, H); the state after the last step; the tape for `fast_lstm_backward`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
        ValueError: when `layout` or `keep` is none of the words above.
    """
    if keep not in ("gates", "state"):
        raise ValueError(f"keep: expected gates or state, got {keep!r}")
    return _forward(params, xs, state, layout, keep)


def fast_lstm_forward_only(
    params: LSTMParams, xs: Array, state: LSTMState, *, layout: str | None = None
) -> tuple[Array, LSTMState]:
    """`fast_lstm` for when no backward pass follows: the gates live in a few buffers that are used again.

    Arguments, errors: as for `fast_lstm`.

    Returns:
        `hs` (T, B, H) and the state after the last step.
    """
    hs, last, _ = _forward(params, xs, state, layout, keep=None)
    return hs, last


def fast_lstm_backward(
    params: LSTMParams, tape: FastTape, dhs: Array, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """`scan_backward(lstm_step_backward, params, tape, dhs, dstate)` for the tape of `fast_lstm`.

    Arguments:
        params: as given to `fast_lstm`.
        tape: as returned by it; it may be used more than once.
        dhs: (T, B, H), the gradient of the loss with respect to every h.
        dstate: `h` and `c` (B, H), the gradient of the last state beyond what `dhs` holds.

    Returns:
        `dxs` (T, B, D); the gradient of the state before the first step; the parameters' gradients.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_sequence("dhs", dhs, "hidden_size", steps=len(tape.sequence) - 1)
    check_named_tuples(params=params, dstate=dstate)
    arriving = [("dhs", dhs, "T B H"), ("dstate.h", dstate.h, "B H"), ("dstate.c", dstate.c, "B H")]
    check(arriving)
    of_params = [("weight_hh", params.weight_hh, "4H H"), ("weight_ih", params.weight_ih, "4H D")]
    check([*of_params, ("bias", params.bias, "4H"), ("h", tape.twice_h, "T B H"), *arriving])
    return BACKWARD[tape.layout](params, tape, dhs, dstate)
