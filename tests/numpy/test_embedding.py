import numpy as np
import pytest

from lstm_ref.numpy import DtypeError, ShapeError, embedding, embedding_backward
from lstm_ref.verify.gradcheck import check_gradients

RNG = np.random.default_rng(0)
WEIGHT, TOKENS = RNG.standard_normal((5, 3)), np.array([[0, 2, 2], [2, 4, 0]])
DVECTORS = RNG.standard_normal((2, 3, 3))


def test_embedding_equals_a_product_with_one_hot_vectors():
    np.testing.assert_array_equal(embedding(WEIGHT, TOKENS), np.eye(5)[TOKENS] @ WEIGHT)


def test_a_repeated_token_collects_all_its_gradients():
    dweight = embedding_backward(np.zeros((3, 1)), np.array([1, 1, 1]), np.array([[1.0], [2.0], [4.0]]))
    assert dweight.tolist() == [[0], [7], [0]]


def test_the_gradient_is_the_numeric_one():
    dweight = embedding_backward(WEIGHT, TOKENS, DVECTORS)
    check_gradients(lambda weight: (embedding(weight, TOKENS) * DVECTORS).sum(), WEIGHT, dweight)


def test_the_vectors_are_copies_and_the_weight_is_not_changed():
    weight = WEIGHT.copy()
    vectors = embedding(weight, TOKENS)
    vectors += 1
    embedding_backward(weight, TOKENS, DVECTORS)
    assert np.array_equal(weight, WEIGHT)


def test_float32_in_gives_float32_out():
    weight = WEIGHT.astype("float32")
    assert embedding(weight, TOKENS).dtype == np.float32
    assert embedding_backward(weight, TOKENS, DVECTORS.astype("float32")).dtype == np.float32


@pytest.mark.parametrize(
    ("weight", "tokens", "error", "message"),
    [
        (
            WEIGHT,
            TOKENS.astype(float),
            DtypeError,
            "tokens: expected an integer array of row numbers, got float64",
        ),
        (WEIGHT, [0, 1], DtypeError, "tokens: expected an integer array of row numbers, got list"),
        (WEIGHT, TOKENS + 1, IndexError, "tokens: expected row numbers from 0 to 4, got 1 to 5"),
        (WEIGHT, TOKENS - 1, IndexError, "tokens: expected row numbers from 0 to 4, got -1 to 3"),
        (WEIGHT[0], TOKENS, ShapeError, r"weight: expected shape \(vocabulary, vector size\), got \(3,\)"),
        (TOKENS, TOKENS, DtypeError, "weight: expected a floating-point array, got int64"),
    ],
)
def test_a_wrong_argument_is_named(weight, tokens, error, message):
    for look_up in (embedding, lambda w, t: embedding_backward(w, t, DVECTORS)):
        with pytest.raises(error, match=f"^{message}"):
            look_up(weight, tokens)


def test_a_gradient_of_the_wrong_shape_is_named():
    with pytest.raises(ShapeError, match=r"^dvectors: expected shape \(2, 3, 3\), got \(2, 3\)"):
        embedding_backward(WEIGHT, TOKENS, DVECTORS[..., 0])
