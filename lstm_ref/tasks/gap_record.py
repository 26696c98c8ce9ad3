"""The recorded runs of chapter 10: who still knows the clue after which gap? Six models, five seeds each.

    python -m lstm_ref.tasks.gap_record --record

writes ``book/results/gap_length.json``, on one thread. The four nets are trained in PyTorch, the counting
model and the hidden Markov model on the NumPy reference. The numbers of a run depend on the processor; the
order of the models at long gaps should not.
"""

import json
from pathlib import Path
from typing import Any

import click
import numpy as np

from lstm_ref import recorded
from lstm_ref.ledger.rows import Row, start
from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, init_readout
from lstm_ref.page import progress
from lstm_ref.tasks.gap import CLUES, FILLERS, SYMBOLS, gap_batch, one_hot, spelled
from lstm_ref.tasks.hidden_markov import HMM, em_step, predict, random_hmm
from lstm_ref.tasks.ngram import choose, count_ngrams

GAPS_JSON = Path(__file__).resolve().parents[2] / "book" / "results" / "gap_length.json"
COMMAND = "python -m lstm_ref.tasks.gap_record --record"
SEEDS = 5
SHORTEST, LONGEST = 5, 30  # trained on gaps from these two on, drawn evenly
GAPS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100, 200, 400)  # tested
TESTED = 400  # sequences at each gap
NGRAM_CONTEXT, NGRAM_SEQUENCES = 12, 20_000
STATES, ROUNDS, HMM_SEQUENCES, STICKY, HMM_STARTS = 16, 80, 64, 0.97, 5  # sequences at each gap
HIDDEN, BATCH, UPDATES, LR, MAX_NORM = 32, 32, 2000, 3e-3, 1.0
KEEP = 3.0  # the bias of the gate that keeps, in LSTM and GRU
NETS = {
    "RNN": Row("RNN", 4, "rnn", {"turned": False}, ""),
    "orthogonal RNN": Row("orthogonal RNN", 4, "rnn", {"turned": True}, ""),
    "GRU": Row("GRU", 10, "gru", {}, ""),
    "LSTM": Row("LSTM", 7, "lstm", {"bias": {"i": -KEEP, "f": KEEP}}, ""),
}
MODELS = ("n-gram", "hidden Markov", *NETS)


def tests(seed: int) -> list[Tokens]:
    """The sequences of every tested gap, the same for all models of one seed."""
    rng = np.random.default_rng([seed, 1])
    return [gap_batch(rng, TESTED, gap) for gap in GAPS]


def share(guesses: Any, tokens: Tokens) -> float:
    """Which part of the guessed clues is right."""
    return float((np.asarray(guesses) == tokens[-1]).mean())


def drawn(rng: Rng, batch: int) -> Tokens:
    """Sequences for training, all of one gap."""
    return gap_batch(rng, batch, int(rng.integers(SHORTEST, LONGEST, endpoint=True)))


