"""A learner's function whose calls are made, or were made, somewhere else than where they are judged."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any


class Elsewhere(ABC):
    """Stands for a learner's function: the guard hands it what it would do with the function itself."""

    @abstractmethod
    def check_signature(self, bound: inspect.BoundArguments) -> None:
        """As `lstm_ref.verify.guard.check_signature` of the function."""

    @abstractmethod
    def call(
        self,
        bound: inspect.BoundArguments,
        limit: float,
        *,
        quiet: bool,
        through: tuple[type[BaseException], ...],
    ) -> Any:
        """As `lstm_ref.verify.guard.call` of the function."""

    @abstractmethod
    def __call__(self, *given: Any) -> Any:
        """As the function itself, for a task that uses it beyond its inputs."""

    def wrapped(self, wrap: Callable[[Any], Any]) -> Elsewhere:
        """This one, with the function wrapped where there is one."""
        return self
