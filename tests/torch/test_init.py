import pytest
import torch

from lstm_ref import torch as twin


def seeded():
    return torch.Generator().manual_seed(0)


def test_orthogonal_multiplies_every_length_by_the_gain():
    matrix = twin.orthogonal(6, gain=1.5, generator=seeded())
    torch.testing.assert_close(matrix.T @ matrix, 1.5**2 * torch.eye(6, dtype=torch.float64))


def test_orthogonal_favours_no_sign():
    generator = seeded()
    corners = torch.stack([twin.orthogonal(2, generator=generator)[0, 0] for _ in range(400)])
    assert corners.mean().abs() < 0.12


def test_identity_and_gate_bias_are_those_of_numpy():
    assert twin.identity(2, gain=0.5).tolist() == [[0.5, 0], [0, 0.5]]
    assert twin.gate_bias(2, f=1.0, o=-2.0).tolist() == [0, 0, 1, 1, 0, 0, -2, -2]
    with pytest.raises(ValueError, match="^gate_bias: expected gates out of i, g, o, got f$"):
        twin.gate_bias(2, order="igo", f=1.0)


def test_uniform_stays_within_its_bound_and_reaches_it():
    drawn = twin.uniform((50, 50), 0.2, generator=seeded())
    assert 0.199 < drawn.max() <= 0.2 and -0.2 <= drawn.min() < -0.199


def test_chrono_draws_the_forget_bias_from_the_lags_and_mirrors_it_on_the_input_gate():
    i, f, g, o = twin.chrono(2000, max_lag=50, generator=seeded()).chunk(4)
    lags = f.exp()
    assert 1 <= lags.min() < 1.5 and 48.5 < lags.max() <= 49 and lags.mean() == pytest.approx(25, rel=0.05)
    assert torch.equal(i, -f) and not g.any() and not o.any()
    with pytest.raises(ValueError, match="^max_lag: expected more than 2 steps, got 2$"):
        twin.chrono(4, max_lag=2)
