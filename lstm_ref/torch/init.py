"""Starting values, by name. A whole cell starts in its module, such as `lstm_ref.torch.LSTM`."""

import torch
from torch import Tensor

from lstm_ref.numpy.init import gate_bias as numpy_gate_bias


def uniform(shape: tuple[int, ...], bound: float, *, generator: torch.Generator | None = None) -> Tensor:
    """Entries drawn from U(−bound, bound), any shape; float64, so that one seed starts every dtype alike."""
    return (2 * torch.rand(shape, generator=generator, dtype=torch.float64) - 1) * bound


def orthogonal(size: int, gain: float = 1.0, *, generator: torch.Generator | None = None) -> Tensor:
    """A random orthogonal matrix times `gain`, (H, H): every singular value equals `gain`.

    Source: Saxe, McClelland & Ganguli, ICLR 2014.
    """
    q, r = torch.linalg.qr(torch.randn(size, size, generator=generator, dtype=torch.float64))
    matrix: Tensor = gain * q * r.diagonal().sign()
    return matrix


def identity(size: int, gain: float = 1.0) -> Tensor:
    """`gain` times the identity, (H, H).

    Source: Le, Jaitly & Hinton, arXiv:1504.00941, who start a ReLU network so.
    """
    return gain * torch.eye(size, dtype=torch.float64)


def gate_bias(hidden_size: int, order: str = "ifgo", **values: float) -> Tensor:
    """A stacked bias (len(order)·H,) with one value for each gate: ``gate_bias(16, f=1.0, i=-3.0)``.

    Raises:
        ValueError: when a gate is named that `order` does not have.
    """
    return torch.from_numpy(numpy_gate_bias(hidden_size, order, **values))


def chrono(hidden_size: int, max_lag: int, *, generator: torch.Generator | None = None) -> Tensor:
    """The chrono bias (4H,), rows i, f, g, o: forget gates that start with memories of up to `max_lag` steps.

        b_f = log u,  u ~ U(1, max_lag − 1)        b_i = −b_f        b_g = b_o = 0

    Raises:
        ValueError: when `max_lag` is not above 2.

    Source: Tallec & Ollivier, *Can recurrent neural networks warp time?*, ICLR 2018.
    """
    if max_lag <= 2:
        raise ValueError(f"max_lag: expected more than 2 steps, got {max_lag}")
    middle, half = max_lag / 2, (max_lag - 2) / 2  # U(1, max_lag − 1) = middle + U(−half, half)
    forget = torch.log(middle + uniform((hidden_size,), half, generator=generator))
    zero = torch.zeros_like(forget)
    return torch.cat([-forget, forget, zero, zero])
