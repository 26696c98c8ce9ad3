"""A steadier hand for chapter 19 than a page has time for: an LSTM trained once, its weights stored.

    python -m lstm_ref.tasks.writer_record --record

writes ``book/results/writer.npz``, the weights in float16, and ``book/results/writer.json``, on one thread
in a few minutes. The numbers depend on the processor.
"""

import json
import time
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch

from lstm_ref import recorded
from lstm_ref.tasks.strokes import draw_lines, scale_of
from lstm_ref.tasks.writer import Writer, nats, train_writer

RESULTS = Path(__file__).resolve().parents[2] / "book" / "results"
COMMAND = "python -m lstm_ref.tasks.writer_record --record"
SEED, HIDDEN, COMPONENTS = 0, 128, 10
LINES, POINTS, UPDATES, BATCH, LR = 4000, 150, 3000, 32, 1e-2


def settings() -> dict[str, Any]:
    """What the run is made with, as JSON holds it."""
    return {
        "seed": SEED,
        "hidden_size": HIDDEN,
        "components": COMPONENTS,
        "lines": LINES,
        "points": POINTS,
        "updates": UPDATES,
        "batch": BATCH,
        "lr": LR,
    }


def trained(updates: int = UPDATES, lines: int = LINES) -> tuple[Writer, float, dict[str, float]]:
    """The model, the scale of its offsets, and its nats per point in training and on 200 held-out lines."""
    rng = np.random.default_rng(SEED)
    training, held_out = draw_lines(rng, lines, POINTS), draw_lines(rng, 200, POINTS)
    scale = scale_of(training)
    for part in (training, held_out):
        part[..., :2] /= scale
    net = Writer(HIDDEN, COMPONENTS, generator=torch.Generator().manual_seed(SEED))
    losses = train_writer(net, training, rng, updates=updates, lr=LR, batch=BATCH)
    with torch.no_grad():
        for weight in net.parameters():
            weight.copy_(weight.half().float())  # what is stored is what is scored
    return net, scale, {"training": float(np.mean(losses[-50:])), "held out": nats(net, held_out)}


def store(
    net: Writer, scale: float, scores: dict[str, float], seconds: float, folder: Path = RESULTS
) -> None:
    """Write weights and stamp."""
    weights = {name: leaf.numpy().astype(np.float16) for name, leaf in net.state_dict().items()}
    np.savez_compressed(folder / "writer.npz", **weights)
    record = {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": settings(),
        "seconds": round(seconds),
        "scale": scale,
        "nats": scores,
    }
    recorded.write(record, folder / "writer.json")


def read(folder: Path = RESULTS) -> tuple[Writer, dict[str, Any]]:
    """The recorded model and its stamp.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    weights, stamp = folder / "writer.npz", folder / "writer.json"
    if not (weights.is_file() and stamp.is_file()):
        raise FileNotFoundError(f"{weights}: no such record; make it with {COMMAND}")
    net = Writer(HIDDEN, COMPONENTS)
    with np.load(weights) as stored:
        net.load_state_dict(
            {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files}
        )
    record: dict[str, Any] = json.loads(stamp.read_text(encoding="utf-8"))
    return net, record


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help="Write the record when all is trained.")
@click.option("--updates", default=UPDATES, show_default=True, help="Fewer for a trial; not recorded.")
def main(write: bool, updates: int) -> None:
    """Train the writing model of chapter 19; this takes minutes."""
    torch.set_num_threads(1)
    start = time.process_time()
    net, scale, scores = trained(updates)
    seconds = time.process_time() - start
    click.echo(f"{json.dumps(scores)} in {seconds:.0f} s")
    if write and updates == UPDATES:
        store(net, scale, scores, seconds)
        click.echo(str(RESULTS / "writer.npz"))


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.writer_record")
