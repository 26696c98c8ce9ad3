"""A folder of labelled texts, and stories with questions in a file: data that a reader brings along.

Nothing is downloaded. The folder's form is that in which the large film review set of Maas et al. (2011) is
handed out; the file's form is that of the bAbI tasks (Weston et al., 2016).
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[.,!?;]")


class LabelledTexts(NamedTuple):
    """Each text as words, its label, and the files left out because no word was in them."""

    rows: list[tuple[str, ...]]
    labels: list[int]
    left_out: list[str]


class FileQuestion(NamedTuple):
    """The lines before a question, each as words; the question's words; the answer; its facts' numbers."""

    told: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    answer: str
    facts: tuple[int, ...]


def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words and punctuation marks; an apostrophe stays in its word, HTML's line breaks go."""
    return tuple(WORD.findall(re.sub(r"<br\s*/?>", " ", text.lower().replace("’", "'"))))


def read_folder(
    folder: str | Path, classes: Sequence[str] = ("neg", "pos"), limit: int | None = None
) -> LabelledTexts:
    """Read ``folder/neg/*.txt`` and ``folder/pos/*.txt``, one text a file, in the order of their names.

    Arguments:
        folder: has a folder for each class.
        classes: the names of these folders; a text's label is the place of its folder in them.
        limit: read at most so many files of each class.

    Raises:
        FileNotFoundError: naming the folder of a class that is missing, or that holds no .txt file.
        UnicodeDecodeError: where a file is not UTF-8.
    """
    found = LabelledTexts([], [], [])
    for label, name in enumerate(classes):
        files = sorted((Path(folder) / name).glob("*.txt"))[:limit]
        if not files:
            raise FileNotFoundError(f"expected .txt files in {Path(folder) / name}, found none")
        for file in files:
            if row := words_of(file.read_text(encoding="utf-8")):
                found.rows.append(row)
                found.labels.append(label)
            else:
                found.left_out.append(f"{name}/{file.name}")
    return found


def read_babi(path: str | Path) -> list[FileQuestion]:
    """Read a file of stories: ``1 Mary moved to the garden.`` and ``2 Where is Mary? <tab>garden<tab>1``.

    A line that is numbered 1 begins a new story.

    Raises:
        ValueError: naming the line that has no number.
    """
    questions: list[FileQuestion] = []
    told: list[tuple[str, ...]] = []
    for at, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        number, _, rest = line.strip().partition(" ")
        if not number.isdigit():
            raise ValueError(f"line {at}: expected a number first, got {line[:30]!r}")
        if number == "1":
            told = []
        asks, *answer = rest.split("\t")
        words = tuple(word for word in words_of(asks) if word.isalpha())
        if answer:
            facts = tuple(int(fact) for fact in answer[1].split()) if len(answer) > 1 else ()
            questions.append(FileQuestion(tuple(told), words, answer[0].strip().lower(), facts))
        else:
            told.append(words)
    return questions


def read_fasta(path: str | Path) -> dict[str, str]:
    """Read a FASTA file: a line ``>name …`` and then the letters, over as many lines as there are.

    Returns:
        the letters of each name, in upper case.

    Raises:
        ValueError: when letters stand before the first name, or a name comes twice.
    """
    found: dict[str, list[str]] = {}
    name = ""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            name = line[1:].split()[0] if line[1:].split() else ""
            if not name or name in found:
                raise ValueError(f"expected a new name after >, got {line!r}")
            found[name] = []
        elif line.strip():
            if not name:
                raise ValueError(f"expected a line that begins with >, got {line[:30]!r}")
            found[name].append(line.strip().upper())
    return {name: "".join(parts) for name, parts in found.items()}
