"""The recorded runs of chapter 17: translations as sentences grow, with attention and without.

    python -m lstm_ref.tasks.translate_record --record

writes ``book/results/translation.json``, on one thread. Every net has the same size and sees equally many
sentences of 0 to 2 places; the test goes on to sentences that are longer than any of these.
"""

from pathlib import Path
from typing import Any

import click
import numpy as np

from lstm_ref import recorded
from lstm_ref.page import progress
from lstm_ref.tasks.agreement import Pair, corpus, drawn_plans, translated

TRANSLATION_JSON = Path(__file__).resolve().parents[2] / "book" / "results" / "translation.json"
COMMAND = "python -m lstm_ref.tasks.translate_record --record"
SEEDS, HIDDEN, UPDATES, BATCH, LR = 3, 64, 2000, 32, 0.01
TRAINED_PLACES, TESTED_PLACES, TESTED = (0, 1, 2), (0, 1, 2, 3, 4), 100
MODELS: dict[str, dict[str, bool]] = {
    "attention": {"attention": True},
    "no attention": {"attention": False},
    "no attention, source turned": {"attention": False, "turned": True},
}


def run(name: str, seed: int, updates: int = UPDATES) -> dict[str, Any]:
    """Train one net; its share of sentences translated exactly, for each tested number of places."""
    import torch

    from lstm_ref.tasks.translator import (  # needs torch, which reading a record does not
        Translator,
        greedy,
        lexicon,
        pair_batches,
        share_exact,
        train_translator,
    )

    torch.manual_seed(seed)
    rng, test_rng = np.random.default_rng([seed, 0]), np.random.default_rng([seed, 1])
    pairs = [translated(plan) for plan in corpus(rng, train=20_000, places=TRAINED_PLACES).train]
    net = Translator(lexicon(pairs), HIDDEN, **MODELS[name])
    losses = train_translator(net, pair_batches(net, rng, pairs, updates, BATCH), updates, LR)
    exact = []
    for places in TESTED_PLACES:
        known, plans = set(pairs), list[Pair]()
        for plan in drawn_plans(test_rng, 2 * TESTED, (places,)):
            if translated(plan) not in known and len(plans) < TESTED:
                plans.append(translated(plan))
        exact.append(share_exact(greedy(net, [pair.source for pair in plans]), plans))
    return {"seed": seed, "exact": exact, "loss": round(float(np.mean(losses[-50:])), 4)}


def settings() -> dict[str, Any]:
    return {
        "seeds": SEEDS,
        "hidden": HIDDEN,
        "updates": UPDATES,
        "batch": BATCH,
        "learning_rate": LR,
        "trained_places": list(TRAINED_PLACES),
        "tested_places": list(TESTED_PLACES),
        "tested": TESTED,
    }


def read() -> dict[str, Any]:
    """The record as it was written."""
    return recorded.read(TRANSLATION_JSON, COMMAND)


@click.command()
@click.option("--record", is_flag=True, help="run all, and write the record")
def main(record: bool) -> None:
    """Run everything on one thread."""
    import torch

    torch.set_num_threads(1)
    jobs = [(name, seed) for name in MODELS for seed in range(SEEDS)]
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in MODELS}
    for name, seed in progress(jobs, "net"):
        runs[name].append(run(name, seed))
        click.echo(f"{name}: {runs[name][-1]}")
    if record:
        whole = {**recorded.stamp(COMMAND, "numpy", "torch"), "settings": settings(), "runs": runs}
        recorded.write(whole, TRANSLATION_JSON)


if __name__ == "__main__":
    main()
