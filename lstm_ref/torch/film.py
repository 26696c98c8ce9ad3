"""An LSTM that watches a film and goes on when the screen is dark."""

import torch
from torch import Tensor, nn


class FilmGoer(nn.Module):
    """Reads frames, then as many black ones as are asked for, and says what each of these should show.

    After Srivastava et al. (2015), with one cell in place of two.
    """

    def __init__(self, pixels: int, hidden_size: int) -> None:
        super().__init__()
        self.cell = nn.LSTM(pixels + 1, hidden_size)
        self.out = nn.Linear(hidden_size, pixels)

    def forward(self, seen: Tensor, ahead: int) -> tuple[Tensor, Tensor]:
        """`seen` (T, B, P) -> the next frames (ahead, B, P), and all hidden states (T + ahead, B, H).

        One more input tells whether the screen is dark.
        """
        lit = torch.cat([seen, seen.new_zeros(*seen.shape[:2], 1)], dim=2)
        dark = seen.new_zeros(ahead, *lit.shape[1:])
        dark[..., -1] = 1
        hs, _ = self.cell(torch.cat([lit, dark]))
        return self.out(hs[len(seen) :]), hs


def film_loss(model: FilmGoer, seen: Tensor, coming: Tensor) -> Tensor:
    """The mean squared error of the frames to come, over all pixels."""
    error: Tensor = ((model(seen, len(coming))[0] - coming) ** 2).mean()
    return error
