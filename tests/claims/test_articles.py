"""Every idea that an article offers leads to a section that exists, or says that none does."""

import re
from collections import Counter

import pytest

from lstm_ref.claims import ARTICLES, show_article_counts, show_articles
from lstm_ref.claims.articles import GROUPS, idea_of
from lstm_ref.claims.places import section

ROW = {"name": "a", "group": "nets", "offered": "An idea"}
HERE = [idea for idea in ARTICLES if idea.page]
NOT_HERE = [idea for idea in ARTICLES if not idea.page]


@pytest.mark.parametrize("idea", HERE, ids=lambda idea: idea.name)
def test_the_section_stands_on_the_page_that_is_named(idea, labels):
    assert labels[idea.label].page.stem == idea.page


@pytest.mark.parametrize("idea", ARTICLES, ids=lambda idea: idea.name)
def test_an_entry_reads_as_a_term_and_sentences(idea):
    assert not idea.offered.endswith(".") and idea.here.endswith(".")
    assert not re.search(r"[“”„]", idea.offered + idea.here), "in our own words, not quoted"


@pytest.mark.parametrize("idea", NOT_HERE, ids=lambda idea: idea.name)
def test_nothing_is_promised(idea):
    assert not re.search(r"\b(will|later|soon|coming|next part|planned)\b", idea.here)


def test_no_two_entries_are_alike_and_groups_stand_together():
    for field in ("name", "offered"):
        assert not [text for text, n in Counter(getattr(i, field) for i in ARTICLES).items() if n > 1]
    order = [idea.group for idea in ARTICLES]
    assert order == sorted(order, key=GROUPS.index) and set(order) == set(GROUPS)


def test_every_idea_is_shown_once_with_its_link_or_without(said):
    for group in GROUPS:
        show_articles(group)
    text = "\n\n".join(said)
    assert text.count("\n: ") == len(ARTICLES)
    assert text.count(", {ref}`sec-") == len(HERE) and text.count("**Not in the course.**") == len(NOT_HERE)


def test_the_counts_are_those_of_the_list(said):
    show_article_counts()
    assert [int(n) for n in re.findall(r"\d+", said[0])] == [len(ARTICLES), len(HERE), len(NOT_HERE)]


@pytest.mark.parametrize(
    "faulty",
    [
        {**ROW, "group": "weather", "page": "01-x", "label": "sec-x"},
        {**ROW, "page": "01-x"},
        {**ROW, "label": "sec-x", "here": "H."},
        ROW,  # neither a section nor a word on it
    ],
)
def test_a_faulty_entry_is_refused(faulty):
    with pytest.raises(ValueError, match="^a: "):
        idea_of(faulty)


def test_a_group_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="nets, diagram"):
        show_articles("weather")


def test_a_place_is_named_by_its_chapter_and_its_section():
    assert section("04-watch-gradients", "sec-cliff") == (
        "{doc}`chapter 4 <04-watch-gradients>`, {ref}`sec-cliff`"
    )
    assert section("afterword", "sec-attend") == "{doc}`the afterword <afterword>`, {ref}`sec-attend`"
    with pytest.raises(ValueError, match="04-watch-gradients"):
        section("appendix-glossary", "sec-cliff")
