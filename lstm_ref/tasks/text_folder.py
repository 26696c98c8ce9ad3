"""Load a larger text that a reader has: text8 or enwik8, or a folder with a file for each part."""

from pathlib import Path
from typing import NamedTuple

from lstm_ref.tasks.text import alphabet

WHOLE = ("text8", "enwik8")
PARTS = (("train", "training"), ("valid", "validation"), ("test", "held_out"))


class TextParts(NamedTuple):
    """What to learn from, what to choose settings on, what to score on, and the characters of all three."""

    training: str
    validation: str
    held_out: str
    symbols: str


def load_text_folder(folder: Path | str, validation: float = 0.05, held_out: float = 0.05) -> TextParts:
    """Read one of the usual data sets for language models from a folder; nothing is downloaded.

    Two layouts are known. One file ``text8`` or ``enwik8`` (100 million bytes each, from Matt Mahoney's
    pages on text compression) is cut in order: the first part to learn from, then validation, then held
    out; the shares are the usual 90, 5 and 5 percent. Or three files, one each with ``train``, ``valid``
    and ``test`` in its name, as Penn Treebank and WikiText come (``ptb.train.txt``,
    ``wiki.valid.tokens``, …).

    ``enwik8`` is bytes, not characters: each byte becomes the character of its number, so that bits per
    character are bits per byte, as published for it. Other files are read as UTF-8.

    Arguments:
        folder: where the files lie.
        validation, held_out: shares of a single file.

    Raises:
        FileNotFoundError: when neither layout is there, or not whole.
        ValueError: when the shares are not above 0 with something left to learn from, or a part is empty.
    """
    folder = Path(folder)
    if not (validation > 0 and held_out > 0 and validation + held_out < 1):
        raise ValueError(
            f"shares: expected two above 0 and together below 1, got {validation} and {held_out}"
        )
    whole = next((folder / name for name in WHOLE if (folder / name).is_file()), None)
    if whole is not None:
        text = whole.read_bytes().decode("latin-1")
        first, last = round((1 - validation - held_out) * len(text)), round((1 - held_out) * len(text))
        parts = [text[:first], text[first:last], text[last:]]
    else:
        parts = [_of_part(folder, word) for word, _ in PARTS]
    for (_, name), part in zip(PARTS, parts, strict=True):
        if not part:
            raise ValueError(f"{name}: expected some text, got none")
    training, valid, test = parts
    return TextParts(training, valid, test, alphabet("".join(parts)))


def _of_part(folder: Path, word: str) -> str:
    files = sorted(path for path in folder.glob("*") if path.is_file() and word in path.name)
    if len(files) != 1:
        found = ", ".join(path.name for path in files) or "none"
        names = f"{' or '.join(WHOLE)}, or one file each with train, valid and test in its name"
        raise FileNotFoundError(f"{folder}: expected {names}; with {word}: {found}")
    return files[0].read_text(encoding="utf-8")
