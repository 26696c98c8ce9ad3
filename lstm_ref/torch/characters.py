"""A character model: an embedding, one `torch.nn.LSTM`, and a readout to the next character's logits."""

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.tree import tree_map
from lstm_ref.tasks.language_model import LanguageModel
from lstm_ref.torch.convert import from_nn, to_numpy


class CharacterModel(nn.Module):
    """Tokens (T, B) to logits (T, B, V).

        x_t = E[token_t]        h_t, c_t = lstm(x_t, h_{t−1}, c_{t−1})        y_t = W h_t + b

    Arguments:
        symbols: V, how many different characters there are.
        hidden_size: H. vector_size: D, the length of a character's vector.

    The forget gate's bias starts at 1.
    """

    def __init__(self, symbols: int, hidden_size: int, vector_size: int = 32) -> None:
        super().__init__()
        self.embedding = nn.Embedding(symbols, vector_size)
        self.lstm = nn.LSTM(vector_size, hidden_size)
        self.readout = nn.Linear(hidden_size, symbols)
        with torch.no_grad():
            self.lstm.get_parameter("bias_ih_l0")[hidden_size : 2 * hidden_size] = 1.0
            self.lstm.get_parameter("bias_hh_l0").zero_()

    def forward(
        self, tokens: Tensor, state: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        hs, state = self.lstm(self.embedding(tokens), state)
        return self.readout(hs), state


def streams(tokens: Tokens, batch: int, steps: int, rng: Rng) -> Iterator[tuple[Tensor, bool]]:
    """Windows (steps + 1, batch) of `batch` streams that start at evenly spaced places, without an end.

    The second entry says whether the streams go on from the window before; after each walk through the text
    they start anew, at places shifted at random.
    """
    length = len(tokens) // batch
    while True:
        cut = np.roll(tokens, -int(rng.integers(len(tokens))))[: length * batch].reshape(batch, length).T
        for start in range(0, length - steps, steps):
            yield torch.from_numpy(np.ascontiguousarray(cut[start : start + steps + 1])), start > 0


def train(
    net: CharacterModel,
    tokens: Tokens,
    rng: Rng,
    updates: int,
    *,
    batch: int = 32,
    steps: int = 64,
    lr: float = 5e-3,
    max_norm: float = 1.0,
    watch: Callable[[range], Iterable[int]] = iter,
) -> list[float]:
    """Truncated backpropagation through time with the state carried on; the rate falls along half a cosine.

    Arguments:
        tokens: (N,), the text.
        updates, batch, steps: how many windows, how many streams, how long a window.
        watch: hands on the numbers of the updates, such as a progress bar.

    Returns:
        the loss at every update, in bits per character.
    """
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    losses: list[float] = []
    state: tuple[Tensor, Tensor] | None = None
    for update, (window, goes_on) in zip(
        watch(range(updates)), streams(tokens, batch, steps, rng), strict=False
    ):
        optimiser.param_groups[0]["lr"] = lr * 0.5 * (1 + math.cos(math.pi * update / updates))
        before = (state[0].detach(), state[1].detach()) if goes_on and state is not None else None
        logits, state = net(window[:-1], before)
        loss = cross_entropy(logits.flatten(0, 1), window[1:].flatten())
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), max_norm)
        optimiser.step()
        losses.append(loss.item() / math.log(2))
    return losses


@torch.no_grad()
def bits_per_character(net: CharacterModel, tokens: Tokens) -> float:
    """The mean of −log₂ P of every character but the first of each piece; tokens (T + 1, B)."""
    given = torch.from_numpy(np.ascontiguousarray(tokens))
    logits, _ = net(given[:-1])
    return cross_entropy(logits.flatten(0, 1), given[1:].flatten()).item() / math.log(2)


def as_language_model(net: CharacterModel) -> LanguageModel:
    """The same model as the NumPy half's tree, in float64."""
    cell, readout = to_numpy(from_nn(net.lstm)), to_numpy(from_nn(net.readout))
    tree = LanguageModel(net.embedding.weight.detach().numpy(), cell, readout)
    doubled: LanguageModel = tree_map(lambda leaf: leaf.astype(np.float64), tree)
    return doubled


@torch.no_grad()
def write(net: CharacterModel, rng: Rng, start: Tokens, length: int, temperature: float = 1.0) -> Tokens:
    """Texts drawn from the model, each character read back as the next input.

        P(s) ∝ exp(y_s / temperature)

    Arguments:
        start: (B, S), what each text begins with; it is not returned.
        temperature: above 0; near 0 the likeliest character always, at 1 the model's own probabilities.

    Returns:
        (B, length).

    Raises:
        ValueError: when the temperature is not above 0.
    """
    if not temperature > 0:
        raise ValueError(f"temperature: expected a number above 0, got {temperature}")
    logits, state = net(torch.from_numpy(np.ascontiguousarray(start.T)))
    made = []
    for _ in range(length):
        weights = np.cumsum((logits[-1].double() / temperature).softmax(dim=-1).numpy(), axis=1)
        made.append((rng.random((len(start), 1)) * weights[:, -1:] > weights).sum(axis=1))
        logits, state = net(torch.from_numpy(made[-1])[None], state)
    return np.stack(made, axis=1)


def as_character_model(model: LanguageModel) -> CharacterModel:
    """`as_language_model` undone: the module with these weights, in float32."""
    size = model.cell.weight_hh.shape[1]
    net = CharacterModel(len(model.embedding), size, model.embedding.shape[1])
    parts = {
        "embedding.weight": model.embedding,
        "lstm.weight_ih_l0": model.cell.weight_ih,
        "lstm.weight_hh_l0": model.cell.weight_hh,
        "lstm.bias_ih_l0": model.cell.bias,
        "lstm.bias_hh_l0": np.zeros_like(model.cell.bias),
        "readout.weight": model.readout.weight,
        "readout.bias": model.readout.bias,
    }
    net.load_state_dict({name: torch.tensor(part, dtype=torch.float32) for name, part in parts.items()})
    return net
