"""11.3: a check with a tolerance, that lets float32 through and nothing coarser."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gate_order import reorder_gates
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.scan import scan
from lstm_ref.numpy.tree import tree_map
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask
from lstm_ref.verify.rounding import rounded

Three = tuple[Array, Array, Array]
Run = Callable[[LSTMParams, Array, Array, Array], Three]
Answer = Callable[[Run], None]


def run(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
    """The layer in the dtype of what it is given."""
    hs, last, _ = scan(lstm_step, params, xs, LSTMState(h0, c0))
    return hs, last.h, last.c


def units_in_reverse(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
    """Right, with every product summed up in the opposite order."""
    turned = params._replace(
        weight_ih=np.ascontiguousarray(params.weight_ih[:, ::-1]), weight_hh=params.weight_hh
    )
    return run(turned, np.ascontiguousarray(xs[..., ::-1]), h0, c0)


def in_float64(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
    """Right, computed in float64 and returned in the dtype of the inputs."""
    wide = run(tree_map(np.float64, params), *(np.float64(part) for part in (xs, h0, c0)))  # type: ignore[arg-type]
    hs, h, c = (part.astype(xs.dtype) for part in wide)
    return hs, h, c


def before(change: Callable[..., tuple[Any, ...]]) -> Run:
    """The layer, given something else than it was handed."""
    return lambda params, xs, h0, c0: run(*change(params, xs, h0, c0))


def after(change: Callable[..., Three]) -> Run:
    """The layer, its results changed: `change(hs, h, c, h0, c0)`."""
    return lambda params, xs, h0, c0: change(*run(params, xs, h0, c0), h0, c0)


def order(stored: str) -> Run:
    return before(lambda p, xs, h0, c0: (reorder_gates(p, stored, "ifgo"), xs, h0, c0))


def recurrent_order(p: LSTMParams) -> LSTMParams:
    return p._replace(weight_hh=reorder_gates(p, "figo", "ifgo").weight_hh)


def without(p: LSTMParams, block: slice) -> LSTMParams:
    bias = p.bias.copy()
    bias[block] = 0
    return p._replace(bias=bias)


def forget_rows(p: LSTMParams) -> slice:
    size = p.weight_hh.shape[1]
    return slice(size, 2 * size)


def narrow(fraction: int, *, state: bool) -> Run:
    """Weights (or the state that is carried) with so many binary digits."""

    def step(params: LSTMParams, x: Array, at: LSTMState) -> tuple[LSTMState, Any]:
        if state:
            return lstm_step(params, x, LSTMState(*(rounded(part, fraction) for part in at)))
        w_ih, w_hh, x, h = (rounded(p, fraction) for p in (*params[:2], x, at.h))
        return lstm_step(params._replace(weight_ih=w_ih, weight_hh=w_hh), x, at._replace(h=h))

    def answer(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
        hs, last, _ = scan(step, params, xs, LSTMState(h0, c0))
        return hs, last.h, last.c

    return answer


def late(hs: Array, h: Array, c: Array, h0: Array, c0: Array) -> Three:
    return np.concatenate([h0[None], hs[:-1]]), h, c


def shared_state(p: LSTMParams, xs: Array, h0: Array, c0: Array) -> tuple[Any, ...]:
    return p, xs, np.broadcast_to(h0[:1], h0.shape).copy(), np.broadcast_to(c0[:1], c0.shape).copy()


def restarted(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> Three:
    """Every step starts from the first memory."""
    state, hs = LSTMState(h0, c0), []
    for x in xs:
        state = lstm_step(params, x, LSTMState(state.h, c0))[0]
        hs.append(state.h)
    return np.stack(hs), state.h, state.c


def plant(name: str, faulty: Run, symptom: str) -> PlantedBug:
    return PlantedBug(name, (faulty,), symptom)


BUGS = (
    plant("f-and-i", order("figo"), "Input and forget gate are exchanged."),
    plant("g-and-o", order("ifog"), "Candidate and output gate are exchanged."),
    plant("i-and-o", order("ofgi"), "Input and output gate are exchanged."),
    plant(
        "f-and-i-of-h",
        before(lambda p, xs, h0, c0: (recurrent_order(p), xs, h0, c0)),
        "Input and forget gate are exchanged in the recurrent weights alone.",
    ),
    plant(
        "bias-twice",
        before(lambda p, xs, h0, c0: (p._replace(bias=2 * p.bias), xs, h0, c0)),
        "The bias is added twice.",
    ),
    plant(
        "no-forget-bias",
        before(lambda p, xs, h0, c0: (without(p, forget_rows(p)), xs, h0, c0)),
        "The forget gate's bias is lost.",
    ),
    plant("h0-lost", before(lambda p, xs, h0, c0: (p, xs, 0 * h0, c0)), "The first h is ignored."),
    plant("c0-lost", before(lambda p, xs, h0, c0: (p, xs, h0, 0 * c0)), "The first c is ignored."),
    plant(
        "first-states-exchanged",
        before(lambda p, xs, h0, c0: (p, xs, c0, h0)),
        "The first h and the first c are exchanged.",
    ),
    plant("state-shared", before(shared_state), "All sequences start from the first one's state."),
    plant("memory-not-carried", restarted, "Every step starts from the first memory."),
    plant("one-step-late", after(late), "The hidden states come one step late."),
    plant("c-is-h", after(lambda hs, h, c, h0, c0: (hs, h, h)), "The last c that is returned is the last h."),
    plant(
        "first-h-returned",
        after(lambda hs, h, c, h0, c0: (hs, hs[0].copy(), c)),
        "The last h that is returned is the first.",
    ),
    plant("tf32", narrow(10, state=False), "The factors of the products are rounded to TF32."),
    plant("bfloat16-state", narrow(7, state=True), "The state is carried in bfloat16."),
)


def compared(
    tolerance: float = 1e-5,
    sizes: tuple[int, int, int, int] = (6, 4, 3, 5),
    *,
    zero: tuple[str, ...] = (),
    read: int = 3,
) -> Answer:
    """A check with a setting of its own; as it stands it is a good one."""

    def answer(run_theirs: Run) -> None:
        T, B, D, H = sizes
        rng = np.random.default_rng(113)
        shapes = {"w": (4 * H, D), "u": (4 * H, H), "bias": (4 * H,), "xs": (T, B, D)}
        drawn = {
            name: (rng.standard_normal(shape) * (name not in zero)).astype(np.float32)
            for name, shape in (shapes | {"h0": (B, H), "c0": (B, H)}).items()
        }
        params = LSTMParams(drawn["w"], drawn["u"], drawn["bias"])
        rest = [drawn[name] for name in ("xs", "h0", "c0")]
        wide = run(tree_map(np.float64, params), *(np.float64(part) for part in rest))  # type: ignore[arg-type]
        theirs = run_theirs(params, *rest)
        for ours, right in list(zip(theirs, wide, strict=True))[:read]:
            assert np.abs(ours - right).max() <= tolerance * np.abs(right).max()

    return answer


def shapes_only(run_theirs: Run) -> None:
    hs, h, c = run_theirs(
        LSTMParams(*(np.ones(shape, np.float32) for shape in ((20, 3), (20, 5), (20,)))),
        np.ones((6, 4, 3), np.float32),
        np.ones((4, 5), np.float32),
        np.ones((4, 5), np.float32),
    )
    assert hs.shape == (6, 4, 5) and h.shape == c.shape == (4, 5)


SETTING = "Look at the setting of your check"

TASK = WriteTheCheckTask(
    "11.3",
    "Write a check with a tolerance",
    correct=(run,),
    takes=("run",),
    also_correct=((units_in_reverse,), (in_float64,)),
    bugs=BUGS,
    mistakes=(
        Mistake(
            "shapes-only",
            shapes_only,
            "Your check looks at shapes, or at nothing. All of these have the right shapes.",
            "Compare values.",
        ),
        Mistake(
            "a-hundredth",
            compared(1e-2),
            "Your tolerance lets through what has far fewer digits than float32.",
            "How many digits has a float32? Look at your tolerance.",
        ),
        Mistake(
            "a-few-thousandths",
            compared(2e-3),
            "Your tolerance lets through what has some three digits. A float32 has about seven.",
            "How many digits has a float32? Look at your tolerance.",
        ),
        Mistake(
            "zero-state",
            compared(zero=("h0", "c0")),
            "Your check starts from zeros. What is done with a first state is not seen.",
            f"{SETTING}: what is zero in it?",
        ),
        Mistake(
            "zero-bias",
            compared(zero=("bias",)),
            "Your check has biases of zero. What is done with them is not seen.",
            f"{SETTING}: what is zero in it?",
        ),
        Mistake(
            "one-sequence",
            compared(sizes=(6, 1, 3, 5)),
            "Your check has a single sequence. What is shared between sequences is not seen.",
            f"{SETTING}: how large is the batch?",
        ),
        Mistake(
            "one-step",
            compared(sizes=(1, 4, 3, 5)),
            "Your check runs a single step. What is carried is not seen.",
            f"{SETTING}: how many steps?",
        ),
        Mistake(
            "hs-only",
            compared(read=1),
            "Your check reads the hidden states, and not the last state.",
            "Look at what you compare: how many arrays does `run` return?",
        ),
        Mistake(
            "c-unread",
            compared(read=2),
            "Your check does not read the last memory.",
            "Look at what you compare: how many arrays does `run` return?",
        ),
    ),
    hints=(
        "Draw everything at random: weights, bias, inputs, first state. All as float32.",
        "Run `scan` with `lstm_step` on the same numbers as float64. That is what is right.",
        "Compare all three, relative to the largest entry. Between float32 and TF32 there is room.",
    ),
    section="sec-dtypes",
    seconds=20.0,
)
