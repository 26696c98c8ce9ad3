"""Read notebooks as Python and say what breaks the course's rules, one sentence for each fault."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from notebooks.exercises import TASK
from notebooks.source import headings

STUB = re.compile(r'^\s*raise NotImplementedError\("Exercise (?P<task>\d+\.\d+): [^"]+"\)$')


@dataclass(frozen=True)
class Code:
    """A code cell: its number among the code cells, the task that it stands under, and what it says."""

    number: int
    task: str
    tags: tuple[str, ...]
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(TransformerManager().transform_cell(self.text))

    @property
    def names(self) -> set[str]:
        """Every name that the cell reads."""
        reads = (node for node in ast.walk(self.tree) if isinstance(node, ast.Name))
        return {node.id for node in reads if isinstance(node.ctx, ast.Load)}


def code_cells(notebook: NotebookNode) -> list[Code]:
    """The code cells of a notebook, each under the nearest heading that names a task."""
    found, task = [], ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for heading in headings(cell.source):
                task = named["id"] if (named := TASK.match(heading)) else ""
        elif cell.cell_type == "code":
            found.append(Code(len(found), task, tuple(cell.metadata.get("tags", ())), cell.source))
    return found


def answers(cells: Iterable[Code]) -> dict[str, Code]:
    """The learner's functions, each with the cell that holds its stub."""
    return {
        node.name: cell
        for cell in cells
        for node in ast.walk(cell.tree)
        if isinstance(node, ast.FunctionDef)
        and any(STUB.match(line) for line in ast.get_source_segment(cell.text, node).splitlines())
    }


def exercise_faults(notebook: NotebookNode) -> list[str]:
    """What is wrong with an unsolved exercise."""
    cells = code_cells(notebook)
    learner = answers(cells)
    faults = [] if learner else ["there is nothing to solve: no function holds a stub"]
    for cell in cells:
        used = {name for name in cell.names & set(learner) if learner[name] is not cell}
        if used and "check" not in cell.tags:
            faults.append(f"cell {cell.number} uses {_list(used)} and is not tagged check")
        if "check" in cell.tags and not used:
            faults.append(f"cell {cell.number} is tagged check and uses nothing that the learner writes")
        if late := {name for name in used if learner[name].task != cell.task}:
            faults.append(
                f"cell {cell.number} under {cell.task or 'no task'} uses {_list(late)} of another task"
            )
        faults += _stub_faults(cell)
    for name, cell in learner.items():
        if not any("check" in other.tags and name in other.names for other in cells):
            faults.append(f"no check calls {name} of task {cell.task}")
    return faults


def _stub_faults(cell: Code) -> Iterator[str]:
    for line in cell.text.splitlines():
        stub = STUB.match(line)
        if stub and stub["task"] != cell.task:
            yield f"cell {cell.number} stands under task {cell.task or '(none)'} and says {stub['task']}"
        if "SOLUTION" in line or "NotImplementedError" in line and not stub:
            yield f"cell {cell.number} has a line that is no proper stub: {line.strip()}"


def solution_faults(notebook: NotebookNode) -> list[str]:
    """What would let a stored solution pass a strict comparison without being compared."""
    nodes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    counts = [node.execution_count for node in nodes]
    faults = []
    if counts != list(range(1, len(nodes) + 1)):
        faults.append(f"its cells were not executed from first to last: {counts}")
    for cell, node in zip(code_cells(notebook), nodes, strict=True):
        if banned := {"nbval-skip", "nbval-raises-exception", "raises-exception"} & set(cell.tags):
            faults.append(f"cell {cell.number} is tagged {_list(banned)}: it would not be tested")
        if "NBVAL_" in cell.text:
            faults.append(f"cell {cell.number} steers nbval by a comment; use a tag")
        if any(output.output_type == "error" for output in node.outputs):
            faults.append(f"cell {cell.number} has an error stored")
        asserts = any(isinstance(part, ast.Assert) for part in ast.walk(cell.tree))
        draws = any("image/png" in output.get("data", {}) for output in node.outputs)
        if "nbval-ignore-output" in cell.tags and not (asserts or draws or "check" in cell.tags):
            faults.append(f"cell {cell.number} is neither compared nor does it assert anything")
        if draws and not node.metadata.get("mystnb", {}).get("image", {}).get("alt"):
            faults.append(f"cell {cell.number} draws a picture without alt text (mystnb: image: alt)")
    return faults


def calls_package(cells: Iterable[str], package: str = "lstm_ref") -> bool:
    """Whether these cells import the package and call something of it."""
    ours, called = set(), set()
    for text in cells:
        for node in ast.walk(ast.parse(TransformerManager().transform_cell(text))):
            if isinstance(node, ast.Import):
                names = [alias for alias in node.names if alias.name.split(".")[0] == package]
                ours |= {alias.asname or package for alias in names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package:
                ours |= {alias.asname or alias.name for alias in node.names}
            elif isinstance(node, ast.Call):
                called.add(_first_name(node.func))
    return bool(ours & called)


def _first_name(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
