"""minLSTM: gates that see the input alone, so that all steps can be computed in a few rounds."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

from lstm_ref.torch.checks import check
from lstm_ref.torch.init import uniform


class MinLSTMParams(NamedTuple):
    """`weight_ih` (3H, D), `bias` (3H,); rows stacked in the order i, f, g. There is no `weight_hh`."""

    weight_ih: Tensor
    bias: Tensor


def min_lstm_coefficients(params: MinLSTMParams, xs: Tensor) -> tuple[Tensor, Tensor]:
    """What every step will do to the memory, known before the first one is walked.

        i, f = σ(W x_t + b)        g = W_g x_t + b_g
        keep_t = f / (f + i)       added_t = g i / (f + i)

    Arguments:
        xs: (T, B, D).

    Returns:
        keep and added, each (T, B, H).

    Raises:
        DtypeError, DeviceError, ShapeError: naming the argument, what was expected and what came.

    Source: Feng, Tung, Ahmed, Bengio & Hajimirsadeghi, *Were RNNs all we needed?*, 2024.
    """
    check([("weight_ih", params.weight_ih, "3H D"), ("bias", params.bias, "3H"), ("xs", xs, "T B D")])
    i, f, g = (xs @ params.weight_ih.T + params.bias).chunk(3, dim=-1)
    i, f = torch.sigmoid(i), torch.sigmoid(f)
    return f / (f + i), g * i / (f + i)


def in_rounds(keep: Tensor, added: Tensor, start: Tensor) -> tuple[Tensor, int]:
    """c_t = keep_t ⊙ c_{t−1} + added_t for all t in ⌈log₂ T⌉ rounds; within one no step waits for another.

        (a, b) then (a′, b′)  =  (a′ a, a′ b + b′)

    Arguments:
        keep, added: (T, B, H). start: c_0, (B, H).

    Returns:
        cs (T, B, H), and the count of the rounds.

    Raises:
        DtypeError, DeviceError, ShapeError: naming the argument, what was expected and what came.

    Source: Hillis & Steele, Communications of the ACM 29(12), 1986; for recurrences Blelloch, 1990.
    """
    check([("keep", keep, "T B H"), ("added", added, "T B H"), ("start", start, "B H")])
    kept, summed, rounds, reach = keep, added, 0, 1
    while reach < len(keep):
        joined = kept[reach:] * summed[:-reach] + summed[reach:]
        summed = torch.cat([summed[:reach], joined])
        kept = torch.cat([kept[:reach], kept[reach:] * kept[:-reach]])
        rounds, reach = rounds + 1, 2 * reach
    return kept * start + summed, rounds


class MinLSTM(nn.Module):
    """The memory c of every step, from zero: xs (T, B, D) to cs (T, B, H).

    Arguments:
        input_size, hidden_size: D and H.
        generator: draws the start, U(−1/√D, 1/√D) as in a linear layer.
    """

    def __init__(
        self, input_size: int, hidden_size: int, *, generator: torch.Generator | None = None
    ) -> None:
        super().__init__()
        self.hidden_size = hidden_size
        bound, to = input_size**-0.5, torch.get_default_dtype()
        rows = 3 * hidden_size
        self.weight_ih = nn.Parameter(uniform((rows, input_size), bound, generator=generator).to(to))
        self.bias = nn.Parameter(uniform((rows,), bound, generator=generator).to(to))

    def forward(self, xs: Tensor) -> Tensor:
        keep, added = min_lstm_coefficients(MinLSTMParams(self.weight_ih, self.bias), xs)
        cs, _ = in_rounds(keep, added, keep.new_zeros(keep.shape[1:]))
        return cs
