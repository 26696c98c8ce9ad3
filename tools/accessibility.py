"""What axe-core finds on a page: in the text, which is ours, and in the bars round it, the theme's."""

from __future__ import annotations

from typing import Any

import numpy as np

OURS = {"include": [["article"]]}
THEIRS = {"exclude": [["article"]]}
LOOKS = {"include": [["[data-look]"]]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
WITHOUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]}}
SIZES = {"runOnly": ["target-size"]}

# Contrast depends on a text's colour, on what is behind it, and on its size and weight, so one text of each
# look is enough, and once: a page has thousands of words in a handful of looks, and most of these stay the
# same when the page gets narrow. All of the words take axe-core seconds.
MARK_LOOKS = """() => {
    const seen = window.looksSeen ??= new Set(), before = seen.size;
    document.querySelectorAll('[data-look]').forEach(element => element.removeAttribute('data-look'));
    for (const element of document.querySelectorAll('article *')) {
        const words = element.matches('input, select, textarea')
            || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!words || element.closest('mjx-container') || !element.checkVisibility()) continue;
        const style = getComputedStyle(element), behind = [];
        for (let box = element; box; box = box.parentElement) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(box);
            behind.push(backgroundColor, backgroundImage, opacity);
        }
        const look = [style.color, style.fontSize, style.fontWeight, style.textDecoration, ...behind].join();
        if (!seen.has(look)) { seen.add(look); element.setAttribute('data-look', ''); }
    }
    return seen.size - before;
}"""


def violations(
    tab: Any, where: dict[str, Any] | None = None, only: dict[str, Any] | None = None
) -> list[str]:
    """What axe-core objects to in part of a page, one line for each place: ``rule: element``.

    Arguments:
        where: `OURS` or `THEIRS`; without it, the text.
        only: `COLOURS` or `SIZES` for the rules that depend on these alone, `WITHOUT_COLOURS` for the others.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {"resultTypes": ["violations"], **(only or {})}
    found = Axe().run(tab, context=where or OURS, options=options).response["violations"]
    places = [(issue["id"], node) for issue in found for node in issue["nodes"]]
    return [f"{rule}: {node['html'][:120]}" for rule, node in places if not is_formula(tab, rule, node)]


def is_formula(tab: Any, rule: str, node: dict[str, Any]) -> bool:
    """Whether axe-core took a heading of a table for empty because it cannot read MathML; readers can."""
    return rule == "empty-table-header" and tab.locator(f"{node['target'][0]} math").count() > 0


def dress(tab: Any, scheme: str, width: int | None = None) -> None:
    """Show an open page in a colour scheme and at a width, as if it had been opened so."""
    if width is not None:
        tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")


def violations_in_every_dress(tab: Any) -> list[str]:
    """What axe-core finds in the text of a page opened wide and light; then in the dark, and narrow as well.

    All folds are opened first, since axe-core passes over what is hidden. The rules about colours run for
    every dress, on one text of each look that no earlier dress had, and the rule about sizes again where the
    page is narrow: what the other rules find cannot change.
    """
    tab.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    tab.add_style_tag(content="* { transition: none !important }")  # half-way to a colour is no colour
    found = violations(tab, only=WITHOUT_COLOURS)
    for scheme, width in (("light", 1280), ("dark", 1280), ("dark", 390), ("light", 390)):
        dress(tab, scheme, width)
        again = violations(tab, LOOKS, COLOURS) if tab.evaluate(MARK_LOOKS) else []
        if width < 500 and scheme == "dark":
            again += violations(tab, only=SIZES)
        found += [f"{scheme}, {width} wide: {line}" for line in again]
    return found


def contrast(place: Any, paint: str = "color") -> float:
    """The contrast of what an element is painted with to the page behind it, from 1 to 21.

    Arguments:
        place: a locator of one element.
        paint: the property that names its colour: "color" of a text, "fill" or "stroke" within an SVG.
    """
    colours = place.evaluate(
        """(element, paint) => [getComputedStyle(element)[paint],
                getComputedStyle(document.documentElement).getPropertyValue('--pst-color-background')]
            .map(colour => {
                const pen = document.createElement('canvas').getContext('2d');
                pen.fillStyle = colour;
                pen.fillRect(0, 0, 1, 1);
                return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
            })""",
        paint,
    )
    parts = np.array(colours) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    low, high = sorted(linear @ [0.2126, 0.7152, 0.0722])
    return float((high + 0.05) / (low + 0.05))
