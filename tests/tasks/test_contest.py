"""The verdict follows from the scores, and a contest without baselines or seeds is refused."""

import pytest

from lstm_ref.tasks.contest import Contest

BASELINES = {"n-gram": [2.0, 2.0, 2.0], "xz": [3.0, 3.0, 3.0]}


def contest(*ours, better="lower", room=0.0):
    return Contest("bits per character", better, "LSTM", {"LSTM": ours, **BASELINES}, room)


@pytest.mark.parametrize(
    ("ours", "better", "verdict"),
    [
        ((1.5, 1.6, 1.7), "lower", "wins"),
        ((2.4, 2.5, 2.6), "lower", "loses"),
        ((1.5, 1.6, 2.1), "lower", "ties"),  # better in the mean, but one seed disagrees
        ((3.5, 3.6, 3.7), "higher", "wins"),
        ((2.4, 2.5, 2.6), "higher", "loses"),
    ],
)
def test_verdict(ours, better, verdict):
    found = contest(*ours, better=better)
    assert found.verdict == verdict
    found.confirm(verdict)
    assert verdict in found.sentence()


def test_the_rival_is_the_best_baseline():
    assert contest(1, 1, 1).rival == "n-gram"
    assert contest(1, 1, 1, better="higher").rival == "xz"


def test_within_the_room_it_is_a_tie():
    found = contest(1.95, 1.96, 1.97, room=0.1)
    assert found.verdict == "ties" and "up to 0.1 counts as none" in found.sentence()


def test_confirm_can_fail():
    won = contest(1.5, 1.6, 1.7)
    won.confirm("wins", margin=0.39)
    for verdict, margin in (("ties", 0), ("loses", 0), ("wins", 0.41)):
        with pytest.raises(AssertionError, match=r"the text says.*\n.*each seed"):
            won.confirm(verdict, margin)
    with pytest.raises(AssertionError):
        contest(1.5, 1.6, 2.5).confirm("ties", margin=0.1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"scores": {"LSTM": [1, 1, 1], "xz": [3, 3, 3]}}, "two baselines"),
        ({"scores": {"GRU": [1, 1, 1], **BASELINES}}, "expected 'LSTM'"),
        ({"scores": {"LSTM": [1, 1], "a": [1, 1], "b": [1, 1]}}, "3 or more seeds"),
        ({"scores": {"LSTM": [1, 1, 1, 1], **BASELINES}}, "same 3 or more"),
        ({"better": "smaller"}, 'expected "lower" or "higher"'),
        ({"room": -1}, "room"),
    ],
)
def test_an_unfair_contest_is_refused(change, message):
    settings = {
        "score": "bits",
        "better": "lower",
        "model": "LSTM",
        "scores": {"LSTM": [1, 1, 1], **BASELINES},
    }
    with pytest.raises(ValueError, match=message):
        Contest(**{**settings, **change})


def test_the_table_holds_every_model_the_best_first():
    lines = contest(1.5, 1.6, 1.7).table().splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["**LSTM**", "n-gram", "xz"]
