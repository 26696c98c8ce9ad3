"""7.4: the gradient at the forget gate."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.exercises.ch07.step import SIZES, random_params
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMState, lstm_step
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Grads = tuple[Array, Array, Array]


def back(h_prev: Array, c_prev: Array, f: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    dc = dc + dh * o * (1 - np.tanh(c) ** 2)
    da = dc * c_prev * f * (1 - f)
    return dc * f, da.T @ h_prev, da.sum(axis=0)


def back_inputs(rng: Rng) -> Iterator[Case]:
    for B, D, H in SIZES:
        h_prev, c_prev = rng.uniform(-0.9, 0.9, (B, H)), 1.5 * rng.standard_normal((B, H))
        x = rng.standard_normal((B, D))
        _, tape = lstm_step(random_params(rng, D, H), x, LSTMState(h_prev, c_prev))
        dh, dc = rng.standard_normal((2, B, H))
        yield Case(f"B = {B}, H = {H}", (h_prev, c_prev, tape.f, tape.o, tape.c, dh, dc))


def wrong(
    joined: Callable[[Array, Array, Array, Array], Array] | None = None,
    at_gate: Callable[[Array, Array, Array, Array], Array] | None = None,
    kept: Callable[[Array, Array, Array, Array], Array] | None = None,
) -> Callable[..., Grads]:
    """With another line: dc of o, c, dh, dc; da of c_prev, f, c, dc; dc_prev of f, dc, dc arrived, c_prev."""

    def answer(h_prev: Array, c_prev: Array, f: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
        whole = joined(o, c, dh, dc) if joined else dc + dh * o * (1 - np.tanh(c) ** 2)
        da = at_gate(c_prev, f, c, whole) if at_gate else whole * c_prev * f * (1 - f)
        before = kept(f, whole, dc, c_prev) if kept else whole * f
        return before, da.T @ h_prev, da.sum(axis=0)

    return answer


def overwritten(h_prev: Array, c_prev: Array, f: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    before, _, _ = back(h_prev, c_prev, f, o, c, dh, dc)
    da = before * c_prev * f * (1 - f)
    return before, da.T @ h_prev, da.sum(axis=0)


def averaged(*arguments: Array) -> Grads:
    before, weight, bias = back(*arguments)
    return before, weight, bias / len(before)


def weight_turned(*arguments: Array) -> Grads:
    before, weight, bias = back(*arguments)
    return before, weight.T.copy(), bias


JOIN = "Look at how `dh` joins `dc`"
GATE = "Look at the gradient before the gate's sigmoid"
KEEP = "Look at `dc_prev`"

TASK = Task(
    "7.4",
    "Take the gradient back through the gate",
    back,
    back_inputs,
    (
        Output("dc_prev", axes=("B", "H")),
        Output("dweight_hh_f", axes=("H", "H")),
        Output("dbias_f", axes=("H",)),
    ),
    (
        Mistake(
            "passes-unchanged",
            wrong(kept=lambda f, dc, arrived, c_prev: dc),
            "The memory's gradient passes unchanged, as in chapter 5. Now a gate stands on the loop.",
            f"{KEEP}: by what was c before multiplied?",
        ),
        Mistake(
            "what-is-forgotten",
            wrong(kept=lambda f, dc, arrived, c_prev: dc * (1 - f)),
            "You send back what the gate takes away.",
            f"{KEEP}: by what was c before multiplied?",
        ),
        Mistake(
            "kept-without-the-read",
            wrong(kept=lambda f, dc, arrived, c_prev: arrived * f),
            "`dc_prev` is made from the `dc` that arrived, without what joined it from `dh`.",
            f"{KEEP}: which gradient of c is whole?",
        ),
        Mistake(
            "product-rule-turned-round",
            wrong(kept=lambda f, dc, arrived, c_prev: dc * c_prev),
            "Each factor of the product f ⊙ c gets the *other* one.",
            f"{KEEP}.",
        ),
        Mistake(
            "new-memory-for-old",
            wrong(at_gate=lambda c_prev, f, c, dc: dc * c * f * (1 - f)),
            "You multiply by the new memory. The gate multiplied the old one.",
            f"{GATE}.",
        ),
        Mistake(
            "gate-for-memory",
            wrong(at_gate=lambda c_prev, f, c, dc: dc * f * f * (1 - f)),
            "You multiply by the gate where the old memory is due.",
            f"{GATE}: what does the product rule leave?",
        ),
        Mistake(
            "slope-missing",
            wrong(at_gate=lambda c_prev, f, c, dc: dc * c_prev),
            "The slope of the sigmoid is missing.",
            f"{GATE}.",
        ),
        Mistake(
            "slope-of-tanh",
            wrong(at_gate=lambda c_prev, f, c, dc: dc * c_prev * (1 - f**2)),
            "You took the slope of a tanh. A gate is a sigmoid.",
            f"{GATE}.",
        ),
        Mistake(
            "sigmoid-twice",
            wrong(at_gate=lambda c_prev, f, c, dc: dc * c_prev / (1 + np.exp(-f)) / (1 + np.exp(f))),
            "You take the sigmoid of `f` once more. It is an output of the sigmoid already.",
            f"{GATE}.",
        ),
        Mistake(
            "dh-not-joined",
            wrong(joined=lambda o, c, dh, dc: dc),
            "What arrives at the hidden state is lost.",
            f"{JOIN}: by which two ways does a loss see this memory?",
        ),
        Mistake(
            "output-gate-missing",
            wrong(joined=lambda o, c, dh, dc: dc + dh * (1 - np.tanh(c) ** 2)),
            "`dh` joins without the output gate that lies on its way.",
            f"{JOIN}.",
        ),
        Mistake(
            "read-slope-missing",
            wrong(joined=lambda o, c, dh, dc: dc + dh * o),
            "`dh` joins without the slope of the tanh that lies on its way.",
            f"{JOIN}.",
        ),
        Mistake(
            "dc-replaced",
            wrong(joined=lambda o, c, dh, dc: dh * o * (1 - np.tanh(c) ** 2)),
            "What comes along the memory from later steps is overwritten.",
            f"{JOIN}: is anything added?",
        ),
        Mistake(
            "dc-overwritten",
            overwritten,
            "`dc` has been multiplied by f before the gate's gradient is made from it.",
            "Which `dc` does the gate need, this step's or the one that goes to the step before?",
        ),
        Mistake("bias-averaged", averaged, "The bias has the mean over the batch.", "Sum or mean?"),
        Mistake(
            "weight-turned",
            weight_turned,
            "The gradient of the weight is transposed.",
            "Its rows are the gate's.",
        ),
    ),
    (
        "First make `dc` whole: what arrives along the memory, and what comes from `dh` by way of the read.",
        "Then the product rule at f ⊙ c before: each factor gets the gradient times the other.",
        "The gate's share goes through the sigmoid's slope, f (1 − f), before it reaches the weights.",
    ),
    "sec-forget-gate",
)
