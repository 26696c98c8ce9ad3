"""Where an answer of the right shape goes wrong: which output, gate and time step, and which relation."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lstm_ref.verify.compare import Output
from lstm_ref.verify.leaves import in_words
from lstm_ref.verify.relations import Wrong, relation
from lstm_ref.verify.worst import axis_word


@dataclass
class Finding:
    """Sentences for the learner, and the words that place the fault."""

    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def add(self, line: str, *places: str) -> None:
        self.lines.append(line)
        self.places += [place for place in places if place not in self.places]


def study(wrong: list[Wrong]) -> Finding:
    """Everything that can be said about the wrong outputs without calling the learner's function again."""
    found = Finding(places=[part.output.name for part in wrong])
    blocks: dict[tuple[str, str], list[str]] = {}
    for part in wrong:
        gates = wrong_gates(part)
        if part.everywhere([np.zeros_like(want) for want in part.want]):
            found.add(f"`{part.output.name}` is zero everywhere.")
        elif gates and len(gates) < len(part.output.gates):
            for gate in gates:
                blocks.setdefault((gate, relation(one_gate(part, gate))), []).append(part.output.name)
        elif told := relation(part):
            found.add(f"`{part.output.name}` {sentence(told)}", *arguments_in(told))
    for line, places in tell_blocks(blocks):
        found.add(line, *places)
    for part in wrong:
        for line, place in wrong_axes(part):
            found.add(line, place)
    return found


def tell_blocks(blocks: dict[tuple[str, str], list[str]]) -> list[tuple[str, list[str]]]:
    """One sentence for all gates that have the same thing wrong with them in the same outputs."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for (gate, told), names in blocks.items():
        alike.setdefault((told, *names), []).append(gate)
    lines = []
    for (told, *names), gates in alike.items():
        which = f"block of gate {gates[0]}" if len(gates) == 1 else f"blocks of gates {listed(gates)}"
        verb = "is" if len(gates) == 1 else "are"
        what = sentence(told) if told and len(gates) == 1 else f"{verb} wrong."
        line = f"In {in_words(names)} the {which} {what}"
        lines.append((line, [f"gate {gate}" for gate in gates] + arguments_in(told)))
    return lines


def listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."


def arguments_in(text: str) -> list[str]:
    return text.split("`")[1::2]


def wrong_gates(wrong: Wrong) -> list[str]:
    """The letters of the gates whose block is wrong on some input; empty without gates."""
    if wrong.output.gate_axis is None:
        return []
    return [gate for gate in wrong.output.gates if not all_close(one_gate(wrong, gate), wrong)]


def all_close(part: Wrong, whole: Wrong) -> bool:
    """Close on every input, measured against the largest entry of the whole output."""
    scales = [float(np.max(np.abs(want), initial=0.0)) or 1.0 for want in whole.want]
    pairs = zip(part.got, part.want, scales, strict=True)
    return all(bool(np.all(np.abs(g - w) <= whole.rtol * scale)) for g, w, scale in pairs)


def one_gate(wrong: Wrong, gate: str) -> Wrong:
    axis, gates = wrong.output.gate_axis, wrong.output.gates
    assert axis is not None
    pick = gates.index(gate)
    got = [np.split(g, len(gates), axis=axis)[pick] for g in wrong.got]
    want = [np.split(w, len(gates), axis=axis)[pick] for w in wrong.want]
    axes = tuple("H" if word.startswith("gate") else word for word in wrong.output.axes)
    return Wrong(Output(wrong.output.name, axes), got, want, wrong.arguments, wrong.sizes, wrong.rtol)


def wrong_axes(wrong: Wrong) -> list[tuple[str, str]]:
    """For each named axis, which indices are wrong on the first input, where that is not all of them."""
    got, want, name = wrong.got[0], wrong.want[0], wrong.output.name
    bad = np.abs(got - want) > wrong.rtol * (float(np.max(np.abs(want), initial=0.0)) or 1.0)
    lines = []
    for axis, word in enumerate(wrong.output.axes):
        others = tuple(other for other in range(bad.ndim) if other != axis)
        where = np.flatnonzero(bad.any(axis=others))
        size = bad.shape[axis]
        if word.startswith("gate") or not 0 < len(where) < size:
            continue
        first, last = int(where[0]), int(where[-1])
        if word == "T" and last == size - 1 and first > 0 and len(where) == size - first:
            said = f"`{name}` is right up to t = {first - 1} and wrong from t = {first} on."
            lines.append((said, f"t = {first}"))
        elif word == "T" and first == 0 and last < size - 1 and len(where) == last + 1:
            said = f"`{name}` is right from t = {last + 1} on and wrong before it."
            lines.append((said, f"t = {last}"))
        else:
            right = [index for index in range(size) if index not in where]
            few, verdict = (where, "wrong") if len(where) <= len(right) else (right, "right")
            at = ", ".join(str(index) for index in few)
            said = f"`{name}` is {verdict} only at {axis_word(word)} {at}."
            lines.append((said, f"{axis_word(word)} {at}"))
    return lines
