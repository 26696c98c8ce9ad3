"""The mixture's loss and gradient, its twin, what is drawn from it, and the net that writes."""

import numpy as np
import pytest

from lstm_ref.tasks import mixture
from lstm_ref.verify.differences import numeric_gradients


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def some(rng, components, shape=(4, 3)):
    points = np.concatenate([rng.standard_normal((*shape, 2)), rng.integers(2, size=(*shape, 1))], axis=-1)
    return rng.standard_normal((*shape, 5 * components + 1)), points


@pytest.mark.parametrize("components", [1, 2, 5])
def test_the_gradient_is_that_of_the_loss(rng, components):
    raw, points = some(rng, components)
    _, draw = mixture.mixture_loss(raw, points, components)
    moved = numeric_gradients(lambda r: mixture.mixture_loss(r, points, components)[0], raw)
    np.testing.assert_allclose(draw, moved, atol=1e-8)


def test_one_gaussian_and_a_fair_coin_by_hand():
    raw = np.array([[0.0, 0.5, -0.5, np.log(2), 0.0, 0.0]])
    loss, _ = mixture.mixture_loss(raw, np.array([[1.5, -0.5, 1.0]]), 1)
    assert loss == pytest.approx(0.5**2 / 2 + np.log(2) + np.log(2 * np.pi) + np.log(2))


def test_the_density_sums_to_one(rng):
    raw = np.tile(0.5 * rng.standard_normal(5 * 2 + 1), (2, 1))
    axis = np.arange(-12, 12, 0.1)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    total = 0.0
    for up in (0.0, 1.0):
        for offset in grid[:: len(grid) // 10_000]:
            loss, _ = mixture.mixture_loss(raw[:1], np.array([[*offset, up]]), 2)
            total += np.exp(-loss) * 0.01 * (len(grid) // 10_000)
    assert total == pytest.approx(1, abs=0.03)


def test_far_points_and_certain_coins_give_finite_numbers(rng):
    raw, points = some(rng, 3)
    raw[..., -1], points[..., :2] = 800.0, 1e4
    loss, draw = mixture.mixture_loss(raw, points, 3)
    assert np.isfinite(loss) and np.all(np.isfinite(draw))


def test_a_wrong_width_is_named(rng):
    with pytest.raises(ValueError, match="5·3 \\+ 1 = 16 columns, got 15"):
        mixture.mixture_loss(np.zeros((2, 15)), np.zeros((2, 3)), 3)


def test_draws_follow_the_mixture_and_the_bias_makes_them_careful(rng):
    raw = np.tile([0.0, np.log(3), -4.0, 1.0, 4.0, 2.0, *np.log([0.5, 0.2, 0.5, 0.2]), 0.0], (20_000, 1))
    drawn = mixture.draw_point(rng, raw, 2)
    right = drawn[:, 0] > 0
    assert right.mean() == pytest.approx(0.75, abs=0.02) and drawn[:, 2].mean() == pytest.approx(
        0.5, abs=0.02
    )
    assert drawn[right, :2].mean(axis=0) == pytest.approx([4, 2], abs=0.02)
    assert drawn[~right, 1].std() == pytest.approx(0.2, abs=0.01)
    careful = mixture.draw_point(rng, raw, 2, bias=1.0)
    assert (careful[:, 0] > 0).mean() == pytest.approx(0.9, abs=0.02)
    assert careful[careful[:, 0] > 0, 0].std() == pytest.approx(0.5 / np.e, abs=0.01)


def test_the_twin_has_the_same_loss_and_gradient(rng):
    torch = pytest.importorskip("torch")
    from lstm_ref.tasks import writer

    raw, points = some(rng, 4)
    ours, draw = mixture.mixture_loss(raw, points, 4)
    twin = torch.tensor(raw, requires_grad=True)
    theirs = writer.mixture_loss(twin, torch.from_numpy(points), 4)
    theirs.backward()
    assert theirs.item() == pytest.approx(ours, abs=1e-12)
    np.testing.assert_allclose(twin.grad.numpy(), draw, atol=1e-12)


@pytest.fixture
def net():
    torch = pytest.importorskip("torch")
    from lstm_ref.tasks.writer import Writer

    return Writer(12, 3, generator=torch.Generator().manual_seed(0))


def test_a_writer_learns_reads_only_the_past_and_writes(rng, net):
    from lstm_ref.tasks import writer
    from lstm_ref.tasks.strokes import draw_lines

    lines = draw_lines(rng, 20, 40)
    before = writer.nats(net, lines)
    losses = writer.train_writer(net, lines, rng, updates=25, lr=2e-2, batch=10)
    assert len(losses) == 25 and writer.nats(net, lines) < before - 0.5
    changed = lines.copy()
    changed[30:] += 1.0
    inputs = [writer.shifted(one) for one in (lines, changed)]
    said = [net(one)[0].detach().numpy() for one in inputs]
    np.testing.assert_allclose(said[0][:31], said[1][:31], atol=1e-6)
    assert np.all(inputs[0][0].numpy() == 0)
    assert writer.write(net, rng, 7, count=2).shape == (7, 2, 3)


def test_the_memories_are_those_of_the_layer(rng, net):
    import torch

    from lstm_ref.tasks.writer import memories

    lines = rng.standard_normal((9, 4, 3))
    with torch.no_grad():
        _, (_, c) = net.layer(torch.cat([torch.zeros(1, 4, 3), torch.from_numpy(lines).float()]))
    cs = memories(net, lines)
    assert cs.shape == (9, 4, 12)
    np.testing.assert_allclose(cs[-1], c[0].numpy(), atol=1e-5)


def test_the_best_cell_is_found_with_its_sign(rng):
    pytest.importorskip("torch")
    from lstm_ref.tasks.writer import best_cell

    mark = (rng.random((30, 5)) < 0.4).astype(float)
    cs = rng.standard_normal((30, 5, 6))
    cs[..., 4] = 0.3 * cs[..., 4] - 2 * mark
    cell, goes = best_cell(cs, mark)
    assert cell == 4 and goes < -0.6
