"""3.5: the line of a training loop that adds each gradient to all the earlier ones."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

LINES = (
    Mistake(
        "blamed-the-arguments",
        lambda: 1,
        "Line 1 takes a net, a source of batches and a number of updates, and all are used.",
        "Follow one gradient from the line where it is made to the line where it is used.",
    ),
    Mistake(
        "blamed-the-loop",
        lambda: 3,
        "Line 3 repeats what is below it, once for each update.",
        "Which lines below it use something that is older than this round?",
    ),
    Mistake(
        "blamed-the-batch",
        lambda: 4,
        "Line 4 takes a fresh batch at each update, as it should.",
        "The batch is new. What else should be new in every round?",
    ),
    Mistake(
        "blamed-the-gradient",
        lambda: 5,
        "Line 5 makes the loss and the gradient of this batch, and both are right.",
        "So the gradient is right when it is made. What is done with it next?",
    ),
    Mistake(
        "blamed-the-clipping",
        lambda: 7,
        "Line 7 clips before the update, as it should, by one norm for all arrays.",
        "Clipping limits the length. Print what it is given in the first three rounds.",
    ),
    Mistake(
        "blamed-the-update",
        lambda: 8,
        "Line 8 moves each weight against the gradient that it is given.",
        "The update is right for that gradient. Whose gradient is it?",
    ),
    Mistake(
        "blamed-the-record",
        lambda: 9,
        "Line 9 writes down the loss of this batch. It changes nothing in the net.",
        "Look for a line that changes what the net becomes.",
    ),
)

TASK = ChoiceTask(
    "3.5",
    "Find the fault in the loop",
    right=6,
    options=tuple(range(1, 11)),
    mistakes=(
        *LINES,
        Mistake(
            "blamed-the-start",
            lambda: 2,
            "Line 2 sets the gradients to zero once, and makes an empty list. As a start that is right.",
            "A start at zero is right for a sum. Should there be a sum over the updates?",
        ),
        Mistake(
            "blamed-the-return",
            lambda: 10,
            "Line 10 returns the trained net and the losses.",
            "The net is returned as it was trained. Look at how it was trained.",
        ),
    ),
    hints=(
        "Write down, for the second round of the loop, which batches have a part in `grads`.",
        "In PyTorch a call of `optimizer.zero_grad()` is there against this fault. What does that call do?",
        "One line adds to something that should have been replaced.",
    ),
    section="sec-scan-backward",
)
