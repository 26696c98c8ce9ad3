"""Which layout for which sizes: a rule of one line, found by measuring both."""

LAYOUTS = ("rows", "columns")
COLUMNS_FROM = 384  # hidden units from which W_hh no longer fits a core's second-level cache


def choose_layout(steps: int, batch: int, inputs: int, hidden: int, training: bool) -> str:
    """ "rows" or "columns", whichever was faster at such sizes.

    Rows need one product a step for bias, input and h together, and no transposing. Columns hoist the
    input, which pays where the weights have to be fetched anew at every step, and a batch is there to
    share them.

    Arguments:
        steps, batch, inputs, hidden: T, B, D, H.
        training: whether a backward pass will follow.
    """
    return "columns" if hidden >= COLUMNS_FROM and batch > 1 else "rows"
