"""Citations as (Author, Year), from the book's bibliography."""

from functools import lru_cache
from pathlib import Path

from pybtex.database import Entry, parse_file


@lru_cache(maxsize=8)
def _entries(path: Path, _modified: float) -> dict[str, Entry]:
    return {entry.key: entry for entry in parse_file(str(path), "bibtex").entries.values()}


def author_and_year(bibliography: Path, key: str) -> tuple[str, str]:
    """The authors as a text names them, and the year; KeyError where the key is not in the file."""
    entries = _entries(bibliography, bibliography.stat().st_mtime) if bibliography.exists() else {}
    if key not in entries:
        raise KeyError(key)
    entry = entries[key]
    names = [" ".join(person.prelast_names + person.last_names) for person in entry.persons.get("author", [])]
    names = names or [" ".join(p.prelast_names + p.last_names) for p in entry.persons.get("editor", [])]
    names = names or [entry.fields.get("title", key)]
    authors = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return authors.replace("{", "").replace("}", ""), entry.fields.get("year", "n.d.")
