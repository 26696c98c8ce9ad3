"""6.2: back through the two valves."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Mistake, Output, Task

Grads = tuple[Array, Array, Array, Array]


def slope(gate: Array) -> Array:
    return gate * (1 - gate)


def backward(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    shown = np.tanh(c)
    dc = dc + dh * o * (1 - shown**2)
    return dc * g * slope(i), dc * i * (1 - g**2), dh * shown * slope(o), dc


def backward_inputs(rng: Rng) -> Iterator[tuple[Array, ...]]:
    for batch, size in ((3, 4), (2, 5), (4, 3)):
        i, o = sigmoid(rng.standard_normal((2, batch, size)))
        g, c, dh, dc = rng.standard_normal((4, batch, size))
        yield i, np.tanh(g), o, c, dh, dc


def i_for_g(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    _, da_g, da_o, dc = backward(i, g, o, c, dh, dc)
    return dc * i * slope(i), da_g, da_o, dc


def g_for_i(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    da_i, _, da_o, dc = backward(i, g, o, c, dh, dc)
    return da_i, dc * g * (1 - g**2), da_o, dc


def c_for_tanh_c(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    da_i, da_g, _, dc = backward(i, g, o, c, dh, dc)
    return da_i, da_g, dh * c * slope(o), dc


def dc_for_dh(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    da_i, da_g, _, dc = backward(i, g, o, c, dh, dc)
    return da_i, da_g, dc * np.tanh(c) * slope(o), dc


def sigmoid_twice(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    _, da_g, _, dc = backward(i, g, o, c, dh, dc)
    return dc * g * slope(sigmoid(i)), da_g, dh * np.tanh(c) * slope(sigmoid(o)), dc


def tanh_twice(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    da_i, _, da_o, dc = backward(i, g, o, c, dh, dc)
    return da_i, dc * i * (1 - np.tanh(g) ** 2), da_o, dc


def gate_slopes_left_out(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    _, da_g, _, dc = backward(i, g, o, c, dh, dc)
    return dc * g, da_g, dh * np.tanh(c), dc


def reading_left_out(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    shown = np.tanh(c)
    return dc * g * slope(i), dc * i * (1 - g**2), dh * shown * slope(o), dc


def read_slope_left_out(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    dc, da_o = dc + dh * o, dh * np.tanh(c) * slope(o)
    return dc * g * slope(i), dc * i * (1 - g**2), da_o, dc


def read_slope_of_c(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    dc, da_o = dc + dh * o * (1 - c**2), dh * np.tanh(c) * slope(o)
    return dc * g * slope(i), dc * i * (1 - g**2), da_o, dc


def output_gate_left_out(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    da_o = dh * np.tanh(c) * slope(o)
    dc = dc + dh * (1 - np.tanh(c) ** 2)
    return dc * g * slope(i), dc * i * (1 - g**2), da_o, dc


def later_steps_left_out(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    return backward(i, g, o, c, dh, np.zeros_like(dc))


def hands_on_what_came(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    return (*backward(i, g, o, c, dh, dc)[:3], dc.copy())


def takes_the_write_off(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    *others, dc = backward(i, g, o, c, dh, dc)
    return others[0], others[1], others[2], dc * (1 - i)


def each_its_own(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    _, _, da_o, dc = backward(i, g, o, c, dh, dc)
    return dc * i * slope(i), dc * g * (1 - g**2), da_o, dc


def do_without_what_is_shown(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    da_i, da_g, _, dc = backward(i, g, o, c, dh, dc)
    return da_i, da_g, dh * slope(o), dc


def read_slope_on_both(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    whole, da_o = (dc + dh * o) * (1 - np.tanh(c) ** 2), dh * np.tanh(c) * slope(o)
    return whole * g * slope(i), whole * i * (1 - g**2), da_o, whole


def all_slopes_left_out(i: Array, g: Array, o: Array, c: Array, dh: Array, dc: Array) -> Grads:
    *_, whole = backward(i, g, o, c, dh, dc)
    return whole * g, whole * i, dh * np.tanh(c), whole


DC, SEC = "Look at the line that makes the whole gradient of the memory", "sec-valves-backward"


def mistake(name: str, answer: Callable[..., Grads], symptom: str, hint: str) -> Mistake:
    return Mistake(name, answer, symptom, hint, SEC)


VALVES = (
    mistake(
        "each-factor-itself",
        each_its_own,
        "Gate and candidate are each given themselves. A product hands each factor the *other* one.",
        "Look at the lines of di and dg.",
    ),
    mistake(
        "do-without-what-is-shown",
        do_without_what_is_shown,
        "The output gate's gradient lacks what the gate multiplies.",
        "Look at the line of do: what stands beside o in the line of h?",
    ),
    mistake(
        "read-slope-on-both",
        read_slope_on_both,
        "The slope of the tanh is on both parts of dc. The part along the memory meets no tanh.",
        f"{DC}: where does the bracket close?",
    ),
    mistake(
        "all-slopes-left-out",
        all_slopes_left_out,
        "These are the gradients of i, g and o, not of their pre-activations.",
        "One more function lies between each of them and its pre-activation.",
    ),
    mistake(
        "i-for-g",
        i_for_g,
        "The input gate's gradient is made with the gate itself.",
        "Look at the line of di: of the two factors of a product, which one stands in whose derivative?",
    ),
    mistake(
        "g-for-i",
        g_for_i,
        "The candidate's gradient is made with the candidate itself.",
        "Look at the line of dg: of the two factors of a product, which one stands in whose derivative?",
    ),
    mistake(
        "c-for-tanh-c",
        c_for_tanh_c,
        "The output gate's gradient is made with the memory as it is.",
        "Look at the line of do: what exactly does the output gate multiply?",
    ),
    mistake(
        "dc-for-dh",
        dc_for_dh,
        "The output gate is given the memory's gradient.",
        "Look at the line of do: in which equation does o stand, and which gradient arrives there?",
    ),
    mistake(
        "sigmoid-taken-twice",
        sigmoid_twice,
        "The slope of the sigmoid is taken at the gate, which has been through the sigmoid already.",
        "Look at the lines of da_i and da_o: write the slope with what came out, not with what went in.",
    ),
    mistake(
        "tanh-taken-twice",
        tanh_twice,
        "The slope of the tanh is taken at g, which has been through the tanh already.",
        "Look at the line of da_g: write the slope with what came out, not with what went in.",
    ),
    mistake(
        "gate-slopes-left-out",
        gate_slopes_left_out,
        "These are the gradients of the gates, not of their pre-activations.",
        "Look at the lines of da_i and da_o: one more function lies between a gate and its pre-activation.",
    ),
    mistake(
        "reading-left-out",
        reading_left_out,
        "What comes back through h never reaches the memory.",
        f"{DC}: the memory leaves the step on two ways. Where is the second?",
    ),
    mistake(
        "read-slope-left-out",
        read_slope_left_out,
        "On the way from h to the memory the tanh is left out.",
        f"{DC}: through which function does the memory go before the output gate?",
    ),
    mistake(
        "read-slope-of-c",
        read_slope_of_c,
        "The slope 1 − tanh² is written with the memory in place of its tanh.",
        f"{DC}: what is squared there, what goes into the tanh or what comes out of it?",
    ),
    mistake(
        "output-gate-left-out",
        output_gate_left_out,
        "On the way from h to the memory the output gate is left out.",
        f"{DC}: what multiplies the tanh of the memory in the forward step?",
    ),
    mistake(
        "later-steps-left-out",
        later_steps_left_out,
        "What the later steps send back along the memory is dropped.",
        f"{DC}: which of the arguments is not in it?",
    ),
    mistake(
        "hands-on-what-came",
        hands_on_what_came,
        "The step before is handed the dc that came in, without what this step's h adds.",
        "Look at the last thing that you return: which dc is it, the one before or after the sum?",
    ),
    mistake(
        "takes-the-write-off",
        takes_the_write_off,
        "The gradient is multiplied by 1 − i on its way to the step before.",
        "Look at the last thing that you return: what multiplies the old memory in the forward step?",
    ),
)

TASK = Task(
    "6.2",
    "Walk back through the valves",
    backward,
    backward_inputs,
    tuple(Output(name, ("B", "H")) for name in ("da_i", "da_g", "da_o", "dc_prev")),
    VALVES,
    (
        "First the whole gradient of the memory: what came in as `dc`, plus what comes back through h.",
        "A product hands each factor the gradient times the *other* factor: that gives di and dg from the "
        "whole dc, and do from dh.",
        "Each then goes through its own slope: i (1 − i), 1 − g², o (1 − o). And the old memory stands in "
        "the sum with the factor one.",
    ),
    SEC,
)
