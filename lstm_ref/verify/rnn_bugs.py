"""The planted bugs of the plain RNN: wrong cells whose gradient fits, and wrong gradients of the right cell.

Planted with `planted(bug, consistent=True)`; what sees them is in `lstm_ref.verify.rnn_checks`.
"""

from lstm_ref.verify.planting import Bug, Edit
from lstm_ref.verify.planting import planted as planted

STEP, SCAN = "rnn.py", "scan.py"

CARRY = "h=dstate.h + dhs[t]"
LAST = "(t == len(tape) - 1)"
ADD = "dparams = tree_add(dparams, dparams_t)"
CALL = "dxs[t], dstate, dparams_t = step_backward(params, tape[t], dstate)"
DA = "da = dstate.h * (1 - tape.h**2)"
DBIAS = "bias=da.sum(axis=0)"


def bug(id: str, file: str, old: str, new: str, symptom: str, mirror: tuple[Edit, ...] = ()) -> Bug:
    kind = "forward" if mirror else "backward"
    return Bug(id, kind, Edit(file, old, new), symptom, "full_recipe", mirror, cell="rnn")


FORWARD = (
    bug(
        "bias-left-out",
        STEP,
        "+ params.bias  # (B, H)",
        "+ 0 * params.bias  # (B, H)",
        "The step leaves its bias out.",
        (Edit(STEP, DBIAS, "bias=0 * da.sum(axis=0)"),),
    ),
    bug(
        "state-not-carried",
        SCAN,
        "state, step_tape = step(params, x, state)",
        "state, step_tape = step(params, x, state._replace(h=state.h * (t == 0)))",
        "Each step after the first starts from a state of zeros.",
        (Edit(SCAN, CARRY, f"h=dstate.h * {LAST} + dhs[t]"),),
    ),
)

OVER_TIME = (
    bug(
        "carry-dropped",
        SCAN,
        CARRY,
        f"h=dstate.h * {LAST} + dhs[t]",
        "What a step sends back to the step before is thrown away.",
    ),
    bug(
        "equals-for-plus-equals",
        SCAN,
        ADD,
        "dparams = dparams_t",
        "The parameters' gradient is the first step's alone, not the sum over time.",
    ),
    bug(
        "last-loss-only",
        SCAN,
        CARRY,
        f"h=dstate.h + dhs[t] * {LAST}",
        "What the loss sends to the earlier states is thrown away.",
    ),
    bug(
        "loop-forward-in-time",
        SCAN,
        "reversed(range(len(tape)))",
        "range(len(tape))",
        "The walk starts at the first step and ends at the last.",
    ),
    bug(
        "first-term-left-out",
        SCAN,
        ADD,
        "dparams = tree_add(dparams, dparams_t._replace(weight_hh=dparams_t.weight_hh * (t > 0)))",
        "The sum for W_hh leaves out the first step's term.",
    ),
    bug(
        "first-state-forgotten",
        SCAN,
        "return dxs, dstate, dparams",
        "return dxs, tree_map(np.zeros_like, dstate), dparams",
        "The gradient of the state before the first step comes back as zeros.",
    ),
    bug(
        "layer-below-starved",
        SCAN,
        CALL,
        "dxs[t], (_, dstate, dparams_t) = step_backward(params, tape[t], dstate._replace(h=dhs[t]))[0], "
        "step_backward(params, tape[t], dstate)",
        "The gradient of x_t holds what the loss sends to step t, and nothing from later steps.",
    ),
)

IN_THE_STEP = (
    bug(
        "h-t-for-h-before",
        STEP,
        "weight_hh=da.T @ tape.h_prev",
        "weight_hh=da.T @ tape.h",
        "dW_hh uses the new state where the one before is due.",
    ),
    bug("no-slope", STEP, DA, "da = dstate.h", "The derivative of tanh is missing."),
    bug(
        "slope-of-tanh-twice",
        STEP,
        DA,
        "da = dstate.h * (1 - np.tanh(tape.h) ** 2)",
        "tanh is applied to h once more, though h is a tanh already.",
    ),
    bug(
        "weights-turned",
        STEP,
        "dh_prev = da @ params.weight_hh",
        "dh_prev = da @ params.weight_hh.T",
        "The gradient goes back through W_hh the wrong way round.",
    ),
    bug("bias-averaged", STEP, DBIAS, "bias=da.mean(axis=0)", "db is the batch's mean, not its sum."),
)

RNN_BUGS = FORWARD + OVER_TIME + IN_THE_STEP
RNN_BUGS_BY_ID = {planted_bug.id: planted_bug for planted_bug in RNN_BUGS}
