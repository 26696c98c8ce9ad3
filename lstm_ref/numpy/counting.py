"""How many numbers a cell learns: the formula of today's LSTM, and that of the paper of 1997."""

from typing import NamedTuple


def lstm_parameter_count(input_size: int, hidden_size: int, biases: int = 1) -> int:
    """The number of parameters of one LSTM layer.

        4 H (D + H + biases)

    Four blocks (i, f, g, o), each with a matrix for x (H, D), one for h (H, H), and its biases (H,).

    Arguments:
        input_size, hidden_size: D and H.
        biases: 1 here; 2 in `torch.nn.LSTM`, which adds `bias_ih` and `bias_hh`.

    Returns:
        the count; the number of time steps is not in it.
    """
    return 4 * hidden_size * (input_size + hidden_size + biases)


class Wiring1997(NamedTuple):
    """One network of the paper of 1997, with the number of weights that the paper prints for it.

    A block is `block_size` cells that share one input gate and one output gate. `biases` says whether
    cells, gates and outputs have one (1) or none (0).
    """

    experiment: str
    inputs: int
    outputs: int
    blocks: int
    block_size: int
    biases: tuple[int, int, int]
    printed: int


# Hochreiter & Schmidhuber (1997), tables 10 and 11; which units have a bias is read off the same tables.
WIRINGS_1997 = (
    Wiring1997("1, four blocks of one", 7, 7, 4, 1, (0, 1, 0), 264),
    Wiring1997("1, three blocks of two", 7, 7, 3, 2, (0, 1, 0), 276),
    Wiring1997("2c, 50 distractors", 54, 2, 2, 1, (0, 0, 0), 364),
    Wiring1997("2c, 1000 distractors", 1004, 2, 2, 1, (0, 0, 0), 6064),
    Wiring1997("3, two sequences", 1, 1, 3, 1, (1, 1, 0), 102),
    Wiring1997("4, adding", 2, 1, 2, 2, (1, 1, 1), 93),
    Wiring1997("6a, temporal order", 8, 4, 2, 2, (1, 1, 1), 156),
    Wiring1997("6b, temporal order", 8, 8, 3, 2, (1, 1, 1), 308),
)


def weight_count_1997(net: Wiring1997) -> int:
    """The number of weights of a network of 1997: gates see the inputs, the cells, and the other gates.

        cells (in + cells + gates + b_c) + gates (in + cells + gates + b_g) + out (cells + b_o)

    Source: Hochreiter & Schmidhuber, *Long short-term memory*, Neural Computation 9(8), 1997, section 4.
    """
    cells, gates = net.blocks * net.block_size, 2 * net.blocks
    cell_bias, gate_bias, output_bias = net.biases
    seen = net.inputs + cells + gates
    into_hidden = cells * (seen + cell_bias) + gates * (seen + gate_bias)
    return into_hidden + net.outputs * (cells + output_bias)


def cell_parameter_count(
    blocks: int,
    input_size: int,
    hidden_size: int,
    *,
    biases: int = 1,
    peepholes: int = 0,
    gate_to_gate: int = 0,
) -> int:
    """The number of parameters of a gated cell, whatever it is called.

        blocks · H (D + H + biases) + peepholes · H + gate_to_gate · H²

    Arguments:
        blocks: stacked blocks, gates and candidate: 4 in the LSTM, 3 in the GRU, 2 in the minimal cells.
        input_size, hidden_size: D and H.
        biases: for each row of a block.
        peepholes: how many gates see the memory, each through one weight for each unit.
        gate_to_gate: how many matrices (H, H) lead from gates to gates: 9 with full gate recurrence.

    Returns:
        the count; the readout is not in it.
    """
    rows = blocks * hidden_size
    return (
        rows * (input_size + hidden_size + biases) + peepholes * hidden_size + gate_to_gate * hidden_size**2
    )
