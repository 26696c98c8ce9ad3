"""Recognise a measured quantity in a sentence: a decimal, a power of ten, a percentage, n times, n of m."""

import re

HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for what was computed, or is free

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
_TENS = "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_MANY = r"(?:a )?(?:dozen|hundred|thousand|million|billion)s?(?: (?:hundred|thousand|million))?"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_ONES}|{_TENS}|{_MANY})(?:-(?:{_ONES}))?)"

# In this order: what one pattern has recognised, the next ones do not see.
QUANTITIES = {
    "power of ten": (
        r"\b\d+(?:\.\d+)?e[+-]?\d+\b"
        r"|(?:\b\d+(?:\.\d+)?\s?×\s?)?\b10(?:\s?(?:\^|\*\*)\s?[-+−{]?\d|[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
        rf"|\b{_NUMBER} orders? of magnitude"
    ),
    "percentage": rf"\b{_NUMBER}\s?(?:%|per ?cent\b)",
    "n times": (
        rf"\b{_NUMBER}(?:[ -]times\b|\s?×|-?fold\b)|×\s?\d+|\b\d+(?:\.\d+)?x\b"
        rf"|\bfactors? of (?:about |nearly |roughly |over )?{_NUMBER}\b"
    ),
    "n of m": rf"\b(?!one of){_NUMBER} (?:of|out of|in every) {_NUMBER}\b",
    "decimal": r"(?<![\w.])\d*\.\d+(?!\.?\d)",
}

# Numbers that name something instead of measuring it.
_NAMES = (
    "[Cc]hapters?|[Ee]xercises?|[Tt]asks?|[Ss]ections?|[Ff]igures?|[Ff]ig\\.|[Tt]ables?|[Ee]quations?|[Vv]ersions?"
    "|[Pp]art|[Aa]ppendix|Python|PyTorch|Torch|NumPy|CUDA"
)
FREE = (
    r"(?<!\\)\$(?:[^$\n]|\n(?!\s*\n))+\$",  # maths
    r"(?s)(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)",  # code, and the text of every role
    r"(?s)<!--.*?-->",
    r"<[a-zA-Z/][^<>]*>",  # an HTML tag with its attributes
    r"\]\([^()\s]*\)",  # where a link leads
    r"https?://\S+",
    r"\[\d+\.\d+[^\]]*(?=\]|$)",  # a link whose text begins with an exercise's number
    r"^#{1,6}\s+\d+\.\d+\b",  # a heading's own number
    rf"\b(?:{_NAMES})\s+v?\d+(?:\.\d+)*(?:(?:,| and| or| to|–|-)\s*\d+(?:\.\d+)*)*",
)


def quantities(prose: str) -> list[tuple[str, str]]:
    """Each quantity in a sentence, as (kind, words); what is free does not count."""
    for free in FREE:
        prose = re.sub(free, HOLE, prose, flags=re.M)
    found = []
    for kind, pattern in QUANTITIES.items():
        found += [(kind, " ".join(match[0].split())) for match in re.finditer(pattern, prose, re.I)]
        prose = re.sub(pattern, HOLE, prose, flags=re.I)
    return found
