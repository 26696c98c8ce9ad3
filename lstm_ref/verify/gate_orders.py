"""In which order ten systems stack an LSTM's gates, and how we know: convert by name, never by counting."""

from dataclasses import dataclass
from typing import Literal

Known = Literal["measured here", "read in its source", "read in its documentation", "from memory, unverified"]


@dataclass(frozen=True)
class GateOrder:
    """One system's stacked weights.

    Attributes:
        system: its name.
        order: the four blocks in the letters of this course (i input, f forget, g candidate, o output).
        letters: the same four blocks as the system itself names them.
        stacked: which axis is 4·H long: "rows" as in this package, or "columns" (the transpose).
        known: how we know.
        where: the file, function or page that says so.
        remark: what else differs and would break a conversion.
    """

    system: str
    order: str
    letters: str
    stacked: Literal["rows", "columns"]
    known: Known
    where: str
    remark: str


SYSTEMS: tuple[GateOrder, ...] = (
    GateOrder(
        "PyTorch", "ifgo", "i f g o", "rows", "measured here", "torch.nn.LSTM", "two bias vectors, added"
    ),
    GateOrder(
        "cuDNN",
        "ifgo",
        "i f new-memory o",
        "rows",
        "read in its documentation",
        "cudnnGetRNNLinLayerMatrixParams, linLayerID 0 to 3",
        "one weight space for all layers; two bias vectors by default",
    ),
    GateOrder(
        "Keras",
        "ifgo",
        "i f c o",
        "columns",
        "read in its source",
        "keras/src/layers/rnn/lstm.py",
        "one bias vector; its forget part starts at 1 (unit_forget_bias)",
    ),
    GateOrder(
        "FlashRNN",
        "ifgo",
        "i f z o",
        "rows",
        "read in its source",
        "flashrnn/flashrnn/vanilla/lstm.py",
        "the gates have an axis of their own, beside heads",
    ),
    GateOrder(
        "Apple MPSGraph",
        "ifgo",
        "i f z o",
        "rows",
        "read in its documentation",
        "MPSGraphLSTMDescriptor.forgetGateLast",
        "with forgetGateLast set: i z f o",
    ),
    GateOrder(
        "TensorFlow 1 BasicLSTMCell",
        "igfo",
        "i j f o",
        "columns",
        "read in its source",
        "tensorflow/python/ops/rnn_cell_impl.py",
        "one matrix for x and h together; forget_bias (1) is added when it runs, not stored",
    ),
    GateOrder(
        "haste",
        "igfo",
        "i g f o",
        "columns",
        "read in its documentation",
        "docs/pytorch/haste_pytorch/LSTM.md",
        "one bias vector; its forget part starts at 1 (forget_bias)",
    ),
    GateOrder(
        "CS231n and char-rnn",
        "ifog",
        "i f o g",
        "columns",
        "read in its source",
        "assignment 3, LSTM captioning; char-rnn's model/LSTM.lua",
        "char-rnn stacks rows (nn.Linear); only its input matrix has a bias",
    ),
    GateOrder(
        "ONNX",
        "iofg",
        "i o f c",
        "rows",
        "read in its documentation",
        "operator LSTM, W[iofc]",
        "a first axis for directions; peepholes in a third order, P[iof]",
    ),
    GateOrder(
        "Deep Learning from Scratch 2",
        "fgio",
        "f g i o",
        "columns",
        "read in its source",
        "common/time_layers.py",
        "one bias vector",
    ),
)


def order_of(system: str) -> str:
    """The gate order of one system of `SYSTEMS`, in this course's letters: ``order_of("ONNX")`` is "iofg".

    Raises:
        ValueError: for a system that is not in the table.
    """
    for row in SYSTEMS:
        if row.system == system:
            return row.order
    raise ValueError(f"system: expected one of {', '.join(row.system for row in SYSTEMS)}, got {system!r}")
