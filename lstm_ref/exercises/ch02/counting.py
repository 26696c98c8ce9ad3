"""2.3: how many numbers a language model learns."""

from lstm_ref.verify.engine import Mistake, PredictTask

V, D, H, T = 27, 16, 64, 100  # symbols, length of an embedding, hidden size, time steps


def counted() -> float:
    return V * D + H * D + H * H + H + V * H + V


TASK = PredictTask(
    "2.3",
    "Count what is learned",
    counted,
    within=0,
    mistakes=(
        Mistake(
            "one-cell-for-each-step",
            lambda: V * D + T * (H * D + H * H + H) + V * H + V,
            "You counted the cell's weights once for each time step.",
            "Look at the cell: how many different matrices are there in an unrolled net?",
            "sec-walk",
        ),
        Mistake(
            "everything-for-each-step",
            lambda: T * counted(),
            "You counted everything once for each time step.",
            "How many different matrices are there in an unrolled net?",
            "sec-walk",
        ),
        Mistake(
            "no-embedding",
            lambda: counted() - V * D,
            "The embedding is missing: its rows are learned too.",
            "Start at the input: what is looked up there?",
            "sec-symbols",
        ),
        Mistake(
            "no-readout",
            lambda: counted() - V * H - V,
            "The readout is missing.",
            "Go on to the output: how does a state become scores?",
            "sec-readout",
        ),
        Mistake(
            "no-biases",
            lambda: counted() - H - V,
            "The biases are missing, the cell's and the readout's.",
            "Look at what is added to each product.",
        ),
        Mistake(
            "no-bias-in-the-cell",
            lambda: counted() - H,
            "The cell's bias is missing.",
            "What is added there?",
        ),
        Mistake(
            "no-bias-in-the-readout",
            lambda: counted() - V,
            "The readout's bias is missing.",
            "What is added there?",
        ),
        Mistake(
            "no-recurrent-weights",
            lambda: counted() - H * H,
            "The recurrent weights are missing.",
            "Which matrix turns the last state into a part of the next one?",
        ),
        Mistake(
            "one-hot-into-the-cell",
            lambda: H * V + H * H + H + V * H + V,
            "You let the cell read one-hot vectors. Here it reads rows of an embedding.",
            "How long is the vector that the cell gets?",
            "sec-symbols",
        ),
        Mistake(
            "two-biases-in-the-cell",
            lambda: counted() + H,
            "You counted two biases in the cell. PyTorch has two, and this course's cell has one.",
            "Look at the equation of the step.",
        ),
    ),
    hints=(
        "Three parts learn: the embedding, the cell and the readout. Write down the shape of each array.",
        "The cell reads 16 numbers, not 27.",
        "The number of time steps does not come into it.",
    ),
    section="sec-neuron-to-cell",
)
