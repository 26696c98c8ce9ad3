"""Every claim has one kind of evidence, and the evidence is there."""

import ast
import re
from collections import Counter

import pytest

from lstm_ref.claims import CLAIMS, show_claims, show_counts
from lstm_ref.claims.rows import THEMES, ByCell, BySource, Unverified, claim_of, read_claims
from lstm_ref.claims.show import counts_table, definition, kind_of

BY_CELL = [claim for claim in CLAIMS if isinstance(claim.evidence, ByCell)]
BY_SOURCE = [claim for claim in CLAIMS if isinstance(claim.evidence, BySource)]
NOT_VERIFIED = [claim for claim in CLAIMS if isinstance(claim.evidence, Unverified)]

ROW = {"name": "a", "theme": "cell", "claim": "C.", "truth": "T."}
SOURCE = {"verdict": "true", "key": "gers2000", "where": "abstract", "how": "read"}
CELL = {"verdict": "true", "page": "01-x", "label": "sec-x", "line": "x = 1"}


def by_name(claims):
    return pytest.mark.parametrize("claim", claims, ids=lambda claim: claim.name)


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def statements(cells):
    """The asserts of some cells as text, on one line each."""
    return [
        ast.unparse(node) for cell in cells for node in ast.walk(tree(cell)) if isinstance(node, ast.Assert)
    ]


def tree(cell):
    return ast.parse("\n".join(line for line in cell.splitlines() if not line.startswith((":", "%"))))


@by_name(BY_CELL)
def test_the_section_exists_on_that_page_and_one_of_its_cells_has_the_line(claim, sections):
    evidence = claim.evidence
    section = sections[evidence.label]
    assert section.page == evidence.page
    assert any(evidence.line in line for cell in section.cells for line in cell.splitlines())


@by_name([claim for claim in BY_CELL if claim.evidence.asserted])
def test_the_page_asserts_what_the_row_says_it_does(claim, code):
    wanted = ast.unparse(ast.parse(claim.evidence.asserted))
    assert any(wanted in statement for statement in statements(code[claim.evidence.page]))


def test_most_cells_are_backed_by_an_assertion():
    assert sum(bool(claim.evidence.asserted) for claim in BY_CELL) > len(BY_CELL) / 2


@by_name(BY_SOURCE)
def test_a_source_is_in_the_references_and_the_place_in_it_is_named(claim, keys):
    assert claim.evidence.key in keys and claim.evidence.where
    assert claim.evidence.how in ("read", "secondary")


@by_name(NOT_VERIFIED)
def test_what_is_not_verified_has_no_verdict_and_names_only_sources_that_exist(claim, keys):
    assert claim.verdict == "" and claim.evidence.look.endswith(".")
    assert set(re.findall(r"\{cite:t\}`(\w+)`", claim.evidence.look)) <= keys


@by_name(CLAIMS)
def test_a_definition_shows_the_verdict_the_evidence_and_how_far_a_source_was_read(claim):
    text, how = definition(claim), getattr(claim.evidence, "how", "")
    assert text.startswith(f"{claim.claim}\n: **")
    verdict = {"true": "**True.**", "true if": "**True if**", "false": "**False.**", "": "**Not verified.**"}
    assert verdict[claim.verdict] in text
    assert ("from a secondary source" in text.lower()) == (how == "secondary")
    assert ("from memory, unverified" in text.lower()) == (how == "memory")


@by_name(CLAIMS)
def test_a_row_reads_as_sentences(claim):
    assert claim.claim[0].isupper() and claim.claim.endswith(".") and claim.truth.rstrip(")").endswith(".")
    goes_on = claim.verdict == "true if"
    assert claim.truth[0].islower() == goes_on, "after 'true if' the condition goes on, in small letters"
    assert not re.search(r"[“”„]", claim.claim + claim.truth), "in our own words, not quoted"


def test_names_and_claims_are_unique_and_themes_stand_together():
    assert not [name for name, n in Counter(claim.name for claim in CLAIMS).items() if n > 1]
    assert not [text for text, n in Counter(claim.claim for claim in CLAIMS).items() if n > 1]
    order = [claim.theme for claim in CLAIMS]
    assert order == sorted(order, key=THEMES.index) and set(order) == set(THEMES)


def test_no_two_rows_say_nearly_the_same():
    alike = []
    for k, one in enumerate(CLAIMS):
        for two in CLAIMS[:k]:
            a, b = words(one.claim), words(two.claim)
            if len(a & b) / len(a | b) > 0.7:
                alike.append((one.name, two.name))
    # h is bounded and c is not: the same sentence about two things, with opposite verdicts
    assert alike == [("no-exploding", "no-vanishing"), ("h-is-bounded", "c-is-bounded")]


def test_no_two_rows_rest_on_the_same_line_for_the_same_verdict():
    found = Counter((c.evidence.page, c.evidence.line, c.verdict) for c in BY_CELL)
    assert not [key for key, n in found.items() if n > 1]


def test_there_are_as_many_rows_as_were_asked_for_and_most_are_decided_by_a_cell():
    assert len(CLAIMS) >= 60 and len(BY_CELL) > len(CLAIMS) / 2 and len(NOT_VERIFIED) < 10


def test_the_counts_are_those_of_the_rows(said):
    show_counts()
    table, sentence = said
    numbers = [int(n) for n in re.findall(r"\b\d+\b", table)]
    assert sum(numbers) == len(CLAIMS)
    kinds = Counter(map(kind_of, CLAIMS))
    for kind, words_of_it in (("by a cell", "decided by a cell"), ("by a source", "decided by a source")):
        assert f"{kinds[kind]} are {words_of_it}" in sentence
    assert f"{kinds['not verified']} are not verified" in sentence
    assert sentence.startswith(f"{len(CLAIMS)} claims")


def test_the_table_counts_verdicts_within_kinds():
    rows = [claim_of({**ROW, "source": SOURCE}), claim_of({**ROW, "unverified": {"look": "L."}})]
    assert counts_table(rows).splitlines()[2:] == [
        "| by a cell | – | – | – | – |",
        "| by a source | 1 | – | – | – |",
        "| not verified | – | – | – | 1 |",
    ]


def test_each_row_is_shown_once_under_its_theme(said):
    for theme in THEMES:
        show_claims(theme)
    assert "\n\n".join(said) == "\n\n".join(map(definition, CLAIMS))


def test_a_theme_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="sequences, text"):
        show_claims("weather")


@pytest.mark.parametrize(
    "faulty",
    [
        ROW,  # no evidence
        {**ROW, "source": SOURCE, "cell": CELL},  # two kinds
        {**ROW, "theme": "weather", "source": SOURCE},
        {**ROW, "source": {**SOURCE, "verdict": "maybe"}},
        {**ROW, "source": {**SOURCE, "how": "memory"}},  # from memory is not verified
        {**ROW, "source": {**SOURCE, "how": "hearsay"}},
        {**ROW, "unverified": {"look": "L.", "verdict": "true"}},
    ],
)
def test_a_faulty_row_is_refused(faulty):
    with pytest.raises(ValueError, match="^a: "):
        claim_of(faulty)


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(TypeError):
        read_claims('[[claim]]\nname="a"\ntheme="cell"\nclaim="C."\ntruth="T."\n[claim.unverified]\nlok="L."')
