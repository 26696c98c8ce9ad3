"""PyTorch for the two tasks that need it: asked for when they are checked, and missed in one sentence."""

from importlib.util import find_spec
from typing import Any

from lstm_ref.verify.engine import CheckFailed


def need_torch() -> None:
    """CheckFailed where PyTorch is not installed; the other tasks of the chapter do without."""
    if find_spec("torch") is None:
        lead = "this task needs PyTorch, which is not installed here"
        raise CheckFailed(
            lead, "Install it with pip install torch, or go on with the next task.", kind="type"
        )


def random_lstm(seed: int, input_size: int, hidden_size: int, dtype: str) -> Any:
    """An `nn.LSTM` with weights large enough for a fault to show."""
    need_torch()
    import torch

    generator = torch.Generator().manual_seed(seed)
    layer = torch.nn.LSTM(input_size, hidden_size, dtype=getattr(torch, dtype))
    return filled(layer, generator)


def random_head(seed: int, hidden_size: int, classes: int) -> Any:
    """An `nn.Linear` from states to classes, float32."""
    import torch

    return filled(torch.nn.Linear(hidden_size, classes), torch.Generator().manual_seed(seed))


def filled(layer: Any, generator: Any) -> Any:
    import torch

    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator, dtype=torch.float64))
    return layer
