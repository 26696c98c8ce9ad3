"""Every page offers what it can keep: with a public address live links to it, without one no link at all."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from sphinx_external_toc.parsing import parse_toc_yaml

from address import Address, BadAddress, address_of

ROOT = Path(__file__).resolve().parents[2]
URL = "https://github.com/someone/lstm-course"
PUBLISHED = Address("someone", "lstm-course", "v1.2")
CHAPTER = "book/04-watch-gradients"
EXERCISE = "exercises/04-gradients"
PAGES = [CHAPTER, EXERCISE, "solutions/04-gradients", "book/appendix-glossary"]
PLACES = {"colab.research.google.com": "Colab", "mybinder.org": "Binder"}


def configured(folder: Path, **repository: str) -> Path:
    """A folder whose _config.yml gives this address."""
    (folder / "_config.yml").write_text(yaml.safe_dump({"repository": repository}))
    return folder


def has_notebook(page: str) -> bool:
    return bool(re.match(r"(book|exercises|solutions)/\d", page))


def told(link: str) -> tuple[str, str, str, str]:
    """Owner, name, branch and file that a link to Colab or to Binder names."""
    parts = urlsplit(link)
    names = [unquote(part) for part in parts.path.split("/")]
    if parts.netloc == "mybinder.org":
        assert names[:3] == ["", "v2", "gh"]
        return names[3], names[4], names[5], parse_qs(parts.query)["urlpath"][0].removeprefix("lab/tree/")
    assert names[1] == "github" and names[4] == "blob"
    return names[2], names[3], names[5], "/".join(names[6:])


def faults(file: Path, page: str, address: Address | None) -> list[str]:
    """What one built page offers and cannot keep, or keeps back."""
    soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    links = [a["href"] for a in soup.find_all("a", href=True)]
    launches = [link for link in links if urlsplit(link).netloc in PLACES]
    reports = [link for link in links if "/issues/new" in link]
    wrong = [link for link in links if "executablebooks" in link]
    if address is None:
        wrong += launches + reports
        wrong += ["launch buttons"] * bool(soup.select(".dropdown-launch-buttons"))
        wrong += ["no sentence on mistakes"] * (f"and name the page: {page}." not in soup.get_text())
        return wrong
    wanted = {(place, f"{page}.ipynb") for place in PLACES} if has_notebook(page) else set()
    for link in launches:
        owner, name, branch, notebook = told(link)
        if (owner, name, branch) != (address.owner, address.name, address.branch):
            wrong.append(f"{link} is not in {address}")
        if not (ROOT / notebook).is_file():
            wrong.append(f"{link} names no file of the repository")
    if {(urlsplit(link).netloc, told(link)[3]) for link in launches} != wanted:
        wrong.append(f"buttons {launches}, expected {sorted(wanted)}")
    if len(reports) != 1 or not reports[0].startswith(f"{address.url}/issues/new?"):
        wrong.append(f"links to report a mistake: {reports}")
    elif page not in parse_qs(urlsplit(reports[0]).query)["title"][0]:
        wrong.append(f"{reports[0]} does not name {page}")
    return wrong


@pytest.fixture(scope="module")
def small_site(tmp_path_factory):
    """``small_site(address)``: a chapter, its exercise and solution, and an appendix, built unexecuted."""
    made: dict[Address | None, Path] = {}

    def build(address: Address | None) -> Path:
        if address not in made:
            made[address] = build_small(tmp_path_factory.mktemp("site"), address)
        return made[address]

    return build


def build_small(folder: Path, address: Address | None) -> Path:
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    settings["repository"] = {"url": address.url, "branch": address.branch} if address else {"url": ""}
    settings["execute"]["execute_notebooks"] = "off"
    (folder / "_config.yml").write_text(yaml.safe_dump(settings))
    for name in ("tools", "book/_static", "lstm_ref", "exercises/figures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "book/references.bib", folder / "book")
    for page in PAGES:
        (folder / page).parent.mkdir(exist_ok=True)
        for file in ROOT.glob(f"{page}.*"):
            shutil.copy(file, folder / file.relative_to(ROOT))
    chapters = [{"file": page} for page in PAGES[1:]]
    toc = {"format": "jb-book", "root": PAGES[0], "chapters": chapters}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc))
    lite = folder / "_build" / "lite"  # what `make lite` leaves, in small
    for name in ("lab/index.html", f"files/{EXERCISE}.ipynb"):
        (lite / name).parent.mkdir(parents=True)
        (lite / name).write_text("made by make lite")
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", "-q", "."]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return folder / "_build" / "html"


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("address", [None, PUBLISHED], ids=["unpublished", "published"])
def test_a_page_offers_exactly_what_it_can_keep(small_site, page, address):
    assert faults(small_site(address) / f"{page}.html", page, address) == []


@pytest.mark.slow
@pytest.mark.parametrize("address", [None, PUBLISHED], ids=["unpublished", "published"])
def test_pages_that_nobody_wrote_ask_for_no_report(small_site, address):
    for name in ("genindex.html", "search.html"):
        html = (small_site(address) / name).read_text("utf-8")
        assert "mistake" not in html and "/issues/new" not in html, name


@pytest.mark.slow
def test_the_pictures_of_the_buttons_are_in_the_site(small_site):
    page = small_site(PUBLISHED) / f"{CHAPTER}.html"
    pictures = BeautifulSoup(page.read_text("utf-8"), "html.parser").select(".dropdown-launch-buttons img")
    assert len(pictures) == len(PLACES)  # a chapter: JupyterLite has the exercises only
    assert [image["src"] for image in pictures if not (page.parent / image["src"]).is_file()] == []


@pytest.mark.slow
def test_an_exercise_that_is_in_jupyterlite_links_to_it_there(small_site):
    page = small_site(PUBLISHED) / f"{EXERCISE}.html"
    (link,) = [
        a["href"] for a in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("a[href*=lite]")
    ]
    path, _, notebook = link.partition("?path=")
    assert notebook == f"{EXERCISE}.ipynb"
    lab = (page.parent / path).resolve()
    assert lab.is_file() and (lab.parents[1] / "files" / notebook).is_file()


@pytest.mark.slow
def test_without_an_address_jupyterlite_is_neither_linked_nor_in_the_site(small_site):
    site = small_site(None)
    assert not (site / "lite").exists()
    assert "lite/lab" not in (site / f"{EXERCISE}.html").read_text("utf-8")


def test_the_built_book_offers_exactly_what_it_can_keep(root):
    site, address = root / "_build" / "html", address_of(root)
    pages = list(parse_toc_yaml(root / "_toc.yml"))
    found = {page: faults(site / f"{page}.html", page, address) for page in pages}
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_every_numbered_page_has_the_notebook_that_its_buttons_will_name(root):
    pages = [page for page in parse_toc_yaml(root / "_toc.yml") if has_notebook(page)]
    assert len(pages) > 60
    assert [page for page in pages if not (root / f"{page}.ipynb").is_file()] == []


@pytest.mark.parametrize("url", [URL, f"{URL}/", f"{URL}.git"])
def test_the_address_is_read_from_one_place(tmp_path, url):
    assert address_of(configured(tmp_path, url=url, branch="v1.2")) == PUBLISHED


def test_the_branch_is_main_unless_said(tmp_path):
    assert address_of(configured(tmp_path, url=URL)).branch == "main"


def test_without_an_address_there_is_none(tmp_path):
    assert address_of(configured(tmp_path, url="", branch="main")) is None
    (tmp_path / "_config.yml").write_text("title: A book\n")
    assert address_of(tmp_path) is None


@pytest.mark.parametrize(
    "url",
    [
        "github.com/someone/lstm-course",
        "http://github.com/someone/lstm-course",
        "https://github.com/someone",
        "https://github.com/someone/lstm-course/tree/main",
        "https://example.org/someone/lstm-course",
        "https://github.com/OWNER/NAME; rm",
    ],
)
def test_what_is_no_repository_on_github_is_refused(tmp_path, url):
    with pytest.raises(BadAddress, match=r"expected https://github\.com/OWNER/NAME"):
        address_of(configured(tmp_path, url=url))


@pytest.mark.parametrize("branch", ["", "main; rm -r .", "a b"])
def test_what_is_no_branch_is_refused(tmp_path, branch):
    with pytest.raises(BadAddress, match="expected a branch or tag"):
        address_of(configured(tmp_path, url=URL, branch=branch))
