"""Words and numbers for sentences that a cell prints: chosen by the number, never typed."""

import math

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def sized(value: float) -> str:
    """A number as a sentence shows it: ``0.64``, ``37``, and outside 0.001 to 100,000 as ``7 × 10⁻¹¹``."""
    if not math.isfinite(value) or value == 0:
        return f"{value:g}"
    if 0.001 <= abs(value) < 100_000:
        return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"
    digits, power = f"{value:.0e}".split("e")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}"


def changes(before: float, after: float, tolerance: float = 1.5) -> str:
    """What a positive number does: "shrinks", "grows", or "hardly changes" within the factor `tolerance`.

    Raises:
        ValueError: when one of them is not above zero.
    """
    if not (before > 0 and after > 0):
        raise ValueError(f"expected two numbers above 0, got {before} and {after}")
    if after * tolerance < before:
        return "shrinks"
    return "grows" if after > before * tolerance else "hardly changes"


def every(count: int, whole: int) -> str:
    """A count in words: "none of 18", "7 of 18", "all 18"."""
    return f"all {whole}" if count == whole else f"{count or 'none'} of {whole}"
