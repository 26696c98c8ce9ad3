"""10.4: in which share of the cases a window reaches from the question back to the clue."""

import numpy as np

from lstm_ref.tasks.gap import SYMBOLS
from lstm_ref.tasks.windows import Stream, draw_stream, start_net, windowed_gradient
from lstm_ref.verify.engine import Mistake, PredictTask

WINDOW, MEMORY = 10, 6


def taught() -> float:
    """At which share of the places in a window the weights from the clue get a gradient."""
    rng = np.random.default_rng(104)
    net, reached = start_net(rng), 0
    for before in range(WINDOW):
        string = draw_stream(rng, [MEMORY], streams=8)
        fillers = np.full((before, 8), SYMBOLS.index("a"))
        tokens = np.concatenate([fillers, string.tokens])
        due = np.concatenate([np.full_like(fillers, -1), string.due])
        found = windowed_gradient(net, Stream(tokens, due), WINDOW).cell.weight_ih[:, :4]
        reached += bool(np.abs(found).max() > 0)
    return reached / WINDOW


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-biased-gradient")


TASK = PredictTask(
    "10.4",
    "Predict how often a window teaches",
    taught,
    within=0.04,
    mistakes=(
        belief(
            "a-longer-window-always-does",
            1.0,
            "A window of ten is longer than six steps, and still it may begin between clue and question.",
            "Where may the clue stand in its window?",
        ),
        belief(
            "no-window-ever-does",
            0.0,
            "Some windows hold both.",
            "Put the clue at a window's first step. Where is the question?",
        ),
        belief(
            "the-memory-share",
            0.6,
            "That is the share of the cases in which an edge lies between the two.",
            "Count the places for the clue that keep the question in the same window.",
        ),
        belief(
            "one-place-too-many",
            0.5,
            "You count one place too many for the clue.",
            "Number a window's steps from 0 to 9. What is the last one that the clue may have?",
        ),
        belief(
            "one-place-too-few",
            0.3,
            "You count one place too few for the clue.",
            "Number a window's steps from 0 to 9. The clue may stand at the first one, too.",
        ),
    ),
    hints=(
        "Draw a window as ten boxes. In which boxes may the clue stand?",
        "The question stands six boxes further on. It must be in one of the ten.",
        "The edges of the windows know nothing of the strings: every box is as likely as any other.",
    ),
    section="sec-biased-gradient",
)
