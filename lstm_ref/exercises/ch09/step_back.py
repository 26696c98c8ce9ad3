"""9.2: the backward step of the LSTM."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, LSTMTape, lstm_step, lstm_step_backward
from lstm_ref.verify.bugs import BY_ID, planted
from lstm_ref.verify.engine import Case, Mistake, Output, Task

SIZES = ((4, 3, 2), (2, 4, 3), (3, 3, 3))
Six = tuple[Array, Array, Array, Array, Array, Array]


def random_params(rng: Rng, D: int, H: int) -> LSTMParams:
    return LSTMParams(
        rng.standard_normal((4 * H, D)), 0.6 * rng.standard_normal((4 * H, H)), rng.standard_normal(4 * H)
    )


def back_with(step_backward: Callable[..., tuple[Array, LSTMState, LSTMParams]]) -> Callable[..., Six]:
    def answer(params: LSTMParams, tape: LSTMTape, dh: Array, dc: Array) -> Six:
        dx, before, grads = step_backward(params, tape, LSTMState(dh, dc))
        return dx, before.h, before.c, *grads

    return answer


def my_step_backward(params: LSTMParams, tape: LSTMTape, dh: Array, dc: Array) -> Six:
    return back_with(lstm_step_backward)(params, tape, dh, dc)


def back_inputs(rng: Rng) -> Iterator[Case]:
    for B, D, H in SIZES:
        params = random_params(rng, D, H)
        state = LSTMState(rng.uniform(-0.9, 0.9, (B, H)), 1.5 * rng.standard_normal((B, H)))
        _, tape = lstm_step(params, rng.standard_normal((B, D)), state)
        dh, dc = rng.standard_normal((2, B, H))
        yield Case(f"B = {B}, D = {D}, H = {H}", (params, tape, dh, dc))


DC = "Look at the line that makes `dc` whole"
PRODUCT = "Look at the product rule: each factor gets the gradient times the other one"
SLOPE = "Look at the slopes: they are written with the outputs that the tape holds"
END = "Look at the last lines, from `da` on"
ASKS = {
    "dc-carry-from-overwritten-dh": "Which dh does `dc` need: the one that arrived, or the one you send?",
    "h-t-for-h-before": f"{END}: which h was multiplied by W_hh in the forward step?",
    "di-from-i": f"{PRODUCT}.",
    "dg-from-f": f"{PRODUCT}.",
    "df-from-c-t": f"{PRODUCT}. Which memory did f multiply?",
    "tanh-derivative-of-tanh-c": f"{SLOPE}.",
    "tanh-derivative-of-g-twice": f"{SLOPE}.",
    "sigmoid-derivative-of-sigmoid": f"{SLOPE}.",
    "no-derivative-of-f": f"{SLOPE}.",
    "no-derivative-of-g": f"{SLOPE}.",
    "no-derivative-of-tanh-c": f"{DC}: what lies between c and h?",
    "dc-replaced": f"{DC}: by how many ways does a loss see this memory?",
    "sign-of-dc": f"{DC}: are two gradients of one value added or subtracted?",
    "do-from-c": f"{PRODUCT}. What did o multiply?",
    "db-averaged": f"{END}: sum or mean?",
    "db-of-the-first-row": f"{END}: which sequences share the bias?",
    "w-hh-not-transposed": f"{END}: which axis of W_hh does `da` meet?",
    "one-gate-only-into-dh": f"{END}: in how many blocks was h used?",
    "dc-not-times-f": "Look at `dc_prev`: by what was the old memory multiplied?",
}


def from_bug(name: str) -> Mistake:
    bug = BY_ID[name]
    return Mistake(name, back_with(planted(bug).step_backward), bug.symptom, ASKS[name])


def another_order(*arguments: Array) -> Six:
    *rest, weight_ih, weight_hh, bias = my_step_backward(*arguments)  # type: ignore[arg-type]

    def turned(rows: Array) -> Array:
        i, f, g, o = np.split(rows, 4)
        return np.concatenate([f, i, g, o])

    return rest[0], rest[1], rest[2], turned(weight_ih), turned(weight_hh), turned(bias)


def candidate_last(*arguments: Array) -> Six:
    *rest, weight_ih, weight_hh, bias = my_step_backward(*arguments)  # type: ignore[arg-type]

    def turned(rows: Array) -> Array:
        i, f, g, o = np.split(rows, 4)
        return np.concatenate([i, f, o, g])

    return rest[0], rest[1], rest[2], turned(weight_ih), turned(weight_hh), turned(bias)


def dh_not_joined(params: LSTMParams, tape: LSTMTape, dh: Array, dc: Array) -> Six:
    """The output gate gets its gradient, the memory nothing of what arrives at h."""
    nothing = lstm_step_backward(params, tape, LSTMState(np.zeros_like(dh), dc))
    da_o = dh * np.tanh(tape.c) * tape.o * (1 - tape.o)
    zeros = np.zeros_like(da_o)
    da = np.concatenate([zeros, zeros, zeros, da_o], axis=-1)
    dx, before, grads = nothing
    return (
        dx + da @ params.weight_ih,
        before.h + da @ params.weight_hh,
        before.c,
        grads.weight_ih + da.T @ tape.x,
        grads.weight_hh + da.T @ tape.h_prev,
        grads.bias + da.sum(axis=0),
    )


def swapped(*arguments: Array) -> Six:
    dx, dh, dc, *grads = my_step_backward(*arguments)  # type: ignore[arg-type]
    return dx, dc, dh, grads[0], grads[1], grads[2]


TASK = Task(
    "9.2",
    "Write the backward step",
    my_step_backward,
    back_inputs,
    (
        Output("dx", axes=("B", "D")),
        Output("dh_prev", axes=("B", "H")),
        Output("dc_prev", axes=("B", "H")),
        Output("dweight_ih", axes=("gate*H", "D"), gates="ifgo"),
        Output("dweight_hh", axes=("gate*H", "H"), gates="ifgo"),
        Output("dbias", axes=("gate*H",), gates="ifgo"),
    ),
    (
        *(from_bug(name) for name in ASKS),
        Mistake(
            "blocks-in-another-order",
            another_order,
            "The weights' gradients have the forget gate's block before the input gate's.",
            "In which order are the rows of the weights stacked?",
        ),
        Mistake(
            "candidate-last",
            candidate_last,
            "The weights' gradients have the output gate's block before the candidate's.",
            "In which order are the rows of the weights stacked?",
        ),
        Mistake(
            "dh-not-joined",
            dh_not_joined,
            "What arrives at the hidden state never reaches the memory.",
            f"{DC}: by how many ways does a loss see this memory?",
        ),
        Mistake(
            "dh-and-dc-swapped",
            swapped,
            "`dh_prev` and `dc_prev` have changed places.",
            "Look at the order in which they are due.",
        ),
    ),
    (
        "Copy the six lines of the forward step, and deal with them from the last to the first.",
        "The first thing to make is `dc`: what arrives, plus what comes from `dh` through o and the tanh.",
        "Then four gradients of the gates, four slopes, one concatenation in the order i, f, g, o.",
    ),
    "sec-lstm-backward",
    gates="ifgo",
)
