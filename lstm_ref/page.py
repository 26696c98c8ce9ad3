"""What a page's cell shows besides figures: a sentence that holds a number, and how far a long loop is."""

import sys
from collections.abc import Iterable
from typing import TypeVar

from IPython.display import Markdown, display
from tqdm import tqdm

Item = TypeVar("Item")


def say(text: str) -> None:
    """Show `text` as Markdown under the cell: in the book, in Jupyter and on Colab alike."""
    display(Markdown(text))  # type: ignore[no-untyped-call]


def progress(items: Iterable[Item], unit: str) -> Iterable[Item]:
    """`items` one by one, with a bar that is gone when the loop ends.

    The bar goes to stdout, because a page whose cells write to stderr does not build. The book and the tests
    set TQDM_DISABLE, so that no half a bar is left on a page.
    """
    return tqdm(items, unit=f" {unit}", file=sys.stdout, leave=False)
