"""12.5: the number of parameters of a stack in two directions."""

import numpy as np

from lstm_ref.numpy.tree import tree_leaves
from lstm_ref.verify.engine import Mistake, PredictTask
from lstm_ref.verify.layered import layered

D, H, LAYERS = 10, 20, 3


def counted() -> float:
    """The entries of all arrays of such a stack, and the second bias that PyTorch gives to each gate."""
    params = layered("stack", LAYERS, two_way=True).random_params(np.random.default_rng(0), D, H)
    ours = sum(leaf.size for _, leaf in tree_leaves(params))
    second_biases = 2 * LAYERS * 4 * H
    return float(ours + second_biases)


def layer(columns: int, recurrent: int = H, biases: int = 2) -> int:
    """One cell of one direction."""
    return 4 * H * (columns + recurrent + biases)


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: float(value), what, ask, "sec-two-ways")


TASK = PredictTask(
    "12.5",
    "Count what a tall net learns",
    counted,
    within=0,
    mistakes=(
        belief(
            "one-way-below",
            2 * (layer(D) + 2 * layer(H)),
            "Your upper layers read H numbers at each step. How many does the layer below show?",
            "Look at the columns of the second layer's `weight_ih`.",
        ),
        belief(
            "one-direction",
            layer(D) + 2 * layer(H),
            "That is the stack with one direction.",
            "Look at what the second direction needs, and what it adds for the layer above.",
        ),
        belief(
            "one-cell-a-layer",
            layer(D) + 2 * layer(2 * H),
            "You counted one cell in each layer.",
            "How many cells does a layer have that reads in both directions?",
        ),
        belief(
            "one-bias",
            2 * (layer(D, biases=1) + 2 * layer(2 * H, biases=1)),
            "You counted one bias for each gate. This layer is PyTorch's.",
            "How many biases has `torch.nn.LSTM`?",
        ),
        belief(
            "no-bias",
            2 * (layer(D, biases=0) + 2 * layer(2 * H, biases=0)),
            "You counted no biases.",
            "How many biases has `torch.nn.LSTM`?",
        ),
        belief(
            "all-layers-alike",
            3 * 2 * layer(D),
            "You took all layers to be like the first.",
            "How many numbers does the second layer read at each step?",
        ),
        belief(
            "recurrent-doubled",
            2 * (layer(D, 2 * H) + 2 * layer(2 * H, 2 * H)),
            "Your recurrent weights see both directions. Each cell sees its own h alone.",
            "Look at the columns of `weight_hh`.",
        ),
    ),
    hints=(
        "One cell has 4H (columns + H + 2) numbers: two biases for each row.",
        "Each layer has two cells. The first layer's have D columns in `weight_ih`.",
        "What a two-way layer shows at a step has 2H numbers: so many columns has the layer above.",
    ),
    section="sec-two-ways",
)
