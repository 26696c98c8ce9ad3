"""An encoder and a decoder, each one LSTM, with attention between them or without.

Without attention the decoder gets the encoder's last state (h, c) and nothing else. With it, each h_t of the
decoder also weighs the h_j of the encoder:

    a_tj = softmax_j (h_tᵀ W s_j)        context_t = Σ_j a_tj s_j        logits_t = V tanh(U [h_t; context_t])

Sources: Sutskever et al. (2014) for the two LSTMs; Bahdanau et al. (2015) for attention; Luong et al. (2015)
for this way of scoring, after the decoder's step. `torch.nn.LSTM` runs the cells: chapter 11 shows that it
computes `lstm_step`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.agreement import Pair, Words

START, END = "<start>", "<end>"
FORGET_BIAS = 1.0
State = tuple[Tensor, Tensor]


class Lexicon(NamedTuple):
    """The words of both sides; a word's index is its place."""

    source: Words
    target: Words  # the first two are START and END


def lexicon(pairs: Sequence[Pair]) -> Lexicon:
    """All words of these pairs, in order; `START` and `END` stand first on the target side."""
    source = {word for pair in pairs for word in pair.source}
    target = {word for pair in pairs for word in pair.target}
    return Lexicon(tuple(sorted(source)), (START, END, *sorted(target)))


class Read(NamedTuple):
    """What the encoder leaves: every h (S, B, H), every c (S, B, H) where asked for, and the last state."""

    hs: Tensor
    state: State


class Translator(nn.Module):
    """Words in, words out.

    Arguments:
        words: both vocabularies.
        hidden_size: H of both cells; the word vectors have the same size.
        attention: whether the decoder looks at every state of the encoder.
        turned: whether the source is read from its last word to its first.
    """

    def __init__(
        self, words: Lexicon, hidden_size: int = 64, *, attention: bool = True, turned: bool = False
    ) -> None:
        super().__init__()
        self.words, self.attention, self.turned = words, attention, turned
        self.source_at = {word: k for k, word in enumerate(words.source)}
        self.target_at = {word: k for k, word in enumerate(words.target)}
        self.source_vectors = nn.Embedding(len(words.source), hidden_size)
        self.target_vectors = nn.Embedding(len(words.target), hidden_size)
        self.encoder = nn.LSTM(hidden_size, hidden_size)
        self.decoder = nn.LSTM(hidden_size, hidden_size)
        self.score = nn.Linear(hidden_size, hidden_size, bias=False)
        self.mix = nn.Linear(2 * hidden_size if attention else hidden_size, hidden_size)
        self.readout = nn.Linear(hidden_size, len(words.target))
        with torch.no_grad():  # chapter 7: a fresh cell should keep
            for lstm in (self.encoder, self.decoder):
                lstm.get_parameter("bias_ih_l0")[hidden_size : 2 * hidden_size] = FORGET_BIAS

    def sources(self, sentences: Sequence[Words]) -> Tensor:
        """Sentences of one length to (S, B), whole numbers."""
        return torch.tensor([[self.source_at[word] for word in words] for words in sentences]).T

    def targets(self, sentences: Sequence[Words]) -> Tensor:
        """Sentences of one length to (T + 2, B), between `START` and `END`."""
        rows = [[self.target_at[word] for word in (START, *words, END)] for words in sentences]
        return torch.tensor(rows).T

    def encode(self, tokens: Tensor) -> Read:
        """Source (S, B) to the encoder's states, in the order of the words whatever the reading order."""
        vectors = self.source_vectors(tokens)
        hs, (h, c) = self.encoder(vectors.flip(0) if self.turned else vectors)
        return Read(hs.flip(0) if self.turned else hs, (h[0], c[0]))

    def answer(self, hs: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
        """The decoder's h (T, B, H) and the encoder's (S, B, H) to logits (T, B, V), weights (T, B, S)."""
        weights = torch.einsum("tbh,sbh->tbs", self.score(hs), seen).softmax(dim=2)
        context = torch.einsum("tbs,sbh->tbh", weights, seen)
        mixed = torch.cat([hs, context], dim=2) if self.attention else hs
        logits: Tensor = self.readout(torch.tanh(self.mix(mixed)))
        return logits, weights

    def decode(self, read: Read, fed: Tensor) -> tuple[Tensor, Tensor, State]:
        """The words fed (T, B) to logits (T, B, V), weights (T, B, S) and the decoder's last state."""
        hs, (h, c) = self.decoder(self.target_vectors(fed), (read.state[0][None], read.state[1][None]))
        logits, weights = self.answer(hs, read.hs)
        return logits, weights, (h[0], c[0])

    def forward(self, tokens: Tensor, targets: Tensor) -> Tensor:
        """Teacher forcing: logits for each word of `targets` after `START`, from the right ones before it."""
        return self.decode(self.encode(tokens), targets[:-1])[0]


def translation_loss(net: Translator, tokens: Tensor, targets: Tensor) -> Tensor:
    """The mean cross-entropy of every target word after `START`, in nats, under teacher forcing."""
    return cross_entropy(net(tokens, targets).flatten(0, 1), targets[1:].flatten())


def by_length(pairs: Sequence[Pair]) -> dict[tuple[int, int], list[Pair]]:
    """Pairs of the same two lengths together, so that no batch needs padding."""
    found: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        found.setdefault((len(pair.source), len(pair.target)), []).append(pair)
    return found


def pair_batches(
    net: Translator,
    rng: np.random.Generator,
    pairs: Sequence[Pair],
    updates: int,
    batch: int = 32,
    short: int = 6,
) -> Iterator[tuple[Tensor, Tensor]]:
    """For each update sources (S, B) and targets (T + 2, B) of one pair of lengths.

    Up to half of the updates, only sources up to a limit are taken, which grows from `short` words to the
    longest: who stands for whom is found sooner where there are few to choose from.
    """
    groups = list(by_length(pairs).values())
    made = [(net.sources([p.source for p in g]), net.targets([p.target for p in g])) for g in groups]
    counts = np.array([len(group) for group in groups], float)
    lengths = np.array([len(group[0].source) for group in groups])
    for update in range(updates):
        limit = max(lengths.min(), short + 2 * update / updates * (lengths.max() - short))
        share = counts * (lengths <= limit)
        sources, targets = made[rng.choice(len(groups), p=share / share.sum())]
        chosen = torch.from_numpy(rng.integers(sources.shape[1], size=batch))
        yield sources[:, chosen], targets[:, chosen]


def train_translator(
    net: Translator, batches: Iterable[tuple[Tensor, Tensor]], updates: int, lr: float = 0.01
) -> list[float]:
    """Adam, clipped by norm; after half of the updates the learning rate falls to nearly nothing.

    Returns:
        the loss at every update.
    """
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min(1.0, 2 * (1 - n / updates) + 0.02))
    losses = []
    for tokens, targets in batches:
        loss = translation_loss(net, tokens, targets)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def greedy(net: Translator, sentences: Sequence[Words], longest: int = 60) -> list[Words]:
    """Free running: the likeliest word at each step is fed back, until `END`."""
    answers: dict[Words, Words] = {}
    groups: dict[int, list[Words]] = {}
    for words in sentences:
        groups.setdefault(len(words), []).append(words)
    for group in groups.values():
        read = net.encode(net.sources(group))
        fed, rows = torch.zeros(1, len(group), dtype=torch.long), []
        for _ in range(longest):
            logits, _, state = net.decode(read, fed)
            read, fed = read._replace(state=state), logits.argmax(dim=2)
            rows.append(fed[0])
            if all(bool((torch.stack(rows)[:, k] == 1).any()) for k in range(len(group))):
                break
        for words, column in zip(group, torch.stack(rows).T.tolist(), strict=True):
            end = column.index(1) if 1 in column else len(column)
            answers[words] = tuple(net.words.target[k] for k in column[:end])
    return [answers[words] for words in sentences]


