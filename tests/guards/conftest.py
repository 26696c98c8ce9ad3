"""Which pages the guards run, and the record of those that passed.

A page is run when its text is not the one recorded in tests/guards/passed.json, or with --all-pages.
With --record, given on a run of tests/guards, each page whose guards all passed is recorded. A page that
changed is run, not failed.
"""

from pathlib import Path

import pytest

from guards.pages import guarded_pages
from guards.record import is_recorded, write_record

ROOT = Path(__file__).resolve().parents[2]


def pytest_generate_tests(metafunc):
    if "page" in metafunc.fixturenames:
        pages = guarded_pages(ROOT)
        metafunc.parametrize("page", pages, ids=[page.stem for page in pages])


@pytest.fixture
def page_to_run(page, request):
    """A page whose guards must run; the test is skipped for one that is recorded as it stands."""
    if not request.config.getoption("--all-pages") and is_recorded(ROOT, page):
        pytest.skip("recorded: this text passed its guards (make guards runs it again)")
    return page


class Recorder:
    """Collects which guards passed for which page, on the process that leads a distributed run."""

    def __init__(self):
        self.passed: dict[str, str] = {}
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report):
        for name, value in report.user_properties:
            if name == "guarded":
                page, text = value
                self.passed[page] = text
                if not report.passed:
                    self.failed.add(page)

    def pytest_sessionfinish(self):
        if self.passed:
            write_record(ROOT, self.passed, self.failed)


def pytest_configure(config):
    if config.getoption("--record") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(), "guards-recorder")
