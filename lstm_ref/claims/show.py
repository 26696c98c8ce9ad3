"""The claims ledger as a page shows it: definitions, because a wide table does not fit a phone."""

from collections import Counter
from collections.abc import Sequence

from lstm_ref.claims.places import section
from lstm_ref.claims.rows import CLAIMS, HOW, THEMES, VERDICTS, ByCell, BySource, Claim
from lstm_ref.page import say


def kind_of(claim: Claim) -> str:
    """By what the claim is decided, in the words of the page."""
    if isinstance(claim.evidence, ByCell):
        return "by a cell"
    return "by a source" if isinstance(claim.evidence, BySource) else "not verified"


def verdict_line(claim: Claim) -> str:
    """The verdict in bold, and what is true."""
    if claim.verdict == "true if":
        return f"**True if** {claim.truth}"
    return f"**{claim.verdict.capitalize() or 'Not verified'}.** {claim.truth}"


def evidence_line(claim: Claim) -> str:
    """Where the cell stands, which place of which source, or where one could look."""
    evidence = claim.evidence
    if isinstance(evidence, ByCell):
        text = f"By a cell: {section(evidence.page, evidence.label)}"
        return f"{text}; asserted on that page." if evidence.asserted else f"{text}."
    trust = HOW[evidence.how] if evidence.how else ""
    if isinstance(evidence, BySource):
        return f"By a source: {{cite:t}}`{evidence.key}`, {evidence.where}" + (
            f"; {trust}." if trust else "."
        )
    return f"{trust.capitalize()}. {evidence.look}" if trust else evidence.look


def definition(claim: Claim) -> str:
    """One claim with its verdict and its evidence, as a definition."""
    return f"{claim.claim}\n: {verdict_line(claim)}\n\n  {evidence_line(claim)}"


def show_claims(theme: str, claims: Sequence[Claim] = CLAIMS) -> None:
    """Display the claims of one theme, in the order of the list.

    Raises:
        ValueError: when no claim has that theme.
    """
    chosen = [claim for claim in claims if claim.theme == theme]
    if not chosen:
        raise ValueError(f"theme: expected one of {', '.join(THEMES)}, got {theme!r}")
    say("\n\n".join(map(definition, chosen)))


def counts_table(claims: Sequence[Claim] = CLAIMS) -> str:
    """How many claims got which verdict by which kind of evidence."""
    found = Counter((kind_of(claim), claim.verdict) for claim in claims)
    lines = ["| decided | " + " | ".join(VERDICTS) + " | no verdict |", "|---" * (len(VERDICTS) + 2) + "|"]
    for kind in ("by a cell", "by a source", "not verified"):
        numbers = [found[kind, verdict] for verdict in (*VERDICTS, "")]
        lines.append(f"| {kind} | {' | '.join(str(n) if n else '–' for n in numbers)} |")
    return "\n".join(lines)


def show_counts(claims: Sequence[Claim] = CLAIMS) -> None:
    """Display how many claims there are of each kind."""
    kinds = Counter(map(kind_of, claims))
    asserted = sum(bool(c.evidence.asserted) for c in claims if isinstance(c.evidence, ByCell))
    second = sum(c.evidence.how == "secondary" for c in claims if isinstance(c.evidence, BySource))
    say(counts_table(claims))
    say(
        f"{len(claims)} claims. {kinds['by a cell']} are decided by a cell; for {asserted} of these the page "
        f"also asserts what decides them, so it does not build where they come out otherwise. "
        f"{kinds['by a source']} are decided by a source, {second} of them as quoted in a secondary source. "
        f"{kinds['not verified']} are not verified."
    )
