"""The rows of the ledger: ONE list. A new repair is one entry here, and a run of the record.

A row of a cell of another kind needs three lines more: its start in `STARTS`, its path through time in
`lstm_ref.ledger.path.PATHS`, and its layer in `lstm_ref.ledger.runs.layer_of`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.gate_order import gate_rows
from lstm_ref.numpy.init import Rng, chrono, gate_bias, init_gru, init_lstm, init_rnn, orthogonal
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.numpy.peephole import PeepholeLSTMParams
from lstm_ref.numpy.rnn import RNNParams

OPEN = 60.0  # σ(60) is 1 to the last digit, in float64 and in float32


class Row(NamedTuple):
    """One cell: `chapter` adds it, `cell` is a key of `STARTS`, `options` are what its start is given.

    `legend` is what a reader of that chapter understands. `elsewhere` names who found an effect that these
    tasks may not show. `against` names the row that it is compared with, the one before it where empty.
    """

    name: str
    chapter: int
    cell: str
    options: Mapping[str, Any]
    legend: str
    elsewhere: str = ""
    against: str = ""


def start_rnn(rng: Rng, input_size: int, hidden_size: int, *, turned: bool) -> RNNParams:
    """A plain RNN from the usual or from an orthogonal start."""
    params = init_rnn(rng, input_size, hidden_size)
    return params._replace(weight_hh=orthogonal(rng, hidden_size)) if turned else params


def start_lstm(
    rng: Rng,
    input_size: int,
    hidden_size: int,
    *,
    held: str = "",
    max_lag: int = 0,
    bias: Mapping[str, float] | None = None,
) -> LSTMParams:
    """An LSTM some of whose gates are held open: their weights are zero and their bias is `OPEN`.

    Arguments:
        rng: the random generator; all rows draw the same weights from the same seed.
        input_size, hidden_size: D and H.
        held: the gates that stay at one, out of i, f, o.
        max_lag: of the chrono start, or 0 for the biases of `bias`.
        bias: a number for each gate that does not start at zero.
    """
    params = init_lstm(rng, input_size, hidden_size)
    biases = chrono(rng, hidden_size, max_lag) if max_lag else gate_bias(hidden_size, "ifgo", **(bias or {}))
    weight_ih, weight_hh = params.weight_ih.copy(), params.weight_hh.copy()
    for gate in held:
        rows = gate_rows(gate, hidden_size)
        weight_ih[rows], weight_hh[rows], biases[rows] = 0, 0, OPEN
    return LSTMParams(weight_ih, weight_hh, biases)


def start_peephole_lstm(
    rng: Rng, input_size: int, hidden_size: int, *, bias: Mapping[str, float]
) -> PeepholeLSTMParams:
    """An LSTM whose gates see its memory, by weights that start at zero."""
    cell = start_lstm(rng, input_size, hidden_size, bias=bias)
    return PeepholeLSTMParams(*cell, peephole=np.zeros(3 * hidden_size))


STARTS: dict[str, Callable[..., Any]] = {
    "rnn": start_rnn,
    "lstm": start_lstm,
    "peephole_lstm": start_peephole_lstm,
    "gru": init_gru,
}
WITHOUT_C = {"rnn", "gru"}  # their only state is h

SHUT = -3.0  # the input gate's bias: experiments 3 and 4 of the paper of 1997 have it among theirs

MAX_LAG = 110  # the longest sequences of adding and order; the paper takes a task's own length

ROWS: list[Row] = [
    Row("RNN", 4, "rnn", {"turned": False}, "plain net, usual start"),
    Row(
        "orthogonal RNN",
        4,
        "rnn",
        {"turned": True},
        "plain net, orthogonal start",
        "The orthogonal start does help with chapter 4's task of one bit. Arjovsky, Shah and Bengio (2016) "
        "keep the matrix unitary all through training and report longer lags (quoted from memory, "
        "unverified).",
    ),
    Row(
        "carousel",
        5,
        "lstm",
        {"held": "ifo"},
        "$c_t = c_{t-1} + g_t$, $h_t = \\tanh(c_t)$: every step writes, every step reads",
    ),
    Row(
        "+ input gate",
        6,
        "lstm",
        {"held": "fo", "bias": {"i": SHUT}},
        f"$c_t = c_{{t-1}} + i_t \\odot g_t$, the gate's bias starts at ${SHUT:g}$",
    ),
    Row(
        "+ output gate",
        6,
        "lstm",
        {"held": "f", "bias": {"i": SHUT}},
        "$h_t = o_t \\odot \\tanh(c_t)$ on top of that: the cell of 1997",
        "Greff et al. (2017) found that leaving it out hurts in speech and handwriting and not in music "
        "(not checked against the paper). Jozefowicz, Zaremba and Sutskever (2015) found it unimportant "
        "(quoted from a secondary source).",
    ),
    Row(
        "+ forget gate",
        7,
        "lstm",
        {"bias": {"i": SHUT}},
        "$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$, the new gate's bias starts at 0",
        "Gers, Schmidhuber and Cummins (2000, Table 2) found it on continual streams, with a positive bias.",
    ),
    Row(
        "forget bias 1",
        7,
        "lstm",
        {"bias": {"i": SHUT, "f": 1.0}},
        "the same cell, with the forget gate's bias starting at 1 (the input gate's as before)",
        "Jozefowicz, Zaremba and Sutskever (2015) found that a bias of 1 closes the gap between the LSTM "
        "and the GRU (quoted from a secondary source).",
    ),
    Row(
        "forget bias 3",
        7,
        "lstm",
        {"bias": {"i": SHUT, "f": 3.0}},
        "the same, with 3 in place of 1",
        "Gers, Schmidhuber and Cummins (2000, experiment 2) learned three times faster with a bias of 5 than "
        "with 1 (quoted from a secondary source).",
    ),
    Row(
        "chrono",
        7,
        "lstm",
        {"max_lag": MAX_LAG},
        f"the same cell, with forget and input bias drawn for lags of up to {MAX_LAG} steps",
        "Tallec and Ollivier (2018, Figure 2) found it in adding and copying over hundreds of steps.",
    ),
    Row(
        "peepholes",
        13,
        "peephole_lstm",
        {"bias": {"i": SHUT, "f": 3.0}},
        "the cell with the forget bias 3, and gates that see the memory; those weights start at zero",
        "Gers, Schraudolph and Schmidhuber (2002) found it in tasks of precise timing (quoted from a "
        "secondary source).",
        against="forget bias 3",
    ),
    Row(
        "GRU",
        13,
        "gru",
        {},
        "one state, two gates, PyTorch's convention, the usual start",
        against="+ forget gate",
    ),
]


def start(row: Row, rng: Rng, input_size: int, hidden_size: int) -> Any:
    """The parameters that a row's cell starts from, of the NumPy half."""
    return STARTS[row.cell](rng, input_size, hidden_size, **row.options)


def held_rows(row: Row, hidden_size: int) -> list[slice]:
    """Which rows of a row's parameters are not learned."""
    return [gate_rows(gate, hidden_size) for gate in row.options.get("held", "")]


def rows_until(chapter: int) -> list[Row]:
    """The rows that a reader of that chapter has met."""
    return [row for row in ROWS if row.chapter <= chapter]


def row_named(name: str) -> Row:
    """The row of that name.

    Raises:
        ValueError: when there is none.
    """
    found = [row for row in ROWS if row.name == name]
    if not found:
        raise ValueError(f"row: expected one of {', '.join(r.name for r in ROWS)}, got {name}")
    return found[0]
