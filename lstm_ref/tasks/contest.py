"""A fair contest: one score of every model over the same seeds, and the verdict that the numbers allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from typing import Literal

LEAST_SEEDS = 3
Verdict = Literal["wins", "ties", "loses"]


@dataclass(frozen=True)
class Contest:
    """What the models scored on held-out data, one score a seed, all on the same data.

    Arguments:
        score: what was measured, with its unit, such as "bits per character".
        better: which scores are better, "lower" or "higher".
        model: the name of ours in `scores`.
        scores: for every model its scores, one a seed, at least three; a model that does not depend on
            the seed repeats its score. At least two baselines stand beside `model`.
        room: a smaller mean difference counts as a tie, in the score's own unit.

    Raises:
        ValueError: when a baseline or a seed is missing, or `room` is below 0.
    """

    score: str
    better: Literal["lower", "higher"]
    model: str
    scores: Mapping[str, Sequence[float]]
    room: float = 0.0

    def __post_init__(self) -> None:
        if self.better not in ("lower", "higher"):
            raise ValueError(f'better: expected "lower" or "higher", got {self.better!r}')
        if self.model not in self.scores or len(self.scores) < 3:
            raise ValueError(
                f"scores: expected {self.model!r} and at least two baselines, got {', '.join(self.scores)}"
            )
        counts = {name: len(of) for name, of in self.scores.items()}
        if len(set(counts.values())) > 1 or min(counts.values()) < LEAST_SEEDS:
            raise ValueError(f"scores: expected the same {LEAST_SEEDS} or more seeds for each, got {counts}")
        if self.room < 0:
            raise ValueError(f"room: expected 0 or more, got {self.room}")

    @property
    def rival(self) -> str:
        """The baseline with the best mean score."""
        best = min if self.better == "lower" else max
        return best((name for name in self.scores if name != self.model), key=lambda n: mean(self.scores[n]))

    @property
    def margin(self) -> float:
        """By how much the model's mean score is better than the rival's; negative when it is worse."""
        ours, theirs = mean(self.scores[self.model]), mean(self.scores[self.rival])
        return theirs - ours if self.better == "lower" else ours - theirs

    @property
    def verdict(self) -> Verdict:
        """ "wins" or "loses" when every seed agrees and the mean differs by more than `room`, else "ties"."""
        sign = 1 if self.better == "higher" else -1
        pairs = zip(self.scores[self.model], self.scores[self.rival], strict=True)
        gains = [sign * (ours - theirs) for ours, theirs in pairs]
        if self.margin > self.room and min(gains) > 0:
            return "wins"
        if self.margin < -self.room and max(gains) < 0:
            return "loses"
        return "ties"

    def table(self) -> str:
        """Markdown, best first: mean, spread (standard deviation over the seeds) and each seed's score."""
        order = sorted(self.scores, key=lambda name: mean(self.scores[name]), reverse=self.better == "higher")
        lines = [
            f"| {self.score}, {self.better} is better | mean | spread | each seed |",
            "|---|---:|---:|---|",
        ]
        for name in order:
            of = self.scores[name]
            shown = f"**{name}**" if name == self.model else name
            each = ", ".join(f"{value:.3g}" for value in of)
            lines.append(f"| {shown} | {mean(of):.3g} | {stdev(of):.2g} | {each} |")
        return "\n".join(lines)

    def sentence(self) -> str:
        """The verdict in words, with its margin."""
        against = f"against {self.rival}, the strongest baseline"
        if self.verdict == "ties":
            reason = "no difference that every seed shares"
            if 0 < abs(self.margin) <= self.room:
                reason = (
                    f"a difference of {abs(self.margin):.2g}, and up to {self.room:.2g} counts as none here"
                )
            return f"The {self.model} **ties** {against}: {reason}."
        word = "better" if self.verdict == "wins" else "worse"
        return (
            f"The {self.model} **{self.verdict}** {against}: {abs(self.margin):.2g} {word} in {self.score}."
        )

    def confirm(self, verdict: Verdict, margin: float = 0.0) -> None:
        """Assert the verdict that a text states.

        Arguments:
            verdict: "wins", "ties" or "loses".
            margin: the least difference of the means, for a win or a loss; the most for a tie, unless 0.

        Raises:
            AssertionError: with the table, when the scores say something else.
        """
        apart = abs(self.margin)
        fits = self.verdict == verdict
        if margin and fits:
            fits = apart <= margin if verdict == "ties" else apart >= margin
        if not fits:
            raise AssertionError(
                f"the text says that the {self.model} {verdict} (margin {margin:g}), the scores say that it "
                f"{self.verdict} (by {self.margin:.3g} against {self.rival}):\n{self.table()}"
            )
