"""What a page's cell shows besides figures."""

import os
import re
import subprocess
import sys

LOOP = "from lstm_ref.page import progress; assert list(progress(range(3), 'seed')) == [0, 1, 2]"


def written(**surroundings):
    """What the loop writes in a process of its own; tqdm reads its switches when it is imported."""
    kept = {name: value for name, value in os.environ.items() if name != "TQDM_DISABLE"}
    done = subprocess.run(
        [sys.executable, "-c", LOOP], env={**kept, **surroundings}, capture_output=True, text=True, check=True
    )
    assert not done.stderr  # a page whose cell writes there does not build
    return done.stdout


def test_a_bar_says_how_many_are_done_and_leaves_nothing_behind():
    shown = written()
    assert re.search(r"/3 .*seed", shown)
    assert not shown.splitlines()[-1].strip()


def test_no_bar_is_left_on_a_page_of_the_book():
    assert written(TQDM_DISABLE="1") == ""
