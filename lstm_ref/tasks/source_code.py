"""The source of Python's own library: real text, on every reader's disk, cut by module into three parts.

The recipe. `TRAINING`, `VALIDATION` and `HELD_OUT` name modules that Python 3.11, 3.12 and 3.13 all have,
each one file ``<name>.py`` in the folder that ``sysconfig.get_path("stdlib")`` names. The files of a part
are read in the order of the list, tabs become four spaces, and a character outside the 95 printable ones of
ASCII and the line break becomes a question mark. No file is in two parts, so a held-out line may look like
one that was learned from, but it comes from another module. The text itself changes a little with the
version of Python.

Licence: the Python Software Foundation Licence, version 2. Nothing of it is copied into this package.
"""

import sysconfig
from functools import cache
from pathlib import Path

import numpy as np

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.tasks.text import encode, windows

SYMBOLS = "\n" + "".join(map(chr, range(32, 127)))  # 96 of them; the line break is number 0
TRAINING = (
    "_pydecimal _pyio _strptime abc base64 bdb bisect bz2 calendar cmd code codecs codeop colorsys "
    "compileall configparser contextlib copy csv dataclasses difflib dis doctest enum fileinput fnmatch "
    "fractions ftplib functools genericpath getopt getpass gettext gzip hashlib heapq hmac inspect io "
    "ipaddress linecache locale lzma mailbox mimetypes modulefinder netrc ntpath numbers operator "
    "optparse os pdb pickle pkgutil platform plistlib poplib posixpath pprint profile pstats pydoc "
    "quopri random reprlib sched selectors shelve shutil smtplib socket ssl statistics string "
    "subprocess symtable tarfile tempfile threading timeit tokenize trace types typing uuid warnings "
    "weakref zipapp"
).split()
VALIDATION = "graphlib imaplib pyclbr rlcompleter runpy shlex".split()
HELD_OUT = "argparse cProfile copyreg filecmp glob queue signal socketserver textwrap traceback wave".split()


def folder() -> Path:
    """Where this Python keeps the source of its library."""
    return Path(sysconfig.get_path("stdlib"))


def plain(text: str) -> str:
    """The text in the 96 characters of `SYMBOLS`: tabs as four spaces, what is foreign as a question mark."""
    known = set(SYMBOLS)
    return "".join(c if c in known else "?" for c in text.replace("\r\n", "\n").expandtabs(4))


@cache
def source_of(modules: tuple[str, ...], where: Path | None = None) -> str:
    """The source of some modules, one after the other.

    Arguments:
        modules: names without ``.py``; one that this Python does not have is left out.
        where: the folder that holds them; this Python's own library where None.

    Raises:
        FileNotFoundError: when none of them is there, as in a Python that is shipped without its source.
    """
    where = folder() if where is None else where
    files = [path for name in modules if (path := where / f"{name}.py").is_file()]
    if not files:
        raise FileNotFoundError(f"{where}: expected the files of {', '.join(modules)}, found none")
    return "\n".join(plain(path.read_text(encoding="utf-8", errors="replace")) for path in files)


def parts() -> tuple[str, str, str]:
    """What to learn from, what to choose settings on, and what to score on."""
    training, validation, held_out = (source_of(tuple(names)) for names in (TRAINING, VALIDATION, HELD_OUT))
    return training, validation, held_out


def pieces(text: str, steps: int) -> Tokens:
    """A text as pieces side by side: (steps + 1, B) places in `SYMBOLS`.

    A piece's last symbol is the next one's first, so every symbol but the text's first is predicted once;
    what does not fill a piece at the end is dropped.

    Raises:
        ValueError: when the text is shorter than a piece, or holds a character that `SYMBOLS` has not.
    """
    cut: Tokens = windows(encode(text, SYMBOLS), steps + 1, steps).astype(np.int64)
    return cut
