"""Which of cuDNN's LSTM algorithms PyTorch asks for, from the rule in its source."""

STANDARD, PERSISTENT, SMALL = "STANDARD", "PERSIST_STATIC", "PERSIST_STATIC_SMALL_H"


def cudnn_algorithm(
    batch: int,
    input_size: int,
    hidden_size: int,
    dtype: str,
    *,
    backward: bool = False,
    layers: int = 1,
    directions: int = 1,
    packed: bool = False,
    projection: bool = False,
    multiprocessors: int = 132,
) -> str:
    """The algorithm's name, as `torch.nn.LSTM` of this shape gets it on a CUDA device.

    STANDARD launches kernels step by step. PERSIST_STATIC keeps the weights on the chip and walks through
    time in one launch; SMALL_H is its form for few hidden units.

    Arguments:
        batch, input_size, hidden_size: B, D and H.
        dtype: "float16", "bfloat16", "float32" or "float64".
        backward: whether the pass is one with gradients, for which the bound on H is lower.
        layers, directions: of the layer.
        packed: whether the input is a `PackedSequence`.
        projection: whether `proj_size` is above zero.
        multiprocessors: of the device.

    Returns:
        "PERSIST_STATIC_SMALL_H", "PERSIST_STATIC" or "STANDARD".

    Source: PyTorch, aten/src/ATen/native/cudnn/RNN.cpp, `get_algo`.
    """
    if packed or projection:
        return STANDARD
    if dtype != "float64" and hidden_size <= (128 if backward else 192):
        return SMALL
    persistent = (
        dtype == "float16"
        and layers == 1
        and directions == 1
        and hidden_size <= 1024
        and hidden_size % 128 == 0
        and input_size % 128 == 0
        and batch % 8 == 0
        and batch <= 128
        and multiprocessors >= 98
    )
    return PERSISTENT if persistent else STANDARD
