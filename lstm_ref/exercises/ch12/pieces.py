"""12.4: one long stream, cut into rows side by side and the rows into pieces."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def pieces(stream: Array, rows: int, window: int) -> Array:
    """(K, window, rows, D)."""
    count = len(stream) // (rows * window)
    used = stream[: count * rows * window]
    return used.reshape(rows, count, window, -1).transpose(1, 2, 0, 3)


def given(rng: Rng) -> Iterator[Case]:
    for N, D, rows, window in ((53, 2, 3, 4), (95, 3, 5, 2), (74, 5, 2, 7), (64, 3, 2, 8)):
        yield Case(f"N = {N}, {rows} rows, window {window}", (rng.standard_normal((N, D)), rows, window))


def count_of(stream: Array, rows: int, window: int) -> int:
    return len(stream) // (rows * window)


def neighbours(stream: Array, rows: int, window: int) -> Array:
    count = count_of(stream, rows, window)
    return stream[: count * rows * window].reshape(count, window, rows, -1)


def rows_inside_pieces(stream: Array, rows: int, window: int) -> Array:
    count = count_of(stream, rows, window)
    return stream[: count * rows * window].reshape(count, rows, window, -1).swapaxes(1, 2)


def starts_apart(stream: Array, rows: int, window: int) -> Array:
    long = len(stream) // rows
    count = count_of(stream, rows, window)
    whole = stream[: long * rows].reshape(rows, long, -1)[:, : count * window]
    return whole.reshape(rows, count, window, -1).transpose(1, 2, 0, 3)


def end_of_the_stream(stream: Array, rows: int, window: int) -> Array:
    used = count_of(stream, rows, window) * rows * window
    return pieces(stream[len(stream) - used :], rows, window)


def pieces_backward(stream: Array, rows: int, window: int) -> Array:
    return pieces(stream, rows, window)[::-1].copy()


def every_few_steps(stream: Array, rows: int, window: int) -> Array:
    """Step t of piece k is k + t·K of the row."""
    count = count_of(stream, rows, window)
    return stream[: count * rows * window].reshape(rows, window, count, -1).transpose(2, 1, 0, 3)


def overlapping(stream: Array, rows: int, window: int) -> Array:
    """Each piece begins with the last step of the one before."""
    count = count_of(stream, rows, window)
    begins = np.arange(count)[:, None, None] * (window - 1) + np.arange(window)[:, None]
    return np.asarray(stream[begins + np.arange(rows) * count * window])


def one_row_repeated(stream: Array, rows: int, window: int) -> Array:
    made = pieces(stream, rows, window)
    return np.repeat(made[:, :, :1], rows, axis=2)


def one_step_late(stream: Array, rows: int, window: int) -> Array:
    return pieces(np.roll(stream, -1, axis=0), rows, window)


TASK = Task(
    "12.4",
    "Cut a stream into pieces that go on",
    pieces,
    given,
    (Output("pieces", axes=("K", "window", "rows", "D")),),
    (
        Mistake(
            "neighbours-in-different-rows",
            neighbours,
            "Neighbours of the stream stand in different rows of a step: each row jumps over the others.",
            "Look at the order of the axes in your reshape. Which one runs fastest along the stream?",
        ),
        Mistake(
            "rows-inside-pieces",
            rows_inside_pieces,
            "Inside a piece your rows are right. From one piece to the next a row does not go on.",
            "Which part of the whole stream belongs to row 0?",
        ),
        Mistake(
            "rows-start-apart",
            starts_apart,
            "You leave out some steps at the end of each row, so the next row starts too late.",
            "Look at where your row 1 begins: it is where row 0 has stopped.",
        ),
        Mistake(
            "leftover-at-the-front",
            end_of_the_stream,
            "You leave out the steps at the stream's beginning.",
            "Which of the steps are not used?",
        ),
        Mistake(
            "pieces-backward",
            pieces_backward,
            "Your last piece comes first.",
            "In which order will the state be handed on?",
        ),
        Mistake(
            "every-few-steps",
            every_few_steps,
            "Each row jumps: you take every K-th step of it for a piece.",
            "Look at the order of the axes in your reshape, after the rows.",
        ),
        Mistake(
            "pieces-overlap",
            overlapping,
            "Each piece begins with the last step of the one before, which so is read twice.",
            "By how many steps do you move from a piece to the next?",
        ),
        Mistake(
            "one-row-for-all",
            one_row_repeated,
            "All your rows are the same one.",
            "Which part of the whole stream belongs to row 1?",
        ),
        Mistake(
            "one-step-late",
            one_step_late,
            "Your rows begin one step late.",
            "At which step of the stream does row 0 begin?",
        ),
    ),
    (
        "First cut off what is left over. How many steps does a row have?",
        "reshape fills the last axis first: give it the rows first, then the pieces, then the steps.",
        "Then bring the axes into the order (K, window, rows, D) with transpose.",
    ),
    "sec-chunks",
)
