"""Chapter 8, *Read the whole cell*: the tasks, what is known to go wrong in them, and their hints."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.figures.cell import draw_cell
from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.gate_order import reorder_gates
from lstm_ref.numpy.init import gate_bias, init_lstm
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.tasks.fading import FAR, fade, measured_half_life, one_step
from lstm_ref.verify.engine import Case, ChoiceTask, Mistake, Output, Task, checker

Rng = np.random.Generator
GATES = "ifgo"
LETTERS = {
    "forget gate": "D",
    "input gate": "G",
    "candidate": "A",
    "output gate": "F",
    "adding": "H",
    "tanh on the way out": "B",
    "new memory": "C",
    "new read-out": "E",
}


def random_params(rng: Rng, input_size: int, hidden_size: int) -> LSTMParams:
    """Weights and biases that are all non-zero: a zero bias would hide what is done with it."""
    params = init_lstm(rng, input_size, hidden_size)
    return params._replace(bias=rng.uniform(-1, 1, 4 * hidden_size))


def draw_lettered_cell() -> None:
    """The diagram that is to be labelled: one step of a random cell, with letters in the names' place."""
    rng = np.random.default_rng(8)
    params = random_params(rng, 3, 4)
    state = LSTMState(rng.standard_normal((1, 4)), rng.standard_normal((1, 4)))
    draw_cell(lstm_step(params, rng.standard_normal((1, 3)), state)[1], letters=LETTERS)


