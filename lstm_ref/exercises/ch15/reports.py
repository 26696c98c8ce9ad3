"""15.4: five reports about text models, each with one fault or none."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

FAULTS = (
    "same files",
    "learns while scored",
    "chosen and scored on one part",
    "no control",
    "different units",
    "fair",
)


def belief(name: str, choice: dict[str, str], what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: choice, what, ask)


TASK = ChoiceTask(
    "15.4",
    "Referee six reports",
    right={
        "A": "learns while scored",
        "B": "chosen and scored on one part",
        "C": "same files",
        "D": "fair",
        "E": "no control",
        "F": "different units",
    },
    options=FAULTS,
    mistakes=(
        belief(
            "compressor-is-fair",
            {"A": "fair", "D": "learns while scored"},
            "In A one side goes on learning on the scored text, and the other does not; in D neither.",
            "What does each side know when it comes to the second half of the held-out text?",
        ),
        belief(
            "lines-are-parts",
            {"C": "fair"},
            "Lines of one file end up in both parts in C. A file repeats its lines.",
            "From which files do the scored lines come?",
        ),
        belief(
            "areas-need-no-second-part",
            {"B": "fair"},
            "In B the best of many is picked and its score kept, on the same text.",
            "How good would the best of so many random cells look there?",
        ),
        belief(
            "a-search-speaks-for-itself",
            {"E": "fair"},
            "In E nobody knows what the same search finds where there is nothing to find.",
            "What would an untrained net get?",
        ),
        belief(
            "control-and-part-confused",
            {"B": "no control", "E": "chosen and scored on one part"},
            "You have B and E the other way round.",
            "In which of the two is an untrained net searched as well?",
        ),
        belief(
            "a-bit-is-a-bit",
            {"F": "fair"},
            "In F one score is for each word and one for each character.",
            "How many characters has a word?",
        ),
    ),
    hints=(
        "Ask of each report: trained on what, chosen on what, scored on what?",
        "Then: does either side get to see something that the other does not?",
        "Each answer occurs once.",
    ),
    section="sec-code-model",
)
