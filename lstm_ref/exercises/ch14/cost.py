"""14.3: the operations of a forward and of a backward pass, and the bytes of the tape between them."""

from collections.abc import Callable, Iterator

from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Mistake, Output, Task

Three = tuple[int, int, int]


def costs(T: int, B: int, D: int, H: int, itemsize: int) -> Three:
    forward = 2 * T * B * 4 * H * (D + H)
    return forward, 2 * forward, itemsize * B * (T * (D + 6 * H) + 2 * H)


def given(rng: Rng) -> Iterator[tuple[int, ...]]:
    """Sizes of which no two are equal, at 4, 8 and 2 bytes a number."""
    for itemsize, ranges in (
        (4, ((80, 120), (20, 40), (50, 70), (125, 140))),
        (8, ((40, 60), (12, 20), (25, 35), (80, 100))),
        (2, ((6, 9), (3, 5), (10, 14), (5, 6))),
    ):
        T, B, D, H = (int(rng.integers(*between)) for between in ranges)
        yield T, B, D, H, itemsize


def tape(
    per_step: Callable[[int, int], int], states: int = 2, bytes_each: bool = True
) -> Callable[..., Three]:
    def answer(T: int, B: int, D: int, H: int, itemsize: int) -> Three:
        numbers = B * (T * per_step(D, H) + states * H)
        return *costs(T, B, D, H, itemsize)[:2], numbers * (itemsize if bytes_each else 1)

    return answer


def operations(
    forward: Callable[..., int], backward: Callable[[int, int, int, int, int], int]
) -> Callable[..., Three]:
    """Other counts, the backward one of the forward count `made` and T·B, D, H, T."""

    def answer(T: int, B: int, D: int, H: int, itemsize: int) -> Three:
        made = forward(T, B, D, H)
        return made, backward(made, T * B, D, H, T), costs(T, B, D, H, itemsize)[2]

    return answer


def right_forward(T: int, B: int, D: int, H: int) -> int:
    return 8 * T * B * H * (D + H)


FORWARD = "Look at the forward products: (B, D) times (D, 4H), and (B, H) times (H, 4H), at each step"
BACKWARD = "Write down the four products of the backward step with their shapes"
TAPE = "Go through the arrays that are kept, one by one"

TASK = Task(
    "14.3",
    "Count operations and bytes",
    costs,
    given,
    (Output("forward"), Output("backward"), Output("tape")),
    (
        Mistake(
            "multiplications-alone",
            operations(lambda T, B, D, H: 4 * T * B * H * (D + H), lambda made, *_: 2 * made),
            "You counted multiplications. Each comes with an addition.",
            f"{FORWARD}.",
        ),
        Mistake(
            "one-gate",
            operations(lambda T, B, D, H: 2 * T * B * H * (D + H), lambda made, *_: 2 * made),
            "That is one gate's share.",
            f"{FORWARD}.",
        ),
        Mistake(
            "one-step",
            operations(lambda T, B, D, H: 8 * B * H * (D + H), lambda made, *_: 2 * made),
            "That is one step.",
            f"{FORWARD}.",
        ),
        Mistake(
            "one-sequence",
            operations(lambda T, B, D, H: 8 * T * H * (D + H), lambda made, *_: 2 * made),
            "That is one sequence of the batch.",
            f"{FORWARD}.",
        ),
        Mistake(
            "no-input",
            operations(lambda T, B, D, H: 8 * T * B * H * H, lambda made, *_: 2 * made),
            "You counted the products with `weight_hh` alone.",
            f"{FORWARD}.",
        ),
        Mistake(
            "backward-as-forward",
            operations(right_forward, lambda made, *_: made),
            "Your backward pass has as many operations as the forward one.",
            f"{BACKWARD}: how many are there, and how many in the forward step?",
        ),
        Mistake(
            "both-passes",
            operations(right_forward, lambda made, *_: 3 * made),
            "Your second number holds the forward pass too.",
            "Look at what the second number is: the backward pass alone.",
        ),
        Mistake(
            "no-dx",
            operations(right_forward, lambda made, rows, D, H, T: 2 * made - 8 * rows * H * D),
            "Your backward pass makes no `dxs`.",
            f"{BACKWARD}: which arrays does it return?",
        ),
        Mistake(
            "sizes-multiplied",
            operations(lambda T, B, D, H: 8 * T * B * H * D * H, lambda made, *_: 2 * made),
            "You multiplied D by H. There are two products, and their counts add up.",
            f"{FORWARD}.",
        ),
        Mistake(
            "tape-in-numbers",
            tape(lambda D, H: D + 6 * H, bytes_each=False),
            "You counted numbers. Each has `itemsize` bytes.",
            "Look at the last factor of your third line.",
        ),
        Mistake(
            "tape-without-x",
            tape(lambda D, H: 6 * H),
            "Your tape has no inputs. The gradient of `weight_ih` needs them.",
            f"{TAPE}.",
        ),
        Mistake(
            "tape-without-the-first-state",
            tape(lambda D, H: D + 6 * H, states=0),
            "Your tape has no first state.",
            f"{TAPE}.",
        ),
        Mistake(
            "tape-with-one-first-state",
            tape(lambda D, H: D + 6 * H, states=1),
            "Your state before the first step has one array. An LSTM's has two.",
            f"{TAPE}.",
        ),
        Mistake(
            "tape-of-five-blocks",
            tape(lambda D, H: D + 5 * H),
            "Your tape has five arrays of H numbers for each step and sequence, beside the input.",
            f"{TAPE}: four gates, and what else?",
        ),
        Mistake(
            "states-twice",
            tape(lambda D, H: D + 8 * H, states=0),
            "Your tape has h and c twice for each step: as the state after it and as the one before.",
            f"{TAPE}: where is the state before step t?",
        ),
        Mistake(
            "gates-alone",
            tape(lambda D, H: D + 4 * H, states=0),
            "Your tape has the inputs and the gates, and no h and no c.",
            f"{TAPE}.",
        ),
    ),
    (
        "Forward: two products at each step. Together they are (B, D + H) times (D + H, 4H).",
        "Backward: dx, dh, dW_ih and dW_hh. Each is as large as one of the two forward products.",
        "Tape: write down for each array its shape, (T, B, …) or (B, …), and add up their sizes.",
    ),
    "sec-count-it",
)
