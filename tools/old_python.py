"""Say which Python is needed where an older one came, in words that an older one can print."""

import sys

OLDEST = (3, 11)
SUPPORTED = ("3.11", "3.12", "3.13")
OTHER = "python3.12"


def refuse(arguments):
    """End with one sentence where this Python is too old: what is needed, what came, what to type instead.

    Arguments:
        arguments: the words of the command, the script first, as in `sys.argv`.
    """
    if sys.version_info[:2] >= OLDEST:
        return
    typed = " ".join(["tools/dev.py"] + arguments[1:])
    with_make = ", or `make " + arguments[1] + " PYTHON=" + OTHER + "`" if len(arguments) == 2 else ""
    sys.exit(
        "This course needs Python " + ", ".join(SUPPORTED[:-1]) + " or " + SUPPORTED[-1] + "; "
        "this is Python "
        + ".".join(map(str, sys.version_info[:3]))
        + " ("
        + (sys.executable or "python")
        + "): "
        "run it with another, such as `" + OTHER + " " + typed + "`" + with_make + "."
    )
