"""A decoder that writes a caption word by word and looks at some places before each word."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

END = 0


class Vocabulary:
    """Words and their numbers; 0 is both the sign before the first word and the one after the last."""

    def __init__(self, captions: list[str]) -> None:
        self.words = ["·", *sorted({word for caption in captions for word in caption.split()})]
        self.index = {word: k for k, word in enumerate(self.words)}

    def encode(self, captions: list[str]) -> Tensor:
        """The words' numbers with a 0 at the end, filled with 0: (T, B)."""
        rows = [[self.index[word] for word in caption.split()] + [END] for caption in captions]
        longest = max(len(row) for row in rows)
        return torch.tensor([row + [END] * (longest - len(row)) for row in rows]).T

    def decode(self, tokens: Tensor) -> list[str]:
        """(T, B) numbers -> B captions, each up to its first 0."""
        texts = []
        for row in tokens.T.tolist():
            row = row[: row.index(END)] if END in row else row
            texts.append(" ".join(self.words[k] for k in row))
        return texts


class Written(NamedTuple):
    """`logits` (T, B, V); `looks` (T, B, P), where it looked before each word; `c` (T, B, H)."""

    logits: Tensor
    looks: Tensor
    c: Tensor


class Captioner(nn.Module):
    """An LSTM that reads the last word and a look at the picture, and says the next word.

        a_p = vᵀ tanh(W_h h_{t−1} + W_s s_p)      s_p what place p offers; α = softmax(a), the look
        h_t, c_t = LSTM([E w_{t−1}; Σ_p α_p s_p], h_{t−1}, c_{t−1})
        logits = W_o [h_t; Σ_p α_p s_p] + b_o

    Additive attention, Bahdanau et al. (2015); for pictures Xu et al. (2015). The sum over p knows no order
    of the places: a net that is to say where something lies needs the place's own coordinates in s_p.

    Arguments: V words, F features of a place, H units.
    """

    def __init__(self, words: int, features: int, hidden_size: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, 16)
        self.cell = nn.LSTMCell(16 + features, hidden_size)
        self.ask = nn.Linear(hidden_size, 32)
        self.offer = nn.Linear(features, 32, bias=False)
        self.score = nn.Linear(32, 1, bias=False)
        self.out = nn.Linear(hidden_size + features, words)

    def forward(self, places: Tensor, tokens: Tensor | None = None, longest: int = 12) -> Written:
        """`places` (B, P, F); with `tokens` (T, B) it reads these, else its own likeliest words."""
        batch = len(places)
        h = c = places.new_zeros(batch, self.cell.hidden_size)
        word = torch.zeros(batch, dtype=torch.long)
        offered, kept = self.offer(places), []
        for t in range(longest if tokens is None else len(tokens)):
            look = self.score(torch.tanh(self.ask(h)[:, None] + offered))[..., 0].softmax(dim=1)
            seen = (look[:, None] @ places)[:, 0]
            h, c = self.cell(torch.cat([self.embedding(word), seen], dim=1), (h, c))
            logits = self.out(torch.cat([h, seen], dim=1))
            kept.append((logits, look, c))
            word = logits.argmax(dim=1) if tokens is None else tokens[t]
        return Written(*(torch.stack(part) for part in zip(*kept, strict=True)))


def caption_loss(model: Captioner, places: Tensor, tokens: Tensor) -> Tensor:
    """Mean cross-entropy of the words and the first end sign; what is filled up behind it does not count."""
    logits = model(places, tokens).logits
    ended = (tokens == END).cumsum(dim=0) - (tokens == END).long()
    real = ended == 0
    return nn.functional.cross_entropy(logits[real], tokens[real])
