"""The theme's icons without their weight: the few glyphs that the site shows, inside its stylesheet.

The theme draws its icons twice over: with a script of 1.5 MB that holds all of Font Awesome, and, where
that script does not run, with three font files of 150 kB each and 2,000 rules of CSS. Its own rules are
enough. The glyphs that some page or stylesheet asks for are cut out of the fonts and put into the
stylesheet itself, so an icon costs no request, and is there when the site is opened from a folder.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from fontTools import subset

# A glyph is named by its class in a page or script, by an escape in a stylesheet, or stands there itself.
CLASS = re.compile(r"\bfa-([a-z0-9-]+)")
ESCAPE = re.compile(r"\\([ef][0-9a-f]{3})\b")
PRIVATE = re.compile("[\ue000-\uf8ff]")

ICON_RULE = re.compile(
    r'(?P<names>\.fa-[a-z0-9-]+:before(?:,\.fa-[a-z0-9-]+:before)*)\{content:"(?P<char>[^"]*)"\}'
)
FACE = re.compile(r"@font-face\{[^}]*url\(\.\./vendor/fontawesome/webfonts/(?P<font>[\w-]+)\.woff2\)[^}]*\}")
SOURCE = re.compile(r"src:url\([^;}]*")


def character(text: str) -> str:
    """What a CSS string stands for: ``\\f002`` is one character, anything else is itself."""
    escape = re.fullmatch(r"\\([0-9a-f]{2,5})", text)
    return chr(int(escape[1], 16)) if escape else text.removeprefix("\\")


def icon_rules(theme: str) -> dict[str, str]:
    """{name of an icon: its character} of the theme's stylesheet."""
    return {
        name: character(rule["char"])
        for rule in ICON_RULE.finditer(theme)
        for name in re.findall(r"\.fa-([a-z0-9-]+)", rule["names"])
    }


def named(texts: list[str]) -> set[str]:
    """The names after ``fa-`` in pages and scripts."""
    return {name for text in texts for name in CLASS.findall(text)}


def in_styles(texts: list[str]) -> set[str]:
    """The icon characters that stylesheets show by themselves, not through a name."""
    rest = [ICON_RULE.sub("", text) for text in texts]
    escaped = {chr(int(code, 16)) for text in rest for code in ESCAPE.findall(text)}
    return escaped | {char for text in rest for char in PRIVATE.findall(text)}


def cut(font: Path, characters: set[str]) -> bytes | None:
    """`font` with these characters only, as a web font; None where it has none of them.

    Its names stay: they carry the copyright and the licence. Raises OSError where there is no such file.
    """
    options = subset.Options(flavor="woff", name_IDs=["*"], layout_features=[], notdef_outline=True)
    whole = subset.load_font(str(font), options)
    wanted = set(map(ord, characters)) & set(whole.getBestCmap())
    if not wanted:
        return None
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(whole)
    target = io.BytesIO()
    subset.save_font(whole, target, options)
    return target.getvalue()


def lean_stylesheet(theme: str, fonts: Path, names: set[str], characters: set[str]) -> str:
    """The theme's stylesheet with the icons called `names`, these `characters`, and no other icon."""
    known = icon_rules(theme)
    wanted = characters | {known[name] for name in names & set(known)}

    def rule(match: re.Match[str]) -> str:
        return match[0] if character(match["char"]) in wanted else ""

    def face(match: re.Match[str]) -> str:
        glyphs = cut(fonts / f"{match['font']}.ttf", wanted)
        if glyphs is None:
            return ""
        data = base64.b64encode(glyphs).decode()
        return SOURCE.sub(f'src:url(data:font/woff;base64,{data}) format("woff")', match[0])

    return FACE.sub(face, ICON_RULE.sub(rule, theme))
