"""Sphinx extension: ``{how-long-pages-took}``, a sentence made of the seconds that the pages took to run.

A page cannot compute it: it runs before the others have finished. So the sentence is written when all have,
from the same record as the table of *About this build*.
"""

from __future__ import annotations

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

SHORT = 60.0  # seconds


class Place(nodes.General, nodes.Element):
    """Where the sentence goes."""


class HowLong(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [Place()]


def told(seconds: dict[str, float]) -> str:
    """How many pages took under a minute, and what the longest took.

    Arguments:
        seconds: from each page's title to what it took.
    """
    if not seconds:
        return "No page was run for this site."
    under = sum(took < SHORT for took in seconds.values())
    longest = max(seconds, key=lambda title: seconds[title])
    return (
        f"When this site was built, two pages at a time, {under} of its {len(seconds)} pages with code took "
        f"under a minute each. The longest, “{longest}”, took {seconds[longest]:.0f} seconds."
    )


class Sentence(SphinxPostTransform):
    default_priority = 8  # as the table's own: when every page has run

    def run(self, **kwargs: object) -> None:
        for place in list(self.document.findall(Place)):
            ran = NbMetadataCollector.get_doc_data(self.env)
            seconds = {
                self.env.titles[page].astext(): data["exec_data"]["runtime"]
                for page, data in sorted(ran.items())
                if data.get("exec_data") and data["exec_data"]["runtime"] is not None
            }
            place.replace_self(nodes.paragraph(text=told(seconds)))


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(Place)
    app.add_directive("how-long-pages-took", HowLong)
    app.add_post_transform(Sentence)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
