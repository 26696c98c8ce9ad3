"""Chapter 20's nets: shapes, what may reach what, and the NumPy twin of the film net."""

import numpy as np
import pytest
import torch

from lstm_ref.tasks.drawing_baselines import digit_parts, pca_error
from lstm_ref.tasks.go_on import explained, linear_map, mapped, memories, turned_in_dark
from lstm_ref.torch import from_nn, to_numpy
from lstm_ref.torch.captioner import Captioner, Vocabulary, caption_loss
from lstm_ref.torch.draw import Drawer, drawing_loss, window_rows
from lstm_ref.torch.film import FilmGoer, film_loss
from lstm_ref.torch.narrow import NarrowNet, narrow_loss
from lstm_ref.torch.two_rates import train


def test_vocabulary_goes_there_and_back():
    words = Vocabulary(["a dark ring", "two"])
    tokens = words.encode(["two", "a dark ring"])
    assert tokens.shape == (4, 2) and tokens[1:, 0].tolist() == [0, 0, 0]
    assert words.decode(tokens) == ["two", "a dark ring"]


def test_looks_sum_to_one_and_padding_does_not_count():
    torch.manual_seed(0)
    net, places = Captioner(5, 3, 6), torch.randn(2, 4, 3)
    tokens = torch.tensor([[1, 2], [0, 3], [0, 0]])
    found = net(places, tokens)
    assert found.logits.shape == (3, 2, 5) and found.looks.shape == (3, 2, 4) and found.c.shape == (3, 2, 6)
    torch.testing.assert_close(found.looks.sum(dim=2), torch.ones(3, 2))
    longer = torch.cat([tokens, torch.zeros(2, 2, dtype=torch.long)])
    torch.testing.assert_close(caption_loss(net, places, tokens), caption_loss(net, places, longer))


def test_a_window_is_a_row_of_bells():
    rows = window_rows(torch.tensor([3.5, 1.0]), torch.tensor([1.0, 0.5]))
    assert rows.shape == (2, 4, 8)
    torch.testing.assert_close(rows.sum(dim=2), torch.ones(2, 4))
    torch.testing.assert_close(rows[0], rows[0].flip(0, 1))


def test_the_picture_reaches_the_writer_through_the_codes_alone():
    torch.manual_seed(0)
    net, pictures = Drawer(3, 2, 5), torch.rand(4, 8, 8)
    drawn = net(pictures)
    assert drawn.canvases.shape == (3, 4, 8, 8) and drawn.codes.shape == (3, 4, 2)
    again = net(None, drawn.codes)
    torch.testing.assert_close(again.canvases, drawn.canvases)


@pytest.mark.parametrize(("net", "loss"), [(Drawer(2, 1, 8), drawing_loss), (NarrowNet(2), narrow_loss)])
def test_training_brings_the_loss_down(net, loss):
    rng = np.random.default_rng(0)
    known = torch.tensor(digit_parts(rng)[0][:40], dtype=torch.float32)
    losses = train(loss, net, rng, (known, 0), updates=15, batch=20, lr=1e-2)
    assert len(losses) == 20 and losses[-1] < losses[0]


def test_pca_gets_better_with_more_numbers():
    known, _, asked = digit_parts(np.random.default_rng(0))
    errors = [pca_error(known, asked, n) for n in (0, 1, 5, 64)]
    assert errors == sorted(errors, reverse=True) and errors[-1] < 1e-9


def test_the_numpy_walk_has_the_film_nets_memory():
    torch.manual_seed(0)
    net, seen = FilmGoer(6, 5), torch.randn(3, 2, 6)
    made, hs = net(seen, 4)
    assert made.shape == (4, 2, 6) and hs.shape == (7, 2, 5)
    assert film_loss(net, seen, torch.zeros(4, 2, 6)).shape == ()
    c = memories(to_numpy(from_nn(net.cell)), seen.numpy(), 4)
    lit = torch.cat([seen, torch.zeros(3, 2, 1)], dim=2)
    dark = torch.zeros(4, 2, 7)
    dark[..., -1] = 1
    _, (_, last) = net.cell(torch.cat([lit, dark]))
    np.testing.assert_allclose(c[-1], last[0].detach().numpy(), atol=1e-5)


def test_a_straight_map_is_found():
    rng = np.random.default_rng(0)
    xs, weights = rng.standard_normal((30, 4)), rng.standard_normal((5, 2))
    np.testing.assert_allclose(linear_map(xs, mapped(weights, xs)), weights, atol=1e-10)


def test_what_turned_round_after_the_last_frame():
    places = np.array([[1.0, 5.0], [2.0, 4.0], [2.5, 3.0], [1.5, 2.0], [0.5, 2.5]])[:, None]
    assert turned_in_dark(places, 2)[:, 0].tolist() == [[False, False], [True, False], [True, True]]
    assert turned_in_dark(places, 4)[:, 0].tolist() == [[False, True]]


def test_the_share_explained():
    true = np.array([1.0, 2.0, 6.0])
    assert explained(true, true) == 1 and explained(np.full(3, 3.0), true) == pytest.approx(0)
    assert explained(-true, true) < 0
