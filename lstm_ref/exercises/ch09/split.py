"""9.4: one step's Jacobian along the memory, in two parts."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Two = tuple[Array, Array]


def split(weight_hh: Array, o_before: Array, c_before: Array, i: Array, f: Array, g: Array) -> Two:
    return np.diag(f), around(weight_hh, o_before, c_before, i, f, g)


def around(
    weight_hh: Array,
    o_before: Array,
    c_before: Array,
    i: Array,
    f: Array,
    g: Array,
    *,
    gates: str = "ifg",
    shows: Callable[[Array, Array], Array] = lambda o, c: o * (1 - np.tanh(c) ** 2),
    turned: bool = False,
) -> Array:
    """(H, H), the gate paths, or what a mistake makes of them."""
    slopes = {"i": g * i * (1 - i), "f": c_before * f * (1 - f), "g": i * (1 - g**2)}
    blocks = dict(zip("ifgo", np.split(weight_hh, 4), strict=True))
    shown = shows(o_before, c_before)
    parts = [slopes[k][:, None] * (blocks[k].T if turned else blocks[k]) * shown for k in gates]
    return np.asarray(sum(parts))


def split_inputs(rng: Rng) -> Iterator[Case]:
    for H in (3, 4, 2):
        i, f, o = sigmoid(rng.standard_normal((3, H)))
        weight, c = rng.standard_normal((4 * H, H)), rng.standard_normal(H)
        yield Case(f"H = {H}", (weight, o, c, i, f, np.tanh(rng.standard_normal(H))))


def wrong(**options: object) -> Callable[..., Two]:
    def answer(*arguments: Array) -> Two:
        return np.diag(arguments[4]), around(*arguments, **options)  # type: ignore[arg-type]

    return answer


def identity_path(*arguments: Array) -> Two:
    return np.eye(len(arguments[4])), split(*arguments)[1]


def all_together(*arguments: Array) -> Two:
    path, rest = split(*arguments)
    return path, path + rest


def slopes_on_the_columns(
    weight_hh: Array, o_before: Array, c_before: Array, i: Array, f: Array, g: Array
) -> Two:
    slopes = {"i": g * i * (1 - i), "f": c_before * f * (1 - f), "g": i * (1 - g**2)}
    blocks = dict(zip("ifgo", np.split(weight_hh, 4), strict=True))
    shown = o_before * (1 - np.tanh(c_before) ** 2)
    return np.diag(f), np.asarray(sum(shown[:, None] * blocks[k] * slopes[k] for k in "ifg"))


def slopes_missing(weight_hh: Array, o_before: Array, c_before: Array, i: Array, f: Array, g: Array) -> Two:
    factors = {"i": g, "f": c_before, "g": i}
    blocks = dict(zip("ifgo", np.split(weight_hh, 4), strict=True))
    shown = o_before * (1 - np.tanh(c_before) ** 2)
    return np.diag(f), np.asarray(sum(factors[k][:, None] * blocks[k] * shown for k in "ifg"))


def output_gate_too(*arguments: Array) -> Two:
    weight_hh, o_before, c_before, *_ = arguments
    shown = o_before * (1 - np.tanh(c_before) ** 2)
    extra = (o_before * (1 - o_before))[:, None] * np.split(weight_hh, 4)[3] * shown
    path, rest = split(*arguments)
    return path, rest + extra


WAY = "Follow the way round: c before, h before, the pre-activations, c"

TASK = Task(
    "9.4",
    "Split one step's Jacobian",
    split,
    split_inputs,
    (Output("cell_path", axes=("H", "H")), Output("gate_paths", axes=("H", "H"))),
    (
        Mistake(
            "path-of-1997",
            identity_path,
            "Your cell path is the identity, as in 1997.",
            "By what is the old memory multiplied today?",
        ),
        Mistake(
            "all-paths-together",
            all_together,
            "Your second matrix is the whole Jacobian. The cell path is in it too.",
            "What remains if you take the cell path away?",
        ),
        Mistake(
            "candidate-alone",
            wrong(gates="g"),
            "Your way round goes through the candidate alone.",
            f"{WAY}. How many of them touch c?",
        ),
        Mistake(
            "input-gate-left-out",
            wrong(gates="fg"),
            "Your way round does not go through the input gate.",
            f"{WAY}. How many of them touch c?",
        ),
        Mistake(
            "forget-gate-left-out",
            wrong(gates="if"[0] + "g"),
            "Your way round does not go through the forget gate. It is a gate that sees h, too.",
            f"{WAY}. How many of them touch c?",
        ),
        Mistake(
            "output-gate-too",
            output_gate_too,
            "Your way round goes through the output gate of this step. It acts on h, not on c.",
            f"{WAY}. Which of the four does c not see?",
        ),
        Mistake(
            "read-slope-missing",
            wrong(shows=lambda o, c: o),
            "The slope of the tanh is missing through which c is shown.",
            f"{WAY}: what lies between the first two?",
        ),
        Mistake(
            "output-gate-before-missing",
            wrong(shows=lambda o, c: 1 - np.tanh(c) ** 2),
            "The output gate of the step before is missing.",
            f"{WAY}: what lies between the first two?",
        ),
        Mistake(
            "blocks-transposed",
            wrong(turned=True),
            "Your blocks of W_hh are transposed.",
            "Row m of a block says what unit m's gate gets from each h.",
        ),
        Mistake(
            "slopes-on-the-columns",
            slopes_on_the_columns,
            "The two diagonal matrices have changed sides.",
            "Rows belong to the new memory, columns to the old one. Which slopes belong to which?",
        ),
        Mistake(
            "gate-slopes-missing",
            slopes_missing,
            "The slopes of the gates and of the candidate are missing.",
            f"{WAY}: what lies between the last two?",
        ),
    ),
    (
        "The cell path is a diagonal matrix.",
        "The way round is a product of three: a diagonal of slopes, a block of W_hh, a diagonal of slopes. "
        "There is one such product for each of i, f and g, and they are added.",
        "In NumPy diag(u) @ W @ diag(v) is u[:, None] * W * v.",
    ),
    "sec-gate-paths",
)