def share_exact(answers: Sequence[Words], pairs: Sequence[Pair]) -> float:
    """Which part of the sentences is right in every word."""
    return float(np.mean([answer == pair.target for answer, pair in zip(answers, pairs, strict=True)]))


@torch.no_grad()
def forced_right(net: Translator, pairs: Sequence[Pair]) -> float:
    """Teacher forcing: the share of words that are right when all words before them are given right."""
    right = [
        net(net.sources([pair.source]), tokens := net.targets([pair.target])).argmax(dim=2) == tokens[1:]
        for pair in pairs
    ]
    return float(torch.cat(right).float().mean())


def free_right(answers: Sequence[Words], pairs: Sequence[Pair]) -> float:
    """Free running: the share of words, `END` among them, that are right at their place."""
    hits, count = 0, 0
    for answer, pair in zip(answers, pairs, strict=True):
        wanted = (*pair.target, END)
        hits += sum(a == b for a, b in zip((*answer, END), wanted, strict=False))
        count += len(wanted)
    return hits / count


def aligned_right(answers: Sequence[Words], pairs: Sequence[Pair]) -> float:
    """Free running: the share of words, `END` among them, in the right order, wherever they stand."""
    hits, count = 0, 0
    for answer, pair in zip(answers, pairs, strict=True):
        wanted = (*pair.target, END)
        blocks = SequenceMatcher(None, (*answer, END), wanted, autojunk=False).get_matching_blocks()
        hits += sum(block.size for block in blocks)
        count += len(wanted)
    return hits / count


def next_word(net: Translator, sentence: Words) -> Callable[[tuple[int, ...]], Array]:
    """For `beam_search`: from the words so far, as numbers, to the log probability of every word (V,)."""
    with torch.no_grad():
        read = net.encode(net.sources([sentence]))

    @cache
    def log_next(words: tuple[int, ...]) -> Array:
        fed = torch.tensor([[0], *([k] for k in words)])
        with torch.no_grad():
            found: Array = net.decode(read, fed)[0][-1, 0].log_softmax(0).double().numpy()
        return found

    return log_next


@torch.no_grad()
def attention(net: Translator, pair: Pair) -> Array:
    """The weights a_tj (T + 1, S) with which each target word, and `END`, looks at each source word."""
    fed = net.targets([pair.target])[:-1]
    weights: Array = net.decode(net.encode(net.sources([pair.source])), fed)[1][:, 0].numpy()
    return weights
