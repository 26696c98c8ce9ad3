"""The rungs of the ladder, from the slowest to the fastest: what is timed, named by strings.

A rung's module is imported when the rung is run and not before: the list can be read where PyTorch and Triton
are not installed, and a rung whose module is not there is left out, and named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from lstm_ref.numpy.arrays import Array
from lstm_ref.verify.cases import Case
from lstm_ref.verify.registry import load

NUMPY, TORCH, CUDA = (f"lstm_ref.bench.run_{name}" for name in ("numpy", "torch", "cuda"))
LIMIT = "matrix products"
BOTH_DTYPES = ("float32", "float64")
CUDA_DTYPES = ("float32", "float16", "bfloat16")


@dataclass(frozen=True)
class Ready:
    """One rung set up for one case.

    Arguments:
        forward: the forward pass alone, as for inference.
        both: the forward pass, the gradient of every parameter, and that of the inputs.
        answer: what `both` found, as arrays: name to array, to be compared with the readable package.
        note: what a reader of the table must know, such as "handed over to torch.nn.LSTM".
    """

    forward: Callable[[], object]
    both: Callable[[], object]
    answer: Callable[[], dict[str, Array]]
    note: str = ""


@dataclass(frozen=True)
class Rung:
    """One way to compute an LSTM over a sequence, on one kind of device.

    Arguments:
        name: for people, and in records.
        step: what it does that the rung before it does not.
        where: the implementation, "module:attribute".
        runner: "module:function" that makes it `Ready`, called as ``runner(loaded, case, device, dtype)``.
        dtypes: in which it is timed.
    """

    name: str
    step: str
    where: str
    runner: str
    dtypes: tuple[str, ...] = BOTH_DTYPES

    def ready(self, case: Case, device: str = "cpu", dtype: str = "float32") -> Ready:
        """Set it up for `case`.

        Raises:
            ImportError, AttributeError: when the implementation is not there.
        """
        made: Ready = load(self.runner)(load(self.where), case, device, dtype)
        return made

    def missing(self) -> str | None:
        """Why this rung cannot be timed here; None when it can."""
        module, _, attribute = self.where.partition(":")
        try:
            found = import_module(module)
        except ImportError as error:
            return str(error)
        return None if hasattr(found, attribute) else f"{module} has no {attribute}"


FOUND = Rung(
    "found",
    "products, masks, float64 and gradients of its own at every step",
    "lstm_ref.bench.found:found_lstm",
    f"{NUMPY}:by_hand",
    dtypes=("float32",),
)
READABLE = Rung("readable scan", "the package's definition", "lstm_ref.numpy:lstm_step", f"{NUMPY}:readable")
TEXTBOOK = Rung(
    "textbook loop", "one function, no checks", "lstm_ref.bench.textbook:textbook_lstm", f"{NUMPY}:by_hand"
)
HOISTED = Rung(
    "hoisted",
    "the input's product and the weights' gradients, once for all steps",
    "lstm_ref.bench.hoisted:hoisted_lstm",
    f"{NUMPY}:by_hand",
)
FAST = Rung(
    "fast", "everything arranged for the products", "lstm_ref.numpy.fast:fast_lstm", f"{NUMPY}:by_hand"
)
AUTOGRAD = Rung("autograd loop", "PyTorch's tape", "lstm_ref.torch:LSTM", f"{TORCH}:module")
FUSED = Rung(
    "fused",
    "our gradient as one function",
    "lstm_ref.torch.fused:FusedLSTM",
    f"{TORCH}:own",
)
FUSED_BY_NUMPY = Rung(
    "fused by NumPy",
    "the fast NumPy program as one function",
    "lstm_ref.torch.fused:FusedLSTM",
    f"{TORCH}:by_numpy",
)
NN = Rung("nn.LSTM", "PyTorch's own", "torch.nn:LSTM", f"{TORCH}:nn_layer")

CPU_RUNGS = (FOUND, READABLE, TEXTBOOK, HOISTED, FAST, AUTOGRAD, FUSED, FUSED_BY_NUMPY, NN)


def _on_cuda(name: str, step: str, where: str, runner: str) -> Rung:
    return Rung(name, step, where, runner, CUDA_DTYPES)


CUDA_RUNGS = (
    _on_cuda("readable loop", "a launch for every operation", "lstm_ref.torch:LSTM", f"{TORCH}:module"),
    _on_cuda("fused", "our gradient as one function", "lstm_ref.torch.fused:FusedLSTM", f"{TORCH}:own"),
    _on_cuda(
        "hoisted",
        "the input's product once, autograd's gradient",
        "lstm_ref.torch.hoisted:hoisted_lstm",
        f"{TORCH}:function",
    ),
    _on_cuda(
        "CUDA graph",
        "the hoisted loop's launches, recorded and replayed",
        "lstm_ref.torch.hoisted:hoisted_lstm",
        f"{CUDA}:graphed",
    ),
    _on_cuda(
        "torch.compile",
        "the hoisted loop's step, compiled",
        "lstm_ref.torch.hoisted:compiled_lstm",
        f"{TORCH}:function",
    ),
    _on_cuda("kernels", "our Triton kernels", "lstm_ref.torch.kernels:kernel_lstm", f"{TORCH}:function"),
    _on_cuda("nn.LSTM", "cuDNN", "torch.nn:LSTM", f"{TORCH}:nn_layer"),
    _on_cuda("nn.LSTM in a graph", "cuDNN, recorded and replayed", "torch.nn:LSTM", f"{CUDA}:graphed_layer"),
)


def rungs(device: str, dtype: str | None = None) -> list[Rung]:
    """The rungs of "cpu" or "cuda", those of one dtype or all."""
    ladder = CPU_RUNGS if device == "cpu" else CUDA_RUNGS
    return [rung for rung in ladder if dtype in (None, *rung.dtypes)]
