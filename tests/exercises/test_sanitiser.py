"""The sanitiser hides times and paths from the comparison of outputs, and no result."""

import re

import pytest
from nbval.plugin import get_sanitize_patterns

HIDDEN = [
    ("in 0.12 s", "in 3.4 s"),
    ("it took 12 ms", "it took 9.5 ms"),
    ("at 12:30:01", "at 09:15:59.25"),
    ("/home/ada/course/lstm_ref/numpy/lstm.py", "/Users/bo/x/lstm_ref/numpy/lstm.py"),
    ("/tmp/ipykernel_12/345.py", "/tmp/ipykernel_7/89.py"),
]
SEEN = [
    ("loss 0.1234", "loss 0.1235"),
    ("norm 1e-06", "norm 1e-07"),
    ("shape (3, 4)", "shape (3, 5)"),
    ("<Figure size 640x480 with 1 Axes>", "<Figure size 640x490 with 1 Axes>"),
    ("2 seeds", "3 seeds"),
    ("3 steps", "4 steps"),
    ("min 5", "min 6"),
    ("5 min", "6 min"),
    ("lstm_ref/numpy/lstm.py", "lstm_ref/numpy/gru.py"),
    ("book/04", "book/05"),
]


@pytest.fixture(scope="module")
def sanitise(root):
    patterns = get_sanitize_patterns((root / "tests/sanitize.cfg").read_text())

    def clean(text):
        for pattern, replacement in patterns:
            text = re.sub(pattern, replacement, text)
        return text

    return clean


@pytest.mark.parametrize(("one", "other"), HIDDEN)
def test_these_count_as_equal(sanitise, one, other):
    assert sanitise(one) == sanitise(other)


@pytest.mark.parametrize(("one", "other"), SEEN)
def test_these_stay_different(sanitise, one, other):
    assert sanitise(one) != sanitise(other)
