"""Without torch this folder is left out; without a CUDA device the tests marked `cuda` are skipped."""

from importlib.util import find_spec

import pytest

TORCH = find_spec("torch") is not None
collect_ignore_glob = [] if TORCH else ["test_*.py"]


def pytest_report_header():
    return [] if TORCH else ["torch is not installed: tests/torch is left out"]


def pytest_runtest_setup(item):
    if item.get_closest_marker("cuda"):
        import torch

        if not torch.cuda.is_available():
            pytest.skip("CUDA: this machine has no device")
