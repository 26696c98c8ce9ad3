"""The site without weight that no reader sees: icons cut out of their fonts, pictures with their size."""

import base64
import io
import re
from importlib import resources

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

import icon_fonts
import lean_pages

THEME = resources.files("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static"
FONTS = THEME / "vendor" / "fontawesome" / "webfonts"


@pytest.fixture(scope="module")
def theme():
    return (THEME / "styles" / "pydata-sphinx-theme.css").read_text("utf-8")


@pytest.fixture(scope="module")
def lean(theme):
    return icon_fonts.lean_stylesheet(theme, FONTS, {"moon", "xmark", "no-such-icon"}, {"\uf0eb"})


def glyphs(stylesheet):
    """{number of the face: its characters} of the fonts within a stylesheet."""
    data = re.findall(r"url\(data:font/woff;base64,([^)]+)\)", stylesheet)
    return [set(TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap()) for font in data]


def test_the_fonts_hold_what_is_shown_and_nothing_else(lean):
    solid, regular = glyphs(lean)  # the third font, of brands, has none of the three
    assert {0xF186, 0xF0EB} <= solid and 0xF00D in solid
    assert len(solid | regular) < 10


def test_rules_of_other_icons_go_and_all_other_rules_stay(theme, lean):
    assert ".fa-moon:before{" in lean and ".fa-ghost:before{" in theme and ".fa-ghost:before{" not in lean
    assert icon_fonts.ICON_RULE.sub("", theme).count("{") - lean.count("{") < 15
    assert "vendor/fontawesome" not in lean


def test_fonts_keep_the_notice_of_their_makers(lean):
    data = re.search(r"base64,([^)]+)\)", lean)[1]
    names = TTFont(io.BytesIO(base64.b64decode(data)))["name"]
    assert "Font Awesome" in names.getDebugName(0)
    assert "SIL OFL 1.1" in lean  # the theme's own comment


def test_icons_are_found_by_name_escape_and_character(theme):
    assert icon_fonts.named(['<i class="fa-solid fa-sun               fa-lg">']) >= {"sun"}
    assert icon_fonts.in_styles(['a::after{content:"\\f303"}', '--pst-icon-bell:"\uf0f3"']) == {
        "\uf303",
        "\uf0f3",
    }
    assert icon_fonts.icon_rules(theme)["xmark"] == "\uf00d"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "_images").mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / "_images" / "a.png")
    (tmp_path / "book").mkdir()
    return tmp_path / "book"


def test_pictures_get_their_size_and_all_but_the_first_wait(folder):
    picture = '<img alt="A curve." src="../_images/a.png" />'
    first, second = lean_pages.sized(picture * 2, folder).split("/>")[:2]
    assert 'width="30" height="20"' in first and "lazy" not in first
    assert 'width="30" height="20"' in second and 'loading="lazy"' in second
    assert 'alt="A curve."' in first


def test_a_picture_with_a_width_of_its_own_keeps_it(folder):
    assert 'width="10"' in lean_pages.sized('<img src="../_images/a.png" width="10">', folder)
    assert "height" not in lean_pages.sized('<img src="../_images/a.png" width="10">', folder)


def test_icons_are_hidden_from_screen_readers_and_their_script_goes():
    page = (
        "<!-- So that users can add custom icons -->\n"
        '<script src="../_static/scripts/fontawesome.js?digest=1"></script>\n<script src="a.js"></script>'
        '<i class="theme-switch fa-solid fa-sun"></i><i class="other"></i>'
    )
    after = lean_pages.without_icon_script(page)
    assert "fontawesome" not in after and "a.js" in after
    assert '<i aria-hidden="true" class="theme-switch fa-solid fa-sun">' in after
    assert '<i class="other">' in after


def test_a_fold_of_the_contents_has_a_name():
    fold = (
        '<summary><span class="toctree-toggle" role="presentation"><i class="fa-solid fa-chevron-down"></i>'
    )
    assert 'aria-label="Pages below"' in lean_pages.without_icon_script(fold)


@pytest.mark.slow
@pytest.mark.parametrize("formula", [False, True], ids=["without", "with"])
def test_mathjax_comes_with_a_formula_only(tiny_book, formula):
    tiny_book.page("One plus one." + (" $1 + 1$" if formula else ""))
    assert tiny_book.build().returncode == 0
    assert ("mathjax/tex" in tiny_book.html()) == formula
    site = tiny_book.root / "_build" / "html"
    assert not list(site.rglob("*ontawesome*"))
    assert 'rel="icon"' in (site / "index.html").read_text("utf-8")
