"""Plant a bug: change one line in a copy of the readable source and run the copy. No file is touched."""

import importlib
import inspect
import linecache
import types
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from lstm_ref.verify.cells import CELLS, Cell


@dataclass(frozen=True)
class Edit:
    """One line of `lstm_ref/numpy/<file>` changed: `old` stands there exactly once and becomes `new`."""

    file: str
    old: str
    new: str

    def apply(self, source: str) -> str:
        """The source with this change made.

        Raises:
            ValueError: when `old` does not stand in the source exactly once, or is more than one line.
        """
        count = source.count(self.old)
        if count != 1 or "\n" in self.old + self.new:
            raise ValueError(
                f"{self.file}: expected {self.old!r}, in one line, exactly once; found {count} times"
            )
        return source.replace(self.old, self.new)


@dataclass(frozen=True)
class Bug:
    """A planted bug.

    Arguments:
        id: in words.
        kind: "forward" (a wrong cell) or "backward" (a wrong gradient of the right cell).
        edit: the changed line.
        symptom: what the code now does, in one sentence.
        caught_by: the name of a check in `lstm_ref.verify.blind_checks` that turns red.
        mirror: for a forward bug, the lines of the backward pass that whoever believes in the wrong formula
            writes too. With them the gradient is the true gradient of the wrong cell, as under autograd, and
            no gradient check can see the bug.
        cell: a key of `CELLS`.
    """

    id: str
    kind: str
    edit: Edit
    symptom: str
    caught_by: str
    mirror: tuple[Edit, ...] = ()
    cell: str = "lstm"

    def diff(self) -> str:
        """The line as it stands, under a minus, and as it is planted, under a plus."""
        source = source_of(self.edit.file)
        changed = self.edit.apply(source)
        pairs = zip(source.splitlines(), changed.splitlines(), strict=True)
        return "\n".join(
            f"- {before.strip()}\n+ {after.strip()}" for before, after in pairs if before != after
        )


def source_of(file: str) -> str:
    """The text of `lstm_ref/numpy/<file>`."""
    return inspect.getsource(importlib.import_module(f"lstm_ref.numpy.{file.removesuffix('.py')}"))


def changed_module(file: str, edits: tuple[Edit, ...], label: str, **names: Any) -> types.ModuleType:
    """A fresh module from the source of `file` with `edits` applied; `names` then replace what it imported.

    `inspect.getsource` shows the changed lines.
    """
    source = source_of(file)
    for edit in edits:
        source = edit.apply(source)
    filename = f"<{file} with {label}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module = types.ModuleType(f"planted_{file.removesuffix('.py')}")
    exec(compile(source, filename, "exec"), module.__dict__)
    vars(module).update(names)
    return module


def planted(bug: Bug, *, consistent: bool = False) -> Cell:
    """The cell with the bug in it: its step, step_backward, scan and scan_backward, changed where the bug is.

    Arguments:
        bug: from `lstm_ref.verify.bugs.BUGS`.
        consistent: plant the mirror lines as well, so that the gradient fits the wrong forward pass.

    Returns:
        the cell's entry of `CELLS` with functions replaced; those without a changed line are the real ones.
    """
    edits = (bug.edit, *(bug.mirror if consistent else ()))
    files, cell_file = {edit.file for edit in edits}, f"{bug.cell}.py"
    if unknown := files - {"arrays.py", "scan.py", cell_file}:
        raise ValueError(f"{bug.id}: expected a change in arrays.py, scan.py or {cell_file}, got {unknown}")

    def planted_in(file: str, **names: Any) -> dict[str, Any]:
        own = tuple(edit for edit in edits if edit.file == file)
        return vars(changed_module(file, own, bug.id, **names))

    other_sigmoid = "arrays.py" in files
    names = {"sigmoid": planted_in("arrays.py")["sigmoid"]} if other_sigmoid else {}
    correct, step, scan = CELLS[bug.cell], planted_in(cell_file, **names), planted_in("scan.py")
    return replace(
        correct,
        step=pick(correct.step, step[f"{bug.cell}_step"], other_sigmoid),
        step_backward=pick(correct.step_backward, step[f"{bug.cell}_step_backward"], other_sigmoid),
        scan=pick(correct.scan, scan["scan"]),
        scan_backward=pick(correct.scan_backward, scan["scan_backward"]),
    )


def pick(
    real: Callable[..., Any], copy: Callable[..., Any], imports_changed: bool = False
) -> Callable[..., Any]:
    """The copy where its source differs from the real function's, else the real one."""
    return copy if imports_changed or inspect.getsource(real) != inspect.getsource(copy) else real
