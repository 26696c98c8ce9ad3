"""Without Triton this folder is left out."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("triton") and find_spec("torch") else ["*.py", "interpreted"]


def pytest_report_header():
    return [] if find_spec("triton") else ["Triton is not installed: tests/torch/kernels is left out"]
