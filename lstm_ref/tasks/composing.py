"""An LSTM that writes melodies a note at a time, and what each note costs it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.melody import PHRASE, Melody, Note, all_notes
from lstm_ref.torch import fit

NOTES = all_notes()
START, END = 0, len(NOTES) + 1  # tokens; note k of `NOTES` is token k + 1
TOKENS = len(NOTES) + 2
IGNORED = -100  # padding, left out of the loss


def tokens_of(melody: Melody) -> list[int]:
    """A start, the notes, an end."""
    return [START, *(NOTES.index(note) + 1 for note in melody), END]


def spelled(melody: Melody) -> str:
    """The same as a string, one character a token, for the counting models."""
    return "".join(chr(0x4E00 + token) for token in tokens_of(melody))


BEATS = slice(2, None, 2)  # where the notes and the end stand in `spelled_with_beats`


def spelled_with_beats(melody: Melody, of: int = PHRASE) -> str:
    """As `spelled`, with one more character behind each note: how many eighths have passed, of each `of`.

    A counting model of this string is told the place in the phrase, or with `of` at the four phrases' length
    the place in the melody, which `spelled` does not say.
    """
    passed = np.cumsum([0, *(note.length for note in melody)]) % of
    start, *notes, end = list(spelled(melody))
    beats = [chr(0x3400 + int(eighths)) for eighths in passed]
    pairs = zip([start, *notes], beats, strict=True)
    return "".join(note + beat for note, beat in pairs) + end


class Composer(nn.Module):
    """Embedding, `nn.LSTM`, readout: tokens (T, B) to logits (T, B, TOKENS)."""

    def __init__(self, hidden_size: int = 96, vector: int = 24) -> None:
        super().__init__()
        self.embedding = nn.Embedding(TOKENS, vector)
        self.lstm = nn.LSTM(vector, hidden_size)
        self.readout = nn.Linear(hidden_size, TOKENS)
        with torch.no_grad():
            self.lstm.bias_ih_l0[hidden_size : 2 * hidden_size] = 1.0  # type: ignore[operator]

    def forward(self, tokens: Tensor, state: Any = None) -> tuple[Tensor, Any]:
        """Logits and the last state."""
        hs, last = self.lstm(self.embedding(tokens), state)
        return self.readout(hs), last


def stacked(melodies: Sequence[Melody]) -> Tensor:
    """Tokens (T, B), `IGNORED` behind the shorter ones."""
    rows = [tokens_of(melody) for melody in melodies]
    table = np.full((max(map(len, rows)), len(rows)), IGNORED)
    for b, row in enumerate(rows):
        table[: len(row), b] = row
    return torch.tensor(table)


def next_note_loss(model: Composer, tokens: Tensor) -> Tensor:
    """Mean cross-entropy of every token but the first, padding left out."""
    logits, _ = model(tokens[:-1].clamp(min=0))
    return nn.functional.cross_entropy(logits.flatten(0, 1), tokens[1:].flatten(), ignore_index=IGNORED)


def train_composer(
    melodies: Sequence[Melody], seed: int, *, updates: int, hidden_size: int = 96, batch: int = 32
) -> Composer:
    """A composer trained with Adam at 0.01, in the last third at 0.0025."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model, tokens = Composer(hidden_size), stacked(melodies)
    last = updates // 3
    for count, rate in ((updates - last, 1e-2), (last, 2.5e-3)):
        chosen = (torch.tensor(rng.integers(len(melodies), size=batch)) for _ in range(count))
        fit(next_note_loss, model, ((tokens[:, some],) for some in chosen), lr=rate)
    return model


def note_bits(model: Composer, melodies: Sequence[Melody]) -> list[Array]:
    """Minus the binary logarithm of each token's probability, but the first's: a melody's (notes + 1,)."""
    tokens = stacked(melodies)
    with torch.no_grad():
        logits, _ = model(tokens[:-1].clamp(min=0))
        cost = nn.functional.cross_entropy(
            logits.permute(0, 2, 1), tokens[1:], ignore_index=IGNORED, reduction="none"
        )
    bits = cost.numpy().astype(float) / np.log(2)
    return [bits[: len(melody) + 1, b] for b, melody in enumerate(melodies)]


def compose(model: Composer, rng: Rng, temperature: float = 0.7, longest: int = 60) -> Melody:
    """Draw a melody note by note, each fed back, until the end is drawn or there are `longest` notes.

    Raises:
        ValueError: when the temperature is not above 0.
    """
    if temperature <= 0:
        raise ValueError(f"temperature: expected a number above 0, got {temperature}")
    token, state = START, None
    notes: list[Note] = []
    while len(notes) < longest:
        with torch.no_grad():
            logits, state = model(torch.tensor([[token]]), state)
        scores = logits[0, 0].numpy().astype(float) / temperature
        scores[START] = -np.inf
        p = np.exp(scores - scores.max())
        token = int(rng.choice(TOKENS, p=p / p.sum()))
        if token == END:
            break
        notes.append(Note(*NOTES[token - 1]))
    return tuple(notes)
