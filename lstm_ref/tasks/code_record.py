"""A better character model for chapter 15 than a page has time for: trained once, its weights stored.

    python -m lstm_ref.tasks.code_record --record

writes ``book/results/code_model.npz``, the weights in float16, and ``book/results/code_model.json``, on one
thread in a few minutes. The numbers depend on the processor and on the version of Python, whose
library is the text.
"""

import json
import time
from pathlib import Path
from typing import Any

import click
import numpy as np

from lstm_ref import recorded
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.numpy.readout import ReadoutParams
from lstm_ref.numpy.tree import tree_leaves
from lstm_ref.page import progress
from lstm_ref.tasks.language_model import LanguageModel
from lstm_ref.tasks.source_code import SYMBOLS, parts, pieces
from lstm_ref.tasks.text import encode

RESULTS = Path(__file__).resolve().parents[2] / "book" / "results"
COMMAND = "python -m lstm_ref.tasks.code_record --record"
SEED, HIDDEN, VECTOR = 0, 160, 24
BATCH, STEPS, UPDATES, LR = 32, 80, 6_000, 5e-3
PIECE = 1000  # held-out text is read in pieces of so many characters, each from a zero state


def settings() -> dict[str, Any]:
    """What the run is made with, as JSON holds it."""
    return {
        "seed": SEED,
        "symbols": len(SYMBOLS),
        "hidden_size": HIDDEN,
        "vector_size": VECTOR,
        "batch": BATCH,
        "steps": STEPS,
        "updates": UPDATES,
        "lr": LR,
        "piece": PIECE,
    }


def trained(updates: int = UPDATES) -> tuple[LanguageModel, dict[str, float]]:
    """The model, and its bits per character in training, on the validation and the held-out part."""
    import torch

    from lstm_ref.torch.characters import CharacterModel, as_language_model, bits_per_character, train

    torch.manual_seed(SEED)
    net = CharacterModel(len(SYMBOLS), HIDDEN, VECTOR)
    training, validation, held_out = parts()
    rng = np.random.default_rng(SEED)
    options = {"batch": BATCH, "steps": STEPS, "lr": LR}
    losses = train(net, encode(training, SYMBOLS), rng, updates, watch=watched, **options)  # type: ignore[arg-type]
    with torch.no_grad():
        for weight in net.parameters():
            weight.copy_(weight.half().float())  # what is stored is what is scored
    bits = {
        "training": float(np.mean(losses[-100:])),
        "validation": bits_per_character(net, pieces(validation, PIECE)),
        "held_out": bits_per_character(net, pieces(held_out, PIECE)),
    }
    return as_language_model(net), bits


def watched(updates: range) -> Any:
    return progress(updates, "update")


def store(model: LanguageModel, bits: dict[str, float], seconds: float, folder: Path = RESULTS) -> None:
    """Write weights and stamp."""
    weights = {name: leaf.astype(np.float16) for name, leaf in tree_leaves(model)}
    np.savez_compressed(folder / "code_model.npz", **weights)
    record = {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": settings(),
        "characters": dict(zip(("training", "validation", "held_out"), map(len, parts()), strict=True)),
        "seconds": round(seconds),
        "bits": bits,
    }
    recorded.write(record, folder / "code_model.json")


def read(folder: Path = RESULTS) -> tuple[LanguageModel, dict[str, Any]]:
    """The recorded model, in float64, and its stamp.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    weights, stamp = folder / "code_model.npz", folder / "code_model.json"
    if not (weights.is_file() and stamp.is_file()):
        raise FileNotFoundError(f"{weights}: no such record; make it with {COMMAND}")
    with np.load(weights) as stored:
        part = {name: stored[name].astype(np.float64) for name in stored.files}
    cell = LSTMParams(part["cell.weight_ih"], part["cell.weight_hh"], part["cell.bias"])
    readout = ReadoutParams(part["readout.weight"], part["readout.bias"])
    record: dict[str, Any] = json.loads(stamp.read_text(encoding="utf-8"))
    return LanguageModel(part["embedding"], cell, readout), record


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help="Write the record when all is trained.")
@click.option("--updates", default=UPDATES, show_default=True, help="Fewer for a trial; not recorded.")
def main(write: bool, updates: int) -> None:
    """Train the character model of chapter 15 on the source of Python's library; this takes minutes."""
    import torch

    torch.set_num_threads(1)
    start = time.process_time()
    model, bits = trained(updates)
    seconds = time.process_time() - start
    click.echo(f"{json.dumps(bits)} in {seconds:.0f} s")
    if write and updates == UPDATES:
        store(model, bits, seconds)
        click.echo(str(RESULTS / "code_model.npz"))


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.code_record")
