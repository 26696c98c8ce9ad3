"""21.3: the error rate of a recogniser, by edits."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Rows = Sequence[Sequence[int]]


def distance(
    said: Sequence[int], heard: Sequence[int], change: int = 1, extra: int = 1, lost: int = 1
) -> int:
    """What it costs to make `heard` of `said`: a replacement, an insertion, a deletion."""
    table = [[extra * j for j in range(len(heard) + 1)]]
    for i, one in enumerate(said, start=1):
        row = [lost * i]
        for j, other in enumerate(heard, start=1):
            row.append(min(table[-1][j] + lost, row[-1] + extra, table[-1][j - 1] + change * (one != other)))
        table.append(row)
    return table[-1][-1]


def reference(said: Rows, heard: Rows) -> float:
    return sum(distance(a, b) for a, b in zip(said, heard, strict=True)) / sum(map(len, said))


HARD = (  # pairs on which shortcuts fail: two digits swapped, all lost, a far match, misleading matches
    ((3, 8), (8, 3)),
    ((5, 2, 9), ()),
    ((1, 2, 3, 4, 5), (4, 5)),
    ((1, 3, 1, 0, 3), (3, 0, 0, 2, 1)),
)


def given(rng: Rng) -> Iterator[Case]:
    for count in (3, 5, 8):
        said = [tuple(int(d) for d in rng.integers(10, size=rng.integers(2, 6))) for _ in range(count)]
        heard = [shaken(rng, row) for row in said]
        said.append((1, 2, 3, 4))
        heard.append((2, 3, 4, 5))
        said.append((7,))
        heard.append((6, 0, 2, 1, 9))
        for one, other in HARD:
            said.append(one)
            heard.append(other)
        yield Case(f"{len(said)} rows", (said, heard))
    yield Case("2 rows, much heard that was not said", ([(5,), (8, 1)], [(5, 0, 3, 2), (4, 8, 6, 6, 1, 7)]))


def shaken(rng: Rng, row: tuple[int, ...]) -> tuple[int, ...]:
    """A row with one digit lost, one replaced or one too many."""
    at, kind, digit = int(rng.integers(len(row))), int(rng.integers(3)), int(rng.integers(10))
    return (*row[:at], *([], [digit], [row[at], digit])[kind], *row[at + 1 :])


def costing(**costs: int) -> Callable[[Rows, Rows], float]:
    def answer(said: Rows, heard: Rows) -> float:
        pairs = zip(said, heard, strict=True)
        return sum(distance(a, b, **costs) for a, b in pairs) / sum(map(len, said))

    return answer


def mean_of_rates(said: Rows, heard: Rows) -> float:
    return sum(distance(a, b) / len(a) for a, b in zip(said, heard, strict=True)) / len(said)


def by_heard(said: Rows, heard: Rows) -> float:
    return reference(said, heard) * sum(map(len, said)) / sum(map(len, heard))


def place_by_place(said: Rows, heard: Rows) -> float:
    wrong: Any = 0
    for a, b in zip(said, heard, strict=True):
        wrong += sum(x != y for x, y in zip(a, b, strict=False)) + abs(len(a) - len(b))
    return float(wrong / sum(map(len, said)))


def rows_wrong(said: Rows, heard: Rows) -> float:
    return sum(tuple(a) != tuple(b) for a, b in zip(said, heard, strict=True)) / len(said)


def edits_per_row(said: Rows, heard: Rows) -> float:
    return reference(said, heard) * sum(map(len, said)) / len(said)


def lengths_only(said: Rows, heard: Rows) -> float:
    return sum(abs(len(a) - len(b)) for a, b in zip(said, heard, strict=True)) / sum(map(len, said))


def share_right(said: Rows, heard: Rows) -> float:
    return 1 - reference(said, heard)


def edits_in_all(said: Rows, heard: Rows) -> float:
    return reference(said, heard) * sum(map(len, said))


def of_the_longer(said: Rows, heard: Rows) -> float:
    return edits_in_all(said, heard) / sum(max(len(a), len(b)) for a, b in zip(said, heard, strict=True))


COST = "Look at the three ways into an entry of the table"

TASK = Task(
    "21.3",
    "Score a recogniser by its edits",
    reference,
    given,
    (Output("rate"),),
    (
        Mistake(
            "mean-of-the-rows-rates",
            mean_of_rates,
            "You average the rows' rates. A short row then counts as much as a long one.",
            "Look at the division: once for each row, or once for all?",
        ),
        Mistake(
            "divided-by-what-was-heard", by_heard, "You divide by what was heard.", "Look at the division."
        ),
        Mistake(
            "place-by-place",
            place_by_place,
            "You compare place by place. One digit lost then makes all that follow wrong.",
            "How do you find out that everything has moved by one?",
        ),
        Mistake(
            "rows-that-are-wrong",
            rows_wrong,
            "You count rows that are not right. The score is about digits.",
            "What is counted: rows, or edits?",
        ),
        Mistake(
            "edits-for-each-row", edits_per_row, "You divide by the number of rows.", "Look at the division."
        ),
        Mistake(
            "share-right",
            share_right,
            "You return one minus the rate, a share of what is right.",
            "Look at what you return: how many edits, or how many not?",
        ),
        Mistake(
            "not-divided",
            edits_in_all,
            "You return how many edits there are in all.",
            "By what is the number of edits divided?",
        ),
        Mistake(
            "divided-by-the-longer-rows",
            of_the_longer,
            "You divide by the longer row of each pair.",
            "Look at the division.",
        ),
        Mistake(
            "lengths-only",
            lengths_only,
            "You compare only how many digits there are.",
            "What does a wrong digit cost?",
        ),
        Mistake(
            "a-replacement-costs-two",
            costing(change=2),
            "A replacement costs you two, like a deletion and an insertion.",
            f"{COST}: what does each add?",
        ),
        Mistake(
            "insertions-are-free",
            costing(extra=0),
            "What was heard and not said costs you nothing.",
            f"{COST}: what does each add?",
        ),
        Mistake(
            "deletions-are-free",
            costing(lost=0),
            "What was said and not heard costs you nothing.",
            f"{COST}: what does each add?",
        ),
    ),
    (
        "A table: entry (i, j) is what it costs to make the first j digits heard of the first i said.",
        "Its first row and column count up: only insertions, only deletions.",
        "Each other entry is the least of three neighbours, each with what the way from there costs.",
    ),
    "sec-listener",
)
