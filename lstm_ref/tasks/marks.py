"""What a person might look for in source code: for each character, is it in a string, in brackets, far right?

The marks come from a scanner of a few lines and not from any model: it walks through the text once and knows
strings, comments and brackets as Python writes them (an f-string counts as a string to its end).
"""

import numpy as np
from numpy.typing import NDArray

from lstm_ref.numpy.arrays import Tokens

Held = dict[str, NDArray[np.bool_]]
MARKS = ("in a long string", "in a short string", "in a comment", "in brackets", "right of column 40",
         "in a deep line")  # fmt: skip
OPENING, CLOSING = "([{", ")]}"
FAR, DEEP = 40, 8  # columns


def columns(text: str) -> Tokens:
    """How many characters of its line stand before each character: (N,)."""
    places = np.arange(len(text))
    breaks = np.array([symbol == "\n" for symbol in text], dtype=bool)
    first = np.maximum.accumulate(np.where(np.roll(breaks, 1) | (places == 0), places, 0))
    return places - first


def marks(text: str) -> Held:
    """For each mark of `MARKS`, at which characters of a Python source it holds: (N,).

    A mark counts after its character was read: the opening quote is inside its string, the closing one is
    not. A long string is one in three quotes. Brackets count outside strings and comments only. Right of
    column 40 is a character with 40 or more before it in its line; a deep line is one whose code begins after
    8 or more blanks, and the mark holds from that first character to the line's last.
    """
    states = bytearray(len(text))  # a byte for each character, whose bits are the scanner's answers
    quote, comment, depth, blanks, deep, skip = "", False, 0, 0, False, 0
    for at, symbol in enumerate(text):
        if skip:
            skip -= 1
        elif quote:
            if symbol == "\\":
                skip = 1
            elif text.startswith(quote, at):
                skip, quote = len(quote) - 1, ""
            elif symbol == "\n" and len(quote) == 1:
                quote = ""
        elif symbol == "\n":
            comment = False
        elif not comment:
            if symbol in "\"'":
                quote = 3 * symbol if text.startswith(3 * symbol, at) else symbol
                skip = len(quote) - 1
            comment = symbol == "#"
            depth = max(0, depth + (symbol in OPENING) - (symbol in CLOSING))
        if symbol == "\n":
            blanks, deep = 0, False
        elif symbol == " " and blanks >= 0:
            blanks += 1
        elif blanks >= 0:
            blanks, deep = -1, blanks >= DEEP  # the line's code has begun
        states[at] = len(quote) | comment << 2 | (depth > 0) << 3 | deep << 4
    found = np.frombuffer(states, dtype=np.uint8)
    quotes, comments = found & 3, found & 4 > 0
    brackets = (found & 8 > 0) & (quotes == 0) & ~comments
    held = (quotes == 3, quotes == 1, comments, brackets, columns(text) >= FAR, found & 16 > 0)
    return dict(zip(MARKS, held, strict=True))
