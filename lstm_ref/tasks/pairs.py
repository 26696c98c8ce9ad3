"""Sentence pairs from a file that you have: one pair a line, the two languages apart by a tab.

This is how the sentences of Tatoeba are handed out for learning with cards (a third column, which names the
authors and the licence, may follow; it is not read). Such files hold many translations of one sentence, and
all kinds of letters: read their licence, and report what you left out.
"""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from lstm_ref.tasks.agreement import Pair, Words

PIECES = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


class Loaded(NamedTuple):
    """The pairs in the order of the file, and how many lines were left out, by reason."""

    pairs: list[Pair]
    left_out: dict[str, int]


def split_words(sentence: str) -> Words:
    """Lower case, one code for each letter (NFC), and every punctuation mark a word of its own."""
    return tuple(PIECES.findall(unicodedata.normalize("NFC", sentence).lower()))


def read_pairs(path: Path | str, longest: int = 20, most: int | None = None) -> Loaded:
    """Read sentence pairs from a UTF-8 file, or from every ``*.tsv`` and ``*.txt`` of a folder.

    Arguments:
        path: a file, or a folder.
        longest: a pair with more words on one side is left out, as "too long".
        most: stop after so many pairs.

    Returns:
        the pairs; of a source sentence that comes again only the first translation is kept ("seen before").

    Raises:
        FileNotFoundError: when there is no such file, or no file in the folder.
        ValueError: naming file and line when a line has no tab or an empty side.
    """
    place = Path(path)
    files = sorted(f for f in place.iterdir() if f.suffix in (".tsv", ".txt")) if place.is_dir() else [place]
    if not files:
        raise FileNotFoundError(f"{place}: expected a file that ends in .tsv or .txt")
    pairs: list[Pair] = []
    left_out = {"too long": 0, "seen before": 0}
    seen: set[Words] = set()
    for file in files:
        for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), start=1):
            if not line.strip():
                continue
            sides = [split_words(side) for side in line.split("\t")[:2]]
            if len(sides) < 2 or not all(sides):
                raise ValueError(
                    f"{file.name}, line {number}: expected two sentences with a tab between them"
                )
            pair = Pair(*sides)
            if max(len(pair.source), len(pair.target)) > longest:
                left_out["too long"] += 1
            elif pair.source in seen:
                left_out["seen before"] += 1
            elif most is None or len(pairs) < most:
                seen.add(pair.source)
                pairs.append(pair)
    return Loaded(pairs, left_out)