def of_ngram(seed: int) -> list[float]:
    """Count all short contexts, and choose the likeliest clue."""
    rng = np.random.default_rng([seed, 0])
    texts = [text for _ in range(NGRAM_SEQUENCES // BATCH) for text in spelled(drawn(rng, BATCH))]
    model = count_ngrams(texts, NGRAM_CONTEXT)
    return [
        share([CLUES.index(choose(model, CLUES, text[:-1])[-1]) for text in spelled(tokens)], tokens)
        for tokens in tests(seed)
    ]


def trained_hmm(seed: int) -> HMM:
    """The likeliest of several starts after rounds of Baum and Welch; states begin by staying."""
    rng = np.random.default_rng([seed, 0])
    batches = [gap_batch(rng, HMM_SEQUENCES, gap) for gap in range(SHORTEST, LONGEST + 1)]
    ended = []
    for _ in range(HMM_STARTS):
        model = random_hmm(rng, STATES, len(SYMBOLS))
        model = model._replace(move=(1 - STICKY) * model.move + STICKY * np.eye(STATES))
        for _ in range(ROUNDS):
            model, log_p = em_step(model, batches)
        ended.append((log_p, model))
    return max(ended, key=lambda one: one[0])[1]


def of_hmm(seed: int) -> list[float]:
    """Choose the clue that the trained chain finds likeliest."""
    model = trained_hmm(seed)
    return [share(guess(predict(model, tokens[:-1])), tokens) for tokens in tests(seed)]


def guess(outputs: Array) -> Array:
    """The likeliest clue of each row; clues are the first columns."""
    best: Array = outputs[:, : len(CLUES)].argmax(axis=1)
    return best


def started(rng: Rng, name: str) -> Any:
    """The parameters that a net starts from; a GRU's keeping gate gets the same bias as the LSTM's."""
    params = start(NETS[name], rng, len(SYMBOLS), HIDDEN)
    if name == "GRU":
        params.bias_ih[HIDDEN : 2 * HIDDEN] = KEEP  # its rows: reset, update, candidate
    return params


def of_net(name: str, seed: int, updates: int = UPDATES) -> list[float]:
    """Train one cell with Adam and clipping, on the loss of the answer alone."""
    import torch
    from torch import nn

    from lstm_ref.ledger.runs import Net, tensor  # needs torch, which reading a record does not

    begin, rng = (np.random.default_rng([seed, purpose]) for purpose in (2, 0))
    net = Net(NETS[name], started(begin, name), init_readout(begin, HIDDEN, len(CLUES)))
    learned = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.Adam(learned, lr=LR)
    for _ in range(updates):
        tokens = drawn(rng, BATCH)
        hs, _ = net(tensor(one_hot(tokens[:-1])))
        loss = nn.functional.cross_entropy(net.readout(hs[-1]), tensor(tokens[-1]))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learned, MAX_NORM)
        optimiser.step()
    with torch.no_grad():
        ends = [net.readout(net(tensor(one_hot(tokens[:-1])))[0][-1]) for tokens in tests(seed)]
    return [share(guess(end.numpy()), tokens) for end, tokens in zip(ends, tests(seed), strict=True)]


def of(model: str, seed: int) -> list[float]:
    """The share of right answers of one model at each of `GAPS`."""
    if model in NETS:
        return of_net(model, seed)
    return of_ngram(seed) if model == "n-gram" else of_hmm(seed)


def settings() -> dict[str, Any]:
    """What the runs are made with, as JSON holds it."""
    held: dict[str, Any] = json.loads(
        json.dumps(
            {
                "seeds": SEEDS,
                "trained_gaps": [SHORTEST, LONGEST],
                "tested_gaps": GAPS,
                "tested": TESTED,
                "clues": len(CLUES),
                "fillers": len(FILLERS),
                "ngram": {"context": NGRAM_CONTEXT, "sequences": NGRAM_SEQUENCES},
                "hmm": {
                    "states": STATES,
                    "rounds": ROUNDS,
                    "sequences": HMM_SEQUENCES * (LONGEST - SHORTEST + 1),
                    "sticky": STICKY,
                    "starts": HMM_STARTS,
                },
                "nets": {"hidden_size": HIDDEN, "batch": BATCH, "updates": UPDATES, "lr": LR},
                "max_norm": MAX_NORM,
                "keep": KEEP,
                "rows": {name: dict(row.options) for name, row in NETS.items()},
            }
        )
    )
    return held


def read(path: Path = GAPS_JSON) -> dict[str, Any]:
    """The record.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    return recorded.read(path, COMMAND)


def stamped(runs: dict[str, Any]) -> dict[str, Any]:
    """The runs with command, date, versions, machine and settings."""
    return {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": settings(),
        "runs": runs,
    }


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help="Write the record when all is trained.")
@click.option("--model", "models", multiple=True, type=click.Choice(MODELS), help="Only these; not recorded.")
def main(write: bool, models: tuple[str, ...]) -> None:
    """Train six models on gaps of 5 to 30 steps and test them on gaps of up to 400; this takes minutes."""
    import torch

    torch.set_num_threads(1)
    runs: dict[str, Any] = {}
    for model in models or MODELS:
        runs[model] = [of(model, seed) for seed in progress(range(SEEDS), model)]
        for shares in runs[model]:
            click.echo(f"{model}: {' '.join(f'{share:.2f}' for share in shares)}")
    if write and not models:
        recorded.write(stamped(runs), GAPS_JSON)
        click.echo(str(GAPS_JSON))


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.gap_record")
