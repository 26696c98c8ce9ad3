"""19.1: pictures as sequences of pixels, every second row from right to left."""

from collections.abc import Callable, Iterator

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def turned(images: Array, *, odd: bool = True, even: bool = False) -> Array:
    """The pictures with every second row turned round."""
    found = images.copy()
    if odd:
        found[:, 1::2] = found[:, 1::2, ::-1]
    if even:
        found[:, ::2] = found[:, ::2, ::-1]
    return found


def steps(images: Array) -> Array:
    """(N, R, C, D) -> (R·C, N, D), row after row."""
    return images.reshape(len(images), -1, images.shape[3]).transpose(1, 0, 2)


def reference(images: Array) -> Array:
    return steps(turned(images))


def straight(images: Array) -> Array:
    return steps(images)


def first_row_turned(images: Array) -> Array:
    return steps(turned(images, odd=False, even=True))


def all_turned(images: Array) -> Array:
    return steps(images[:, :, ::-1])


def by_columns(images: Array) -> Array:
    return steps(turned(images.transpose(0, 2, 1, 3)))


def rows_upside_down(images: Array) -> Array:
    found = images.copy()
    found[:, 1::2] = found[:, 1::2][:, ::-1]
    return steps(found)


def colours_turned(images: Array) -> Array:
    found = images.copy()
    found[:, 1::2] = found[:, 1::2, :, ::-1]
    return steps(found)


def pictures_mixed(images: Array) -> Array:
    return turned(images).reshape(-1, len(images), images.shape[3])


def from_below(images: Array) -> Array:
    return steps(turned(images[:, ::-1]))


def given(rng: Rng) -> Iterator[Case]:
    for sizes in ((3, 4, 5, 2), (2, 5, 3, 4), (5, 3, 6, 3)):
        name = "{} pictures of {} × {} pixels with {} colours".format(*sizes)
        yield Case(name, (rng.uniform(size=sizes),))


def mistake(name: str, fn: Callable[[Array], Array], what: str, ask: str) -> Mistake:
    return Mistake(name, fn, what, ask)


TURN = "Look at the line that turns rows"

TASK = Task(
    "19.1",
    "Read pictures like a snake",
    reference,
    given,
    (Output("xs", axes=("T", "B", "D")),),
    (
        mistake(
            "no-row-turned",
            straight,
            "Every row is read from left to right.",
            f"{TURN}: is there one, and does its result go on?",
        ),
        mistake(
            "first-row-turned",
            first_row_turned,
            "You turn the first row, the third, and so on.",
            f"{TURN}: which is the first row that it touches?",
        ),
        mistake(
            "every-row-turned",
            all_turned,
            "Every row is read from right to left.",
            f"{TURN}: does its slice pick every second row?",
        ),
        mistake(
            "by-columns",
            by_columns,
            "You go down the columns. The rows come one after the other.",
            "Which axis of `images` counts the rows?",
        ),
        mistake(
            "rows-change-places",
            rows_upside_down,
            "You change the order of the rows, not the order within them.",
            f"{TURN}: along which axis does its `[::-1]` go?",
        ),
        mistake(
            "colours-turned",
            colours_turned,
            "You turn the colours of a pixel round. The order of the columns is to change.",
            f"{TURN}: along which axis does its `[::-1]` go?",
        ),
        mistake(
            "pictures-mixed",
            pictures_mixed,
            "The shape is right, and one sequence holds pixels of several pictures.",
            "Look at the line that makes the steps: a reshape does not swap axes.",
        ),
        mistake(
            "from-below",
            from_below,
            "You begin with the lowest row.",
            "Look at the order of the rows: row 0 is read first.",
        ),
    ),
    (
        "First turn the rows in a copy of the pictures, then make steps of all pixels.",
        "`[:, 1::2]` are the second, fourth, … row of all pictures.",
        "Reshape to (N, pixels, D), then swap the first two axes.",
    ),
    "sec-digit-pixels",
)
