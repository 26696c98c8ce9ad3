"""Links and labels of generated notebooks work in Jupyter as they stand, and in the book."""

import pytest
from sphinx.testing.util import SphinxTestApp

from notebook_links import as_sphinx_reads

READ_AS = {
    r"<a id=\"ex-4-2\"></a>": "(ex-4-2)=",
    "[there](../book/04-watch.ipynb#sec-products)": "[there](#sec-products)",
    "[glossary](../book/appendix-glossary.md#term)": "[glossary](#term)",
    "[(1)](#eq-one)": "[(1)](#eq-one)",
    "[a page](../book/04-watch.ipynb)": "[a page](../book/04-watch.ipynb)",
    "[outside](https://example.org/a.md#b)": "[outside](https://example.org/a.md#b)",
    "![A line](../exercises/figures/4.2.png)": "![A line](../exercises/figures/4.2.png)",
}


@pytest.mark.parametrize("text", READ_AS)
def test_sphinx_reads(text):
    assert as_sphinx_reads(text) == READ_AS[text]


def test_every_link_of_a_made_course_resolves_in_the_book(course):
    course.make()
    settings = {
        "extensions": ["myst_nb", "notebook_links"],
        "exclude_patterns": ["book/*.ipynb", "solutions/*.md"],
        "nb_execution_mode": "off",
        "nitpicky": True,
        "myst_enable_extensions": ["dollarmath"],
    }
    course.write("conf.py", f"globals().update({settings})\n")
    pages = "book/04-watch\nexercises/04-watch\nsolutions/04-watch"
    index = "# Start\n\nBegin with {ref}`ex-4-2`.\n\n```{toctree}\n" + pages + "\n```\n"
    course.write("index.md", index)
    app = SphinxTestApp("html", srcdir=course.root, builddir=course.root / "_build")
    try:
        app.build()
        problems = app.warning.getvalue()
    finally:
        app.cleanup()
    assert problems == ""
    page = (course.root / "_build/html/exercises/04-watch.html").read_text()
    assert 'href="../book/04-watch.html#sec-products"' in page
    assert 'href="../book/04-watch.html#equation-eq-one"' in page
    assert 'id="ex-4-2"' in page
