"""Links that leave the site are found, tried on request and reported; none of them fails anything."""

import pytest

from local_site import served
from outside_links import UNREACHED, outside_links, report, trial

DEAD = "http://127.0.0.1:9/gone"  # the port of a service that discards: nothing listens


@pytest.fixture
def address(tmp_path):
    (tmp_path / "here.html").write_text("here")
    with served(tmp_path) as url:
        yield url


def test_links_of_the_text_are_found_once_with_their_pages(tmp_path):
    (tmp_path / "a.html").write_text(
        "<nav><a href='https://theme.example/'>theme</a></nav><article>"
        "<a href='https://one.example/x#part'>1</a><a href='b.html'>inside</a>"
        "<a href='mailto:a@b'>mail</a></article>"
    )
    (tmp_path / "b.html").write_text("<article><a href='https://one.example/x'>1</a></article>")
    found = outside_links([tmp_path / "a.html", tmp_path / "b.html"])
    assert found == {"https://one.example/x": ["a.html", "b.html"]}


def test_a_trial_tells_what_answers_from_what_does_not(address):
    assert trial(f"{address}/here.html") is None
    assert trial(f"{address}/gone.html") == "404"
    assert trial(DEAD, seconds=2).startswith(UNREACHED)


def test_a_report_counts_what_answers_and_names_the_rest(address):
    links = {
        f"{address}/here.html": ["a.html"],
        f"{address}/gone.html": ["a.html", "b.html"],
        DEAD: ["b.html"],
    }
    first, *rest = report(links)
    assert first == "1 of 3 outside links answer."
    assert any(line.startswith("404: ") and "(on a.html, b.html)" in line for line in rest)
    assert any(UNREACHED in line and DEAD in line for line in rest)


def test_without_a_network_one_sentence_says_so():
    assert report({DEAD: ["a.html"], f"{DEAD}/too": ["b.html"]}) == [
        "None of the 2 outside links could be tried: nothing outside answers from here."
    ]


@pytest.mark.parametrize("link", ["http://one two.example/ x", "http://[::1", "https://"])
def test_what_is_no_address_is_reported_too(link):
    assert trial(link, seconds=2).startswith(UNREACHED)
