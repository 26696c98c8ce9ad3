"""13.3: the weights of a GRU, from one convention to another."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Four = tuple[Array, Array, Array, Array]


def each(convert: Callable[[Array, Array, Array], tuple[Array, Array, Array]]) -> Callable[..., Four]:
    """All four arrays, their blocks (z, r, n) turned into three others."""

    def answer(weight_ih: Array, weight_hh: Array, bias_ih: Array, bias_hh: Array) -> Four:
        parts = (weight_ih, weight_hh, bias_ih, bias_hh)
        ours = [np.concatenate(convert(*np.split(part, 3))) for part in parts]
        return ours[0], ours[1], ours[2], ours[3]

    return answer


converted = each(lambda z, r, n: (r, -z, n))
not_turned = each(lambda z, r, n: (r, z, n))


def given(rng: Rng) -> Iterator[Case]:
    for D, H in ((2, 4), (5, 3), (3, 2)):
        shapes = ((3 * H, D), (3 * H, H), (3 * H,), (3 * H,))
        yield Case(f"D = {D}, H = {H}", tuple(rng.standard_normal(shape) for shape in shapes))


def mixed(turned: tuple[int, ...]) -> Callable[..., Four]:
    """Only these of the four arrays have the sign turned; the order is right in all."""

    def answer(*parts: Array) -> Four:
        right, half = converted(*parts), not_turned(*parts)
        found = [right[k] if k in turned else half[k] for k in range(4)]
        return found[0], found[1], found[2], found[3]

    return answer


ORDER, SIGN = "Look at the order of the blocks", "Look at the sign"

TASK = Task(
    "13.3",
    "Load somebody else's GRU",
    converted,
    given,
    (
        Output("weight_ih", axes=("gate*H", "D"), gates="rzn"),
        Output("weight_hh", axes=("gate*H", "H"), gates="rzn"),
        Output("bias_ih", axes=("gate*H",), gates="rzn"),
        Output("bias_hh", axes=("gate*H",), gates="rzn"),
    ),
    (
        Mistake(
            "nothing-done",
            each(lambda z, r, n: (z, r, n)),
            "You return what you were given.",
            "Compare the two descriptions: the order of the rows, and what z does.",
        ),
        Mistake(
            "order-alone",
            not_turned,
            "The order is right. Your z still updates where it should keep.",
            f"{SIGN}: how do you get 1 − σ(a) out of a sigmoid?",
        ),
        Mistake(
            "sign-alone",
            each(lambda z, r, n: (-z, r, n)),
            "The sign is right. Your rows still stand in the order z, r, n.",
            f"{ORDER}.",
        ),
        Mistake(
            "sign-of-the-other-gate",
            each(lambda z, r, n: (-r, z, n)),
            "You turned the reset gate round. Both conventions mean the same by r.",
            f"{SIGN}: in which block is z, before and after?",
        ),
        Mistake(
            "both-gates-turned",
            each(lambda z, r, n: (-r, -z, n)),
            "You turned both gates round. Only one of them means something else.",
            f"{SIGN}.",
        ),
        Mistake(
            "one-minus-the-weight",
            each(lambda z, r, n: (r, 1 - z, n)),
            "You took 1 minus the weights. The 1 of 1 − σ(a) is outside the sigmoid.",
            f"{SIGN}: which a' has σ(a') = 1 − σ(a)?",
        ),
        Mistake(
            "candidate-turned",
            each(lambda z, r, n: (r, -z, -n)),
            "You turned the candidate round too.",
            f"{SIGN}: is there anything about n that differs?",
        ),
        Mistake(
            "everything-turned",
            each(lambda z, r, n: (-r, -z, -n)),
            "You turned all blocks round. Only one gate means something else.",
            f"{SIGN}.",
        ),
        Mistake(
            "biases-not-turned",
            mixed((0, 1)),
            "The weights are right, and the biases of z keep their sign.",
            "What all is in the sum that the sigmoid of z gets?",
        ),
        Mistake(
            "second-bias-not-turned",
            mixed((0, 1, 2)),
            "One of the two biases of z keeps its sign.",
            "What all is in the sum that the sigmoid of z gets?",
        ),
        Mistake(
            "weights-not-turned",
            mixed((2, 3)),
            "The biases are right, and the weights of z keep their sign.",
            "What all is in the sum that the sigmoid of z gets?",
        ),
        Mistake(
            "recurrent-not-turned",
            mixed((0, 2, 3)),
            "The weights on h of z keep their sign.",
            "What all is in the sum that the sigmoid of z gets?",
        ),
        Mistake(
            "candidate-first",
            each(lambda z, r, n: (n, -z, r)),
            "Your first block is the candidate's. It should be the reset gate's.",
            f"{ORDER}: r, z, n.",
        ),
    ),
    (
        "Two things differ: in which order the blocks stand, and what an open z does.",
        "σ(−a) = 1 − σ(a). The sum a has four parts: two weights and two biases.",
        "Split each of the four arrays in three, change one block, and put the blocks together again.",
    ),
    "sec-gru-z",
)
