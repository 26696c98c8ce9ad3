"""12.3: write the check that padding changes nothing; faulty walks, and the checks that are blind to them."""

from collections.abc import Callable

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import init_lstm
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.padding import Lengths, mask, padded_scan
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Mistake, PlantedBug, WriteTheCheckTask

Three = tuple[Array, Array, Array]
Run = Callable[[LSTMParams, Array, Array, Array, Lengths], Three]


def right(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    hs, last, _ = padded_scan(lstm_step, params, xs, LSTMState(h0, c0), lengths)
    return hs, last.h, last.c


def one_by_one(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """Each sequence by itself; what stands in `hs` after its end is its last h."""
    hs, h, c = np.zeros((*xs.shape[:2], h0.shape[1])), np.zeros_like(h0), np.zeros_like(c0)
    for b, length in enumerate(lengths):
        one = slice(b, b + 1)
        out, last, _ = scan(lstm_step, params, xs[:length, one], LSTMState(h0[one], c0[one]))
        hs[:length, one], hs[length:, one], h[one], c[one] = out, last.h, last.h, last.c
    return hs, h, c


def walk(
    keep_h: bool = True,
    keep_c: bool = True,
    rest: float = 1.0,
) -> Run:
    """The masked walk that does not stand still in h or in c, or whose state shrinks in the padding."""

    def run(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
        h, c, hs = h0, c0, []
        for x, here in zip(xs, mask(lengths, len(xs)), strict=True):
            x = np.where(here[:, None], x, 0)
            new, _ = lstm_step(params, x, LSTMState(h, c))
            h = np.where(here[:, None], new.h, rest * h if keep_h else new.h)
            c = np.where(here[:, None], new.c, rest * c if keep_c else new.c)
            hs.append(h)
        return np.array(hs), h, c

    return run


def plain(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    hs, last, _ = scan(lstm_step, params, xs, LSTMState(h0, c0))
    return hs, last.h, last.c


def multiplied(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    h, c, hs = h0, c0, []
    for x, here in zip(xs, mask(lengths, len(xs)).astype(float)[:, :, None], strict=True):
        new, _ = lstm_step(params, x, LSTMState(h, c))
        h, c = here * new.h + (1 - here) * h, here * new.c + (1 - here) * c
        hs.append(h)
    return np.array(hs), h, c


def last_row(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    hs, _, c = right(params, xs, h0, c0, lengths)
    return hs, hs[-1], c


def in_order_of_length(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """Sorted by length and not sorted back."""
    order = np.argsort(-lengths, kind="stable")
    return right(params, xs[:, order], h0[order], c0[order], lengths[order])


def hs_sorted(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """As `in_order_of_length`, but the last state is brought back and hs is not."""
    hs, _, _ = in_order_of_length(params, xs, h0, c0, lengths)
    return hs, *right(params, xs, h0, c0, lengths)[1:]


def first_state_not_sorted(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """Sorted and sorted back, but each sequence starts from the state of another."""
    order = np.argsort(-lengths, kind="stable")
    back = np.argsort(order)
    hs, h, c = right(params, xs[:, order], h0, c0, lengths[order])
    return hs[:, back], h[back], c[back]


def padding_in_front(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """It takes the last `length` steps of a row for the real ones."""
    moved = np.zeros_like(xs)
    for b, length in enumerate(lengths):
        moved[:length, b] = xs[len(xs) - length :, b]
    return right(params, moved, h0, c0, lengths)


def centred(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """The mean over all steps of the array, the padding's too, is taken off first."""
    return right(params, xs - xs.mean(axis=0), h0, c0, lengths)


def shown_while_all_live(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    hs, h, c = right(params, xs, h0, c0, lengths)
    return np.where((np.arange(len(xs)) < lengths.min())[:, None, None], hs, 0), h, c


def from_nothing(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    return right(params, xs, 0 * h0, 0 * c0, lengths)


def turned_back(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    """Sorted by length, the longest first, and sorted back as if the shortest had stood first."""
    hs, h, c = in_order_of_length(params, xs, h0, c0, lengths)
    return hs[:, ::-1], h[::-1], c[::-1]


def without_bias(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    return right(params._replace(bias=0 * params.bias), xs, h0, c0, lengths)


def coarse(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
    hs, h, c = (part.astype(np.float16).astype(xs.dtype) for part in right(params, xs, h0, c0, lengths))
    return hs, h, c


def other_length(change: Callable[[Lengths, int], Lengths]) -> Run:
    def run(params: LSTMParams, xs: Array, h0: Array, c0: Array, lengths: Lengths) -> Three:
        return right(params, xs, h0, c0, change(lengths, len(xs)))

    return run


BUGS = tuple(
    PlantedBug(name, (run,), symptom)
    for name, run, symptom in (
        ("runs-on", plain, "Its state runs on in the padding."),
        ("c-runs-on", walk(keep_c=False), "Its h stands still in the padding, its c runs on."),
        ("h-runs-on", walk(keep_h=False), "Its c stands still in the padding, its h runs on."),
        ("set-to-zero", walk(rest=0.0), "It sets the state to zero at a sequence's end."),
        ("fades", walk(rest=0.9), "In the padding its state fades."),
        (
            "one-step-too-many",
            other_length(lambda lengths, T: np.minimum(lengths + 1, T)),
            "It reads one step of padding.",
        ),
        (
            "one-step-too-few",
            other_length(lambda lengths, T: np.maximum(lengths - 1, 0)),
            "It leaves out each sequence's last step.",
        ),
        (
            "longest-for-all",
            other_length(lambda lengths, T: np.full_like(lengths, lengths.max())),
            "It reads all sequences to the end of the longest.",
        ),
        (
            "longest-fills-the-array",
            other_length(lambda lengths, T: np.where(lengths == lengths.max(), T, lengths)),
            "It reads the longest sequence to the end of the array.",
        ),
        (
            "first-length-for-all",
            other_length(lambda lengths, T: np.full_like(lengths, lengths[0])),
            "It reads all sequences to the end of the first.",
        ),
        (
            "lengths-sorted",
            other_length(lambda lengths, T: np.sort(lengths)[::-1]),
            "It sorts the lengths and leaves the sequences as they are.",
        ),
        ("multiplied", multiplied, "It multiplies with the mask: a NaN in the padding comes through."),
        ("last-row", last_row, "It returns the last row of hs for the last h."),
        ("not-sorted-back", in_order_of_length, "It sorts the sequences by length, and not back."),
        ("hs-not-sorted-back", hs_sorted, "Its hs are sorted by length, and not back."),
        ("first-states-mixed", first_state_not_sorted, "A sequence starts from the first state of another."),
        ("padding-in-front", padding_in_front, "It takes the padding to stand in front."),
        ("centred", centred, "It takes off the mean over all steps, padding included."),
        ("shown-while-all-live", shown_while_all_live, "It shows h only as long as all sequences live."),
        (
            "turned-back",
            turned_back,
            "It sorts back by turning round, which is right for rising lengths only.",
        ),
        ("bias-left-out", without_bias, "It leaves the bias out."),
        ("coarse", coarse, "It computes right and stores three digits."),
        ("from-nothing", from_nothing, "It starts from zeros, whatever the first state is."),
    )
)


def case(
    lengths: tuple[int, ...] = (3, 6, 1, 5),
    steps: int = 8,
    padding: float = 2.0,
    state: bool = True,
) -> tuple[LSTMParams, Array, Array, Array, Lengths]:
    rng, D, H = np.random.default_rng(12), 2, 3
    params = init_lstm(rng, D, H, rng.standard_normal(4 * H))
    xs = rng.standard_normal((steps, len(lengths), D))
    ends = np.array(lengths)
    xs[~mask(ends, steps)] = padding
    h0, c0 = rng.standard_normal((2, len(lengths), H)) * state
    return params, xs, h0, c0, ends


def same_as_alone(parts: str = "hs h c", rows: int | None = None, **options: object) -> Callable[[Run], None]:
    """A check that compares some of the parts, for the first rows, with each sequence read alone."""

    def check(run: Run) -> None:
        params, xs, h0, c0, lengths = case(**options)  # type: ignore[arg-type]
        hs, h, c = run(params, xs.copy(), h0.copy(), c0.copy(), lengths.copy())
        want_hs, want_h, want_c = one_by_one(params, xs, h0, c0, lengths)
        for b, length in list(enumerate(lengths))[:rows]:
            assert "hs" not in parts or np.allclose(hs[:length, b], want_hs[:length, b])
            assert "h" not in parts.split() or np.allclose(h[b], want_h[b])
            assert "c" not in parts.split() or np.allclose(c[b], want_c[b])

    return check


def only_more_padding(run: Run) -> None:
    params, xs, h0, c0, lengths = case()
    longer = np.concatenate([xs, np.full_like(xs, 2.0)])
    before, after = (run(params, one, h0, c0, lengths)[1:] for one in (xs, longer))
    assert np.allclose(before, after)


def only_other_padding(run: Run) -> None:
    (params, xs, h0, c0, lengths), other = case(), case(padding=-1.0)[1]
    before, after = (run(params, one, h0, c0, lengths)[1:] for one in (xs, other))
    assert np.allclose(before, after)


def only_shapes(run: Run) -> None:
    params, xs, h0, c0, lengths = case()
    hs, h, c = run(params, xs, h0, c0, lengths)
    assert hs.shape == (8, 4, 3) and h.shape == c.shape == (4, 3) and np.isfinite(hs).all()


NAN = float("nan")
COMPARE = "Look at what you compare"
SETTING = "Look at what you hand in"

WEAK = (
    Mistake(
        "only-shapes",
        only_shapes,
        "Your check compares no values with those that are right.",
        f"{COMPARE}: which numbers are due?",
    ),
    Mistake(
        "no-padding",
        same_as_alone(lengths=(8, 8, 8, 8)),
        "In your check all sequences have the same length, so there is no padding.",
        f"{SETTING}: the lengths.",
    ),
    Mistake(
        "finite-padding",
        same_as_alone(),
        "In your check the padding holds numbers.",
        f"{SETTING}: what may the padding hold?",
    ),
    Mistake(
        "longest-first",
        same_as_alone(lengths=(6, 5, 3, 1), padding=NAN),
        "In your check the sequences come sorted by length already.",
        f"{SETTING}: the order of the lengths.",
    ),
    Mistake(
        "state-of-zeros",
        same_as_alone(padding=NAN, state=False),
        "In your check every sequence starts from zeros.",
        f"{SETTING}: the first state.",
    ),
    Mistake(
        "hs-alone",
        same_as_alone("hs", padding=NAN),
        "Your check compares hs, and not the last state.",
        f"{COMPARE}: `run` returns three things.",
    ),
    Mistake(
        "last-h-alone",
        same_as_alone("h", padding=NAN),
        "Your check compares the last h alone.",
        f"{COMPARE}: `run` returns three things.",
    ),
    Mistake(
        "last-state-alone",
        same_as_alone("h c", padding=NAN),
        "Your check compares the last state, and not hs.",
        f"{COMPARE}: `run` returns three things.",
    ),
    Mistake(
        "first-sequence-alone",
        same_as_alone(rows=1, padding=NAN),
        "Your check compares the first sequence alone.",
        f"{COMPARE}: each has a length of its own.",
    ),
    Mistake(
        "only-more-padding",
        only_more_padding,
        "Your check adds padding and asks whether the last state moves. A walk can be wrong and not move.",
        f"{COMPARE}: with what does a right answer agree?",
    ),
    Mistake(
        "only-other-padding",
        only_other_padding,
        "Your check changes what stands in the padding and asks whether the last state moves.",
        f"{COMPARE}: with what does a right answer agree?",
    ),
)

TASK = WriteTheCheckTask(
    "12.3",
    "Write the check that padding changes nothing",
    correct=(right,),
    takes=("run",),
    also_correct=((one_by_one,),),
    bugs=BUGS,
    mistakes=WEAK,
    hints=(
        "You know what is right: read each sequence alone, cut off at its length, with `scan`.",
        "Compare all three things that `run` returns; hs only up to each sequence's end.",
        "Random biases and first states, lengths in no order, an array longer than the longest, NaN behind.",
    ),
    section="sec-mask",
)
