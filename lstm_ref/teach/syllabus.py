"""Three ways to teach the course: which chapters and which set of questions each session uses, and minutes.

The minutes of a chapter are its own. What is decided here is the plan of a session in class.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lstm_ref.teach.chapters import Chapter

IN_CLASS = {
    "two questions from earlier chapters, and what went wrong at home": 10,
    "the five questions, in pairs first": 25,
    "the demonstration": 10,
    "the exercise notebook, each at their own machine": 40,
    "what still fails, and what to read next": 5,
}
AT_THE_MACHINES = 40


@dataclass(frozen=True)
class Session:
    """`chapters` are read before it, `exercises` begun in it; `set` counts the sets of questions."""

    title: str
    chapters: tuple[int, ...]
    exercises: tuple[int, ...]
    set: int


@dataclass(frozen=True)
class Syllabus:
    """`left_out` names every chapter that no session uses, with the reason; `instead` what to tell the class
    of one that a chapter in use needs all the same."""

    sessions: tuple[Session, ...]
    left_out: Mapping[tuple[int, ...], str]
    instead: Mapping[int, str] = field(default_factory=dict)


NEW = "added after this syllabus was made"


def left_out(syllabus: Syllabus, chapters: Mapping[int, Chapter]) -> dict[tuple[int, ...], str]:
    """The chapters that no session uses, with the reason; those that it does not know come last."""
    placed = {number for session in syllabus.sessions for number in session.chapters}
    named = {number for numbers in syllabus.left_out for number in numbers}
    unknown = tuple(number for number in chapters if number not in placed | named)
    return {**syllabus.left_out, **({unknown: NEW} if unknown else {})}


def missed(syllabus: Syllabus, chapters: Mapping[int, Chapter]) -> dict[int, tuple[int, ...]]:
    """The chapters that no session uses and that one in use needs, each with those that need it."""
    placed = [number for session in syllabus.sessions for number in session.chapters]
    needed = {other for number in placed for other in chapters[number].builds_on} - {*placed}
    return {
        other: tuple(number for number in placed if other in chapters[number].builds_on)
        for other in sorted(needed)
    }


@dataclass(frozen=True)
class Minutes:
    """What one session costs a learner: reading before it, the class, and what is left of the exercises."""

    reading: int
    in_class: int
    at_home: int


GRADIENT_THROUGH_TIME = (
    "the gradient of a weight that is used at every step is the sum of what the steps add to it; a gradient "
    "check compares a formula with the slope that is found by moving one number. Take the formulas as given"
)
GRADIENT_OF_THE_CELL = (
    "chapter 9 derives the gradient of the whole cell and checks it by moving single numbers; autograd finds "
    "the same. Where chapter 11 compares the two, the one by hand is chapter 9's. Take it as given"
)

THREE = Syllabus(
    (
        Session("The failure", (1, 4), (4,), 4),
        Session("The repair", (5, 6, 7), (7,), 7),
        Session("The whole cell", (8,), (8,), 8),
    ),
    {
        (2, 3): "chapter 4 repeats the equation of the net, and its gradient is used and not derived",
        (9,): "the gradient of the whole cell by hand; autograd does it",
        (10, 11, 12, 13, 14): "training in practice needs more than three sessions",
        tuple(range(15, 22)): "one of them makes a good project",
    },
    {3: GRADIENT_THROUGH_TIME},
)
SIX = Syllabus(
    (
        Session("A net with a state", (1, 2), (2,), 2),
        Session("Gradients vanish and explode", (4,), (4,), 4),
        Session("The carousel and two gates", (5, 6), (6,), 6),
        Session("The forget gate, and the whole cell", (7, 8), (8,), 8),
        Session("Training", (10,), (10,), 10),
        Session("PyTorch, batches and directions", (11, 12), (12,), 11),
    ),
    {
        (3, 9): "the gradients by hand; chapters 4 and 10 use them, and autograd replaces them",
        (13, 14): "other cells and speed: nothing in the other chapters needs them",
        tuple(range(15, 22)): "one of them, by the learner's interest, is the start of a project",
    },
    {3: GRADIENT_THROUGH_TIME, 9: GRADIENT_OF_THE_CELL},
)
TWELVE = Syllabus(
    (
        Session("Predict by counting", (1,), (1,), 1),
        Session("A net with a state", (2,), (2,), 2),
        Session("The gradient through time", (3,), (3,), 3),
        Session("It vanishes and explodes", (4,), (4,), 4),
        Session("The carousel", (5,), (5,), 5),
        Session("Two gates", (6,), (6,), 6),
        Session("The gate that keeps", (7,), (7,), 7),
        Session("The whole cell", (8,), (8,), 8),
        Session("Its gradient", (9,), (9,), 9),
        Session("Training", (10,), (10,), 10),
        Session("PyTorch, batches and directions", (11, 12), (12,), 11),
        Session("A use, judged", (18,), (18,), 12),
    ),
    {
        (13, 14): "other cells and speed: nothing in the other chapters needs them",
        (
            15,
            16,
            17,
            19,
            20,
            21,
        ): "the last session is about one use; each of these can stand in its place or start a project",
    },
)
SYLLABI = {3: THREE, 6: SIX, 12: TWELVE}


def minutes_of(session: Session, chapters: Mapping[int, Chapter]) -> Minutes:
    """The minutes of one session, from what its chapters say.

    Raises:
        KeyError: when the session names a chapter that is not among `chapters`.
    """
    due = sum(chapters[number].exercises for number in session.exercises)
    return Minutes(
        reading=sum(chapters[number].reading for number in session.chapters),
        in_class=sum(IN_CLASS.values()),
        at_home=max(0, due - AT_THE_MACHINES),
    )
