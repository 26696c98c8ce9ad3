"""5.2: the step of the carousel."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.carousel import carousel_step
from lstm_ref.numpy.init import Rng, init_rnn
from lstm_ref.numpy.lstm import LSTMState
from lstm_ref.numpy.rnn import RNNParams
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Two = tuple[Array, Array]
SIZES = ((4, 2, 3), (2, 5, 4), (5, 3, 2))


def step(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    state, _ = carousel_step(params, x, LSTMState(h, c))
    return state.h, state.c


def random_net(rng: Rng, input_size: int, hidden_size: int) -> RNNParams:
    params = init_rnn(rng, input_size, hidden_size)
    return RNNParams(1.5 * params.weight_ih, 1.5 * params.weight_hh, rng.uniform(0.2, 0.8, hidden_size))


def random_step(rng: Rng, sizes: tuple[int, int, int]) -> tuple[RNNParams, Array, Array, Array]:
    """Parameters, x, h and c; h is no tanh(c), so that one cannot stand in for the other."""
    batch, input_size, hidden_size = sizes
    h = np.tanh(rng.standard_normal((batch, hidden_size)))
    c = rng.standard_normal((batch, hidden_size))
    return random_net(rng, input_size, hidden_size), rng.standard_normal((batch, input_size)), h, c


def step_inputs(rng: Rng) -> Iterator[Case]:
    for batch, input_size, hidden_size in SIZES:
        label = f"B = {batch}, D = {input_size}, H = {hidden_size}"
        yield Case(label, random_step(rng, (batch, input_size, hidden_size)))


def summed(params: RNNParams, x: Array, h: Array) -> Array:
    return np.asarray(x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias)


def read(c: Array) -> Two:
    return np.tanh(c), c


def squashed_loop(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(np.tanh(c + np.tanh(summed(params, x, h))))


def sum_squashed_once(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(np.tanh(c + summed(params, x, h)))


def squashed_and_both(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    memory = np.tanh(c + np.tanh(summed(params, x, h)))
    return memory, memory.copy()


def old_memory_squashed(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(np.tanh(c) + np.tanh(summed(params, x, h)))


def replaced(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(np.tanh(summed(params, x, h)))


def write_not_squashed(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(c + summed(params, x, h))


def read_not_squashed(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    _, new = step(params, x, h, c)
    return new.copy(), new


def reads_the_old_memory(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    _, new = step(params, x, h, c)
    return np.tanh(c), new


def reads_the_write(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    _, new = step(params, x, h, c)
    return np.tanh(new - c), new


def memory_for_h(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(c + np.tanh(summed(params, x, c)))


def no_bias(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(c + np.tanh(summed(params, x, h) - params.bias))


def no_state(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(c + np.tanh(summed(params, x, np.zeros_like(h))))


def weights_turned(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(c + np.tanh(summed(params._replace(weight_hh=params.weight_hh.T), x, h)))


def sigmoid_write(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(c + sigmoid(summed(params, x, h)))


def hidden_state_in_the_loop(params: RNNParams, x: Array, h: Array, c: Array) -> Two:
    return read(h + np.tanh(summed(params, x, h)))


LOOP = "Look at the line that makes the new memory"
WRITE = "Look at the line that makes the write"
READ = "Look at the line that makes the hidden state"

TASK = Task(
    "5.2",
    "Write a memory that is only added to",
    step,
    step_inputs,
    (Output("h", axes=("B", "H")), Output("c", axes=("B", "H"))),
    (
        Mistake(
            "tanh-in-the-loop",
            squashed_loop,
            "Your memory goes through a tanh at every step. That is the net that loses its gradient.",
            f"{LOOP}: does anything happen to the old memory but an addition?",
            "sec-weight-one",
        ),
        Mistake(
            "one-tanh-round-everything",
            sum_squashed_once,
            "You squash the old memory and the sum together, with one tanh.",
            f"{LOOP}: which part is squashed, and which is not?",
            "sec-weight-one",
        ),
        Mistake(
            "squashed-and-both",
            squashed_and_both,
            "The memory itself goes through the tanh and is stored squashed.",
            f"{LOOP}: which of the two is squashed, what is stored or what is read?",
            "sec-weight-one",
        ),
        Mistake(
            "old-memory-squashed",
            old_memory_squashed,
            "The old memory goes through a tanh before the write is added.",
            f"{LOOP}: what lies between the memory before and the memory after?",
            "sec-weight-one",
        ),
        Mistake("memory-replaced", replaced, "Your memory is replaced by the write.", f"{LOOP}."),
        Mistake("write-not-squashed", write_not_squashed, "The write has no tanh.", f"{WRITE}."),
        Mistake("read-not-squashed", read_not_squashed, "The hidden state is the memory itself.", f"{READ}."),
        Mistake(
            "reads-the-old-memory",
            reads_the_old_memory,
            "Your hidden state is read from the memory before the write.",
            f"{READ}: of which step is the memory in it?",
        ),
        Mistake(
            "reads-the-write-alone",
            reads_the_write,
            "Your hidden state is read from the write and not from the memory.",
            f"{READ}.",
        ),
        Mistake(
            "memory-for-hidden-state",
            memory_for_h,
            "Your write sees the memory where it should see the hidden state.",
            f"{WRITE}: what is multiplied by `weight_hh`?",
        ),
        Mistake("no-bias", no_bias, "The bias is missing.", f"{WRITE}: its sum has three parts."),
        Mistake("state-not-used", no_state, "Your write does not see the last hidden state.", f"{WRITE}."),
        Mistake("weight-hh-not-transposed", weights_turned, "The recurrent weights are turned.", f"{WRITE}."),
        Mistake(
            "sigmoid-for-the-write",
            sigmoid_write,
            "Your write is a sigmoid: it can add and never take away.",
            f"{WRITE}: can it be negative?",
        ),
        Mistake(
            "hidden-state-in-the-loop",
            hidden_state_in_the_loop,
            "You add the write to the hidden state and not to the memory.",
            f"{LOOP}.",
        ),
    ),
    (
        "Three lines, in this order: what is written, the new memory, what is read.",
        "What is written is the whole step of a plain net. What is read is a tanh of the new memory.",
        "The line between them is a sum of two things and nothing else.",
    ),
    "sec-carousel",
)
