"""1.6: which models' answers move when the test set is shuffled."""

from lstm_ref.verify.engine import (
    ChoiceTask,
    Mistake,
)

MODELS = (
    Mistake(
        "every-recurrent-net-has-memory",
        lambda: {"C": "moves"},
        "C has a loop inside the window, and from one window to the next it hands on nothing.",
        "Ask what C's state is at the first step of a window.",
    ),
    Mistake(
        "weights-fixed-so-nothing-moves",
        lambda: {"D": "stays"},
        "D's weights stay as they are, and its answer does not depend on them alone.",
        "Ask what else goes into D's first step besides the input.",
    ),
    Mistake(
        "no-weights-no-memory",
        lambda: {"E": "stays"},
        "E has no weights, and it uses its last answer. That is a memory of one answer.",
        "Take a window without a full stop: what does E say of it, after two different windows?",
    ),
    Mistake(
        "counting-always-stays",
        lambda: {"F": "stays"},
        "F's counts change while it is tested.",
        "Let F meet the same window first and last. Does it look up the same counts?",
    ),
    Mistake(
        "learned-from-the-order",
        lambda: {"B": "moves"},
        "B was trained on a text in order. Once trained, its answer is a function of one window.",
        "Write B's answer as an equation: which windows stand in it?",
    ),
    Mistake(
        "counts-of-a-text-in-order",
        lambda: {"A": "moves"},
        "A counted a text in order. When it is tested, it looks up the window that it is given.",
        "Ask which card A looks up, and who has written on it since.",
    ),
)


TASK = ChoiceTask(
    "1.6",
    "Tell who remembers",
    right={"A": "stays", "B": "stays", "C": "stays", "D": "moves", "E": "moves", "F": "moves"},
    options=("stays", "moves"),
    mistakes=MODELS,
    hints=(
        "For each model, write down everything that its answer to one window depends on.",
        "If that is the window and things that are fixed, the window takes its answer along.",
        "A memory can be a state, a last answer, or counts that change. It has to last from one window to "
        "the next.",
    ),
    section="sec-no-memory",
)
