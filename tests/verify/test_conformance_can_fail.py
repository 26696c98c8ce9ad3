"""Proof that the suite can fail: each fault turns red the checks that should see it; each check sees one."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from lstm_ref.numpy import tree_map
from lstm_ref.verify.cases import Sizes, run_cell
from lstm_ref.verify.conformance import CHECKS, subject
from lstm_ref.verify.parity import Mismatch
from lstm_ref.verify.registry import Implementation, implementations

LSTM = implementations("lstm", "numpy")[0]
SIZES = Sizes(6, 4, 3, 5)


@dataclass(frozen=True)
class Faulty(Implementation):
    """Readable NumPy with something done to the case before, or to the result after."""

    before: Any = lambda case: case
    after: Any = lambda case, result: result

    def run(self, case, device="cpu"):
        handed = self.before(case)
        return self.after(handed, run_cell(self.definition, handed))


def faulty(before=None, after=None):
    fields = {name: getattr(LSTM, name) for name in ("name", "cell", "backend", "where", "adapter")}
    changes = {"before": before, "after": after}
    return replace(Faulty(**fields), **{name: change for name, change in changes.items() if change})


def changing(**changes):
    """A fault that replaces parts of the case or result, each by a function of that part."""

    def changed(parts):
        return parts._replace(**{name: change(getattr(parts, name)) for name, change in changes.items()})

    return changed


def result(**changes):
    return lambda case, parts: changing(**changes)(parts)


def in_place(case):
    case.xs[:1] += 1e-13
    return case


def remembers():
    calls = []

    def after(case, parts):
        calls.append(case)
        return parts._replace(hs=parts.hs + 1e-13 * len(calls))

    return after


def leak(case, parts):
    return parts._replace(hs=parts.hs - 1e-9 * parts.hs.mean(axis=1, keepdims=True))


def averaged(case, parts):
    batch = case.xs.shape[1]
    return parts._replace(dparams=tree_map(lambda leaf: leaf / batch, parts.dparams))


def zeros(part):
    return tree_map(np.zeros_like, part)


FAULTS = {
    "the gradient of the last state is dropped": (
        faulty(before=changing(dstate=zeros)),
        {"all_results_equal_readable_numpy", "two_chunks_equal_one_pass", "no_steps_pass_the_state_through"},
    ),
    "the state that is handed in is not used": (
        faulty(before=changing(state=zeros)),
        {"forward_follows_the_equations", "two_chunks_equal_one_pass", "no_steps_pass_the_state_through"},
    ),
    "parameters' gradients are averaged over the batch": (
        faulty(after=averaged),
        {"all_results_equal_readable_numpy", "a_batch_equals_its_sequences_one_by_one"},
    ),
    "one sequence leaks into the others": (
        faulty(after=leak),
        {
            "other_sequences_do_not_matter",
            "a_batch_equals_its_sequences_one_by_one",
            "nan_passes_through_and_no_further",
        },
    ),
    "the batch comes back in another order": (
        faulty(after=result(hs=lambda hs: hs[:, ::-1])),
        {"forward_follows_the_equations", "permuting_the_batch_permutes_the_result"},
    ),
    "the first h is left out": (
        faulty(after=result(hs=lambda hs: hs[1:])),
        {"forward_follows_the_equations", "shapes_and_dtype_are_those_of_the_input"},
    ),
    "float32 comes back as float64": (
        faulty(after=result(dxs=lambda dxs: dxs.astype("float64"))),
        {"shapes_and_dtype_are_those_of_the_input"},
    ),
    "a weight's gradient comes back transposed": (
        faulty(after=result(dparams=lambda p: p._replace(weight_hh=p.weight_hh.T))),
        {"shapes_and_dtype_are_those_of_the_input", "all_results_equal_readable_numpy"},
    ),
    "xs is changed in place": (faulty(before=in_place), {"nothing_handed_in_is_changed"}),
    "something is kept from call to call": (faulty(after=remembers()), {"calling_twice_gives_the_same"}),
    "memory is read as if it were laid out time first": (
        faulty(before=changing(xs=lambda xs: xs.ravel(order="K").reshape(xs.shape))),
        {"strides_do_not_matter"},
    ),
    "NaN is replaced by zero": (
        faulty(before=changing(xs=np.nan_to_num)),
        {"nan_passes_through_and_no_further"},
    ),
    "gradients of more than one are clipped": (
        faulty(after=result(dxs=lambda dxs: np.clip(dxs, -1, 1))),
        {"all_results_equal_readable_numpy"},
    ),
}


def red(row, dtype):
    """The names of the checks that find a fault."""
    found = set()
    for check in CHECKS:
        try:
            check(subject(row, SIZES, 0, dtype=dtype))
        except Mismatch:
            found.add(check.__name__)
    return found


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_turns_red_every_check_that_should_see_it(name):
    row, expected = FAULTS[name]
    dtype = "float32" if name.startswith("float32") else "float64"
    assert expected <= red(row, dtype)


def test_every_check_sees_some_fault():
    assert {check.__name__ for check in CHECKS} == set().union(*(expected for _, expected in FAULTS.values()))


def test_without_a_fault_every_check_is_green():
    assert red(faulty(), "float64") == red(faulty(), "float32") == set()
