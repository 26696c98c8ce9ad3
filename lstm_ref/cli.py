"""The command `lstm-ref`: start an exercise, check it."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point; says in one sentence what is missing where the exercises' libraries are not installed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="replace"
            )  # a console without ✓ shows a question mark instead of failing
    try:
        from lstm_ref.learner.commands import cli
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("lstm_ref"):
            raise
        advice = f"{sys.executable} -m pip install -e '.[exercises]'"
        sys.exit(
            f"lstm-ref needs {missing.name}, which this Python does not have; in the repository run: {advice}"
        )
    from lstm_ref.verify.typed import program

    cli(prog_name=program())


if __name__ == "__main__":
    main()
