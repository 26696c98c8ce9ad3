"""Target pictures: what a solution drew, for the exercise to show."""

import base64
import io
from pathlib import Path

import numpy as np
from nbformat import NotebookNode
from PIL import Image

from notebooks.source import headings


def drawn_under(notebook: NotebookNode, task: str) -> bytes | None:
    """The last PNG that a notebook drew under the heading of a task."""
    heading, found = "", None
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = next(reversed(list(headings(cell.source))), heading)
        elif heading.split(" ")[0] == task:
            for output in cell.get("outputs", []):
                found = output.get("data", {}).get("image/png", found)
    return base64.b64decode(found) if found else None


def same_picture(path: Path, png: bytes) -> bool:
    """Whether a file shows these pixels: a picture is not written again for its metadata."""
    if not path.exists():
        return False
    old, new = (np.asarray(Image.open(source).convert("RGBA")) for source in (path, io.BytesIO(png)))
    return old.shape == new.shape and bool((old == new).all())


def write_picture(path: Path, png: bytes) -> None:
    """The pixels alone: Pillow leaves out the text that names the drawing program and its version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(png)).save(path, format="PNG", optimize=True)
