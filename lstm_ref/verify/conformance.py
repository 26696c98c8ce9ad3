"""What every implementation of a cell must do, whatever it is made of: the suite that all rows pass.

Each check takes a row of the registry with a random case, runs it, and raises `Mismatch` where the promise
is broken. `lstm_ref.numpy` is the definition, and `plain_forward`,
which shares no code with it, holds the definition to the equations.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.tree import tree_leaves, tree_map
from lstm_ref.verify.cases import Case, Result, Sizes, in_dtype, join, random_case, run_cell, take
from lstm_ref.verify.parity import Mismatch, assert_close
from lstm_ref.verify.plain import plain_forward
from lstm_ref.verify.registry import Implementation


class Tolerance(NamedTuple):
    """The largest relative errors to let through, on any device."""

    forward: float
    gradient: float


# float32 has seven digits, of which long sums lose one or two; TF32 would leave three and is off.
TOLERANCES = {"float64": Tolerance(1e-12, 1e-10), "float32": Tolerance(5e-6, 2e-5)}


class Subject(NamedTuple):
    """One implementation on one random case."""

    row: Implementation
    case: Case
    device: str
    tolerance: Tolerance

    def run(self, case: Case | None = None) -> Result:
        return self.row.run(self.case if case is None else case, self.device)

    def same(self, got: Result, want: Result) -> None:
        """Forward and gradients agree, each within its tolerance."""
        assert_close(got.hs, want.hs, self.tolerance.forward, f"{self.row}: hs")
        assert_close(got.state, want.state, self.tolerance.forward, f"{self.row}: last state")
        for name in ("dxs", "dstate0", "dparams"):
            assert_close(
                getattr(got, name), getattr(want, name), self.tolerance.gradient, f"{self.row}: {name}"
            )


Check = Callable[[Subject], None]


def subject(
    row: Implementation, sizes: Sizes, seed: int, device: str = "cpu", dtype: str = "float64"
) -> Subject:
    """A random case for this row, drawn from this seed."""
    case = random_case(row.definition, np.random.default_rng(seed), sizes, dtype)
    return Subject(row, case, device, TOLERANCES[dtype])


def forward_follows_the_equations(it: Subject) -> None:
    """hs and the last state are those of the equations, computed one number at a time."""
    hs, last = plain_forward(it.row.definition.unit, it.case.params, it.case.xs, it.case.state)
    got = it.run()
    assert_close(got.hs, hs, it.tolerance.forward, f"{it.row}: hs")
    assert_close(got.state, last, it.tolerance.forward, f"{it.row}: last state")


def all_results_equal_readable_numpy(it: Subject) -> None:
    """Forward, and the gradients of the inputs, the first state and each parameter, in float64 there."""
    it.same(it.run(), run_cell(it.row.definition, in_dtype(it.case, "float64")))


def shapes_and_dtype_are_those_of_the_input(it: Subject) -> None:
    """A gradient has the shape of what it is the gradient of, and float32 in gives float32 out."""
    got = it.run()
    likes = Result(it.case.dhs, it.case.state, it.case.xs, it.case.state, it.case.params)
    for (name, ours), (_, like) in zip(tree_leaves(got), tree_leaves(likes), strict=True):
        if (ours.shape, ours.dtype) != (like.shape, like.dtype):
            raise Mismatch(
                f"{it.row}: {name}: expected {like.dtype}{like.shape}, got {ours.dtype}{ours.shape}"
            )


def two_chunks_equal_one_pass(it: Subject) -> None:
    """A stream cut in two, the state carried over and its gradient carried back, gives the uncut result."""
    cut, case = len(it.case.xs) // 2, it.case
    early = case._replace(xs=case.xs[:cut], dhs=case.dhs[:cut])
    first = it.run(early)
    second = it.run(case._replace(xs=case.xs[cut:], dhs=case.dhs[cut:], state=first.state))
    first = it.run(early._replace(dstate=second.dstate0))
    joined = Result(
        hs=np.concatenate([first.hs, second.hs]),
        state=second.state,
        dxs=np.concatenate([first.dxs, second.dxs]),
        dstate0=first.dstate0,
        dparams=tree_map(np.add, first.dparams, second.dparams),
    )
    it.same(joined, it.run())


def permuting_the_batch_permutes_the_result(it: Subject) -> None:
    """Sequences in another order give the same results in that order, and the same parameters' gradients."""
    order = np.roll(np.arange(it.case.xs.shape[1])[::-1], 1)
    result = it.run()
    it.same(it.run(take(it.case, order)), take(result, order))


