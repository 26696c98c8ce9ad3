"""11.1: the weights of TensorFlow 1's BasicLSTMCell for nn.LSTM."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Four = tuple[Array, Array, Array, Array]
STORED, WANTED = "ijfo", "ifjo"


def reordered(rows: Array) -> Array:
    """Blocks i, j, f, o as i, f, j, o."""
    i, j, f, o = np.split(rows, 4)
    return np.concatenate([i, f, j, o])


def with_forget_bias(bias: Array, forget_bias: float, block: int = 2) -> Array:
    """The bias in its stored order, with the number added to one block."""
    parts = np.split(bias, 4)
    parts[block] = parts[block] + forget_bias
    return np.concatenate(parts)


def for_nn(kernel: Array, bias: Array, forget_bias: float) -> Four:
    inputs = len(kernel) - len(bias) // 4
    weight = reordered(kernel.T)
    bias_ih = reordered(with_forget_bias(bias, forget_bias))
    return weight[:, :inputs], weight[:, inputs:], bias_ih, np.zeros_like(bias_ih)


def given(rng: Rng) -> Iterator[Case]:
    for D, H, forget_bias in ((3, 2, 1.0), (2, 5, 0.7), (4, 3, 2.5)):
        arguments = (rng.standard_normal((D + H, 4 * H)), rng.standard_normal(4 * H), forget_bias)
        yield Case(f"D = {D}, H = {H}, forget_bias = {forget_bias:g}", arguments)


def changed(change: Callable[[Array, Array, float, Four], tuple[Array | None, ...]]) -> Callable[..., Four]:
    """The right four, some of them replaced; None keeps the right one."""

    def answer(kernel: Array, bias: Array, forget_bias: float) -> Four:
        right = for_nn(kernel, bias, forget_bias)
        new = change(kernel, bias, forget_bias, right)
        w_ih, w_hh, b_ih, b_hh = (old if part is None else part for part, old in zip(new, right, strict=True))
        return w_ih, w_hh, b_ih, b_hh

    return answer


def order_kept(kernel: Array, bias: Array, forget_bias: float) -> Four:
    inputs = len(kernel) - len(bias) // 4
    b = with_forget_bias(bias, forget_bias)
    return kernel.T[:, :inputs].copy(), kernel.T[:, inputs:].copy(), b, np.zeros_like(b)


def units_first(kernel: Array, bias: Array, forget_bias: float) -> Four:
    """Reads the columns as if the four gates of a unit stood side by side."""
    size = len(bias) // 4

    def apart(rows: Array) -> Array:
        return rows.reshape(size, 4, *rows.shape[1:]).swapaxes(0, 1).reshape(rows.shape)

    return for_nn(apart(kernel.T).T, apart(bias), forget_bias)


def reshaped(kernel: Array, bias: Array, forget_bias: float, right: Four) -> tuple[Array | None, ...]:
    inputs, rows = right[0].shape[1], len(bias)
    parts = (kernel[:inputs].reshape(rows, -1), kernel[inputs:].reshape(rows, -1))
    return reordered(parts[0]), reordered(parts[1]), None, None


BIASES, WEIGHTS = "Look at the line that makes the biases", "Look at the line that makes the weights"

TASK = Task(
    "11.1",
    "Convert another system's weights",
    for_nn,
    given,
    (
        Output("weight_ih", axes=("gate*H", "D"), gates="ifgo"),
        Output("weight_hh", axes=("gate*H", "H"), gates="ifgo"),
        Output("bias_ih", axes=("gate*H",), gates="ifgo"),
        Output("bias_hh", axes=("gate*H",), gates="ifgo"),
    ),
    (
        Mistake(
            "order-kept",
            order_kept,
            "Your blocks stand in the order in which they were stored.",
            "What is the second block there, and what does `nn.LSTM` take it for?",
        ),
        Mistake(
            "bias-in-the-old-order",
            changed(lambda k, b, fb, right: (None, None, with_forget_bias(b, fb), None)),
            "Your weights are in the new order and your bias is in the old one.",
            f"{BIASES}.",
        ),
        Mistake(
            "recurrent-in-the-old-order",
            changed(lambda k, b, fb, right: (None, k.T[:, right[0].shape[1] :], None, None)),
            "Your weights of x are in the new order, and those of h in the old one.",
            f"{WEIGHTS}: there are two parts.",
        ),
        Mistake(
            "weights-in-the-old-order",
            changed(
                lambda k, b, fb, right: (
                    k.T[:, : right[0].shape[1]],
                    k.T[:, right[0].shape[1] :],
                    None,
                    None,
                )
            ),
            "Your bias is in the new order and your weights are in the old one.",
            f"{WEIGHTS}.",
        ),
        Mistake(
            "forget-bias-lost",
            lambda kernel, bias, forget_bias: for_nn(kernel, bias, 0.0),
            "The cell that you load forgets faster than the one that was trained.",
            "What did that system add when it ran, and never store?",
            "sec-gate-order",
        ),
        Mistake(
            "forget-bias-on-another-block",
            changed(lambda k, b, fb, right: (None, None, reordered(with_forget_bias(b, fb, 1)), None)),
            "`forget_bias` has gone to the candidate.",
            f"{BIASES}: do you add before or after the blocks have moved?",
        ),
        Mistake(
            "forget-bias-on-all",
            changed(lambda k, b, fb, right: (None, None, reordered(b + fb), None)),
            "`forget_bias` has gone to all four blocks.",
            f"{BIASES}.",
        ),
        Mistake(
            "forget-bias-twice",
            changed(
                lambda k, b, fb, right: (None, None, None, reordered(with_forget_bias(0 * b, fb))),
            ),
            "`forget_bias` stands in both biases, and the layer adds them.",
            f"{BIASES}: what is the sum of the two?",
            "sec-to-nn",
        ),
        Mistake(
            "bias-twice",
            changed(lambda k, b, fb, right: (None, None, None, right[2])),
            "Both biases hold the whole of it, and the layer adds them.",
            f"{BIASES}: what is the sum of the two?",
            "sec-to-nn",
        ),
        Mistake(
            "bias-halved",
            changed(lambda k, b, fb, right: (None, None, right[2] / 2, right[2] / 2)),
            "Half in each gives the right cell. The task asks for all of it in `bias_ih`.",
            "Then it can be compared with what others write.",
        ),
        Mistake(
            "reshape-for-transpose",
            changed(reshaped),
            "Your weights have the right shape and mixed entries: reshape is no transpose.",
            f"{WEIGHTS}: which axis of `kernel` is which?",
        ),
        Mistake(
            "unit-by-unit",
            units_first,
            "You take the four gates of a unit to stand side by side. They stand in four blocks.",
            "How is `kernel` cut into blocks?",
        ),
    ),
    (
        "First turn `kernel` so that gates are rows. Then which columns belong to x, and which to h?",
        "Cut the rows into four blocks by name, and join them in the order that `nn.LSTM` wants.",
        "The bias has the same blocks. Where does the number go that was added at run time?",
    ),
    "sec-gate-order",
)
