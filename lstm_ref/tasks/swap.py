"""Which step of the memory decides a word? Put the state of one sentence into the run of another, and look.

Two sentences differ in one word, such as boy and girl. Their runs differ in the encoder's states from that
word on, in the state that is handed over, and in the words that the decoder is fed. Each of these can be
swapped alone. What a swap does to a word is

    (d_swapped − d_one) / (d_other − d_one),        d = logit(the other's word) − logit(the one's word)

0: nothing has turned; 1: as in the other sentence. (Known as activation patching.)
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.agreement import Phrase, Plan, drawn_plan, other_gender, translated
from lstm_ref.tasks.agreement_words import ADJECTIVES
from lstm_ref.tasks.translator import Read, Translator


class Change(NamedTuple):
    """A target word that differs: its place, both words, and what it agrees with."""

    at: int
    one: str
    other: str
    why: str


WHY = {
    "noun": "the noun itself",
    "article": "the article agrees with its noun",
    "adjective": "the adjective agrees with its noun",
    "state": "the last word agrees with the subject",
}


def roles(plan: Plan) -> list[str]:
    """For each target word of the subject its role, and "state" for the last; "" for all others."""
    subject = ["article", "noun"] + ["adjective"] * bool(plan.subject.adjective)
    length = len(translated(plan).target)
    return [*subject, *[""] * (length - len(subject) - 1), "state"]


def changed(plan: Plan) -> list[Change]:
    """The target words that become others when the subject's gender is turned, each with its reason."""
    one, other = translated(plan).target, translated(other_gender(plan)).target
    of = zip(one, other, roles(plan), strict=True)
    return [Change(k, mine, yours, WHY[role]) for k, (mine, yours, role) in enumerate(of) if mine != yours]


def masculine_plans(rng: np.random.Generator, count: int, places: int = 1) -> list[Plan]:
    """Sentences of one shape: *the ADJ PERSON PLACE the NOUN … seemed STATE*, about a boy, a king …"""
    plans: list[Plan] = []
    while len(plans) < count:
        plan = drawn_plan(rng, places)
        person = plan.subject.noun
        if person.gender == "m" and plan not in plans:
            adjective = str(rng.choice(list(ADJECTIVES)))
            between = tuple((word, part._replace(adjective="")) for word, part in plan.places)
            subject = Phrase(person, plan.subject.number, adjective)
            plans.append(plan._replace(subject=subject, places=between, deeds=()))
    return plans


class Runs(NamedTuple):
    """Two runs over sentences of one shape: what was read (S, B, H) and the words to feed (T + 1, B)."""

    one: Read
    other: Read
    fed_one: Tensor
    fed_other: Tensor


@torch.no_grad()
def both_runs(net: Translator, plans: Sequence[Plan], turn: Callable[[Plan], Plan] = other_gender) -> Runs:
    """Read all sentences and what `turn` makes of them."""
    ones = [translated(plan) for plan in plans]
    others = [translated(turn(plan)) for plan in plans]
    reads = [net.encode(net.sources([pair.source for pair in side])) for side in (ones, others)]
    fed = [net.targets([pair.target for pair in side])[:-1] for side in (ones, others)]
    return Runs(reads[0], reads[1], fed[0], fed[1])


def swapped(runs: Runs, place: int | str) -> tuple[Read, Tensor]:
    """The one run with one part of the other.

    Arguments:
        place: the number of an encoder's state, "handed over", "words fed", "fed 1" for the first of these
            (a later one with its number), or "all".
    """
    if place == "all":
        return runs.other, runs.fed_other
    if place == "words fed":
        return runs.one, runs.fed_other
    if isinstance(place, str) and place.startswith("fed "):
        fed, at = runs.fed_one.clone(), int(place[4:])
        fed[at] = runs.fed_other[at]
        return runs.one, fed
    if place == "handed over":
        return runs.one._replace(state=runs.other.state), runs.fed_one
    hs = runs.one.hs.clone()
    hs[int(place)] = runs.other.hs[int(place)]
    return runs.one._replace(hs=hs), runs.fed_one


@torch.no_grad()
def turned(net: Translator, plans: Sequence[Plan], runs: Runs, place: int | str, at: int) -> Array:
    """How far the target word `at` has turned to that of the other gender, for each sentence (B,)."""
    mine = net.targets([translated(plan).target for plan in plans])[1:][at]
    yours = net.targets([translated(other_gender(plan)).target for plan in plans])[1:][at]
    column = torch.arange(len(plans))
    reference = both_runs(net, plans)  # `runs` may be a control: it is measured with the same ruler

    def apart(read: Read, fed: Tensor) -> Tensor:
        logits = net.decode(read, fed)[0][at]
        return logits[column, yours] - logits[column, mine]

    start = apart(reference.one, reference.fed_one)
    whole = apart(reference.other, reference.fed_other) - start
    share: Array = ((apart(*swapped(runs, place)) - start) / whole).numpy()
    return share


@torch.no_grad()
def turned_by_memory(
    net: Translator,
    plans: Sequence[Plan],
    part: str,
    after: int,
    turn: Callable[[Plan], Plan] = other_gender,
) -> Array:
    """How far the last word has turned when the decoder's c, or h, is swapped once (B,).

    Arguments:
        part: "c", "h", or "c and h".
        after: after how many of the words fed, `START` included; later ones are those of the one run.
        turn: from whose run the state is taken; another than `other_gender` makes a control.
    """
    runs, places = both_runs(net, plans), torch.arange(len(plans))
    turned_plans = [other_gender(plan) for plan in plans]
    mine, yours = (net.targets([translated(p).target for p in of])[-2] for of in (plans, turned_plans))
    ends = []
    states = [net.decode(read, fed[:after])[2] for read, fed in zip(runs[:2], runs[2:], strict=True)]
    (h_one, c_one), (h_other, c_other) = states
    giver = both_runs(net, plans, turn)
    h_new, c_new = net.decode(giver.other, giver.fed_other[:after])[2]
    mixed = (h_new if "h" in part else h_one, c_new if "c" in part else c_one)
    for state, read, fed in (
        ((h_one, c_one), runs.one, runs.fed_one),
        (mixed, runs.one, runs.fed_one),
        ((h_other, c_other), runs.other, runs.fed_other),
    ):
        logits = net.decode(read._replace(state=state), fed[after:-1])[0][-1]
        ends.append(logits[places, yours] - logits[places, mine])
    share: Array = ((ends[1] - ends[0]) / (ends[2] - ends[0])).numpy()
    return share
