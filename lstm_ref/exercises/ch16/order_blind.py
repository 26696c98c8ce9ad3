"""16.4: how far a model gets that does not know the order."""

from lstm_ref.verify.engine import Mistake, PredictTask

OF_A_HUNDRED = {("A", "B"): 45, ("B", "A"): 25, ("A", "A"): 20, ("B", "B"): 10}


def best_without_order() -> int:
    """For each set of motifs the commoner answer; the answer is yes for A before B alone."""
    bags: dict[tuple[str, ...], list[int]] = {}
    for pair, count in OF_A_HUNDRED.items():
        yes_no = bags.setdefault(tuple(sorted(pair)), [0, 0])
        yes_no[pair != ("A", "B")] += count
    return sum(map(max, bags.values()))


TASK = PredictTask(
    "16.4",
    "Predict what counting can reach",
    measure=best_without_order,
    within=0,
    mistakes=(
        Mistake(
            "toss-a-coin",
            lambda: 50,
            "That is a coin. It does not use what a count does tell.",
            "On which strings does a count leave no doubt at all?",
        ),
        Mistake(
            "always-no",
            lambda: 55,
            "That is *no* for every string. A count can do better.",
            "When both motifs are there, which answer is right more often?",
        ),
        Mistake(
            "only-the-doubles",
            lambda: 30,
            "Those are the strings with one motif twice. On the others you have to say something too.",
            "When both motifs are there, which answer is right more often?",
        ),
        Mistake(
            "only-yes-and-no-double",
            lambda: 45,
            "That is *yes* for every string, or for all with both motifs and nothing for the rest.",
            "On which strings does a count leave no doubt at all?",
        ),
        Mistake(
            "coin-where-in-doubt",
            lambda: 65,
            "You toss a coin where both motifs are there. The two answers are not equally likely there.",
            "When both motifs are there, which answer is right more often?",
        ),
        Mistake(
            "other-recipe",
            lambda: 70,
            "That is all strings with both motifs, or the chapter's number. Neither is asked for.",
            "Which kinds does a count get right here, and how common are they?",
        ),
        Mistake(
            "a-share",
            lambda: 0.75,
            "That is a share.",
            "The question is how many of a hundred: a whole number.",
        ),
        Mistake(
            "all-of-them",
            lambda: 100,
            "A count of both motifs is the same in both orders.",
            "Write down the counts of each of the four kinds. Which two are alike?",
        ),
        Mistake(
            "plays-the-odds",
            lambda: round(30 + 45**2 / 70 + 25**2 / 70),
            "You say yes as often as it is right. To be right most often, always say the likelier answer.",
            "When both motifs are there, which answer is right more often?",
        ),
    ),
    hints=(
        "Which of the four kinds look alike to somebody who only counts motifs?",
        "Where kinds look alike, the best answer is that of the commoner one.",
        "Add up the strings that are then answered right.",
    ),
    section="sec-motif-contest",
)
