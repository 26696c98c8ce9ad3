"""Which layout for which sizes: a rule of two numbers, found by measuring both.

``python -m lstm_ref.numpy.fast`` measures them again, on the machine that runs it.
"""

LAYOUTS = ("rows", "columns")
FEW = range(2, 8)  # sequences: a product with so few columns is slow, and one vector is another matter
COLUMNS_FROM = {False: 700_000, True: 1_500_000}  # weights, without and with a backward pass


def choose_layout(T: int, B: int, D: int, H: int, training: bool) -> str:
    """ "rows" or "columns", whichever was faster at such sizes.

    Rows need one product a step for bias, input and h together, and nothing is transposed. Columns hoist
    the input, so that the step's product reads W_hh alone: that pays where the weights 4H (D + H) do not
    fit the cache and have to be fetched again at every step. With few sequences it pays only where the
    input's share of the weights is large.

    Arguments:
        T, B, D, H: time steps (no matter), sequences, input size, hidden size.
        training: whether a backward pass will follow.

    Returns:
        the layout's name, as `fast_lstm` takes it.
    """
    large = 4 * H * (D + H) >= COLUMNS_FROM[training]
    return "columns" if large and (B not in FEW or 2 * D > H) else "rows"
