"""1.5: which line lets held-out data into what is counted."""

from lstm_ref.verify.engine import (
    ChoiceTask,
    Mistake,
)

LINES = (
    Mistake(
        "blamed-the-arguments",
        lambda: 1,
        "Line 1 takes a text, a length of context and a generator. None of them is held-out data.",
        "Follow one piece of text: which line decides on which side of the cut it lands?",
    ),
    Mistake(
        "blamed-the-overlap",
        lambda: 2,
        "Line 2 lets the windows overlap, which is wanted. By itself it puts no text on both sides but for "
        "the few windows at the cut.",
        "Overlapping windows are neighbours. What would have to happen for neighbours to be parted?",
    ),
    Mistake(
        "blamed-the-cut",
        lambda: 4,
        "Line 4 cuts after nine tenths, as agreed.",
        "The place of the cut is fine. What lies on either side of it at that moment?",
    ),
    Mistake(
        "blamed-the-counted-part",
        lambda: 5,
        "Line 5 takes the windows before the cut and no others.",
        "Which letters do these windows share with those after the cut, and since which line?",
    ),
    Mistake(
        "blamed-the-held-out-part",
        lambda: 6,
        "Line 6 takes the windows after the cut and no others.",
        "No window is in both parts. Is that enough, if windows overlap?",
    ),
    Mistake(
        "blamed-the-counting",
        lambda: 7,
        "Line 7 counts `train` alone.",
        "The call is right. Ask how the letters of `held_out` came into `train`.",
    ),
    Mistake(
        "blamed-the-scoring",
        lambda: 8,
        "Line 8 scores every held-out window by itself, and the model is not changed by it.",
        "The score is taken rightly of the wrong windows. Look further up.",
    ),
    Mistake(
        "blamed-the-mean",
        lambda: 9,
        "Line 9 is the mean over all held-out characters, for each length of context.",
        "A mean cannot leak. Look further up.",
    ),
)


TASK = ChoiceTask(
    "1.5",
    "Find the leak",
    right=3,
    options=tuple(range(1, 10)),
    mistakes=LINES,
    hints=(
        "Take the window that starts at place 100. Which other windows hold most of the same letters?",
        "Where are those other windows when the list is cut: on the same side, or on both?",
        "A held-out part is a part of the *text*. Before one line the list is in the order of the text, and "
        "after it no longer.",
    ),
    section="sec-bits",
)
