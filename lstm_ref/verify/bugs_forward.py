"""Twelve wrong cells: each computes finite numbers of the right shapes, and even learns something."""

from lstm_ref.verify.planting import Bug, Edit

STEP, SCAN, ARRAYS = "lstm.py", "scan.py", "arrays.py"
GOLDEN = "golden_forward_random"

SPLIT = "a_i, a_f, a_g, a_o = np.split(a, 4, axis=-1)"
STACK = "np.concatenate([da_i, da_f, da_g, da_o], axis=-1)"
BIAS = "state.h @ params.weight_hh.T + params.bias"
DBIAS = "bias=da.sum(axis=0)"
CELL = "c = f * state.c + i * g"
CARRY = "step(params, x, state)"
CARRY_BACK = "h=dstate.h + dhs[t]"


def forward(id: str, edit: Edit, symptom: str, *mirror: Edit) -> Bug:
    return Bug(id, "forward", edit, symptom, GOLDEN, mirror)


FORWARD = (
    forward(
        "no-tanh-on-c",
        Edit(STEP, "h = o * np.tanh(c)", "h = o * c"),
        "h reads the memory without squashing it.",
        Edit(STEP, "tanh_c = np.tanh(tape.c)", "tanh_c = tape.c"),
        Edit(STEP, "tape.o * (1 - tanh_c**2)", "tape.o"),
    ),
    forward(
        "gate-order-i-f-o-g",
        Edit(STEP, SPLIT, SPLIT.replace("a_g, a_o", "a_o, a_g")),
        "The rows of the candidate and of the output gate are taken for each other.",
        Edit(STEP, STACK, STACK.replace("da_g, da_o", "da_o, da_g")),
    ),
    forward(
        "f-and-i-swapped",
        Edit(STEP, SPLIT, SPLIT.replace("a_i, a_f", "a_f, a_i")),
        "The rows of the input gate and of the forget gate are taken for each other.",
        Edit(STEP, STACK, STACK.replace("da_i, da_f", "da_f, da_i")),
    ),
    forward(
        "sigmoid-of-2x",
        Edit(ARRAYS, "np.tanh(0.5 * x)", "np.tanh(x)"),
        "The gates are twice as steep: sigmoid(1) is 0.88 and not 0.73.",
        Edit(STEP, "da_i = di * tape.i * (1 - tape.i)", "da_i = di * 2 * tape.i * (1 - tape.i)"),
        Edit(STEP, "da_f = df * tape.f * (1 - tape.f)", "da_f = df * 2 * tape.f * (1 - tape.f)"),
        Edit(STEP, "da_o = do * tape.o * (1 - tape.o)", "da_o = do * 2 * tape.o * (1 - tape.o)"),
    ),
    forward(
        "no-bias",
        Edit(STEP, BIAS, "state.h @ params.weight_hh.T"),
        "The bias is not used.",
        Edit(STEP, DBIAS, "bias=np.zeros_like(params.bias)"),
    ),
    forward(
        "bias-twice",
        Edit(STEP, BIAS, "state.h @ params.weight_hh.T + 2 * params.bias"),
        "The bias is added twice, as if a second one had been filled with a copy.",
        Edit(STEP, DBIAS, "bias=2 * da.sum(axis=0)"),
    ),
    forward(
        "b-o-used-for-b-f",
        Edit(STEP, BIAS, BIAS + ".reshape(4, -1)[[0, 3, 2, 3]].ravel()"),
        "The forget gate gets the output gate's bias.",
        Edit(STEP, DBIAS, "bias=(np.eye(4)[[0, 3, 2, 3]].T @ da.sum(axis=0).reshape(4, -1)).ravel()"),
    ),
    forward(
        "sigmoid-on-the-candidate",
        Edit(STEP, "g = np.tanh(a_g)", "g = sigmoid(a_g)"),
        "The candidate cannot be negative: nothing is ever taken away.",
        Edit(STEP, "da_g = dg * (1 - tape.g**2)", "da_g = dg * tape.g * (1 - tape.g)"),
    ),
    forward(
        "i-plus-g",
        Edit(STEP, CELL, "c = f * state.c + i + g"),
        "The input gate is added to the candidate instead of scaling it.",
        Edit(STEP, "di = dc * tape.g", "di = dc"),
        Edit(STEP, "dg = dc * tape.i", "dg = dc"),
    ),
    forward(
        "one-minus-i-for-f",
        Edit(STEP, CELL, "c = (1 - i) * state.c + i * g"),
        "The forget gate is not used; the memory keeps what the input gate leaves.",
        Edit(STEP, "df = dc * tape.c_prev", "df = 0 * dc"),
        Edit(STEP, "di = dc * tape.g", "di = dc * (tape.g - tape.c_prev)"),
        Edit(STEP, "dc_prev = dc * tape.f", "dc_prev = dc * (1 - tape.i)"),
    ),
    forward(
        "c-not-carried",
        Edit(SCAN, CARRY, "step(params, x, state._replace(c=state.c * (t == 0)))"),
        "From the second step on, c starts from zero.",
        Edit(SCAN, CARRY_BACK, "h=dstate.h + dhs[t], c=dstate.c * (t == len(tape) - 1)"),
    ),
    forward(
        "h-not-carried",
        Edit(SCAN, CARRY, "step(params, x, state._replace(h=state.h * (t == 0)))"),
        "From the second step on, h starts from zero.",
        Edit(SCAN, CARRY_BACK, "h=dstate.h * (t == len(tape) - 1) + dhs[t]"),
    ),
)
