"""How a section of the book is named in a line: by the number of its chapter and by its title, both links."""


def section(page: str, label: str) -> str:
    """A chapter's file name without its ending, or the afterword's, and a label on that page, as MyST.

    Raises:
        ValueError: when the name is not the afterword's and does not begin with the number of a chapter.
    """
    if page == "afterword":
        return f"{{doc}}`the afterword <{page}>`, {{ref}}`{label}`"
    number, dash, _ = page.partition("-")
    if not (dash and number.isdigit()):
        raise ValueError(f"page: expected a chapter such as 04-watch-gradients, got {page!r}")
    return f"{{doc}}`chapter {int(number)} <{page}>`, {{ref}}`{label}`"
