"""How a page's cell says a sentence that holds a number."""

from IPython.display import Markdown, display


def say(text: str) -> None:
    """Show `text` as Markdown under the cell: in the book, in Jupyter and on Colab alike."""
    display(Markdown(text))  # type: ignore[no-untyped-call]
