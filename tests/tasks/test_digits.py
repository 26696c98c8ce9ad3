"""The digits as sequences, their two simple readers, and the recurrent ones."""

import numpy as np
import pytest

from lstm_ref.tasks.digits import as_pixels, as_rows, digit_parts, logistic, neighbours, share_right, tuned


@pytest.fixture(scope="module")
def parts():
    return digit_parts()


def test_the_parts_keep_the_order_of_the_file_and_share_nothing(parts):
    from sklearn.datasets import load_digits

    whole = load_digits()
    labels = np.concatenate([part.labels for part in parts.values()])
    images = np.concatenate([part.images for part in parts.values()])
    np.testing.assert_array_equal(labels, whole.target)
    np.testing.assert_allclose(images * 16, whole.images)
    assert images.min() == 0 and images.max() == 1


def test_rows_and_pixels_come_in_reading_order():
    images = np.arange(2 * 3 * 3.0).reshape(2, 3, 3)
    np.testing.assert_array_equal(as_rows(images)[1, 0], [3, 4, 5])
    np.testing.assert_array_equal(as_pixels(images)[:, 1, 0], np.arange(9, 18))
    assert as_rows(images).shape == (3, 2, 3) and as_pixels(images).shape == (9, 2, 1)


def test_a_setting_is_chosen_on_the_validation_part_alone(parts):
    scored = {}
    for count in (1, 400):
        model = neighbours(count).fit(
            parts["learned from"].images.reshape(1000, -1), parts["learned from"].labels
        )
        scored[count] = share_right(model, parts["settings chosen on"])
    _, chosen = tuned(neighbours, (400, 1), parts)
    assert chosen == 1 and scored[1] > scored[400]
    turned = parts | {"scored on": parts["learned from"]}
    assert tuned(neighbours, (400, 1), turned)[1] == 1


def test_the_simple_readers_are_strong(parts):
    model, _ = tuned(neighbours, (1, 3), parts)
    assert share_right(model, parts["scored on"]) > 0.9
    assert share_right(tuned(logistic, (0.1,), parts)[0], parts["scored on"]) > 0.85


@pytest.mark.parametrize("kind", ["LSTM", "chrono LSTM", "orthogonal RNN"])
def test_a_reader_learns_something_and_answers_after_every_step(parts, kind):
    pytest.importorskip("torch")
    from lstm_ref.tasks.digit_nets import answers, train_reader

    learn = parts["learned from"]
    xs = as_rows(learn.images)
    net = train_reader(kind, xs, learn.labels, hidden=24, updates=60, lr=1e-2, seed=0)
    said = answers(net, xs)
    assert said.shape == (8, 1000)
    assert (said[-1] == learn.labels).mean() > 0.4


def test_the_starts_are_those_that_are_named():
    torch = pytest.importorskip("torch")
    from lstm_ref.tasks.digit_nets import Reader

    made = {
        kind: Reader(kind, 3, 8, steps=50, generator=torch.Generator().manual_seed(0)).layer
        for kind in ("LSTM", "chrono LSTM", "orthogonal RNN")
    }
    weight = made["orthogonal RNN"].weight_hh_l0
    assert torch.allclose(weight @ weight.T, torch.eye(8), atol=1e-5)
    assert torch.all(made["LSTM"].bias_ih_l0[8:16] == 1) and torch.all(made["LSTM"].bias_ih_l0[:8] == 0)
    chrono = made["chrono LSTM"].bias_ih_l0
    assert torch.allclose(chrono[:8], -chrono[8:16]) and chrono[8:16].max() <= np.log(49)
