"""Find the term with the fault by calling both functions again, with arguments changed."""

from __future__ import annotations

import inspect
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_ref.verify.compare import close, read_reference
from lstm_ref.verify.graded import Graded, short
from lstm_ref.verify.guard import call
from lstm_ref.verify.leaves import in_words, named_leaves
from lstm_ref.verify.localise import listed
from lstm_ref.verify.mistake import Answer
from lstm_ref.verify.probe import cures, nudged_gates
from lstm_ref.verify.stand_ins import stand_ins

if TYPE_CHECKING:
    from lstm_ref.verify.task import Task

Told = list[tuple[str, tuple[str, ...]]]  # sentences, each with the places that it names


def kind_of(value: Any) -> str:
    """What an argument is, for somebody who has only its name: its value, or its size."""
    if not isinstance(value, np.ndarray) or not value.ndim:
        return f"here {short(float(value))}"
    return " × ".join(map(str, value.shape)) + " numbers"


@dataclass(frozen=True)
class Search:
    """A wrong answer to a task, on every input, and the inputs on which it is wrong."""

    task: Task
    fn: Answer
    graded: list[Graded]
    bad: list[Graded]

    def places(self, wrong: list[int]) -> Told:
        """What explains the outputs of these numbers: one story of the arguments, or terms and gates."""
        if not any(np.any(case.got[i]) for case in self.bad for i in wrong):
            return []  # zeros are what comes out when almost anything is left out
        story = self.story()
        if story:
            return story
        unused = self.unused(wrong)
        if not unused:
            return [*self.terms(wrong), *self.gates_involved(wrong)]
        # An error where one gate is due can be cured through others that are right: they are not named.
        terms = [(line, places) for line, places in self.terms(wrong) if not places[0].startswith("gate ")]
        return [*unused, *terms]

    @property
    def gates(self) -> str:
        return self.task.gates or next((output.gates for output in self.task.outputs if output.gates), "")

    def story(self, seconds: float = 3.0) -> Told:
        """The change of the arguments for which the learner's answer would be right, if there is one."""
        deadline = time.monotonic() + seconds
        sequences = [stand_ins(case.bound, self.gates) for case in self.graded]
        for changed in zip(*sequences, strict=False):
            if time.monotonic() > deadline or len({stand_in.story for stand_in in changed}) > 1:
                break
            if all(
                self.fits(case, change.arguments) for case, change in zip(self.graded, changed, strict=True)
            ):
                return [(f"Yours is what comes out when {changed[0].story}.", changed[0].places)]
        return []

    def fits(self, case: Graded, arguments: inspect.BoundArguments) -> bool:
        """Whether the learner's answer to this input is the right one for other arguments."""
        try:
            theirs = read_reference(call(self.task.reference, arguments, self.task.seconds, quiet=True))
        except Exception:
            return False
        return all(close(g, t, self.task.rtol) for g, t in zip(case.got, theirs, strict=True))

    def errors(self, bound: inspect.BoundArguments) -> list[Any] | None:
        """Yours minus expected, for each output; None where these arguments cannot be computed with."""
        pair = self.outputs(bound)
        try:
            return pair and [np.subtract(g, w, dtype=float) for g, w in zip(*pair, strict=True)]
        except TypeError:
            return None  # words, not numbers

    def outputs(self, bound: inspect.BoundArguments) -> tuple[list[Any], list[Any]] | None:
        """Yours and those expected; None where these arguments cannot be computed with."""
        try:
            want = read_reference(call(self.task.reference, bound, self.task.seconds, quiet=True))
            return self.task.parts(call(self.fn, bound, self.task.seconds, quiet=True), bound), want
        except Exception:
            return None

    def unused(self, wrong: list[int]) -> Told:
        """The gates on which the wrong outputs should depend and do not."""
        told: Told = []
        before = self.outputs(self.bad[0].bound)
        for gate, bound in nudged_gates(self.bad[0].bound, self.gates):
            after = self.outputs(bound)
            if before is None or after is None:
                return []
            still = [
                [close(b, a, 1e-12) for b, a in zip(*pair, strict=True)]
                for pair in zip(before, after, strict=True)
            ]
            names = [self.graded[0].outputs[i].name for i in wrong if still[0][i] and not still[1][i]]
            if names:
                verbs = ("does", "it") if len(names) == 1 else ("do", "they")
                line = f"{in_words(names)} {verbs[0]} not depend on gate {gate}, and {verbs[1]} should."
                told.append((line, (f"gate {gate}",)))
        return told

    def terms(self, wrong: list[int]) -> Told:
        """Arguments and gates without which the answer is right, as sentences with the place they name."""

        def judge(bound: inspect.BoundArguments) -> tuple[bool, bool]:
            pair = self.outputs(bound)
            if pair is None:
                return False, False  # these arguments tell nothing: something divides by them, perhaps
            got, want = pair
            right = all(close(got[i], want[i], self.task.rtol) for i in wrong)
            return right, any(bool(np.any(want[i])) for i in wrong)

        found = cures([case.bound for case in self.bad], self.gates, judge)
        gates = [probe for probe in found if probe.place.startswith("gate ")]
        told = [(f"Right when {probe.condition}: {probe.look}.", (probe.place,)) for probe in gates]
        return [*self.without([probe.place for probe in found if probe not in gates]), *told]

    def without(self, names: list[str]) -> Told:
        """That the answer is right as soon as one of these arguments is zero, in one sentence."""
        if not names:
            return []
        values = dict(named_leaves(dict(self.bad[0].bound.arguments)))
        shown = [f"`{name}` ({kind_of(values[name])})" for name in names]
        if len(names) == 1:
            line = f"Right when the argument {shown[0]} is set to zero: look at the term with `{names[0]}`."
        else:
            which = f"{', '.join(shown[:-1])} or {shown[-1]}"
            line = f"Right as soon as the argument {which} is set to zero: look at what they make together."
        return [(line, tuple(names))]

    def gates_involved(self, wrong: list[int]) -> Told:
        """The gates that the error of one output depends on, where these are one or two."""
        before = self.errors(self.bad[0].bound)
        involved: dict[int, list[str]] = {i: [] for i in wrong}
        for gate, bound in nudged_gates(self.bad[0].bound, self.gates):
            after = self.errors(bound)
            if before is None or after is None:
                return []
            for i in wrong:
                if not np.allclose(before[i], after[i], rtol=1e-9, atol=1e-12):
                    involved[i].append(gate)
        few = min(wrong, key=lambda i: len(involved[i]))
        if not 0 < len(involved[few]) <= 2:
            return []
        name, gates = self.graded[0].outputs[few].name, involved[few]
        line = (
            f"The error of `{name}` depends on gate{'s' * (len(gates) > 1)} {listed(gates)} alone: look at "
        )
        return [
            (
                line + ("it." if len(gates) == 1 else "where they meet."),
                tuple(f"gate {gate}" for gate in gates),
            )
        ]
