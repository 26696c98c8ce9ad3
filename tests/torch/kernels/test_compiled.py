"""Without a GPU the kernels can still be compiled for one: to machine code, with the memory that it takes."""

import re

import pytest
import torch
import triton
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource

from lstm_ref.torch.kernels import available, backward, forward, grid
from lstm_ref.torch.kernels.choose import A100, H200, padded, tiles_for
from lstm_ref.torch.kernels.launch import TL, sum_dtype, warps

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(available.interpreted(), reason="Triton interprets here and does not compile"),
]
CARDS = {"A100": (A100, 80), "H200": (H200, 90)}
NAMES = {torch.bfloat16: "bf16", torch.float32: "fp32", torch.float64: "fp64"}
ONE = [forward.lstm_forward_kernel, backward.lstm_backward_kernel]
SLABS = [grid.lstm_forward_grid_kernel, grid.lstm_backward_grid_kernel]


@pytest.fixture(autouse=True)
def fresh_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TRITON_CACHE_DIR", str(tmp_path))


def compiled(kernel, hidden, dtype, capability, **tiles):
    """The kernel as it would be launched, compiled for a card of this compute capability."""
    sums = sum_dtype(dtype)
    fixed = {"BLOCK_H": padded(hidden), "DOT": TL[dtype], "ACC": TL[sums], "PRECISION": "ieee"} | tiles
    kinds = {"cs": sums, "dh0": sums, "dc0": sums}
    signature = {name: f"*{NAMES[kinds.get(name, dtype)]}" for name in kernel.arg_names}
    signature |= {"T": "i32", "B": "i32", "H": "i32"} | dict.fromkeys(fixed, "constexpr")
    signature |= {"counters": "*i32"} if "counters" in signature else {}
    whole = [n for n, kind in enumerate(signature.values()) if kind.startswith("*")]
    aligned = {(n,): [["tt.divisibility", 16]] for n in whole}
    source = ASTSource(kernel, signature, constexprs=fixed, attrs=aligned)
    options = {"num_warps": warps(padded(hidden), tiles["BLOCK_B"]), "num_stages": 1}
    return triton.compile(source, target=GPUTarget("cuda", capability, 32), options=options)


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("kernel", ONE, ids=lambda kernel: kernel.__name__)
@pytest.mark.parametrize(
    ("hidden", "dtype"), [(128, torch.bfloat16), (50, torch.float32), (20, torch.float64)], ids=str
)
def test_one_program_fits_the_shared_memory(kernel, hidden, dtype, name):
    card, capability = CARDS[name]
    code = compiled(kernel, hidden, dtype, capability, BLOCK_B=16)
    assert code.asm["cubin"] and 4 * hidden**2 * dtype.itemsize < code.metadata.shared <= card.shared


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("kernel", SLABS, ids=lambda kernel: kernel.__name__)
@pytest.mark.parametrize(
    ("batch", "hidden", "dtype"),
    [(64, 160, torch.bfloat16), (64, 1024, torch.bfloat16), (64, 256, torch.float32)],
    ids=str,
)
def test_a_slab_fits_too_and_the_barrier_acquires_and_releases(kernel, batch, hidden, dtype, name):
    card, capability = CARDS[name]
    units, sequences = tiles_for(batch, hidden, dtype, card)
    tiles = {"BLOCK_B": sequences, "BLOCK_J": units, "BARRIER": True}
    code = compiled(kernel, hidden, dtype, capability, **tiles)
    assert code.asm["cubin"] and code.metadata.shared <= card.shared
    ptx = code.asm["ptx"]
    said, waited = ptx.index("gpu.release.add"), ptx.index("gpu.acquire")
    assert ptx.rindex("bar.sync", 0, said) < said < waited < ptx.index("bar.sync", waited)
    assert not re.search(r"ld\.global\.nc", ptx)  # nothing that others write is read through a private cache
