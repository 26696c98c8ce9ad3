"""Reber streams against a little automaton of the tests' own, which reads one symbol at a time."""

import re

import numpy as np
import pytest

from lstm_ref.tasks.reber import SYMBOLS, reber_streams

LOOPS = {  # after each inner symbol sequence: what may follow, by the well-known graph
    "start": {"T": "t", "P": "p"},
    "t": {"S": "t", "X": "tx"},
    "p": {"T": "p", "V": "pv"},
    "tx": {"X": "p", "S": "end"},
    "pv": {"P": "tx", "V": "end"},
}


def legal_by_reading(text):
    """For each symbol of a stream, the set that may follow, and whether it is the recalled one."""
    found, phase, inner, branch = [], "B", None, None
    for symbol in text:
        recall = False
        if phase == "B":
            assert symbol == "B"
            phase, legal = "branch", {"T", "P"}
        elif phase == "branch":
            assert symbol in "TP"
            branch, phase, legal = symbol, "inner B", {"B"}
        elif phase == "inner B":
            assert symbol == "B"
            phase, inner, legal = "inner", "start", set(LOOPS["start"])
        elif phase == "inner":
            inner = LOOPS[inner][symbol]
            if inner == "end":
                phase, legal = "inner E", {"E"}
            else:
                legal = set(LOOPS[inner])
        elif phase == "inner E":
            assert symbol == "E"
            phase, legal, recall = "recall", {branch}, True
        elif phase == "recall":
            assert symbol == branch
            phase, legal = "E", {"E"}
        else:
            assert symbol == "E"
            phase, legal = "B", {"B"}
        found.append((legal, recall))
    return found


def as_text(tokens):
    return "".join(SYMBOLS[k] for k in tokens)


def test_every_symbol_and_every_legal_successor_is_that_of_the_automaton():
    streams = reber_streams(np.random.default_rng(0), 400, 6)
    assert streams.tokens.shape == (400, 6)
    assert streams.legal.shape == (400, 6, 7) and streams.long_range.shape == (400, 6)
    for s in range(6):
        for t, (legal, recall) in enumerate(legal_by_reading(as_text(streams.tokens[:, s]))):
            assert {SYMBOLS[k] for k in np.flatnonzero(streams.legal[t, s])} == legal
            assert streams.long_range[t, s] == recall


def test_what_follows_is_always_among_the_legal():
    streams = reber_streams(np.random.default_rng(1), 300, 4)
    follows = np.take_along_axis(streams.legal[:-1], streams.tokens[1:, :, None], axis=-1)
    assert follows.all()


def test_a_string_is_about_twelve_symbols_and_its_memory_lasts_at_least_seven():
    text = as_text(reber_streams(np.random.default_rng(2), 60_000, 1).tokens[:, 0])
    strings = re.findall(r"B([TP])(B[TPSXV]*?E)\1E", text)
    lengths = np.array([len(inner) + 4 for _, inner in strings])
    assert min(lengths) == 9 and lengths.mean() == pytest.approx(12, abs=0.2)
    assert np.mean([branch == "T" for branch, _ in strings]) == pytest.approx(0.5, abs=0.03)


def test_the_recalled_symbol_is_the_second_of_its_string():
    streams = reber_streams(np.random.default_rng(3), 2000, 1)
    text, places = as_text(streams.tokens[:, 0]), np.flatnonzero(streams.long_range[:-2, 0])
    gaps = []
    for place in places:
        begin = max(m.start() for m in re.finditer(r"(?:^|(?<=[TP]E))B[TP]B", text[:place]))
        assert text[place + 1] == text[begin + 1]
        gaps.append(place + 1 - (begin + 1))
    assert min(gaps) == 6


def test_a_seed_fixes_the_streams_and_streams_differ():
    one, two = (reber_streams(np.random.default_rng(4), 100, 3) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
    assert not np.array_equal(one.tokens[:, 0], one.tokens[:, 1])


@pytest.mark.parametrize("steps, streams, named", [(0, 1, "steps"), (1, 0, "streams")])
def test_wrong_sizes_are_refused_by_name(steps, streams, named):
    with pytest.raises(ValueError, match=named):
        reber_streams(np.random.default_rng(0), steps, streams)
