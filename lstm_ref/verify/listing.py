"""A chapter's tasks, found by listing its folder: a task that is added or removed is one file."""

from importlib import import_module
from pkgutil import iter_modules

from lstm_ref.verify.mistake import Gradable


def tasks_beside(module: str) -> tuple[Gradable, ...]:
    """The `TASK` of every module beside this one that has one, in the order of their numbers.

    Arguments:
        module: the asking module's own ``__name__``.

    Raises:
        ValueError: where a task's id is not a chapter and a number, such as ``"4.2"``.
    """
    package = module.rpartition(".")[0]
    names = [f"{package}.{found.name}" for found in iter_modules(import_module(package).__path__)]
    others = [import_module(name) for name in names if name != module]
    return tuple(sorted((other.TASK for other in others if hasattr(other, "TASK")), key=_number))


def _number(task: Gradable) -> tuple[int, int]:
    chapter, _, number = task.id.partition(".")
    if not (chapter.isdecimal() and number.isdecimal()):
        raise ValueError(f"a task's id is a chapter and a number, such as '4.2'; got {task.id!r}")
    return int(chapter), int(number)