def other_sequences_do_not_matter(it: Subject) -> None:
    """What the first sequence gives stays the same when all others are replaced."""
    steps, batch, inputs = it.case.xs.shape
    hidden = it.case.dhs.shape[-1] // it.row.definition.outputs(1)
    other = random_case(it.row.definition, np.random.default_rng(1), Sizes(steps, batch, inputs, hidden))
    rest = take(in_dtype(other, it.case.xs.dtype), np.arange(1, batch))
    ours, theirs = take(it.run(), [0]), take(it.run(join(take(it.case, [0]), rest)), [0])
    it.same(ours, theirs._replace(dparams=ours.dparams))


def a_batch_equals_its_sequences_one_by_one(it: Subject) -> None:
    """B sequences together give what each gives alone; the parameters' gradients are the sum of theirs."""
    alone = [it.run(take(it.case, [b])) for b in range(it.case.xs.shape[1])]
    together = alone[0]
    for one in alone[1:]:
        dparams = tree_map(np.add, together.dparams, one.dparams)
        together = join(together, one)._replace(dparams=dparams)
    it.same(it.run(), together)


def nothing_handed_in_is_changed(it: Subject) -> None:
    """Params, xs, state and the incoming gradients are bit for bit what they were."""
    before = tree_map(np.copy, it.case)
    it.run()
    for (name, now), (_, then) in zip(tree_leaves(it.case), tree_leaves(before), strict=True):
        if not np.array_equal(now, then):
            raise Mismatch(f"{it.row}: changed its argument {name}")


def calling_twice_gives_the_same(it: Subject) -> None:
    """Nothing is kept from one call to the next: on the CPU the two results are equal bit for bit."""
    first, second = it.run(), it.run()
    exact = Tolerance(0.0, 0.0) if it.device == "cpu" else it.tolerance
    it._replace(tolerance=exact).same(second, first)


def strides_do_not_matter(it: Subject) -> None:
    """Arrays that are views of others laid out batch first give the same result."""
    xs, dhs = (np.ascontiguousarray(a.swapaxes(0, 1)).swapaxes(0, 1) for a in (it.case.xs, it.case.dhs))
    it.same(it.run(it.case._replace(xs=xs, dhs=dhs)), it.run())


def no_steps_pass_the_state_through(it: Subject) -> None:
    """With T = 0 there is no h; the state and its gradient pass; the parameters' gradients are zero."""
    case = it.case._replace(xs=it.case.xs[:0], dhs=it.case.dhs[:0])
    zeros = tree_map(np.zeros_like, case.params)
    it.same(it.run(case), Result(case.dhs, case.state, case.xs, case.dstate, zeros))


def nan_passes_through_and_no_further(it: Subject) -> None:
    """A NaN in one sequence shows in all of its later h, and nowhere in the other sequences or earlier."""
    xs = it.case.xs.copy()
    at = len(xs) // 2
    xs[at, 0, 0] = np.nan
    want = np.zeros(it.case.dhs.shape, bool)
    want[at:, 0] = True
    if not np.array_equal(np.isnan(it.run(it.case._replace(xs=xs)).hs), want):
        raise Mismatch(f"{it.row}: a NaN in x at step {at} of sequence 0 did not show there and after, only")


CHECKS: tuple[Check, ...] = (
    forward_follows_the_equations,
    all_results_equal_readable_numpy,
    shapes_and_dtype_are_those_of_the_input,
    two_chunks_equal_one_pass,
    permuting_the_batch_permutes_the_result,
    other_sequences_do_not_matter,
    a_batch_equals_its_sequences_one_by_one,
    nothing_handed_in_is_changed,
    calling_twice_gives_the_same,
    strides_do_not_matter,
    no_steps_pass_the_state_through,
    nan_passes_through_and_no_further,
)


def applies(check: Check, row: Implementation, steps: int) -> bool:
    """Whether the check can be run on this row with a case of so many steps."""
    if row.definition.looks_ahead and check in (two_chunks_equal_one_pass, nan_passes_through_and_no_further):
        return False  # there is no "after" where every h depends on the whole sequence
    shortest: dict[Check, int] = {two_chunks_equal_one_pass: steps // 2, no_steps_pass_the_state_through: 0}
    return row.least_steps <= shortest.get(check, steps)
