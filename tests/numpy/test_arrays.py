import numpy as np

from lstm_ref.numpy import sigmoid


def test_sigmoid_is_the_logistic_function():
    x = np.linspace(-30, 30, 101)
    np.testing.assert_allclose(sigmoid(x), 1 / (1 + np.exp(-x)), rtol=1e-3, atol=1e-15)
    np.testing.assert_allclose(sigmoid(np.array([0.0, 1.0, -1.0])), [0.5, 0.7310585786, 0.2689414214])


def test_sigmoid_does_not_overflow_anywhere():
    with np.errstate(all="raise"):
        assert sigmoid(np.array([-1e308, -1000.0, 1000.0, 1e308])).tolist() == [0, 0, 1, 1]


def test_sigmoid_keeps_the_dtype_and_passes_nan_through():
    assert sigmoid(np.zeros(2, "float32")).dtype == np.float32
    assert np.isnan(sigmoid(np.array([np.nan, 0.0]))).tolist() == [True, False]
