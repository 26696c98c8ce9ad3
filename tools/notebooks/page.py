"""A page being rewritten, and what its roles become in plain Markdown."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from notebooks.citations import author_and_year
from notebooks.errors import SourceError
from notebooks.labels import Index, Label, runs_code
from notebooks.tex import macros_of, written_out

# Read from left to right, so that maths and code are passed over and only real roles are rewritten.
INLINE = re.compile(
    r"\$\$.+?\$\$"
    r"|(?<![\\$])\$(?:[^$\n]|\n(?!\s*\n))+\$"
    r"|\{(?P<role>[a-zA-Z][\w:.-]*)\}(?P<tick>`+)(?P<text>.+?)(?P=tick)"
    r"|(?P<ticks>`+).+?(?P=ticks)(?!`)",
    re.S,
)
EXPLICIT = re.compile(r"^(?P<title>.+?)\s*<(?P<target>[^<>]+)>$", re.S)
CHAPTER_LINK = re.compile(r"(\]\()(?P<path>[^()\s#:]+\.md)(?=[)#])")


@dataclass(frozen=True)
class Page:
    """One source on its way to a notebook: `folder` is where that notebook will lie."""

    root: Path
    source: Path
    folder: Path
    index: Index
    anchors: bool = True  # solutions leave labels out: the exercise, which the book shows too, has them

    def error(self, line: int, message: str) -> SourceError:
        return SourceError(self.source, line, message)

    def tex(self, text: str) -> str:
        """Maths as plain Jupyter understands it."""
        return written_out(text, macros_of(self.root))

    def label(self, name: str, line: int) -> Label:
        if name not in self.index.labels:
            raise self.error(line, f"no label {name!r} in the book")
        return self.index.labels[name]

    def notebook(self, source: Path) -> Path:
        """What a reader in Jupyter opens for a source: its notebook where it has one."""
        if source.parent == self.root / "solutions":
            return self.root / "exercises" / f"{source.stem}.ipynb"
        return source.with_suffix(".ipynb") if runs_code(source) else source

    def link(self, label: Label) -> str:
        """The address of a label, as seen from this page's notebook."""
        if label.page == self.source and self.anchors:
            return f"#{label.name}"
        return f"{os.path.relpath(self.notebook(label.page), self.folder)}#{label.name}".replace(os.sep, "/")

    def inline(self, text: str, line: int) -> str:
        """Rewrite every role of a piece of Markdown that starts at `line`."""

        def plain(found: re.Match[str]) -> str:
            if not found["role"]:
                return self.tex(found[0]) if found[0].startswith("$") else found[0]
            begins = not text[: found.start()].strip() or text[: found.start()].rstrip().endswith(
                (".", "?", "!")
            )
            at = line + text[: found.start()].count("\n")
            return self.role(found["role"], " ".join(found["text"].split()), at, begins)

        return CHAPTER_LINK.sub(self._chapter_link, INLINE.sub(plain, text))

    def role(self, name: str, text: str, line: int, begins_sentence: bool) -> str:
        """One role as plain Markdown."""
        explicit = EXPLICIT.match(text)
        title, target = (explicit["title"], explicit["target"]) if explicit else ("", text)
        if name in ("cite", "cite:p", "cite:t"):
            return self._citation(name, text, line)
        if name == "term":
            return title or target
        if name == "doc":
            return self._document(title, target, line)
        if name not in ("eq", "numref", "ref"):
            raise self.error(line, f"role {{{name}}} is not one of eq, numref, ref, doc, cite, term")
        label = self.label(target, line)
        wanted = {"eq": "equation", "numref": "figure"}.get(name, label.kind)
        if label.kind != wanted:
            raise self.error(line, f"{{{name}}} wants a label of kind {wanted}, not {target!r}, {label.kind}")
        if name == "eq":
            return f"[({label.number})]({self.link(label)})"
        if name == "ref":
            if not title and not label.title:
                raise self.error(line, f"label {target!r} stands above no heading: give the link a text")
            return f"[{title or label.title}]({self.link(label)})"
        the = "The" if begins_sentence else "the"
        if label.page != self.source:
            return f"[{the} figure in *{self.index.titles[label.page]}*]({self.link(label)})"
        return f"[{the} figure {'above' if label.line < line else 'below'}]({self.link(label)})"

    def _citation(self, role: str, keys: str, line: int) -> str:
        try:
            found = [
                author_and_year(self.root / "book/references.bib", key.strip()) for key in keys.split(",")
            ]
        except KeyError as error:
            raise self.error(line, f"no entry {error} in book/references.bib") from None
        if role == "cite:t":
            return ", ".join(f"{authors} ({year})" for authors, year in found)
        return "(" + "; ".join(f"{authors}, {year}" for authors, year in found) + ")"

    def _document(self, title: str, target: str, line: int) -> str:
        base = self.root if target.startswith("/") else self.source.parent
        path = Path(os.path.normpath(base / target.lstrip("/")))
        if path.parent == self.root / "exercises":
            path = self.root / "solutions" / path.name  # an exercise is written from the solution's text
        source = path.with_name(f"{path.name.removesuffix('.md')}.md")
        if source not in self.index.titles:
            raise self.error(line, f"no page {target!r} in the book")
        address = os.path.relpath(self.notebook(source), self.folder).replace(os.sep, "/")
        return f"[{title or self.index.titles[source]}]({address})"

    def _chapter_link(self, found: re.Match[str]) -> str:
        source = Path(os.path.normpath(self.source.parent / found["path"]))
        if source not in self.index.titles:
            return found[0]
        return found[1] + os.path.relpath(self.notebook(source), self.folder).replace(os.sep, "/")
