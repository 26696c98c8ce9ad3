"""Without Triton, or with one that is too old for the kernels, this folder is left out."""

from importlib.util import find_spec


def missing():
    """Why the kernels cannot be tested here; empty where they can."""
    if not (find_spec("triton") and find_spec("torch")):
        return "Triton is not installed"
    from lstm_ref.torch.kernels.available import too_old

    return f"Triton {too_old()} is too old" if too_old() else ""


collect_ignore_glob = ["*.py", "interpreted"] if missing() else []


def pytest_report_header():
    return [f"{missing()}: tests/torch/kernels is left out"] if missing() else []
