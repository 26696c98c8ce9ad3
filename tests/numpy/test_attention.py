"""Attention, its gradient, and the same sum as a net with a matrix memory."""

import numpy as np
import pytest

from lstm_ref.numpy.attention import causal_attention, causal_attention_backward
from lstm_ref.numpy.checks import ShapeError
from lstm_ref.numpy.matrix_memory import linear_attention, matrix_memory_scan
from lstm_ref.verify.gradcheck import check_gradients

T, B, K, V = 5, 2, 3, 4


@pytest.fixture
def inputs():
    rng = np.random.default_rng(0)
    return tuple(rng.standard_normal((T, B, size)) for size in (K, K, V))


def test_every_output_is_a_weighted_mean_of_the_values_so_far(inputs):
    values = inputs[2]
    ys, tape = causal_attention(*inputs)
    np.testing.assert_allclose(tape.weights.sum(axis=1), 1.0)
    assert tape.weights.min() >= 0
    assert all((tape.weights[t, t + 1 :] == 0).all() for t in range(T))
    np.testing.assert_allclose(ys[0], values[0])
    for t in range(T):
        assert (ys[t] <= values[: t + 1].max(axis=0) + 1e-12).all()
        assert (ys[t] >= values[: t + 1].min(axis=0) - 1e-12).all()


def test_attention_is_that_of_pytorch(inputs):
    torch = pytest.importorskip("torch")
    ours, _ = causal_attention(*inputs)
    moved = [torch.from_numpy(part.transpose(1, 0, 2)) for part in inputs]
    theirs = torch.nn.functional.scaled_dot_product_attention(*moved, is_causal=True)
    np.testing.assert_allclose(ours, theirs.numpy().transpose(1, 0, 2), atol=1e-12)


@pytest.mark.parametrize("which", range(3))
def test_the_gradient_is_the_derivative(inputs, which):
    dys = np.random.default_rng(1).standard_normal((T, B, V))

    def loss(part):
        given = [part if n == which else other for n, other in enumerate(inputs)]
        return float((causal_attention(*given)[0] * dys).sum())

    grads = causal_attention_backward(causal_attention(*inputs)[1], dys)
    check_gradients(loss, inputs[which], grads[which])


@pytest.mark.parametrize("gated", [False, True])
def test_linear_attention_is_a_recurrent_net(inputs, gated):
    rng = np.random.default_rng(2)
    gates = (rng.uniform(0, 1, (T, B)), rng.uniform(0, 2, (T, B))) if gated else None
    ys, memory = matrix_memory_scan(*inputs, gates)
    np.testing.assert_allclose(ys, linear_attention(*inputs, gates), atol=1e-12)
    assert memory.shape == (B, V, K)


def test_linear_attention_is_the_sum_of_its_definition(inputs):
    queries, keys, values = inputs
    t, b = 3, 1
    by_hand = sum((queries[t, b] @ keys[s, b]) * values[s, b] for s in range(t + 1))
    np.testing.assert_allclose(linear_attention(*inputs)[t, b], by_hand, atol=1e-12)


@pytest.mark.parametrize("function", [causal_attention, linear_attention, matrix_memory_scan])
def test_sizes_that_do_not_fit_are_named(function, inputs):
    queries, keys, values = inputs
    with pytest.raises(ShapeError, match="queries: expected shape .*key_size = 3"):
        function(queries[..., :2], keys, values)
    with pytest.raises(ShapeError, match="values"):
        function(queries, keys, values[:-1])
