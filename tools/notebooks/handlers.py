"""What each directive becomes in plain Markdown: the fixed list of those that pages may use."""

from collections.abc import Callable
from dataclasses import dataclass

from notebooks.include import included_source
from notebooks.page import Page


@dataclass(frozen=True)
class Directive:
    """One directive: where it stands, what it was given, and its body."""

    name: str
    argument: str
    options: dict[str, str]
    body: list[str]
    line: int
    inside: Callable[[], list[str]]  # the body, itself rewritten


def _admonition(page: Page, directive: Directive) -> list[str]:
    title = directive.argument if directive.name == "admonition" else directive.name.capitalize()
    if not title:
        raise page.error(directive.line, "{admonition} needs a title")
    text = directive.inside()
    if directive.name != "admonition" and directive.argument:
        text = [page.inline(directive.argument, directive.line), *(text if any(text) else [])]
    title = page.inline(title, directive.line)
    if "dropdown" in directive.options.get("class", ""):
        return ["<details>", f"<summary>{title}</summary>", "", *text, "", "</details>"]
    return [f"> {line}".rstrip() for line in [f"**{title}**", "", *text]]


def _math(page: Page, directive: Directive) -> list[str]:
    body = [directive.argument, *directive.body] if directive.argument else directive.body
    return equation(page, body, directive.options.get("label", ""), directive.line)


def equation(page: Page, body: list[str], label: str, line: int) -> list[str]:
    """A displayed equation, numbered if it has a label."""
    # As Sphinx does it: lines broken by \\ are aligned, and a label numbers the whole.
    body = [page.tex(text) for text in body if text.strip()]
    if any(r"\\" in text for text in body) and not body[0].strip().startswith(r"\begin{"):
        body = [r"\begin{aligned}", *body, r"\end{aligned}"]
    if not label:
        return ["$$", *body, "$$"]
    anchor = [f'<a id="{label}"></a>', ""] if page.anchors else []
    return [*anchor, "$$", *body, rf"\tag{{{page.label(label, line).number}}}", "$$"]


def _tab_set(page: Page, directive: Directive) -> list[str]:
    return directive.inside()


def _tab_item(page: Page, directive: Directive) -> list[str]:
    return [f"**{directive.argument}**", "", *directive.inside()]


def _figure(page: Page, directive: Directive) -> list[str]:
    if not directive.options.get("alt"):
        raise page.error(directive.line, "a figure needs :alt: for those who cannot see it")
    caption = page.inline(" ".join(" ".join(directive.body).split()), directive.line)
    anchor = [f'<a id="{name}"></a>', ""] if (name := directive.options.get("name")) and page.anchors else []
    image = f"![{directive.options['alt']}]({directive.argument})"
    return [*anchor, image, *(["", f"**Figure.** {caption}"] if caption else [])]


def _literalinclude(page: Page, directive: Directive) -> list[str]:
    try:
        code = included_source(page.root, page.source, directive.argument, directive.options)
    except (ValueError, OSError) as error:
        raise page.error(directive.line, str(error)) from error
    return [f"```{directive.options.get('language', 'python')}", *code.rstrip("\n").split("\n"), "```"]


Handler = Callable[[Page, Directive], list[str]]
_BOX = {"class", "name"}
HANDLERS: dict[str, tuple[Handler, set[str]]] = {
    **{name: (_admonition, _BOX) for name in ("note", "tip", "warning", "important", "admonition")},
    "math": (_math, {"label", "nowrap", "class"}),
    "tab-set": (_tab_set, {"sync-group", "class"}),
    "tab-item": (_tab_item, {"sync", "selected", "class", "name"}),
    "figure": (_figure, {"name", "alt", "width", "height", "align", "class", "figclass"}),
    "literalinclude": (
        _literalinclude,
        {"pyobject", "start-at", "end-at", "start-after", "end-before", "dedent", "language"},
    ),
}
