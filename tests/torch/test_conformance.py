"""The suite of `lstm_ref.verify.conformance` for the Torch rows, on the CPU and on CUDA."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_ref.verify.cases import Sizes
from lstm_ref.verify.conformance import CHECKS, applies, subject
from lstm_ref.verify.registry import implementations

SEEDS = st.integers(0, 2**32 - 1)
ALL_DIFFERENT = st.permutations(range(2, 8)).map(lambda sizes: Sizes(*sizes[:4]))
DEGENERATE = {
    "T=1": Sizes(1, 4, 3, 2),
    "B=1": Sizes(5, 1, 3, 2),
    "D=1": Sizes(5, 4, 1, 2),
    "H=1": Sizes(5, 4, 3, 1),
    "D=H": Sizes(5, 4, 3, 3),
    "all 1": Sizes(1, 1, 1, 1),
}
COMBINATIONS = [
    pytest.param(
        *(row, device, check),
        id=f"{check.__name__}-{row}, {device}",
        marks=[pytest.mark.cuda] if device == "cuda" else [],
    )
    for row in implementations(backend="torch")
    for device in row.devices
    for check in CHECKS
    if applies(check, row, steps=2)  # torch.nn refuses T = 0
]

everywhere = pytest.mark.parametrize(("row", "device", "check"), COMBINATIONS)


@everywhere
@settings(max_examples=12)
@given(sizes=ALL_DIFFERENT, seed=SEEDS)
def test_every_implementation_conforms(row, device, check, sizes, seed):
    check(subject(row, sizes, seed, device))


@everywhere
def test_it_conforms_at_degenerate_sizes_too(row, device, check):
    for sizes in DEGENERATE.values():
        if applies(check, row, sizes.T):
            check(subject(row, sizes, 0, device))


@everywhere
def test_it_conforms_in_float32_too(row, device, check):
    check(subject(row, Sizes(6, 4, 3, 5), 0, device, "float32"))


@pytest.mark.parametrize("row", [row for row in implementations() if row.least_steps], ids=str)
def test_a_row_that_says_it_refuses_no_steps_does_refuse_them(row):
    it = subject(row, Sizes(0, 4, 3, 2), 0)
    with pytest.raises(RuntimeError, match="length"):
        it.run()
