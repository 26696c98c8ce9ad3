"""Layers, directions, dropout and layer normalisation: what the conformance suite does not ask."""

import numpy as np
import pytest

from lstm_ref.numpy import (
    LayerNormParams,
    LSTMState,
    ShapeError,
    TwoWay,
    dropout_mask,
    init_lstm,
    layer_norm,
    layer_norm_backward,
    lstm_step,
    lstm_step_backward,
    pad,
    reverse,
    scan,
    stacked_scan,
    stacked_scan_backward,
    two_way_scan,
    two_way_scan_backward,
)
from lstm_ref.verify.gradcheck import check_gradients
from lstm_ref.verify.layered import LAYERED

T, B, D, H = 6, 4, 3, 2
LENGTHS = np.array([6, 1, 4, 3])


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def zeros(batch=B):
    return LSTMState.zeros(batch, H)


def test_a_stack_of_one_is_a_scan(rng):
    params, xs = init_lstm(rng, D, H), rng.standard_normal((T, B, D))
    hs, (last,), _ = stacked_scan(lstm_step, (params,), xs, (zeros(),))
    alone, end, _ = scan(lstm_step, params, xs, zeros())
    assert np.array_equal(hs, alone) and np.array_equal(last.c, end.c)


def test_a_mask_of_zeros_cuts_the_layers_apart(rng):
    layers, xs = (init_lstm(rng, D, H), init_lstm(rng, H, H)), rng.standard_normal((T, B, D))
    cut = [np.zeros((1, B, H))]
    hs, _, tapes = stacked_scan(lstm_step, layers, xs, (zeros(), zeros()), masks=cut)
    upper, _, _ = scan(lstm_step, layers[1], np.zeros((T, B, H)), zeros())
    assert np.array_equal(hs, upper)
    dxs, _, (below, above) = stacked_scan_backward(
        lstm_step_backward, layers, tapes, np.ones_like(hs), (zeros(), zeros()), masks=cut
    )
    assert not dxs.any() and not below.bias.any() and above.bias.any()


@pytest.mark.parametrize("steps", [T, 1])
def test_the_gradient_goes_through_the_same_mask(rng, steps):
    """Of one mask for each step, and of one mask for all steps."""
    layers, xs = (init_lstm(rng, D, H), init_lstm(rng, H, H)), rng.standard_normal((T, B, D))
    masks, states = [dropout_mask(rng, (steps, B, H), 0.4)], (zeros(), zeros())
    dhs = rng.standard_normal((T, B, H))
    _, _, tapes = stacked_scan(lstm_step, layers, xs, states, masks=masks)
    dxs, _, grads = stacked_scan_backward(lstm_step_backward, layers, tapes, dhs, states, masks=masks)

    def loss(at):
        return float((dhs * stacked_scan(lstm_step, at[1], at[0], states, masks=masks)[0]).sum())

    check_gradients(loss, (xs, layers), (dxs, grads))


@pytest.mark.parametrize("arguments", ["states", "masks", "layers"])
def test_what_is_missing_is_named(rng, arguments):
    layers, masks = (init_lstm(rng, D, H), init_lstm(rng, H, H)), [np.ones((1, B, H))]
    given = {"layers": layers, "states": (zeros(), zeros()), "masks": masks}
    given[arguments] = () if arguments == "layers" else (*given[arguments], *given[arguments])
    with pytest.raises(ValueError, match=f"{arguments}: expected"):
        stacked_scan(lstm_step, xs=np.zeros((T, B, D)), **given)


def test_reverse_twice_is_the_sequence_and_padding_becomes_zero(rng):
    xs = rng.standard_normal((T, B, D))
    assert np.array_equal(reverse(reverse(xs)), xs)
    turned = reverse(xs, LENGTHS)
    for b, length in enumerate(LENGTHS):
        assert np.array_equal(turned[:length, b], xs[:length, b][::-1]) and not turned[length:, b].any()


