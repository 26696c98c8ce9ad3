"""The NumPy half, and the checks built on it, work where torch is not installed."""

import subprocess
import sys

PROGRAM = """
import sys
sys.modules["torch"] = None  # any import of torch now fails
import lstm_ref.numpy
from lstm_ref.verify import blind_checks, bugs, conformance, gradcheck, parity, recipe, registry
assert len(registry.implementations(backend="torch")) > 0
row = registry.implementations("lstm", "numpy")[0]
conformance.forward_follows_the_equations(conformance.subject(row, recipe.SIZES, 0))
"""


def test_importing_and_running_the_numpy_half_never_imports_torch():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
