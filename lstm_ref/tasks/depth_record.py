"""The recorded runs of chapter 12: one, two and three layers with equally many parameters, on a text.

    python -m lstm_ref.tasks.depth_record --record

writes ``book/results/depth_and_width.json``, on one thread. The nets are `torch.nn.LSTM` with a readout;
a test holds it to compute what our own layers compute. Numbers depend on the processor, and on Python's
version, since the text is that of its help.
"""

import math
import time
from pathlib import Path
from typing import Any

import click
import numpy as np

from lstm_ref import recorded
from lstm_ref.numpy.counting import lstm_parameter_count
from lstm_ref.tasks.language_model import LETTERS, letters_only, random_windows
from lstm_ref.tasks.text import encode, english, train_and_held_out

DEPTHS = Path(__file__).resolve().parents[2] / "book" / "results" / "depth_and_width.json"
COMMAND = "python -m lstm_ref.tasks.depth_record --record"
SETTINGS: dict[str, Any] = {
    "layers": [1, 2, 3],
    "parameters": 50_000,  # about as many in every net
    "lrs": [0.003, 0.01],
    "steps": 50,
    "batch": 32,
    "updates": 1000,
    "max_norm": 1.0,
    "scored_rows": 50,
    "seeds": 5,
}


def stack_parameter_count(inputs: int, hidden: int, layers: int, outputs: int) -> int:
    """How many numbers a stack of one direction and its readout learn; two biases a gate, as in PyTorch."""
    above = (layers - 1) * lstm_parameter_count(hidden, hidden, biases=2)
    return lstm_parameter_count(inputs, hidden, biases=2) + above + outputs * (hidden + 1)


def width_for(layers: int, inputs: int = len(LETTERS), parameters: int = SETTINGS["parameters"]) -> int:
    """The hidden size at which so many layers have about so many parameters, not more."""
    hidden = 1
    while stack_parameter_count(inputs, hidden + 1, layers, inputs) <= parameters:
        hidden += 1
    return hidden


def text_to_learn() -> tuple[Any, Any]:
    """Letters and blanks as numbers: what is learned from, and what is held out."""
    learned, held_out = train_and_held_out(letters_only(english()))
    return encode(learned, LETTERS), encode(held_out, LETTERS)


def trained(layers: int, lr: float, seed: int, updates: int = SETTINGS["updates"]) -> dict[str, float]:
    """Train one net on random windows of the text; score it on what was held out, the state carried."""
    import torch
    from torch import nn

    from lstm_ref.torch.training import fit

    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    learned, held_out = text_to_learn()
    symbols, hidden = len(LETTERS), width_for(layers)
    net = nn.ModuleDict({"cell": nn.LSTM(symbols, hidden, layers), "readout": nn.Linear(hidden, symbols)})
    eye = torch.eye(symbols)

    def loss_of(net: Any, tokens: Any, targets: Any) -> Any:
        hs, _ = net["cell"](eye[tokens])
        return nn.functional.cross_entropy(net["readout"](hs).flatten(0, 1), targets.flatten())

    sizes = {"steps": SETTINGS["steps"], "batch": SETTINGS["batch"], "updates": updates}
    windows = random_windows(rng, learned, **sizes)
    batches = ((torch.from_numpy(tokens), torch.from_numpy(targets)) for tokens, targets in windows)
    began = time.perf_counter()
    fit(loss_of, net, batches, lr=lr, max_norm=SETTINGS["max_norm"])
    seconds = time.perf_counter() - began
    columns = SETTINGS["scored_rows"]
    rows = torch.from_numpy(held_out[: len(held_out) // columns * columns].reshape(columns, -1).T.copy())
    with torch.no_grad():
        bits = float(loss_of(net, rows[:-1], rows[1:])) / math.log(2)
    return {"bits": bits, "seconds": seconds}


def read() -> dict[str, Any]:
    """The record.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    return recorded.read(DEPTHS, COMMAND)


def key(layers: int, lr: float) -> str:
    """Under which the runs of one net at one learning rate are stored."""
    return f"{layers} layers, lr {lr:g}"


def stamp() -> dict[str, Any]:
    """Command, date, versions, machine and settings of a record that is written now."""
    return {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": SETTINGS,
    }


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help="Write the record when all is trained.")
def main(write: bool) -> None:
    """Train every depth at every learning rate with every seed; this takes some minutes."""
    import torch

    torch.set_num_threads(1)
    runs: dict[str, Any] = {}
    for layers in SETTINGS["layers"]:
        for lr in SETTINGS["lrs"]:
            made = [trained(layers, lr, seed) for seed in range(SETTINGS["seeds"])]
            runs[key(layers, lr)] = made
            bits = ", ".join(f"{run['bits']:.3f}" for run in made)
            click.echo(f"{key(layers, lr)}: {bits}; {made[0]['seconds']:.0f} s a run")
    if write:
        recorded.write({**stamp(), "runs": runs}, DEPTHS)
        click.echo(str(DEPTHS))


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.depth_record")
