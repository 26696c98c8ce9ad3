"""Execute a solution and keep its outputs, nothing that changes from run to run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

TIMEOUT = 120


class RunFailed(Exception):
    """A solution that does not run."""


def executed(notebook: NotebookNode, folder: Path, name: str) -> NotebookNode:
    """The notebook with its outputs, run in `folder` as the tests run it."""
    done = deepcopy(notebook)
    client = NotebookClient(
        done,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    with surroundings(OMP_NUM_THREADS="1", TQDM_DISABLE="1", MPLBACKEND=None):
        try:
            client.execute()
        except CellExecutionError as error:
            raise RunFailed(f"{name} does not run: {error}") from error
    done.metadata = deepcopy(notebook.metadata)  # the kernel adds its exact version
    for cell in done.cells:
        cell.metadata.pop("execution", None)
    return done


@contextmanager
def surroundings(**values: str | None) -> Iterator[None]:
    """Environment variables for the kernels started inside; None removes one."""
    before = {name: os.environ.get(name) for name in values}
    try:
        _set(values)
        yield
    finally:
        _set(before)


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
