"""Take down what a learner's function does in its own process, and judge it in another from what was taken.

`Recorder` runs where the learner's code runs. `Replay` stands where it is judged: whatever the learner's code
changed in its own process, the checker among it, is not there. All that it can change are its own answers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from lstm_ref.verify import guard
from lstm_ref.verify.as_data import decode, encode
from lstm_ref.verify.elsewhere import Elsewhere
from lstm_ref.verify.verdict import CheckFailed

Call = list[Any]  # what became of one call: a word, and what belongs to it


class Recorder(Elsewhere):
    """A learner's function, and in `calls` what became of each of its calls, as text can hold it."""

    def __init__(self, fn: Any) -> None:
        self.fn = fn
        self.calls: list[Call] = []

    def check_signature(self, bound: inspect.BoundArguments) -> None:
        self.take(lambda: guard.check_signature(self.fn, bound), ())

    def call(
        self,
        bound: inspect.BoundArguments,
        limit: float,
        *,
        quiet: bool,
        through: tuple[type[BaseException], ...],
    ) -> Any:
        def run() -> Any:
            return guard.call(self.fn, bound, limit, quiet=quiet, through=through)

        return self.take(run, through)

    def __call__(self, *given: Any) -> Any:
        return self.take(lambda: self.fn(*given), ())

    def wrapped(self, wrap: Callable[[Any], Any]) -> Elsewhere:
        self.fn = wrap(self.fn)
        return self

    def take(self, run: Callable[[], Any], through: tuple[type[BaseException], ...]) -> Any:
        """The answer as the other process will read it, so that both go the same way from here."""
        try:
            answer = encode(run())
        except CheckFailed as failed:
            told = [failed.lead, list(failed.details), failed.kind, failed.place]
            self.calls.append(["failed", *told])
            raise
        except NotImplementedError as stub:
            self.calls.append(["stub", guard.safe_text(stub)])
            raise
        except through as error:
            self.calls.append(["raised", guard.safe_text(error)])
            raise
        self.calls.append(["answer", answer])
        return decode(answer)


class Replay(Elsewhere):
    """The calls of a `Recorder`, in their order."""

    def __init__(self, calls: list[Call]) -> None:
        self.calls = iter(calls)

    def check_signature(self, bound: inspect.BoundArguments) -> None:
        self.following(())

    def call(
        self,
        bound: inspect.BoundArguments,
        limit: float,
        *,
        quiet: bool,
        through: tuple[type[BaseException], ...],
    ) -> Any:
        return self.following(through)

    def __call__(self, *given: Any) -> Any:
        return self.following(())

    def following(self, through: tuple[type[BaseException], ...]) -> Any:
        """What the next call gives or raises.

        Raises:
            CheckFailed: where that was so, and where there are no more calls or an unreadable one.
        """
        word, *told = next(self.calls, ["none"])
        if word == "answer":
            try:
                return decode(told[0])
            except ValueError as error:
                raise CheckFailed(str(error), kind="type") from None
        if word == "stub":
            raise NotImplementedError(told[0])
        if word == "raised" and through:
            raise through[0](told[0])
        if word == "failed":
            lead, details, kind, place = told
            raise CheckFailed(str(lead), *map(str, details), kind=str(kind), place=place)
        raise CheckFailed("no answer came for one of the inputs", kind="exception")
