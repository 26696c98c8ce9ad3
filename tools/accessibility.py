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


def violations_in_every_dress(tab: Any) -> list[str]:
    """What axe-core finds in the text of a page opened wide and light; then narrow, and in the dark as well.

    All folds are opened first, since axe-core passes over what is hidden. Only the rules about colours and
    widths run again for each dress: the rest cannot change with it.
    """
    tab.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    found = violations(tab)
    for scheme, width in (("dark", 1280), ("dark", 390), ("light", 390)):
        dress(tab, scheme, width)
        found += [f"{scheme}, {width} wide: {line}" for line in violations(tab, only=CONTRAST)]
    return found
