"""From a wrong answer to a verdict: the name of the mistake, or all that can be found out about the fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from lstm_ref.verify.compare import check_dtype, close
from lstm_ref.verify.graded import Graded
from lstm_ref.verify.guard import call
from lstm_ref.verify.leaves import in_words
from lstm_ref.verify.localise import listed, study
from lstm_ref.verify.mistake import Answer, Mistake
from lstm_ref.verify.relations import Wrong
from lstm_ref.verify.search import Search
from lstm_ref.verify.verdict import CheckFailed
from lstm_ref.verify.worst import not_finite, relative_error, worst_entry
from lstm_ref.verify.wrong_shape import check_shape

if TYPE_CHECKING:
    from lstm_ref.verify.task import Task


@dataclass(frozen=True)
class Diagnosis:
    """A wrong answer to a task, on every input."""

    task: Task
    fn: Answer
    graded: list[Graded]

    def verdict(self) -> CheckFailed:
        mistake = self.recognise()
        if mistake:
            return mistake.verdict()
        self.check_order()
        for case in self.graded:
            for output, got, want in zip(case.outputs, case.got, case.want, strict=True):
                check_shape(got, want, output, case.sizes())
                broken = not_finite(output, got, want)
                if broken:
                    lead, told = (
                        f"{broken[0]}, on input {case.label}",
                        filter(None, (case.singles(), broken[2])),
                    )
                    placed = {"place": broken[1], "section": output.section}
                    return CheckFailed(lead, *told, kind="not-finite", **placed)
        self.check_fractions()
        return self.locate()

    def check_order(self) -> None:
        """CheckFailed where two outputs of different shapes are swapped: their shapes alone would mislead."""
        outputs = self.graded[0].outputs
        for i, j in combinations(range(len(outputs)), 2):
            alike = np.shape(self.graded[0].want[i]) == np.shape(self.graded[0].want[j])
            if not alike and all(self.swapped(case, i, j) for case in self.graded):
                names = [output.name for output in outputs]
                place = {"place": f"{names[i]}, {names[j]}", "section": outputs[i].section}
                lead = f"`{names[i]}` and `{names[j]}` are swapped"
                raise CheckFailed(lead, f"Return {in_words(names)} in this order.", **place)

    def check_fractions(self) -> None:
        """CheckFailed where whole numbers came although those that are due are not whole."""
        for case in self.graded:
            for output, got, want in zip(case.outputs, case.got, case.want, strict=True):
                if isinstance(want, np.ndarray) and not np.array_equal(want, np.rint(want)):
                    check_dtype(got, want, output)

    def recognise(self) -> Mistake | None:
        """The first known mistake whose answers are the learner's on every input, shapes included."""
        return next((mistake for mistake in self.task.mistakes if self.equals(mistake)), None)

    def equals(self, mistake: Mistake) -> bool:
        for case in self.graded:
            try:
                answer = call(mistake.answer, case.bound, self.task.seconds, quiet=True)
                theirs = self.task.parts(answer, case.bound)
            except Exception:
                return False  # a broken mistake is its author's fault, not the learner's; the tests find it
            if not all(close(g, m, self.task.rtol) for g, m in zip(case.got, theirs, strict=True)):
                return False
        return True

    @property
    def bad(self) -> list[Graded]:
        return [case for case in self.graded if not case.right(self.task.rtol)]

    def wrong_parts(self) -> list[int]:
        """The numbers of the outputs that are wrong on some input."""
        rtol, numbers = self.task.rtol, range(len(self.graded[0].outputs))
        return [i for i in numbers if not all(close(case.got[i], case.want[i], rtol) for case in self.graded)]

    def locate(self) -> CheckFailed:
        outputs, wrong = self.graded[0].outputs, self.wrong_parts()
        names = [outputs[i].name for i in wrong]
        parts = [part for part in map(self.wrong_output, wrong) if part]
        found = study(parts)
        gates = [place[-1] for place in found.places if place.startswith("gate ")]
        found.lines[:0] = self.overview(wrong)
        found.places[:0] = [name for name in names if name not in found.places]
        for line, places in Search(self.task, self.fn, self.graded, self.bad).places(wrong):
            found.add(line, *places)
        told, section = self.worst(wrong)
        found.lines += told
        lead = in_words(names) if len(names) <= 3 else f"{len(names)} of {len(outputs)} outputs"
        lead += f" {'is' if len(names) == 1 else 'are'} not right"
        if gates:
            lead += f", in gate{'s' * (len(gates) > 1)} {listed(gates)}"
        return CheckFailed(lead, *filter(None, found.lines), place=", ".join(found.places), section=section)

    def overview(self, wrong: list[int]) -> Iterator[str]:
        """What holds for the answer as a whole: is it steady, which outputs and which inputs are right."""
        if self.unsteady():
            yield "Called twice with the same input, it gives two answers: it keeps something between calls."
        fine = [output.name for i, output in enumerate(self.graded[0].outputs) if i not in wrong]
        if fine:
            yield f"{in_words(fine)} {'is' if len(fine) == 1 else 'are'} right."
        good = [case.label for case in self.graded if case.right(self.task.rtol)]
        if good:
            bad = [case.label for case in self.bad]
            yield f"Right on input {', '.join(good)}; wrong on {', '.join(bad)}."
        names = [output.name for output in self.graded[0].outputs]
        for i, j in combinations(wrong, 2):
            if all(self.swapped(case, i, j) for case in self.graded):
                yield f"`{names[i]}` and `{names[j]}` are swapped."

    def swapped(self, case: Graded, i: int, j: int) -> bool:
        rtol = self.task.rtol
        return close(case.got[i], case.want[j], rtol) and close(case.got[j], case.want[i], rtol)

    def wrong_output(self, number: int) -> Wrong | None:
        """One output on the inputs where it is wrong; None when it is not made of numbers."""
        cases = [case for case in self.bad if not close(case.got[number], case.want[number], self.task.rtol)]
        values = [value for case in cases for value in (case.got[number], case.want[number])]
        if not all(isinstance(value, np.ndarray) for value in values):
            return None
        got = [case.got[number].astype(float) for case in cases]
        want = [case.want[number].astype(float) for case in cases]
        arguments, sizes = [case.arrays() for case in cases], [case.sizes() for case in cases]
        return Wrong(cases[0].outputs[number], got, want, arguments, sizes, self.task.rtol)

    def worst(self, wrong: list[int]) -> tuple[tuple[str, str], str]:
        """The input that is farthest off, how far it is, and the section of that output."""
        pairs = [(case, i) for case in self.bad for i in wrong]
        pairs = [(case, i) for case, i in pairs if not close(case.got[i], case.want[i], self.task.rtol)]
        case, number = max(
            pairs, key=lambda pair: relative_error(pair[0].got[pair[1]], pair[0].want[pair[1]])
        )
        output, got, want = case.outputs[number], case.got[number], case.want[number]
        if isinstance(want, np.ndarray):
            told = worst_entry(output, got, want, case.label if len(self.graded) > 1 else "")
        else:
            told = f"`{output.name}` is {got!r:.80}; expected a {type(want).__name__} of another value."
        return (case.singles(), told), output.section

    def unsteady(self) -> bool:
        case = self.graded[0]
        try:
            again = self.task.parts(call(self.fn, case.bound, self.task.seconds, quiet=True), case.bound)
        except Exception:
            return True
        return not all(close(a, g, self.task.rtol) for a, g in zip(again, case.got, strict=True))
