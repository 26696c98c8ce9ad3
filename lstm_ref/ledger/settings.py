"""What is the same for every row and every task."""

from typing import NamedTuple


class Settings(NamedTuple):
    """Sizes and budget; `steps` is the lag of the three tasks that have one, and that of the derivative."""

    hidden_size: int = 16
    batch: int = 32
    lrs: tuple[float, ...] = (1e-2, 1e-3)  # a run that fails with the first is tried again with the next
    max_norm: float = 1.0
    updates: int = 2000
    test_every: int = 50  # updates between two tests
    test_batches: int = 8
    needed: float = 0.99  # share of the test's answers that must be right
    seeds: int = 5
    steps: int = 100
    distractors: int = 100
    window: int = 40  # steps of a Reber stream between two updates; the state is carried, the gradient cut
    test_steps: int = 1000  # of a Reber stream
    long_stream: int = 10_000  # of the stream at whose end |c| is read


SETTINGS = Settings()
