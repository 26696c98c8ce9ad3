"""A clock that goes only when a call says so: nothing in these tests depends on how fast a machine is."""

import gc

import pytest


class Clock:
    """Seconds that calls spend, and a stopwatch that reads them."""

    def __init__(self):
        self.now = 0.0
        self.called = []

    def __call__(self):
        return self.now

    def call(self, name, *seconds):
        """A function that takes these seconds in turn, then the last of them for ever."""
        left = list(seconds)

        def run():
            self.called.append(name)
            self.now += left.pop(0) if len(left) > 1 else left[0]

        return run

    def ticking(self, call):
        """A stopwatch under which everything takes the same time."""
        call()
        return 1.0


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="module", autouse=True)
def nothing_old_is_collected():
    """A measurement collects before each round; what other tests left behind would make that take seconds."""
    gc.freeze()
    yield
    gc.unfreeze()
