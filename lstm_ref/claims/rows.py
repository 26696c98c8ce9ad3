"""The claims ledger as data: claims.toml, read and checked row by row."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("claims.toml")
THEMES = ("sequences", "text", "gradients", "history", "cell", "memory", "practice")
VERDICTS = ("true", "true if", "false")
HOW = {  # how much of a source was read, as the page says it
    "read": "",
    "secondary": "from a secondary source",
    "memory": "from memory, unverified",
}


class ByCell(NamedTuple):
    """A cell of the course decides: where it stands, one of its lines, and what is asserted about it."""

    page: str
    label: str
    line: str
    asserted: str = ""


class BySource(NamedTuple):
    """A paper or a manual decides: its key in the references, the place in it, and how it was read."""

    key: str
    where: str
    how: str


class Unverified(NamedTuple):
    """Nothing here decides: where one could look, and where what is said about it comes from."""

    look: str
    how: str = ""


Evidence = ByCell | BySource | Unverified
KINDS: dict[str, type[Any]] = {"cell": ByCell, "source": BySource, "unverified": Unverified}


class Claim(NamedTuple):
    """A claim, what is true of it, and one kind of evidence. Without evidence there is no verdict."""

    name: str
    theme: str
    claim: str
    truth: str
    verdict: str
    evidence: Evidence


def claim_of(row: dict[str, Any]) -> Claim:
    """One row of the file.

    Raises:
        ValueError: when the row has not exactly one kind of evidence, or a theme, a verdict or a way of
            reading that does not exist.
    """
    name = row.get("name", "a claim without a name")
    kinds = [kind for kind in KINDS if kind in row]
    if len(kinds) != 1:
        raise ValueError(f"{name}: expected one kind of evidence, found {kinds}")
    fields = dict(row[kinds[0]])
    verdict = fields.pop("verdict", "")
    evidence = KINDS[kinds[0]](**fields)
    if row["theme"] not in THEMES:
        raise ValueError(f"{name}: no theme is called {row['theme']!r}")
    if verdict not in (("",) if kinds[0] == "unverified" else VERDICTS):
        raise ValueError(f"{name}: the verdict {verdict!r} does not fit evidence by {kinds[0]}")
    if getattr(evidence, "how", "") not in ("", *HOW) or (kinds[0] == "source" and evidence.how == "memory"):
        raise ValueError(f"{name}: a source is 'read' or 'secondary'; from memory, a claim is not verified")
    return Claim(name, row["theme"], row["claim"], row["truth"], verdict, evidence)


def read_claims(text: str) -> list[Claim]:
    """All rows of such a file, in its order."""
    return [claim_of(row) for row in tomllib.loads(text)["claim"]]


CLAIMS = read_claims(FILE.read_text("utf-8"))
