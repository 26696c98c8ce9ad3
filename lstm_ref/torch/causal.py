"""One causal layer of a Transformer over symbols, out of `torch.nn`."""

import torch
from torch import Tensor, nn


class CausalTransformer(nn.Module):
    """Tokens (T, B) to logits (T, B, V); step t sees the tokens up to t.

        x_t = E[token_t] + P_t        h = layer(x), causal        y_t = W norm(h_t) + b

    The layer is an `nn.TransformerEncoderLayer` of its usual kind, normalised before each of its halves.

    Arguments:
        symbols: V. size: the length of a vector. wide: of the hidden layer after the attention.
        steps: the longest sequence; every place has a vector P_t of its own, which is learned.
        heads: how many attentions share `size`.
        seed: of the start.
    """

    def __init__(self, symbols: int, size: int, wide: int, steps: int, heads: int, seed: int) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            self.embedding = nn.Embedding(symbols, size)
            self.place = nn.Parameter(0.02 * torch.randn(steps, 1, size))
            self.layer = nn.TransformerEncoderLayer(size, heads, wide, dropout=0.0, norm_first=True)
            self.norm = nn.LayerNorm(size)
            self.readout = nn.Linear(size, symbols)
            nn.init.normal_(self.embedding.weight, std=0.5)

    def forward(self, tokens: Tensor) -> Tensor:
        steps = len(tokens)
        future = torch.full((steps, steps), -torch.inf).triu(1)
        x = self.layer(self.embedding(tokens) + self.place[:steps], src_mask=future)
        logits: Tensor = self.readout(self.norm(x))
        return logits
