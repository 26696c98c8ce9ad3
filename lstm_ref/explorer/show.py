"""The explorer as a page holds it: an empty place, the models as JSON, a sentence where scripts are off."""

import html
import json
from collections.abc import Sequence

from IPython.display import HTML, display

from lstm_ref.explorer.models import ExplorerModel

WITHOUT_SCRIPTS = (
    "This is where the cell explorer appears. It needs JavaScript, which is off here. "
    "The figure above shows the same cell at one step."
)


def explorer_html(models: Sequence[ExplorerModel], identity: str = "cell-explorer") -> str:
    """The HTML of one explorer.

    Arguments:
        models: what can be chosen, the first one first shown.
        identity: the element's id, one of its own for each explorer of a page.

    Raises:
        ValueError: when there is no model.
    """
    if not models:
        raise ValueError("models: expected at least one, got none")
    data = json.dumps([model.exported() for model in models], separators=(",", ":"))
    safe = data.replace("</", "<\\/")  # nothing within a script element may end it
    return (
        f'<div class="cell-explorer" id="{html.escape(identity, quote=True)}">'
        f'<script type="application/json">{safe}</script>'
        f'<p class="cell-explorer-off">{WITHOUT_SCRIPTS}</p></div>'
    )


def show_explorer(models: Sequence[ExplorerModel]) -> None:
    """Show the explorer under the cell; the book's own pages bring the script that fills it."""
    display(HTML(explorer_html(models)))  # type: ignore[no-untyped-call]
