"""An autoencoder: a net with a narrow middle, which draws at one go."""

import torch
from torch import Tensor, nn

from lstm_ref.numpy.arrays import Array


class NarrowNet(nn.Module):
    """64 pixels -> hidden -> `numbers` -> hidden -> 64 pixels, at one go: an autoencoder."""

    def __init__(self, numbers: int, hidden: int = 64) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(64, hidden),
            nn.ReLU(),
            nn.Linear(hidden, numbers),
            nn.Linear(numbers, hidden),
            nn.ReLU(),
            nn.Linear(hidden, 64),
        )

    def forward(self, pictures: Tensor) -> Tensor:
        drawn: Tensor = self.net(pictures.flatten(1)).view_as(pictures)
        return drawn


def narrow_loss(model: NarrowNet, pictures: Tensor) -> Tensor:
    """The mean squared error, over pixels and pictures."""
    error: Tensor = ((model(pictures) - pictures) ** 2).mean()
    return error


def as_tensor(values: Array) -> Tensor:
    """float32, as training likes it."""
    return torch.tensor(values, dtype=torch.float32)
