"""How many threads the matrix products use: with more than one, processor time is no longer a duration."""

import os
from collections.abc import Mapping
from importlib.util import find_spec

VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
ADVICE = (
    "processor time adds up over threads, so ratios on several of them mean nothing; "
    "begin the command with OMP_NUM_THREADS=1"
)


def product_threads(environ: Mapping[str, str] | None = None) -> int | None:
    """How many threads NumPy's matrix products use; None when it cannot be told.

    Asked of the libraries where `threadpoolctl` is installed, else read from the environment, which they read
    once when they start.
    """
    if environ is None and find_spec("threadpoolctl") is not None:
        from threadpoolctl import threadpool_info  # type: ignore[import-untyped]

        import lstm_ref.numpy  # noqa: F401  the products' library must be loaded to be asked

        found = [int(pool["num_threads"]) for pool in threadpool_info() if pool["user_api"] == "blas"]
        if found:
            return max(found)
    given = os.environ if environ is None else environ
    told = [int(given[name]) for name in VARIABLES if given.get(name, "").isdecimal()]
    return max(told) if told else None


def fault(threads: int | None) -> str | None:
    """What to tell a person when it is not one thread; None when it is."""
    if threads == 1:
        return None
    many = "an unknown number of threads" if threads is None else f"{threads} threads"
    return f"NumPy's matrix products use {many}: {ADVICE}"
