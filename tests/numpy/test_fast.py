"""What the suite of every implementation does not ask of the fast LSTM: its options, its errors, its care."""

import numpy as np
import pytest

from lstm_ref.numpy import DtypeError, LSTMState, ShapeError, scan, scan_backward, tree_leaves, tree_map
from lstm_ref.numpy.fast import fast_lstm, fast_lstm_backward, fast_lstm_forward_only
from lstm_ref.verify.cases import Sizes, random_case, run_cell
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.parity import assert_close

LSTM = CELLS["lstm"]
T, B, D, H = SIZES = Sizes(5, 4, 3, 2)
LONG = Sizes(70, 40, 3, 12)  # several pieces of a backward pass; with a small cache, several rings
every_layout = pytest.mark.parametrize("layout", ["rows", "columns"])
every_keep = pytest.mark.parametrize("keep", ["gates", "state"])


def case_of(sizes=SIZES, dtype="float64", seed=0):
    return random_case(LSTM, np.random.default_rng(seed), sizes, dtype)


def run(case, **options):
    hs, last, tape = fast_lstm(case.params, case.xs, case.state, **options)
    return hs, last, *fast_lstm_backward(case.params, tape, case.dhs, case.dstate)


def small_cache(monkeypatch):
    for module in ("memory", "rows", "columns", "backward"):
        monkeypatch.setattr(f"lstm_ref.numpy.fast.{module}.steps_in_cache", lambda *_: 3)


@every_layout
@every_keep
@pytest.mark.parametrize("sizes", [LONG, Sizes(70, 1, 3, 12), Sizes(7, 600, 3, 2)], ids=str)
@pytest.mark.parametrize("cut", [False, True], ids=["cache as it is", "three steps at a time"])
def test_many_pieces_give_what_one_gives(layout, keep, sizes, cut, monkeypatch):
    case = case_of(sizes)
    want = tuple(run_cell(LSTM, case))
    if cut:
        small_cache(monkeypatch)
    assert_close(run(case, layout=layout, keep=keep), want, 1e-10, "pieces")


@every_layout
@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 6, 7])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_forward_only_gives_the_same_bits(layout, steps, dtype, monkeypatch):
    small_cache(monkeypatch)
    case = case_of(Sizes(steps, 4, 3, 5), dtype)
    hs, last, _ = fast_lstm(case.params, case.xs, case.state, layout=layout)
    only, end = fast_lstm_forward_only(case.params, case.xs, case.state, layout=layout)
    assert np.array_equal(hs, only) and np.array_equal(last.h, end.h) and np.array_equal(last.c, end.c)
    assert {only.dtype.name, end.h.dtype.name, end.c.dtype.name} == {dtype}


@every_layout
@pytest.mark.parametrize("size", [1.0, 30.0, 1e4], ids=["small", "saturated", "far out"])
def test_float32_is_close_to_float64_and_finite_where_gates_saturate(layout, size):
    case = case_of(Sizes(6, 4, 3, 5), "float32")
    case = case._replace(xs=case.xs * np.float32(size))
    wide = tree_map(lambda leaf: leaf.astype("float64"), case)
    for got, want in zip(run(case, layout=layout), run_cell(LSTM, wide), strict=True):
        assert all(leaf.dtype == np.float32 and np.isfinite(leaf).all() for _, leaf in tree_leaves(got))
        assert_close(got, want, 2e-4, "float32")


@every_layout
@every_keep
@pytest.mark.parametrize("batch", [1, 4])
def test_no_result_shares_memory_with_another_or_with_what_was_handed_in(layout, keep, batch):
    case = case_of(Sizes(5, batch, 3, 2))
    hs, last, tape = fast_lstm(case.params, case.xs, case.state, layout=layout, keep=keep)
    back = fast_lstm_backward(case.params, tape, case.dhs, case.dstate)
    results = [leaf for _, leaf in tree_leaves((hs, last, *back))]
    hidden = [array for array in tape if isinstance(array, np.ndarray)]
    others = [*hidden, *(leaf for _, leaf in tree_leaves(case))]
    for at, one in enumerate(results):
        assert not any(np.shares_memory(one, other) for other in (*results[at + 1 :], *others))


@every_layout
@every_keep
def test_a_tape_can_be_used_twice_and_survives_what_is_done_to_the_results(layout, keep):
    case = case_of()
    hs, last, tape = fast_lstm(case.params, case.xs, case.state, layout=layout, keep=keep)
    want = fast_lstm_backward(case.params, tape, case.dhs, case.dstate)
    for _, leaf in tree_leaves((hs, last)):
        leaf[...] = np.nan
    for _, leaf in tree_leaves(case.state):
        leaf[...] = np.nan
    again = fast_lstm_backward(case.params, tape, case.dhs, case.dstate)
    assert_close(again, want, 0.0, "the second backward pass")


@every_layout
@every_keep
def test_arguments_that_may_not_be_written_to_are_enough(layout, keep):
    case = case_of()
    want = run(case, layout=layout, keep=keep)
    for _, leaf in tree_leaves(case):
        leaf.flags.writeable = False
    assert_close(run(case, layout=layout, keep=keep), want, 0.0, "read-only")


@every_layout
@every_keep
def test_a_batch_of_none_is_let_through_as_by_the_readable_half(layout, keep):
    case = case_of()
    none = LSTMState(np.zeros((0, H)), np.zeros((0, H)))
    case = case._replace(xs=case.xs[:, :0], dhs=case.dhs[:, :0], state=none, dstate=none)
    assert_close(run(case, layout=layout, keep=keep), tuple(run_cell(LSTM, case)), 0.0, "batch of none")


