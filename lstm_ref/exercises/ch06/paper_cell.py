"""6.1: the paper's own cell, in blocks that share their gates."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Mistake, Output, Task

Step = Callable[[Array, Array, Array, Array], tuple[Array, Array]]


def shared(gate: Array) -> Array:
    """(B, N) -> (B, N, 1): one number for all cells of a block."""
    return sigmoid(gate)[..., None]


def paper_step(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + shared(a_i) * (4 * sigmoid(a_g) - 2)
    return shared(a_o) * (2 * sigmoid(c) - 1), c


def step_inputs(rng: Rng) -> Iterator[tuple[Array, ...]]:
    for batch, blocks, cells in ((3, 2, 4), (2, 4, 3), (4, 3, 2)):
        gates = rng.standard_normal((2, batch, blocks))
        a_g, c = 1.5 * rng.standard_normal((2, batch, blocks, cells))
        yield gates[0], a_g, gates[1], c


def tanh_candidate(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + shared(a_i) * np.tanh(a_g)
    return shared(a_o) * (2 * sigmoid(c) - 1), c


def ranges_swapped(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + shared(a_i) * (2 * sigmoid(a_g) - 1)
    return shared(a_o) * (4 * sigmoid(c) - 2), c


def candidate_of_one_sign(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + shared(a_i) * 4 * sigmoid(a_g)
    return shared(a_o) * (2 * sigmoid(c) - 1), c


def tanh_on_the_way_out(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    _, c = paper_step(a_i, a_g, a_o, c)
    return shared(a_o) * np.tanh(c), c


def memory_shown_as_it_is(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    _, c = paper_step(a_i, a_g, a_o, c)
    return shared(a_o) * c, c


def old_memory_shown(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    return shared(a_o) * (2 * sigmoid(c) - 1), paper_step(a_i, a_g, a_o, c)[1]


def gates_swapped(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    return paper_step(a_o, a_g, a_i, c)


def one_minus_i_keeps(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    return paper_step(a_i, a_g, a_o, (1 - shared(a_i)) * c)


def gates_not_squashed(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + a_i[..., None] * (4 * sigmoid(a_g) - 2)
    return a_o[..., None] * (2 * sigmoid(c) - 1), c


def memory_squashed(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    h, c = paper_step(a_i, a_g, a_o, c)
    return h, 2 * sigmoid(c) - 1


def todays_functions(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + shared(a_i) * np.tanh(a_g)
    return shared(a_o) * np.tanh(c), c


def input_gate_left_out(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    c = c + 4 * sigmoid(a_g) - 2
    return shared(a_o) * (2 * sigmoid(c) - 1), c


def output_gate_left_out(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    _, c = paper_step(a_i, a_g, a_o, c)
    return 2 * sigmoid(c) - 1, c


def old_memory_dropped(a_i: Array, a_g: Array, a_o: Array, c: Array) -> tuple[Array, Array]:
    return paper_step(a_i, a_g, a_o, np.zeros_like(c))


MEMORY, SHOWN = "Look at the line of the new memory", "Look at the line of h"

STEPS = (
    Mistake(
        "todays-functions",
        todays_functions,
        "Candidate and read are a tanh each: that is our cell of 1997, not the paper's own.",
        "Look at the table of what differs: between which numbers does each of the two lie in the paper?",
    ),
    Mistake(
        "input-gate-left-out",
        input_gate_left_out,
        "The candidate is written whole: the input gate is missing.",
        f"{MEMORY}: what multiplies the candidate?",
        "sec-three-parts",
    ),
    Mistake(
        "output-gate-left-out",
        output_gate_left_out,
        "The memory is shown whole: the output gate is missing.",
        f"{SHOWN}: what multiplies what is shown?",
        "sec-three-parts",
    ),
    Mistake(
        "old-memory-dropped",
        old_memory_dropped,
        "The new memory lacks the old one.",
        f"{MEMORY}: what is the write added to?",
        "sec-three-parts",
    ),
    Mistake(
        "tanh-candidate",
        tanh_candidate,
        "The candidate lies between −1 and 1: that is our cell's, not the paper's.",
        "Look at the line of g: between which two numbers does the paper's candidate lie?",
    ),
    Mistake(
        "ranges-swapped",
        ranges_swapped,
        "The two squashing functions have changed places.",
        "Which of the two lies in [−2, 2], the one for the candidate or the one on the way out?",
    ),
    Mistake(
        "candidate-of-one-sign",
        candidate_of_one_sign,
        "The candidate is never negative: a write can only add.",
        "Look at the line of g: what is to be taken off, so that it is zero at a pre-activation of zero?",
        "sec-three-parts",
    ),
    Mistake(
        "tanh-on-the-way-out",
        tanh_on_the_way_out,
        "The memory goes through tanh on its way out: the paper's range, twice as steep.",
        f"{SHOWN}: which function of σ does the table name?",
    ),
    Mistake(
        "memory-shown-as-it-is",
        memory_shown_as_it_is,
        "h can leave [−1, 1]: the memory is shown as it is.",
        f"{SHOWN}: the table has two squashing functions. Where is the second?",
    ),
    Mistake(
        "old-memory-shown",
        old_memory_shown,
        "h shows the memory of the step before.",
        f"{SHOWN}: which of the two memories does it read?",
    ),
    Mistake(
        "gates-swapped",
        gates_swapped,
        "The input gate and the output gate have changed places.",
        "Which of the two stands in the line of the memory, and which in the line of h?",
        "sec-three-parts",
    ),
    Mistake(
        "one-minus-i-keeps",
        one_minus_i_keeps,
        "The old memory is multiplied by 1 − i: a write takes its room from what was there.",
        f"{MEMORY}: what multiplies the old memory in 1997?",
        "sec-three-parts",
    ),
    Mistake(
        "gates-not-squashed",
        gates_not_squashed,
        "The gates are not between 0 and 1: they are pre-activations still.",
        "Look at the lines of i and o: what is still to be done with `a_i` and `a_o`?",
        "sec-gate",
    ),
    Mistake(
        "memory-squashed",
        memory_squashed,
        "The memory that is handed on has gone through the function on the way out.",
        "Look at what you return: which of the two is squashed, and which one runs on along the carousel?",
    ),
)

TASK = Task(
    "6.1",
    "Write the paper's cell",
    paper_step,
    step_inputs,
    (Output("h", ("B", "block", "cell")), Output("c", ("B", "block", "cell"))),
    STEPS,
    (
        "The order is that of our cell: gates and candidate, then the new memory, then h from it.",
        "A gate is (B, N) and a memory is (B, N, S). `gate[:, :, None]` has the shape (B, N, 1), and "
        "NumPy repeats it for the S cells of a block.",
        "i = σ(a_i), o = σ(a_o), g = 4σ(a_g) − 2; the new memory is c + i g; h is o times (2σ(new c) − 1).",
    ),
    "sec-paper-cell",
)
