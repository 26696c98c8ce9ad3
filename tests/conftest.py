"""Shared by all tests."""

from pathlib import Path

import pytest

try:
    from hypothesis import settings
except ImportError:
    pass
else:
    settings.register_profile("course", derandomize=True, deadline=None)
    settings.load_profile("course")


@pytest.fixture(scope="session")
def root():
    """The folder of the repository."""
    return Path(__file__).resolve().parent.parent
