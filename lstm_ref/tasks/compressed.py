"""A file compressor as a language model: how many bits more does a text cost after another?"""

import lzma

FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


def size(text: str) -> int:
    """Bits of a text as ``xz -9e`` packs it, without the file's header."""
    return 8 * len(lzma.compress(text.encode(), format=lzma.FORMAT_RAW, filters=FILTERS))


def extra_bits(training: str, held_out: str) -> float:
    """Bits per character that `held_out` costs when it is packed behind `training`.

        (size(training + held_out) − size(training)) / characters of held_out

    While it packs, the compressor refers back to all it has packed so far, `held_out` itself included. A
    model whose weights or counts stay as they were after training cannot do that.

    Raises:
        ValueError: when `held_out` is empty.
    """
    if not held_out:
        raise ValueError("held_out: expected at least one character, got none")
    return (size(training + held_out) - size(training)) / len(held_out)