def step(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    state, _ = lstm_step(params, x, LSTMState(h, c))
    return state.h, state.c


def step_inputs(rng: Rng) -> Iterator[tuple[Any, ...]]:
    for batch, input_size, hidden_size in ((3, 5, 4), (2, 3, 6), (5, 2, 3)):
        state = (rng.standard_normal((batch, hidden_size)) for _ in range(2))
        x = rng.standard_normal((batch, input_size))
        yield random_params(rng, input_size, hidden_size), x, *state


def pre_activations(params: LSTMParams, x: Array, h: Array) -> list[Array]:
    a = x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias
    return np.split(a, 4, axis=-1)


def finish(i: Array, f: Array, g: Array, o: Array, c: Array) -> tuple[Array, Array]:
    c = f * c + i * g
    return o * np.tanh(c), c


def tanh_on_the_gates(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, g, o = map(np.tanh, pre_activations(params, x, h))
    return finish(i, f, g, o, c)


def gates_not_squashed(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, a_g, o = pre_activations(params, x, h)
    return finish(i, f, np.tanh(a_g), o, c)


def nothing_squashed(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, g, o = pre_activations(params, x, h)
    return finish(i, f, g, o, c)


def f_and_i_swapped(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_f, a_i, a_g, a_o = pre_activations(params, x, h)
    return finish(sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o), c)


def order_i_f_o_g(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, a_f, a_o, a_g = pre_activations(params, x, h)
    return finish(sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o), c)


def sigmoid_on_the_candidate(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, g, o = map(sigmoid, pre_activations(params, x, h))
    return finish(i, f, g, o, c)


def no_tanh_on_the_way_out(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, a_f, a_g, a_o = pre_activations(params, x, h)
    c = sigmoid(a_f) * c + sigmoid(a_i) * np.tanh(a_g)
    return sigmoid(a_o) * c, c


def old_memory_shown(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    _, new = step(params, x, h, c)
    return sigmoid(pre_activations(params, x, h)[3]) * np.tanh(c), new


def one_minus_i_for_f(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, _, a_g, a_o = pre_activations(params, x, h)
    return finish(sigmoid(a_i), 1 - sigmoid(a_i), np.tanh(a_g), sigmoid(a_o), c)


def forget_gate_forgets(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, a_f, a_g, a_o = pre_activations(params, x, h)
    return finish(sigmoid(a_i), 1 - sigmoid(a_f), np.tanh(a_g), sigmoid(a_o), c)


def bias_left_out(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    return step(params._replace(bias=np.zeros_like(params.bias)), x, h, c)


SPLIT = "Look at the line that names the four parts of `a`: in which order are the rows stacked?"
STEPS = (
    Mistake(
        "f-and-i-swapped",
        f_and_i_swapped,
        "The input gate and the forget gate have changed places.",
        "Two lines can do that: the one that names the four parts of `a`, and the line of the memory.",
        "sec-two-notations",
    ),
    Mistake(
        "order-i-f-o-g",
        order_i_f_o_g,
        "The candidate and the output gate have each other's rows: that is another system's order.",
        SPLIT,
        "sec-two-notations",
    ),
    Mistake(
        "sigmoid-on-the-candidate",
        sigmoid_on_the_candidate,
        "The candidate can never be negative: nothing can be taken away.",
        "Look at the line of `g`: which numbers may come out of it?",
        "sec-other-way",
    ),
    Mistake(
        "tanh-on-the-gates",
        tanh_on_the_gates,
        "The gates can be negative: they turn a number over instead of letting a share of it through.",
        "Look at the lines of i, f and o: between which two numbers does a gate stand?",
    ),
    Mistake(
        "gates-not-squashed",
        gates_not_squashed,
        "The gates are not between 0 and 1: they are pre-activations still.",
        "Look at the lines of i, f and o: what is still to be done with their part of `a`?",
    ),
    Mistake(
        "nothing-squashed",
        nothing_squashed,
        "The gates and the candidate are pre-activations still: any number can come out of them.",
        "Look at the lines between the four parts of `a` and the memory: each part goes through a function.",
    ),
    Mistake(
        "no-tanh-on-the-way-out",
        no_tanh_on_the_way_out,
        "The read-out can leave (−1, 1): the memory is shown as it is.",
        "Look at the last line, and at the ellipse in the diagram.",
        "sec-bounds",
    ),
    Mistake(
        "old-memory-shown",
        old_memory_shown,
        "The read-out shows the memory of the step before.",
        "Look at the last line: which of the two memories does it read?",
    ),
    Mistake(
        "one-minus-i-for-f",
        one_minus_i_for_f,
        "What is kept depends on the input gate alone; the forget gate is not used.",
        "Look at the line of the memory: two gates stand in it, and they are two numbers.",
    ),
    Mistake(
        "forget-gate-forgets",
        forget_gate_forgets,
        "At f = 1 the memory is cleared.",
        "Look at the line of the memory: what becomes of the old one when f is 1?",
        "sec-corner-cases",
    ),
    Mistake(
        "bias-left-out",
        bias_left_out,
        "The answer does not depend on the bias.",
        "Look at the line of `a`: it has three terms.",
    ),
)


def from_joined(weight: Array, bias: Array, order: str) -> LSTMParams:
    size = len(bias) // 4
    return reorder_gates(LSTMParams(weight[:, size:], weight[:, :size], bias), order, GATES)


def conversion_inputs(rng: Rng) -> Iterator[Case]:
    for order, input_size, hidden_size in (("fgio", 5, 3), ("ofig", 2, 4), ("goif", 3, 2)):
        params = random_params(rng, input_size, hidden_size)
        joined = np.hstack([params.weight_hh, params.weight_ih])
        yield Case(order, (joined, params.bias, order))


def as_ours(weight_ih: Array, weight_hh: Array, bias: Array, order: str) -> LSTMParams:
    return reorder_gates(LSTMParams(weight_ih, weight_hh, bias), order, GATES)


def joined_the_other_way(weight: Array, bias: Array, order: str) -> LSTMParams:
    inputs = weight.shape[1] - len(bias) // 4
    return as_ours(weight[:, :inputs], weight[:, inputs:], bias, order)


def order_left_alone(weight: Array, bias: Array, order: str) -> LSTMParams:
    return from_joined(weight, bias, GATES)


def order_read_backwards(weight: Array, bias: Array, order: str) -> LSTMParams:
    return reorder_gates(from_joined(weight, bias, GATES), GATES, order)


def bias_left_in_its_order(weight: Array, bias: Array, order: str) -> LSTMParams:
    return from_joined(weight, bias, order)._replace(bias=bias.copy())


def rows_unit_by_unit(weight: Array, bias: Array, order: str) -> LSTMParams:
    places = [4 * unit + order.index(gate) for gate in GATES for unit in range(len(bias) // 4)]
    return from_joined(weight[places], bias[places], GATES)


ROWS = "Look at the line that picks the rows: for our first block, where does *their* block of i start?"
CONVERSIONS = (
    Mistake(
        "joined-the-other-way",
        joined_the_other_way,
        "The columns of x and of h are taken for each other: this is [x; h].",
        "Look at the lines that pick columns: which vector stands first in the joined one?",
    ),
    Mistake(
        "order-left-alone",
        order_left_alone,
        "The blocks of rows still stand in the other system's order.",
        "Look at the rows: nothing here uses `order` yet.",
    ),
    Mistake(
        "order-read-backwards",
        order_read_backwards,
        "The blocks are moved, but in the opposite direction, as if ours were to become theirs.",
        ROWS,
    ),
    Mistake(
        "bias-left-in-its-order",
        bias_left_in_its_order,
        "The weights are in our order and the bias is not.",
        "Look at the bias: it has four blocks as well.",
    ),
    Mistake(
        "rows-unit-by-unit",
        rows_unit_by_unit,
        "The rows are read as four numbers for each unit in turn; they come gate by gate.",
        ROWS,
    ),
)


def predictions(
    input_size: int, hidden_size: int, forget_bias: float, c0: float, steps: int
) -> dict[str, float]:
    """What a run shows: nothing here is computed from a formula."""
    arrays = init_lstm(np.random.default_rng(0), input_size, hidden_size)
    faded, _ = fade(forget_bias, steps=400)
    memory = c0
    for _ in range(steps):
        memory = one_step(memory, f=FAR, i=FAR, g=np.copysign(FAR, c0))
    return {
        "parameters": sum(array.size for array in arrays),
        "half_life": measured_half_life(faded, 0.1),
        "largest_c": abs(memory),
    }


def prediction_inputs(_: Rng) -> Iterator[tuple[Any, ...]]:
    yield 6, 32, 4.0, 0.5, 20
    yield 5, 3, -0.7, -1.25, 7
    yield 2, 9, 2.0, 3.0, 12


def but(part: str, wrong: Callable[..., float]) -> Callable[..., dict[str, float]]:
    """The right predictions, but for one part; `wrong` is given D, H, the forget bias, c0 and the steps."""

    def answer(
        input_size: int, hidden_size: int, forget_bias: float, c0: float, steps: int
    ) -> dict[str, float]:
        given = (input_size, hidden_size, forget_bias, c0, steps)
        return {**predictions(*given), part: wrong(*given)}

    return answer


def half_life_of(forget_bias: float) -> float:
    return math.log(2) / math.log(1 + math.exp(-forget_bias))


ROUNDED = (
    "The half-life is rounded to a whole number of steps.",
    "Look at the last thing that is done with the half-life: fⁿ = ½ has a solution between two steps.",
)
COUNT = "Look at the count: what is learned, and how many times is it there?"
PREDICTIONS = (
    Mistake(
        "two-biases-counted",
        but("parameters", lambda D, H, *_: 4 * H * (D + H + 2)),
        "The count has a second bias; that is PyTorch's.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "one-layer-counted",
        but("parameters", lambda D, H, *_: H * (D + H + 1)),
        "The count is that of one layer.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "no-bias-counted",
        but("parameters", lambda D, H, *_: 4 * H * (D + H)),
        "The count has the weights and no bias.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "every-step-counted",
        but("parameters", lambda D, H, b_f, c0, steps: 4 * H * (D + H + 1) * steps),
        "The count grows with the number of steps, as if each step had weights of its own.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "mean-life-for-half-life",
        but("half_life", lambda D, H, b_f, *_: 1 + math.exp(b_f)),
        "The half-life is 1 / (1 − f). After so many steps less than half is left.",
        "Look at the half-life: write down what is left after n steps, and set that to one half.",
    ),
    Mistake(
        "forget-gate-forgets",
        but("half_life", lambda D, H, b_f, *_: math.log(0.5) / -math.log(1 + math.exp(b_f))),
        "The half-life shrinks when the forget bias grows.",
        "Look at the gate's line: which bias makes a memory last, a large one or a small one?",
        "sec-corner-cases",
    ),
    Mistake(
        "half-life-rounded", but("half_life", lambda D, H, b_f, *_: float(round(half_life_of(b_f)))), *ROUNDED
    ),
    Mistake(
        "half-life-rounded-up",
        but("half_life", lambda D, H, b_f, *_: float(math.ceil(half_life_of(b_f)))),
        *ROUNDED,
    ),
    Mistake(
        "half-life-rounded-down",
        but("half_life", lambda D, H, b_f, *_: float(math.floor(half_life_of(b_f)))),
        *ROUNDED,
    ),
    Mistake(
        "half-life-negative",
        but("half_life", lambda D, H, b_f, *_: -half_life_of(b_f)),
        "The half-life has the wrong sign: it is a number of steps.",
        "Look at the half-life: it is a quotient of two logarithms. Which of the two are negative?",
    ),
    Mistake(
        "signed-start",
        but("largest_c", lambda D, H, b_f, c0, steps: c0 + steps),
        "A memory that starts below zero is taken to lose size, not to gain it.",
        "Look at the bound: in which direction do you go to get as far from zero as you can?",
        "sec-bounds",
    ),
    Mistake(
        "memory-bounded-by-one",
        but("largest_c", lambda *_: 1.0),
        "The memory is taken to stay within (−1, 1).",
        "Look at the bound: the tanh is around each write. What adds up?",
        "sec-bounds",
    ),
    Mistake(
        "memory-counted-from-empty",
        but("largest_c", lambda D, H, b_f, c0, steps: float(steps)),
        "The bound does not depend on what the memory holds at the start.",
        "Look at the bound: which argument is not in it?",
        "sec-bounds",
    ),
)


def valves(case: str, hidden_size: int, strength: float) -> Array:
    opened = {"keep": "f", "replace": "i", "add": "fi", "clear": ""}[case]
    bias = {gate: strength if gate in opened else -strength for gate in "fi"}
    return gate_bias(hidden_size, GATES, **bias)


def valve_inputs(_: Rng) -> Iterator[Case]:
    for size, (case, strength) in enumerate(
        (("keep", 20.0), ("replace", 30.0), ("add", 25.0), ("clear", 40.0)), 2
    ):
        yield Case(case, (case, size, strength))


def wrong_valves(case: str, hidden_size: int, strength: float, opened: dict[str, str]) -> Array:
    opens = {"keep": "f", "replace": "i", "add": "fi", "clear": "", **opened}[case]
    return gate_bias(hidden_size, GATES, **{gate: strength if gate in opens else -strength for gate in "fi"})


def open_forgets(case: str, hidden_size: int, strength: float) -> Array:
    opened = {"keep": "", "replace": "fi", "add": "i", "clear": "f"}
    return wrong_valves(case, hidden_size, strength, opened)


def adding_needs_one(case: str, hidden_size: int, strength: float) -> Array:
    return wrong_valves(case, hidden_size, strength, {"add": "i"})


def clearing_writes(case: str, hidden_size: int, strength: float) -> Array:
    return wrong_valves(case, hidden_size, strength, {"clear": "i"})


def forget_block_first(case: str, hidden_size: int, strength: float) -> Array:
    blocks = np.split(valves(case, hidden_size, strength), 4)
    return np.concatenate([blocks[1], blocks[0], *blocks[2:]])


def unit_by_unit(case: str, hidden_size: int, strength: float) -> Array:
    return valves(case, hidden_size, strength).reshape(4, -1).T.ravel()


def strength_left_out(case: str, hidden_size: int, strength: float) -> Array:
    return valves(case, hidden_size, 1.0)


def shut_is_zero(case: str, hidden_size: int, strength: float) -> Array:
    return np.maximum(valves(case, hidden_size, strength), 0.0)


VALVES = (
    Mistake(
        "strength-left-out",
        strength_left_out,
        "Every gate is pushed by 1, whatever `strength` is: none is quite open or quite shut.",
        "Look at the numbers that become the four blocks: where does `strength` come in?",
    ),
    Mistake(
        "shut-is-zero",
        shut_is_zero,
        "A gate that should be shut is half open: so is every gate whose bias is 0.",
        "Look at the number for a shut gate: what does the sigmoid make of it?",
    ),
    Mistake(
        "open-forget-gate-forgets",
        open_forgets,
        "The forget gate is set the wrong way round in every case.",
        "Look at `keep`: by what must the old memory be multiplied, and which bias gives that?",
    ),
    Mistake(
        "adding-with-one-valve",
        adding_needs_one,
        "In `add` the old memory is lost.",
        "Look at `add`: a sum has two terms. Which valve lets each of them through?",
    ),
    Mistake(
        "clearing-by-writing",
        clearing_writes,
        "In `clear` the candidate is written.",
        "Look at `clear`: what must the memory be afterwards, whatever the candidate is?",
    ),
    Mistake(
        "forget-block-first",
        forget_block_first,
        "The first two blocks of the bias have changed places.",
        "Look at the line that stacks the four blocks: in which order do they stand here?",
        "sec-two-notations",
    ),
    Mistake(
        "unit-by-unit",
        unit_by_unit,
        "The four numbers are repeated unit by unit; the bias is stacked gate by gate.",
        "Look at the line that makes H numbers of each: `np.tile` and `np.repeat` differ in the order.",
    ),
)


def labelled(*parts: str) -> dict[str, str]:
    """Two parts, each under the other one's letter."""
    first, second = parts
    return {LETTERS[first]: second, LETTERS[second]: first}


STATE = (Output("h", ("B", "H")), Output("c", ("B", "H")))
PARAMS = (
    Output("weight_ih", ("gate*H", "D"), GATES),
    Output("weight_hh", ("gate*H", "H"), GATES),
    Output("bias", ("gate*H",), GATES),
)

TASKS = (
    Task(
        "8.1",
        "Write the step",
        step,
        step_inputs,
        STATE,
        STEPS,
        (
            "Write the equations in the order in which the page has them. First one array `a` with all four "
            "pre-activations, of shape (B, 4H).",
            "`np.split(a, 4, axis=-1)` cuts `a` in the order i, f, g, o. Three of the four go through "
            "`sigmoid`, one through `np.tanh`.",
            "The new memory is `f * c + i * g`. The new read-out is `o` times the tanh of the *new* memory. "
            "Return the read-out first.",
        ),
        "sec-cell-equations",
        gates=GATES,
    ),
    Task(
        "8.2",
        "Translate the weights by name",
        from_joined,
        conversion_inputs,
        PARAMS,
        CONVERSIONS,
        (
            "Two things differ: which columns belong to h and to x, and which block of rows belongs to which "
            "gate. H is a quarter of the bias.",
            "The first H columns meet h, because the vector is joined as [h; x]. The block of gate `k` "
            "starts at row `H * order.index(k)`.",
            "Collect the row numbers of i, of f, of g and of o in one array `rows`, in that order. Then take "
            "`weight[rows, H:]`, `weight[rows, :H]` and `bias[rows]`.",
        ),
        "sec-two-notations",
    ),
    Task(
        "8.3",
        "Predict three numbers",
        predictions,
        prediction_inputs,
        (
            Output("parameters", section="sec-counts"),
            Output("half_life", section="sec-half-life"),
            Output("largest_c", section="sec-bounds"),
        ),
        PREDICTIONS,
        (
            "Three formulas from three sections: the count, the half-life, and the bound on the memory.",
            "The forget bias is not the gate: it goes through a sigmoid first. Then solve fⁿ = ½ for n.",
            "`4 * H * (D + H + 1)`; `np.log(0.5) / np.log(f)` with `f = 1 / (1 + np.exp(-forget_bias))`; and "
            "each step adds at most 1 to the size of `c0`.",
        ),
        "sec-half-life",
        rtol=1e-6,
    ),
    ChoiceTask(
        "8.4",
        "Label the diagram",
        {letter: part for part, letter in sorted(LETTERS.items(), key=lambda pair: pair[1])},
        (*LETTERS, "concatenation", "copy"),
        (
            Mistake(
                "forget-and-input-gate-swapped",
                lambda: labelled("forget gate", "input gate"),
                "The forget gate and the input gate have changed places.",
                "Follow the line up from each: which of the two scales the old memory?",
                "sec-cell-diagram",
            ),
            Mistake(
                "input-gate-and-candidate-swapped",
                lambda: labelled("input gate", "candidate"),
                "The input gate and the candidate have changed places.",
                "Their product does not tell them apart. Look at the number beside each line: can a sigmoid "
                "give it?",
                "sec-cell-equations",
            ),
            Mistake(
                "memory-and-read-out-swapped",
                lambda: labelled("new memory", "new read-out"),
                "The new memory and the new read-out have changed places.",
                "One of the two lines goes through the + and on; the other starts behind the tanh. Which one "
                "leaves at the top?",
                "sec-read-out",
            ),
            Mistake(
                "candidate-taken-for-the-output-gate",
                lambda: labelled("candidate", "output gate"),
                "The candidate and the output gate have changed places.",
                "Where does each line end: at the joint on the memory's line, or below the tanh?",
                "sec-cell-diagram",
            ),
        ),
        (
            "Start at the top line, which is the memory, and follow its arrow. Two signs stand on it.",
            "A layer is known by what its line scales: the old memory, the write, or the read-out.",
            "Of the two layers that meet in one ×, the candidate is the one whose number is negative: a "
            "sigmoid cannot give that.",
        ),
        "sec-cell-diagram",
    ),
    ChoiceTask(
        "8.5",
        "Find the wrong line",
        4,
        range(1, 12),
        (
            Mistake(
                "blamed-the-memory",
                lambda: 8,
                "Line 8 is the memory's equation as it should be, and it uses the c of the step before.",
                "The first step is right. Which line would do the same thing at the first step if it were "
                "correct, and something else later?",
            ),
            Mistake(
                "blamed-the-read-out",
                lambda: 9,
                "Line 9 shows the new memory through the output gate, as it should.",
                "Name the two vectors that travel from step to step. Is each used where it arrives?",
            ),
            Mistake(
                "blamed-the-order-of-the-gates",
                lambda: 5,
                "Line 5 has these weights' order, i, f, g, o. Another would spoil the first step too.",
                "The error is zero at the first step. Look for something that has not changed yet by then.",
            ),
            Mistake(
                "blamed-the-start",
                lambda: 2,
                "Line 2 starts from the state that was handed in, as it should.",
                "A name that is set right may still go unused. Where is `h` used after this line?",
            ),
        ),
        (
            "At the first step everything is right. So the equations of one step may all be right.",
            "From step to step two things are handed on, h and c. Follow each name through the loop.",
            "One line reads a vector that stays the same through the loop, where the newest one is due.",
        ),
        "sec-cell-equations",
    ),
    Task(
        "8.6",
        "Set the valves",
        valves,
        valve_inputs,
        (Output("bias", ("gate*H",), GATES, told=False),),
        VALVES,
        (
            "Only two of the four gates touch the memory. Write down for each case whether f and i are open.",
            "Open is `+strength`, shut is `-strength`. Remember which way round the forget gate works: open, "
            "it keeps.",
            "The bias is four blocks of `hidden_size` equal numbers, in the order i, f, g, o. `np.repeat` of "
            "four numbers gives just that.",
        ),
        "sec-corner-cases",
    ),
)

check = checker(TASKS)
