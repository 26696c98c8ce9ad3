"""A task that asks for a function: its data, and how an answer to it is graded."""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lstm_ref.verify.compare import Output, check_dtype, described, read_answer, read_reference
from lstm_ref.verify.diagnose import Diagnosis
from lstm_ref.verify.graded import Graded, singles
from lstm_ref.verify.guard import call, check_signature
from lstm_ref.verify.mistake import Answer, Mistake
from lstm_ref.verify.verdict import CheckFailed

SEED = 20_240_229
SECRET = "LSTM_REF_SECRET"  # a teacher's word, from which `lstm-ref grade --new-seed` draws other inputs


def seed_of(task_id: str) -> int | list[int]:
    """Where a task's inputs are drawn from: always the same, unless a teacher's secret stands in `SECRET`."""
    secret = os.environ.get(SECRET)
    if not secret:
        return SEED
    return list(hashlib.sha256(f"{secret} {task_id}".encode()).digest())


@dataclass(frozen=True)
class Case:
    """One input with a name, so that a verdict can say *right on input T = 1*: ``Case("T = 1", (xs, w))``."""

    label: str
    arguments: tuple[Any, ...] | Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """Write a function: its answers are compared with those of `reference` on every input.

    `reference` has the learner's signature. `inputs(rng)` returns the inputs, each a tuple of arguments in
    order, a dict of them by name, or a `Case` with a label: float64, every size different and above one,
    random non-zero biases and states. `outputs` describes each returned part, in order; a NamedTuple is
    flattened to its fields. `gates` is the order of the gates stacked in the *arguments'* weights (where it
    is empty, that of the first output that has some). Tolerances are relative to an output's largest entry.
    """

    id: str
    title: str
    reference: Answer
    inputs: Callable[[np.random.Generator], Iterable[Any]]
    outputs: Sequence[Output] = ()
    mistakes: Sequence[Mistake] = ()
    hints: Sequence[str] = ()
    section: str = ""
    rtol: float = 1e-8
    gates: str = ""
    seconds: float = field(default=10.0, kw_only=True)

    def cases(self) -> list[tuple[str, inspect.BoundArguments]]:
        """Every input with its label, bound to the reference's parameters; the same ones on every call."""
        signature = inspect.signature(self.reference)
        cases = []
        for number, given in enumerate(self.inputs(np.random.default_rng(seed_of(self.id))), start=1):
            label, given = (given.label, given.arguments) if isinstance(given, Case) else (str(number), given)
            bound = signature.bind(**given) if isinstance(given, Mapping) else signature.bind(*given)
            cases.append((label, bound))
        if not cases:
            raise ValueError(f"task {self.id}: inputs() returned no inputs")
        return cases

    def planted(self, mistake: Mistake) -> Answer:
        return mistake.answer

    def parts(self, answer: Any, bound: inspect.BoundArguments) -> list[Any]:
        """What `answer` consists of, read as the reference's answer to the same input."""
        reference = call(self.reference, bound, self.seconds, quiet=True)
        return read_answer(answer, reference, described(reference, self.outputs))

    def grade(self, fn: Answer) -> str:
        cases = self.cases()
        check_signature(fn, cases[0][1])
        graded: list[Graded] = []
        for label, bound in cases:
            try:
                graded.append(self.grade_case(fn, label, bound))
            except CheckFailed as failed:
                failed.details += self.on_which(graded, label, bound)
                raise
        if all(case.right(self.rtol) for case in graded):
            for case in graded:
                for got, want, output in zip(case.got, case.want, case.outputs, strict=True):
                    check_dtype(got, want, output, right=True)
            return f"right on {len(graded)} input{'s' * (len(graded) > 1)}"
        with np.errstate(all="ignore"):  # whatever the learner set: a comparison may overflow
            verdict = Diagnosis(self, fn, graded).verdict()
        raise verdict

    def on_which(self, before: list[Graded], label: str, bound: inspect.BoundArguments) -> tuple[str, ...]:
        """Which input could not be graded, where it is not the first, and whether those before are right."""
        if not before:
            return ()
        fine = "the one before it is right" if len(before) == 1 else "those before it are right"
        right = all(case.right(self.rtol) for case in before)
        told = f"That was on input {label}; {fine}." if right else f"That was on input {label}."
        return tuple(filter(None, (told, singles(label, bound))))

    def grade_case(self, fn: Answer, label: str, bound: inspect.BoundArguments) -> Graded:
        # The reference gets more time: it must not be what stops a learner on a slow machine.
        reference = call(self.reference, bound, 10 * self.seconds, quiet=True)
        outputs = described(reference, self.outputs)
        got = read_answer(call(fn, bound, self.seconds), reference, outputs)
        return Graded(label, bound, outputs, read_reference(reference), got)
