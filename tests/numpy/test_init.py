import numpy as np
import pytest

from lstm_ref import numpy as core

INITIALISERS = {
    "rnn": core.init_rnn,
    "lstm": core.init_lstm,
    "lstm_1997": core.init_lstm_1997,
    "gru": core.init_gru,
}


def rng():
    return np.random.default_rng(0)


def test_orthogonal_multiplies_every_length_by_the_gain():
    matrix = core.orthogonal(rng(), 6, gain=1.5)
    np.testing.assert_allclose(matrix.T @ matrix, 1.5**2 * np.eye(6), atol=1e-12)


def test_orthogonal_favours_no_sign():
    corners = [core.orthogonal(np.random.default_rng(seed), 2)[0, 0] for seed in range(400)]
    assert (
        abs(np.mean(corners)) < 0.12
    )  # the plain Q of a QR factorisation has a corner that is never positive


def test_identity_is_scaled():
    assert np.array_equal(core.identity(3, gain=0.5), np.eye(3) / 2)


def test_gate_bias_puts_each_value_on_its_gate():
    assert core.gate_bias(2, f=1.0, o=-2.0).tolist() == [0, 0, 1, 1, 0, 0, -2, -2]
    assert core.gate_bias(1, order="rzn", z=3.0).tolist() == [0, 3, 0]


def test_gate_bias_names_a_gate_that_is_not_there():
    with pytest.raises(ValueError, match="^gate_bias: expected gates out of i, g, o, got f$"):
        core.gate_bias(2, order="igo", f=1.0)


def test_chrono_draws_the_forget_bias_from_the_lags_and_mirrors_it_on_the_input_gate():
    i, f, g, o = np.split(core.chrono(rng(), 2000, max_lag=50), 4)
    lags = np.exp(f)
    assert 1 <= lags.min() < 1.5 and 48.5 < lags.max() <= 49 and lags.mean() == pytest.approx(25, rel=0.05)
    assert np.array_equal(i, -f) and not g.any() and not o.any()


def test_chrono_names_a_lag_that_is_too_short():
    with pytest.raises(ValueError, match="^max_lag: expected more than 2 steps, got 2$"):
        core.chrono(rng(), 4, max_lag=2)


@pytest.mark.parametrize("init", INITIALISERS.values(), ids=INITIALISERS)
def test_weights_fill_the_range_that_the_hidden_size_sets(init):
    params = init(rng(), 30, 25)
    for weight in (params.weight_ih, params.weight_hh):
        assert 0.19 < np.abs(weight).max() <= 0.2 and abs(weight.mean()) < 0.02
    assert params.weight_ih.shape[1] == 30 and params.weight_hh.shape[1] == 25


@pytest.mark.parametrize("init", INITIALISERS.values(), ids=INITIALISERS)
def test_the_same_seed_gives_the_same_cell(init):
    for one, other in zip(init(rng(), 3, 2), init(rng(), 3, 2), strict=True):
        assert np.array_equal(one, other)


def test_biases_start_at_zero_but_for_the_forget_gate():
    assert core.init_lstm(rng(), 3, 2).bias.tolist() == [0, 0, 1, 1, 0, 0, 0, 0]
    assert not core.init_lstm_1997(rng(), 3, 2).bias.any() and not core.init_rnn(rng(), 3, 2).bias.any()
    gru = core.init_gru(rng(), 3, 2)
    assert not gru.bias_ih.any() and not gru.bias_hh.any() and gru.bias_ih is not gru.bias_hh


def test_a_given_bias_or_recurrent_matrix_replaces_the_drawn_one():
    bias = core.chrono(rng(), 2, 10)
    assert core.init_lstm(rng(), 3, 2, bias=bias).bias is bias
    assert core.init_rnn(rng(), 3, 2, weight_hh=core.identity(2)).weight_hh.tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(("sizes", "name"), [((0, 2), "input_size"), ((3, 0), "hidden_size")])
def test_a_size_below_one_is_named(sizes, name):
    with pytest.raises(ValueError, match=f"^{name}: expected a whole number of at least 1, got 0$"):
        core.init_lstm(rng(), *sizes)


def test_as_dtype_converts_every_leaf():
    params = core.as_dtype(core.init_gru(rng(), 3, 2), np.float32)
    assert {leaf.dtype for leaf in params} == {np.dtype("float32")}
