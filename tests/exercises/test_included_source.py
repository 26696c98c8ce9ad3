"""The generated notebook shows the lines of the package that the book shows."""

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from notebooks.include import included_source

SOURCE = '''"""A module."""

import math


class Cell:
    """A cell."""

    def step(self, x):
        """One step."""
        # begin
        y = math.tanh(x)
        # end
        return y


def walk(cell, xs):
    """All steps.

    Returns the last.
    """
    for x in xs:
        y = cell.step(x)

    return y


LAST = 1
'''
OPTIONS = {
    "a function": {"pyobject": "walk"},
    "a method": {"pyobject": "Cell.step"},
    "a method moved left": {"pyobject": "Cell.step", "dedent": "4"},
    "below the docstring": {"pyobject": "walk", "start-at": "for x"},
    "below the docstring, moved left": {"pyobject": "walk", "start-at": "for x", "dedent": ""},
    "one line": {"pyobject": "walk", "start-at": "y =", "end-at": "y ="},
    "between marks": {"start-after": "# begin", "end-before": "# end", "dedent": "8"},
    "from a mark": {"start-at": "LAST"},
    "in another language": {"pyobject": "walk", "language": "text"},
}


@pytest.fixture(scope="module")
def shown_by_sphinx(tmp_path_factory):
    """What Sphinx itself shows for each set of options."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "conf.py").write_text("")
    (folder / "cell.py").write_text(SOURCE)
    blocks = []
    for options in OPTIONS.values():
        given = "".join(f"   :{key}: {value}".rstrip() + "\n" for key, value in options.items())
        blocks.append(f".. literalinclude:: cell.py\n{given}\n")
    (folder / "index.rst").write_text("Title\n=====\n\n" + "\n".join(blocks))
    app = SphinxTestApp("dummy", srcdir=folder, builddir=folder / "_build")
    app.build()
    shown = [node.astext() for node in app.env.get_doctree("index").findall(nodes.literal_block)]
    app.cleanup()
    return dict(zip(OPTIONS, shown, strict=True))


@pytest.mark.parametrize("name", OPTIONS)
def test_the_same_lines_as_in_the_book(shown_by_sphinx, tmp_path, name):
    (tmp_path / "cell.py").write_text(SOURCE)
    ours = included_source(tmp_path, tmp_path / "page.md", "cell.py", OPTIONS[name])
    assert ours.rstrip("\n") == shown_by_sphinx[name].rstrip("\n")


def test_a_file_that_changed_is_read_again(tmp_path):
    for above in ("", "# moved down\n\n"):
        (tmp_path / "cell.py").write_text(f"{above}def walk():\n    return 1\n")
        ours = included_source(tmp_path, tmp_path / "page.md", "cell.py", {"pyobject": "walk"})
    assert ours == "def walk():\n    return 1\n"
