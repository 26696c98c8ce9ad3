"""2.6: which job needs which shape of use."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

SHAPES = ("one to one", "one to many", "many to one", "many to many", "sequence to sequence")

RIGHT = {
    "A": "many to one",
    "B": "many to many",
    "C": "sequence to sequence",
    "D": "one to many",
    "E": "many to many",
    "F": "one to one",
    "G": "many to one",
}

TASK = ChoiceTask(
    "2.6",
    "Choose the shape of use",
    RIGHT,
    SHAPES,
    (
        Mistake(
            "an-answer-each-step-for-one-verdict",
            lambda: {"A": "many to many"},
            "In A one verdict is due, after the whole review. Answers on the way would be thrown away.",
            "Look at what the job asks for, and how often.",
        ),
        Mistake(
            "translation-word-by-word",
            lambda: {"C": "many to many"},
            "In C you answer at every word read. The other language may want another order.",
            "Must the first word of the translation wait for the end of the sentence?",
        ),
        Mistake(
            "tagging-as-two-nets",
            lambda: {"B": "sequence to sequence"},
            "In B there is one answer for each word, at that word. Nothing has to wait for the end.",
            "How many answers are there, and when is each due?",
        ),
        Mistake(
            "alarm-at-the-end",
            lambda: {"E": "many to one"},
            "In E an alarm at the end of the day would be late.",
            "When is the answer needed?",
        ),
        Mistake(
            "melody-from-nothing-as-tagging",
            lambda: {"D": "many to many"},
            "In D nothing but the first note is given; every further input is the net's own answer.",
            "What is read at the second step?",
        ),
        Mistake(
            "one-number-as-recurrence",
            lambda: {"F": "many to one"},
            "In F there is one input and no order in it. There are no steps to walk.",
            "How many time steps does the job have?",
        ),
        Mistake(
            "forecast-at-each-step",
            lambda: {"G": "many to many"},
            "In G one number is asked for, after the seven days.",
            "How many answers are due?",
        ),
    ),
    (
        "For each job write two lists: when does something come in, and when does something go out?",
        "Ask whether an answer may be given before everything was read.",
        "Where all that comes in after the start is the net's own output, there is one input.",
    ),
    "sec-uses",
)
