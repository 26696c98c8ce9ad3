"""The explorers as a page holds them: an empty place, the data as JSON, a sentence where scripts are off."""

import html
import json
from collections.abc import Sequence
from typing import Any

from IPython.display import HTML, display

from lstm_ref.explorer.gains import Gains
from lstm_ref.explorer.models import ExplorerModel

WITHOUT_SCRIPTS = (
    "This is where the cell explorer appears. It needs JavaScript, which is off here. "
    "The figure above shows the same cell at one step."
)
GRADIENTS_WITHOUT_SCRIPTS = (
    "This is where the gradient explorer appears. It needs JavaScript, which is off here. "
    "The figure above shows four of its settings."
)


def _place(data: Any, classes: str, identity: str, without_scripts: str) -> str:
    """An element that holds `data`; the page's script finds it by the first of its classes."""
    text = json.dumps(data, separators=(",", ":"))
    safe = text.replace("</", "<\\/")  # nothing within a script element may end it
    return (
        f'<div class="{classes}" id="{html.escape(identity, quote=True)}">'
        f'<script type="application/json">{safe}</script>'
        f'<p class="cell-explorer-off">{without_scripts}</p></div>'
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
    return _place([model.exported() for model in models], "cell-explorer", identity, WITHOUT_SCRIPTS)


def show_explorer(models: Sequence[ExplorerModel]) -> None:
    """Show the explorer under the cell; the book's own pages bring the script that fills it."""
    display(HTML(explorer_html(models)))  # type: ignore[no-untyped-call]


def gradient_explorer_html(gains: Gains, identity: str = "gradient-explorer") -> str:
    """The HTML of one gradient explorer, which has the look of the cell explorer.

    Arguments:
        gains: its nets and inputs.
        identity: the element's id, one of its own for each explorer of a page.
    """
    classes = "gradient-explorer cell-explorer"
    return _place(gains.exported(), classes, identity, GRADIENTS_WITHOUT_SCRIPTS)


def show_gradient_explorer(gains: Gains) -> None:
    """Show the gradient explorer under the cell; the book's own pages bring the script that fills it."""
    display(HTML(gradient_explorer_html(gains)))  # type: ignore[no-untyped-call]
