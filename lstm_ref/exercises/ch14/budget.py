"""14.6: which tape fits."""

from dataclasses import dataclass

from lstm_ref.verify.engine import ChoiceTask, Mistake


@dataclass(frozen=True)
class Job:
    """A training job: its sizes, the bytes of a number, and the megabytes there are for the tape."""

    T: int
    B: int
    D: int
    H: int
    itemsize: int
    megabytes: int

    def fits(self, per_unit: int, itemsize: int | None = None) -> bool:
        """Whether a tape fits that holds x and `per_unit` numbers of each unit at each step."""
        numbers = self.T * self.B * (self.D + per_unit * self.H)
        return numbers * (itemsize or self.itemsize) <= self.megabytes * 10**6

    def choice(self) -> str:
        if self.fits(6):
            return "keep"
        return "recompute" if self.fits(2) else "neither"


JOBS = {
    "A": Job(100, 32, 64, 128, 4, 12),
    "B": Job(1000, 64, 256, 256, 4, 300),
    "C": Job(1000, 64, 256, 256, 8, 300),
    "D": Job(2000, 16, 64, 512, 4, 160),
    "E": Job(50, 128, 28, 128, 8, 38),
}
OPTIONS = ("keep", "recompute", "neither")
COUNT = "Look at the bytes: T · B · (D + kH) numbers, with k = 6 or k = 2, times the bytes of a number."


def mistake(name: str, answers: dict[str, str], why: str) -> Mistake:
    return Mistake(name, lambda: answers, why, COUNT, "sec-tape-memory")


TASK = ChoiceTask(
    "14.6",
    "Keep or recompute",
    right={name: job.choice() for name, job in JOBS.items()},
    options=OPTIONS,
    mistakes=(
        mistake(
            "recompute-needlessly", {"A": "recompute"}, "A's full tape fits. Recomputing costs time there."
        ),
        mistake("megabytes-of-numbers", {"B": "keep"}, "B's full tape does not fit: a number has 4 bytes."),
        mistake("float32-bytes", {"C": "recompute"}, "C is in float64: a number has 8 bytes."),
        mistake("one-gate-tape", {"D": "keep"}, "D's full tape is far too large."),
        mistake("gave-up", {"D": "neither"}, "D fits if the gates are computed anew."),
        mistake("gave-a-up", {"A": "neither"}, "A's full tape fits, in float32."),
        mistake("gave-b-up", {"B": "neither"}, "B fits if the gates are computed anew."),
        mistake("full-tape-in-c", {"C": "keep"}, "C's full tape is far too large."),
        mistake("gave-e-up", {"E": "neither"}, "E fits if the gates are computed anew."),
        mistake("float32-in-e", {"E": "keep"}, "E is in float64: a number has 8 bytes."),
    ),
    hints=(
        "A, kept: 100 · 32 · (64 + 6 · 128) numbers of 4 bytes.",
        "Begin with k = 6. Where that is too much, try k = 2.",
        "float32 has 4 bytes, float64 has 8. A megabyte is a million bytes here.",
    ),
    section="sec-tape-memory",
)
