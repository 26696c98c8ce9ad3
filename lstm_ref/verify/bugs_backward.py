"""Wrong gradients of the right cell: each of them trains, most of them well enough to be believed."""

from lstm_ref.verify.planting import Bug, Edit

STEP, SCAN = "lstm.py", "scan.py"
FULL, D_EQUALS_H = "gradcheck_full", "gradcheck_full_d_equals_h"

CARRY = "h=dstate.h + dhs[t]"
LAST = "(t == len(tape) - 1)"
DC = "dc = dstate.c + dstate.h * tape.o * (1 - tanh_c**2)"
DBIAS = "bias=da.sum(axis=0)"
DH = "dh_prev = da @ params.weight_hh"


def backward(id: str, file: str, old: str, new: str, symptom: str, caught_by: str = FULL) -> Bug:
    return Bug(id, "backward", Edit(file, old, new), symptom, caught_by)


OVER_TIME = (
    backward(
        "dh-not-carried", SCAN, CARRY, f"h=dstate.h * {LAST} + dhs[t]", "No gradient goes back along h."
    ),
    backward(
        "dc-not-carried", SCAN, CARRY, f"{CARRY}, c=dstate.c * {LAST}", "No gradient goes back along c."
    ),
    backward(
        "dh-and-dc-not-carried",
        SCAN,
        CARRY,
        f"h=dstate.h * {LAST} + dhs[t], c=dstate.c * {LAST}",
        "No gradient goes back in time at all.",
    ),
    backward(
        "equals-for-plus-equals",
        SCAN,
        "dparams = tree_add(dparams, dparams_t)",
        "dparams = dparams_t",
        "The parameters' gradient is the first step's alone, not the sum over time.",
    ),
    backward(
        "loss-of-the-last-step-only",
        SCAN,
        CARRY,
        f"h=dstate.h + dhs[t] * {LAST}",
        "What the loss sends to the earlier h is dropped.",
    ),
    backward(
        "loop-forward-in-time",
        SCAN,
        "reversed(range(len(tape)))",
        "range(len(tape))",
        "The walk goes forward in time, so gradients reach steps that did not cause them.",
    ),
)

IN_THE_STEP = (
    backward(
        "dc-carry-from-overwritten-dh",
        STEP,
        "LSTMState(dh_prev, dc_prev), dparams",
        "LSTMState(dh_prev, (dstate.c + dh_prev * tape.o * (1 - tanh_c**2)) * tape.f), dparams",
        "dc for the step before is built from the new dh, which has overwritten the one that was meant.",
    ),
    backward(
        "h-t-for-h-before",
        STEP,
        "weight_hh=da.T @ tape.h_prev",
        "weight_hh=da.T @ (tape.o * tanh_c)",
        "dW_hh uses this step's h where the one before is due.",
    ),
    backward("di-from-i", STEP, "di = dc * tape.g", "di = dc * tape.i", "di is multiplied by i, not by g."),
    backward("dg-from-f", STEP, "dg = dc * tape.i", "dg = dc * tape.f", "dg is multiplied by f, not by i."),
    backward(
        "df-from-c-t",
        STEP,
        "df = dc * tape.c_prev",
        "df = dc * tape.c",
        "df uses the new c, not the one before.",
    ),
    backward(
        "tanh-derivative-of-tanh-c",
        STEP,
        DC,
        DC.replace("tanh_c**2", "np.tanh(tanh_c) ** 2"),
        "tanh is applied to tanh(c) once more before it is squared.",
    ),
    backward(
        "tanh-derivative-of-g-twice",
        STEP,
        "(1 - tape.g**2)",
        "(1 - np.tanh(tape.g) ** 2)",
        "tanh is applied to g once more, though g is a tanh already.",
    ),
    backward(
        "sigmoid-derivative-of-sigmoid",
        STEP,
        "da_i = di * tape.i * (1 - tape.i)",
        "da_i = di * sigmoid(tape.i) * (1 - sigmoid(tape.i))",
        "sigmoid is applied to i once more, though i is a sigmoid already.",
    ),
    backward(
        "no-derivative-of-f",
        STEP,
        "df * tape.f * (1 - tape.f)",
        "df",
        "The derivative of f's sigmoid is missing.",
    ),
    backward(
        "no-derivative-of-g", STEP, "dg * (1 - tape.g**2)", "dg", "The derivative of g's tanh is missing."
    ),
    backward(
        "no-derivative-of-tanh-c",
        STEP,
        DC,
        "dc = dstate.c + dstate.h * tape.o",
        "The derivative of tanh(c) is missing.",
    ),
    backward(
        "dc-replaced",
        STEP,
        DC,
        DC.replace("dstate.c + ", ""),
        "The gradient that comes through h replaces the one along c, where the two should be added.",
    ),
    backward(
        "sign-of-dc",
        STEP,
        DC,
        DC.replace("dstate.c + ", "dstate.c - "),
        "The share that comes through h is subtracted.",
    ),
    backward(
        "do-from-c",
        STEP,
        "do = dstate.h * tanh_c",
        "do = dstate.h * tape.c",
        "do uses c where tanh(c) is due.",
    ),
    backward("db-averaged", STEP, DBIAS, "bias=da.mean(axis=0)", "db is the batch's mean, not its sum."),
    backward("db-of-the-first-row", STEP, DBIAS, "bias=da[0]", "db is the first sequence's alone."),
    backward(
        "w-hh-not-transposed",
        STEP,
        DH,
        "dh_prev = sum(part @ block.T for part, block in "
        "zip(np.split(da, 4, axis=-1), np.split(params.weight_hh, 4)))",
        "Each gate's gradient goes back through its block of W_hh the wrong way round.",
    ),
    backward(
        "one-gate-only-into-dh",
        STEP,
        DH,
        "dh_prev = da_i @ np.split(params.weight_hh, 4)[0]",
        "Only the input gate's share goes back to h; the other three are forgotten.",
    ),
    backward(
        "dc-not-times-f",
        STEP,
        "dc_prev = dc * tape.f",
        "dc_prev = dc",
        "dc goes back as if the forget gate were open.",
    ),
    backward(
        "dx-like-dh",
        STEP,
        "dx = da @ params.weight_ih",
        "dx = da @ params.weight_hh",
        "dx is computed with the matrix of dh, and returned in its place.",
        D_EQUALS_H,
    ),
)

BACKWARD = OVER_TIME + IN_THE_STEP
