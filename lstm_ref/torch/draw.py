"""A digit drawn in several strokes through a moving window, from few numbers (Gregor et al., 2015)."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

SIDE, WINDOW = 8, 4


class Drawn(NamedTuple):
    """`canvases` (T, B, 8, 8) after each stroke; `codes` (T, B, K); `windows` (T, B, 3), place and width."""

    canvases: Tensor
    codes: Tensor
    windows: Tensor


def window_rows(middle: Tensor, width: Tensor, side: int = SIDE, cells: int = WINDOW) -> Tensor:
    """How the window's cells spread over one axis of the picture: (B, cells, side), each row sums to 1.

        μ_k = middle + (k − (cells − 1)/2) · width
        F[k, x] ∝ exp(−(x − μ_k)² / 2σ²),  σ = width / 2 + 0.3

    Arguments: `middle` and `width` (B,), in pixels.
    """
    offsets = torch.arange(cells) - (cells - 1) / 2
    centres = middle[:, None] + offsets * width[:, None]
    spread = (width / 2 + 0.3)[:, None, None]
    logits = -((torch.arange(side) - centres[..., None]) ** 2) / (2 * spread**2)
    return logits.softmax(dim=-1)


class Drawer(nn.Module):
    """Two LSTMs that share a canvas: one reads what is missing, the other writes.

        code_t   = W_z h^read_t,     h^read_t  = LSTM([picture; picture − canvas_{t−1}; h^write_{t−1}], ·)
        window_t, patch_t = W_w h^write_t,     h^write_t = LSTM(code_t, ·)
        canvas_t = canvas_{t−1} + F_rowᵀ patch_t F_column

    The picture reaches the writer through the code alone: T · K numbers.
    """

    def __init__(self, strokes: int, numbers: int, hidden_size: int, start: Tensor | None = None) -> None:
        super().__init__()
        self.strokes, self.hidden_size = strokes, hidden_size
        self.read = nn.LSTMCell(2 * SIDE * SIDE + hidden_size, hidden_size)
        self.to_code = nn.Linear(hidden_size, numbers)
        self.write = nn.LSTMCell(numbers, hidden_size)
        self.to_patch = nn.Linear(hidden_size, WINDOW * WINDOW)
        self.to_window = nn.Linear(hidden_size, 3)
        self.start = nn.Parameter(torch.zeros(SIDE, SIDE) if start is None else start.clone())

    def forward(self, pictures: Tensor | None, codes: Tensor | None = None) -> Drawn:
        """Draw `pictures` (B, 8, 8), or what `codes` (T, B, K) say."""
        batch = len(pictures) if pictures is not None else codes.shape[1]  # type: ignore[union-attr]
        canvas = self.start.expand(batch, SIDE, SIDE)
        zeros = canvas.new_zeros(batch, self.hidden_size)
        reader, writer, kept = (zeros, zeros), (zeros, zeros), []
        for t in range(self.strokes):
            if pictures is not None:
                missing = (pictures - canvas).flatten(1)
                reader = self.read(torch.cat([pictures.flatten(1), missing, writer[0]], dim=1), reader)
                code = self.to_code(reader[0])
            else:
                code = codes[t]  # type: ignore[index]
            writer = self.write(code, writer)
            window = self.to_window(writer[0])
            middle = (SIDE - 1) / 2 * (1 + torch.tanh(window[:, :2]))
            width = 0.5 + 1.5 * torch.sigmoid(window[:, 2])
            rows, columns = (window_rows(middle[:, k], width) for k in (0, 1))
            patch = self.to_patch(writer[0]).view(batch, WINDOW, WINDOW)
            canvas = canvas + rows.transpose(1, 2) @ patch @ columns
            kept.append((canvas, code, torch.cat([middle, width[:, None]], dim=1)))
        return Drawn(*(torch.stack(part) for part in zip(*kept, strict=True)))


def drawing_loss(model: Drawer, pictures: Tensor) -> Tensor:
    """The mean squared error of the last canvas, over pixels and pictures."""
    error: Tensor = ((model(pictures).canvases[-1] - pictures) ** 2).mean()
    return error