def test_in_both_directions_a_padded_sequence_gives_what_it_gives_alone(rng):
    params = TwoWay(init_lstm(rng, D, H), init_lstm(rng, D, H))
    xs, lengths = pad([rng.standard_normal((n, D)) for n in LENGTHS])
    xs[~(np.arange(T)[:, None] < lengths)] = np.nan  # what lies in the padding does not matter
    dhs, nothing = rng.standard_normal((T, B, 2 * H)), TwoWay(zeros(), zeros())
    hs, last, tape = two_way_scan(lstm_step, params, xs, nothing, lengths=lengths)
    dxs, _, grads = two_way_scan_backward(lstm_step_backward, params, tape, dhs, nothing, lengths=lengths)
    summed = 0.0
    for b, length in enumerate(lengths):
        start = TwoWay(zeros(1), zeros(1))
        alone, end, one_tape = two_way_scan(lstm_step, params, xs[:length, b : b + 1], start)
        back = two_way_scan_backward(lstm_step_backward, params, one_tape, dhs[:length, b : b + 1], start)
        assert np.allclose(hs[:length, b], alone[:, 0]) and not hs[length:, b].any()
        assert np.allclose(last.back.c[b], end.back.c[0]) and np.allclose(last.ahead.h[b], end.ahead.h[0])
        assert np.allclose(dxs[:length, b], back[0][:, 0]) and not dxs[length:, b].any()
        summed = summed + back[2].back.weight_hh
    assert np.allclose(grads.back.weight_hh, summed)


def test_each_direction_has_read_one_input_at_its_first_step(rng):
    params, xs = TwoWay(init_lstm(rng, D, H), init_lstm(rng, D, H)), rng.standard_normal((T, B, D))
    start = TwoWay(zeros(), zeros())
    hs, _, _ = two_way_scan(lstm_step, params, xs, start)
    other = xs.copy()
    other[1:] += 1.0
    moved, _, _ = two_way_scan(lstm_step, params, other, start)
    assert np.array_equal(hs[0, :, :H], moved[0, :, :H]) and not np.allclose(hs[0, :, H:], moved[0, :, H:])


def test_dropout_keeps_the_mean_and_drops_the_share(rng):
    mask = dropout_mask(rng, (200, 50, 10), 0.3)
    assert set(np.unique(mask)) == {0.0, 1 / 0.7} and abs((mask == 0).mean() - 0.3) < 0.01
    assert abs(mask.mean() - 1) < 0.01
    assert (dropout_mask(rng, (5,), 0.0) == 1).all()
    assert dropout_mask(rng, (5,), 0.5, dtype="float32").dtype == "float32"


@pytest.mark.parametrize("share", [-0.1, 1.0, 2.0])
def test_a_share_that_is_none_is_refused(rng, share):
    with pytest.raises(ValueError, match="share: expected a number from 0 to below 1"):
        dropout_mask(rng, (2,), share)


def test_layer_norm_has_mean_zero_and_variance_one_before_it_is_stretched(rng):
    xs = 7 + 3 * rng.standard_normal((T, B, 50))
    ys, _ = layer_norm(LayerNormParams(np.ones(50), np.zeros(50)), xs)
    assert np.allclose(ys.mean(axis=-1), 0) and np.allclose(ys.var(axis=-1), 1, rtol=1e-4)


@pytest.mark.parametrize("shape", [(5,), (T, B, 5)])
def test_the_gradient_of_layer_norm_is_the_numeric_one(rng, shape):
    params, xs = LayerNormParams(*rng.standard_normal((2, 5))), rng.standard_normal(shape)
    dys = rng.standard_normal(shape)
    _, tape = layer_norm(params, xs)
    dxs, grads = layer_norm_backward(params, tape, dys)

    def loss(at):
        return float((dys * layer_norm(at[1], at[0])[0]).sum())

    check_gradients(loss, (xs, params), (dxs, grads))


def test_a_vector_of_another_length_is_refused(rng):
    with pytest.raises(ShapeError, match=r"xs: expected shape \(…, N = 3\), got \(2, 4\)"):
        layer_norm(LayerNormParams(np.ones(3), np.zeros(3)), np.ones((2, 4)))


@pytest.mark.parametrize("cell", LAYERED.values(), ids=LAYERED)
def test_a_layered_cell_has_as_many_outputs_as_it_says(rng, cell):
    params, state = cell.random_params(rng, D, H), cell.random_state(rng, B, H)
    hs, _, _ = cell.scan(cell.step, params, rng.standard_normal((T, B, D)), state)
    assert hs.shape == (T, B, cell.outputs(H))
