"""A task that asks for a choice: a label, a line number, or one label for each of several places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_ref.verify.guard import call, check_signature, no_arguments
from lstm_ref.verify.leaves import describe, in_words
from lstm_ref.verify.mistake import Answer, Mistake
from lstm_ref.verify.verdict import CheckFailed


@dataclass(frozen=True)
class ChoiceTask:
    """`def my_answer() -> str` (or int, or a dict of them), compared with `right`.

    Upper case, spaces, hyphens and underscores do not matter. `options` are the labels there are; anything
    else gets told so. A mistake's `answer` returns a wrong choice with a reply of its own; of a dict it may
    return the wrong keys only, and is named when these are the ones chosen.
    """

    id: str
    title: str
    right: Any
    options: Sequence[Any] = ()
    mistakes: Sequence[Mistake] = ()
    hints: Sequence[str] = ()
    section: str = ""

    def planted(self, mistake: Mistake) -> Answer:
        believed = mistake.answer()
        whole = {**self.right, **believed} if isinstance(self.right, dict) else believed
        return lambda: whole

    def grade(self, fn: Answer) -> str:
        check_signature(fn, no_arguments())
        chosen = call(fn, no_arguments(), 10.0)
        if isinstance(self.right, dict):
            return self.grade_labels(chosen)
        self.check_option(chosen, self.right, "your choice")
        if plain(chosen) == plain(self.right):
            return "the right choice"
        self.name_mistake({None: chosen})
        raise CheckFailed(f"{chosen!r} is not it", place=str(chosen))

    def grade_labels(self, chosen: Any) -> str:
        if not isinstance(chosen, dict):
            lead = f"your function should return a dict; it returned {describe(chosen)}"
            raise CheckFailed(lead, kind="type")
        given = {plain(key): value for key, value in chosen.items()}
        missing = [key for key in self.right if plain(key) not in given]
        if missing:
            lead = f"no answer for {in_words(list(map(str, missing)))}"
            if self.turned_round(chosen):
                lead = f"your dict is the other way round: its keys should be {listed(list(self.right))}"
            raise CheckFailed(lead, kind="type", place=listed(missing))
        for key, label in self.right.items():
            self.check_option(given[plain(key)], label, f"the answer for `{key}`")
        wrong = [key for key, label in self.right.items() if plain(given[plain(key)]) != plain(label)]
        extra = [key for key in chosen if plain(key) not in {plain(key) for key in self.right}]
        if extra:
            lead = f"there is no {in_words(list(map(str, extra)))}; there are {listed(list(self.right))}"
            raise CheckFailed(lead, kind="type", place=listed(extra))
        if not wrong:
            return f"all {len(self.right)} right"
        many = len(self.right) - len(wrong)
        count = f"{many} of {len(self.right)} {'is' if many == 1 else 'are'} right."
        self.name_mistake({key: given[plain(key)] for key in self.right}, count, wrong=wrong)
        raise CheckFailed(f"wrong: {in_words(list(map(str, wrong)))}", count, place=listed(wrong))

    def turned_round(self, chosen: dict[Any, Any]) -> bool:
        """Whether the labels are the keys and what they label the values."""
        keys, values = {plain(key) for key in self.right}, [plain(value) for value in chosen.values()]
        return not any(plain(key) in keys for key in chosen) and any(v in keys for v in values if is_label(v))

    def check_option(self, chosen: Any, right: Any, what: str) -> None:
        """CheckFailed when the choice is no label of the right kind, or none of the options."""
        kinds = [(isinstance(label, bool), isinstance(label, str)) for label in (chosen, right)]
        if not is_label(chosen) or kinds[0] != kinds[1]:
            came = describe(chosen, whole=not isinstance(self.right, dict))
            raise CheckFailed(f"{what} should be {kind_of(right)}, not {came}", kind="type")
        if self.options and plain(chosen) not in {plain(option) for option in self.options}:
            names = ", ".join(repr(option) for option in self.options)
            raise CheckFailed(f"{what}, {chosen!r}, is none of {names}", kind="type")

    def name_mistake(self, chosen: dict[Any, Any], *details: str, wrong: Sequence[Any] = ()) -> None:
        for mistake in self.mistakes:
            believed = mistake.answer()
            parts = believed if isinstance(self.right, dict) else {None: believed}
            if all(plain(chosen.get(key)) == plain(label) for key, label in parts.items()):
                others = [str(key) for key in wrong if plain(key) not in {plain(part) for part in parts}]
                if others:
                    verb = "is" if len(others) == 1 else "are"
                    details = (*details, f"{in_words(others)} {verb} wrong too.")
                raise mistake.verdict(*details)


def is_label(value: Any) -> bool:
    return isinstance(value, (str, int, np.integer))


def plain(label: Any) -> Any:
    """A label as it is compared: lower case, words apart by one space."""
    if isinstance(label, str):
        return " ".join(label.replace("_", " ").replace("-", " ").split()).casefold()
    return int(label) if isinstance(label, np.integer) else label


def listed(labels: Sequence[Any]) -> str:
    return ", ".join(str(label) for label in labels)


def kind_of(right: Any) -> str:
    if isinstance(right, bool):
        return "True or False"
    return "a whole number" if isinstance(right, int) else "a label in quotes"
