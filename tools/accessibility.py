"""What axe-core finds on a page: in the text, which is ours, and in the bars round it, the theme's."""

from __future__ import annotations

from typing import Any

OURS = {"include": [["article"]]}
THEIRS = {"exclude": [["article"]]}
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block", "target-size"]}


def violations(
    tab: Any, where: dict[str, Any] | None = None, only: dict[str, Any] | None = None
) -> list[str]:
    """What axe-core objects to in part of a page, one line for each place: ``rule: element``.

    Arguments:
        where: `OURS` or `THEIRS`; without it, the text.
        only: `CONTRAST` for the rules that depend on colours and widths alone.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {"resultTypes": ["violations"], **(only or {})}
    found = Axe().run(tab, context=where or OURS, options=options).response["violations"]
    return [f"{issue['id']}: {node['html'][:120]}" for issue in found for node in issue["nodes"]]


def dress(tab: Any, scheme: str, width: int | None = None) -> None:
    """Show an open page in a colour scheme and at a width, as if it had been opened so."""
    if width is not None:
        tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")
