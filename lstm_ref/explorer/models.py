"""What can be operated: a net, its words, and sentences to begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng, gate_bias, init_lstm, init_readout
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit
from lstm_ref.tasks import gender, gender_grammar, pronouns, temporal_order

PRONOUN_SENTENCES = 4000  # that the model which chooses a pronoun learns from
DIGITS = 5  # of each weight that goes into the page: it is rounded, and what is shown is computed from that


@dataclass(frozen=True)
class ExplorerModel:
    """An LSTM over one-hot symbols, with a readout.

    Arguments:
        name: what the reader chooses.
        about: one sentence.
        cell: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        readout: `weight` (C, H), `bias` (C,).
        symbols: D words, the inputs.
        classes: C words, the outputs.
        examples: sequences to begin with, symbols with blanks between them.

    Raises:
        ValueError: when a size or an example does not fit.
    """

    name: str
    about: str
    cell: LSTMParams
    readout: ReadoutParams
    symbols: tuple[str, ...]
    classes: tuple[str, ...]
    examples: tuple[str, ...]

    def __post_init__(self) -> None:
        size = self.cell.weight_hh.shape[1]
        wanted = {
            "weight_ih": (self.cell.weight_ih, (4 * size, len(self.symbols))),
            "weight_hh": (self.cell.weight_hh, (4 * size, size)),
            "bias": (self.cell.bias, (4 * size,)),
            "readout.weight": (self.readout.weight, (len(self.classes), size)),
            "readout.bias": (self.readout.bias, (len(self.classes),)),
        }
        for part, (array, shape) in wanted.items():
            if array.shape != shape:
                raise ValueError(f"{part}: expected shape {shape}, got {array.shape}")
        for text in self.examples:
            self.tokens(text)

    def tokens(self, text: str) -> list[int]:
        """The places of the symbols of `text` among `symbols`.

        Raises:
            ValueError: when there is none, or one that is unknown.
        """
        words = text.split()
        if not words or (unknown := set(words) - set(self.symbols)):
            got = ", ".join(sorted(unknown)) if words else "nothing"
            raise ValueError(f"text: expected symbols out of {', '.join(self.symbols)}, got {got}")
        return [self.symbols.index(word) for word in words]

    def exported(self) -> dict[str, Any]:
        """The model as JSON holds it."""
        parts = {**self.cell._asdict(), "out_weight": self.readout.weight, "out_bias": self.readout.bias}
        told = {key: getattr(self, key) for key in ("name", "about", "symbols", "classes", "examples")}
        return {**told, **{key: np.round(array, DIGITS).tolist() for key, array in parts.items()}}

    def rounded(self) -> "ExplorerModel":
        """The model that the page operates."""
        cell = LSTMParams(*(np.round(part, DIGITS) for part in self.cell))
        head = ReadoutParams(*(np.round(part, DIGITS) for part in self.readout))
        told = (self.symbols, self.classes, self.examples)
        return ExplorerModel(self.name, self.about, cell, head, *told)


def hand_set_model() -> ExplorerModel:
    """One unit that keeps the gender of the last noun; nobody trained it."""
    return ExplorerModel(
        "One unit, set by hand",
        "A memory of one number. It keeps who the sentence is about, and shows it at “because”.",
        gender.gender_cell(),
        gender.pronoun_readout(),
        gender.WORDS,
        gender.PRONOUNS,
        ("the boy ran home because", "the girl stayed because", " ".join(gender.SENTENCE)),
    )


def pronoun_model(rng: Rng, updates: int = 300) -> ExplorerModel:
    """Four units, trained to say *he* or *she*."""
    sentences = gender_grammar.corpus(rng, PRONOUN_SENTENCES, 10).train
    net = pronouns.train_pronouns(rng, sentences, updates=updates)
    return ExplorerModel(
        "He or she, trained",
        "Four units that learned from sentences which pronoun comes after “because”.",
        net.cell,
        net.readout,
        gender_grammar.VOCABULARY,
        gender_grammar.PRONOUNS,
        (
            "the boy ran often at home because",
            "the girl ran often at home because",
            "the king slept because he was ill but the queen sang quietly in the garden because",
        ),
    )


STEPS = 10


def order_loss(
    params: tuple[LSTMParams, ReadoutParams], xs: Array, targets: Any
) -> tuple[float, tuple[LSTMParams, ReadoutParams]]:
    """The cross-entropy of the last step's answer, and its gradients."""
    cell, head = params
    start = LSTMState.zeros(xs.shape[1], cell.weight_hh.shape[1])
    hs, last, tape = scan(lstm_step, cell, xs, start)
    loss, dlogits = cross_entropy(readout(head, last.h), targets)
    dh, dhead = readout_backward(head, last.h, dlogits)
    _, _, dcell = scan_backward(lstm_step_backward, cell, tape, np.zeros_like(hs), start._replace(h=dh))
    return loss, (dcell, dhead)


def order_model(rng: Rng, hidden_size: int = 4, updates: int = 500) -> ExplorerModel:
    """A few units, trained to say which marks came, and in which order."""
    symbols, classes = temporal_order.SYMBOLS, temporal_order.CLASSES
    start = (
        init_lstm(rng, len(symbols), hidden_size, gate_bias(hidden_size, f=2.0)),
        init_readout(rng, hidden_size, len(classes)),
    )
    data = (temporal_order.temporal_order_batch(rng, 32, STEPS) for _ in range(updates))
    (cell, head), _ = fit(order_loss, start, data, lr=2e-2)
    return ExplorerModel(
        "Which came first, trained",
        "Four units that learned to name two marks, X or Y, in the order in which they came among noise.",
        cell,
        head,
        symbols,
        classes,
        ("a X c b d Y a a c b", "a Y c b d X a a c b", "b X d a c X b d a c"),
    )


def share_right(model: ExplorerModel, xs: Array, targets: Sequence[int] | Array) -> float:
    """The share of sequences (T, B, D) whose last answer is right."""
    start = LSTMState.zeros(xs.shape[1], model.cell.weight_hh.shape[1])
    _, last, _ = scan(lstm_step, model.cell, xs, start)
    return float((readout(model.readout, last.h).argmax(axis=-1) == np.asarray(targets)).mean())