def both_say(readable, fast):
    """Both raise the same error, and fast's message is the readable one's where that speaks of xs whole."""
    with pytest.raises((ShapeError, DtypeError)) as theirs:
        readable()
    with pytest.raises((ShapeError, DtypeError)) as ours:
        fast()
    assert ours.type is theirs.type
    return str(theirs.value), str(ours.value)


WRONG = {
    "xs of rank 2": lambda c: c._replace(xs=c.xs[0]),
    "xs a list": lambda c: c._replace(xs=c.xs.tolist()),
    "xs of another width": lambda c: c._replace(xs=c.xs[..., :-1]),
    "xs integer": lambda c: c._replace(xs=c.xs.astype(int)),
    "xs float32": lambda c: c._replace(xs=c.xs.astype("float32")),
    "xs complex": lambda c: c._replace(xs=c.xs.astype(complex)),
    "xs of another batch": lambda c: c._replace(xs=c.xs[:, :-1]),
    "no params": lambda c: c._replace(params=None),
    "params a tuple": lambda c: c._replace(params=tuple(c.params)),
    "no state": lambda c: c._replace(state=None),
    "h of another batch": lambda c: c._replace(state=c.state._replace(h=c.state.h[:1])),
    "c of another size": lambda c: c._replace(state=c.state._replace(c=c.state.c[:, :1])),
    "c float32": lambda c: c._replace(state=c.state._replace(c=c.state.c.astype("float32"))),
    "weight_ih short": lambda c: c._replace(params=c.params._replace(weight_ih=c.params.weight_ih[:-1])),
    "weight_hh short": lambda c: c._replace(params=c.params._replace(weight_hh=c.params.weight_hh[:-1])),
    "bias short": lambda c: c._replace(params=c.params._replace(bias=c.params.bias[:-1])),
    "bias of rank 2": lambda c: c._replace(params=c.params._replace(bias=c.params.bias[None])),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("fast", [fast_lstm, fast_lstm_forward_only])
def test_what_the_readable_half_refuses_is_refused_in_the_same_words(wrong, fast):
    case = wrong(case_of())
    theirs, ours = both_say(
        lambda: scan(LSTM.step, case.params, case.xs, case.state),
        lambda: fast(case.params, case.xs, case.state),
    )
    per_step = theirs.startswith("x: ")  # a step sees x, this sees xs
    if not per_step:
        assert ours == theirs
    else:
        assert ours.startswith("xs: expected ") and ours.split("got ")[0].count("=") >= theirs.count("= 3")


WRONG_BACK = {
    "dhs short": lambda c: c._replace(dhs=c.dhs[:-1]),
    "dhs a list": lambda c: c._replace(dhs=c.dhs.tolist()),
    "dhs integer": lambda c: c._replace(dhs=np.ones(c.dhs.shape, int)),
    "dstate.h of another batch": lambda c: c._replace(dstate=c.dstate._replace(h=c.dstate.h[:1])),
    "dstate.c float32": lambda c: c._replace(dstate=c.dstate._replace(c=c.dstate.c.astype("float32"))),
    "no dstate": lambda c: c._replace(dstate=None),
    "dhs of another batch": lambda c: c._replace(dhs=c.dhs[:, :1]),
}


@every_layout
@pytest.mark.parametrize("wrong", WRONG_BACK.values(), ids=WRONG_BACK)
def test_gradients_that_the_readable_half_refuses_are_refused_in_the_same_words(layout, wrong):
    case = case_of()
    _, _, tape = fast_lstm(case.params, case.xs, case.state, layout=layout)
    _, _, tapes = scan(LSTM.step, case.params, case.xs, case.state)
    case = wrong(case)
    theirs, ours = both_say(
        lambda: scan_backward(LSTM.step_backward, case.params, tapes, case.dhs, case.dstate),
        lambda: fast_lstm_backward(case.params, tape, case.dhs, case.dstate),
    )
    assert ours == theirs


@every_layout
def test_gradients_of_another_batch_or_dtype_than_the_tape_are_refused(layout):
    case = case_of()
    _, _, tape = fast_lstm(case.params, case.xs, case.state, layout=layout)
    first = tree_map(lambda leaf: leaf[:1], case.dstate)
    with pytest.raises(
        ShapeError, match=r"^dhs: expected shape \(time steps = 5, batch = 4, hidden_size = 2\)"
    ):
        fast_lstm_backward(case.params, tape, case.dhs[:, :1], first)
    narrow = tree_map(lambda leaf: leaf.astype("float32"), case)
    with pytest.raises(DtypeError, match="^dhs: expected float64 as weight_hh has, got float32"):
        fast_lstm_backward(case.params, tape, narrow.dhs, narrow.dstate)
    with pytest.raises(ShapeError, match=r"^weight_hh: expected shape"):
        fast_lstm_backward(case.params._replace(weight_hh=np.ones((4, H))), tape, case.dhs, case.dstate)


def test_words_that_are_none_of_the_options_are_refused():
    case = case_of()
    with pytest.raises(
        ValueError, match="^layout: expected one of rows, columns, or None to choose, got 'row'"
    ):
        fast_lstm(case.params, case.xs, case.state, layout="row")
    with pytest.raises(ValueError, match="^keep: expected gates or state, got None"):
        fast_lstm(case.params, case.xs, case.state, keep=None)
