import math

import pytest
import torch

from lstm_ref import torch as twin

GENERATOR = torch.Generator().manual_seed(0)
XS = torch.randn(6, 8, 3, generator=GENERATOR)
BATCHES = [(x, x @ torch.tensor([[1.0], [-2.0], [0.5]])) for x in XS]


def layer():
    torch.manual_seed(0)
    return torch.nn.Linear(3, 1)


def squared_error(module, x, y):
    return torch.nn.functional.mse_loss(module(x), y)


def bad(value, part):
    batch = [tensor.clone() for tensor in BATCHES[2]]
    batch[part].view(-1)[4] = value
    return [*BATCHES[:2], tuple(batch), *BATCHES[3:]]


def test_it_takes_clipped_adam_steps_and_returns_each_loss():
    module, twin_params = layer(), None
    losses = twin.fit(squared_error, module, BATCHES, lr=0.05, max_norm=0.5)
    by_hand = layer()
    twin_params = twin.ReadoutParams(by_hand.weight.detach(), by_hand.bias.detach())
    state = twin.adam_start(twin_params)
    for (x, y), loss in zip(BATCHES, losses, strict=True):
        expected, dy = twin.mean_squared_error(twin.readout(twin_params, x), y)
        grads, _ = twin.clip_by_global_norm(twin.readout_backward(twin_params, x, dy)[1], 0.5)
        twin_params, state = twin.adam(twin_params, grads, state, lr=0.05)
        assert loss == pytest.approx(float(expected), rel=1e-4)
    torch.testing.assert_close(module.weight, torch.nn.Parameter(twin_params.weight), rtol=1e-4, atol=1e-5)


def test_it_learns():
    losses = twin.fit(squared_error, layer(), BATCHES * 60, lr=0.05)
    assert losses[-1] < losses[0] / 100


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_it_stops_at_the_first_bad_number_of_a_batch_and_says_where(value):
    module, before = layer(), layer()
    losses = twin.fit(squared_error, before, BATCHES[:2])
    with pytest.raises(twin.NotFiniteError, match=r"^update 3: .* stands in batch\[0\]\[1, 1\]$") as caught:
        twin.fit(squared_error, module, bad(value, 0))
    assert caught.value.losses == losses and torch.equal(module.weight, before.weight)
    with pytest.raises(twin.NotFiniteError, match=r"^update 3: .* stands in batch\[1\]\[4, 0\]$"):
        twin.fit(squared_error, layer(), bad(value, 1))


def test_it_stops_at_a_loss_or_a_gradient_that_is_not_finite():
    def infinite_loss(module, x, y):
        return squared_error(module, x, y) * math.inf

    def nan_gradient(module, x, y):
        return (module(x) * 0).abs().sqrt().sum()  # finite value, infinite slope

    with pytest.raises(twin.NotFiniteError, match="^update 1: .* stands in loss$"):
        twin.fit(infinite_loss, layer(), BATCHES)
    with pytest.raises(twin.NotFiniteError, match=r"^update 1: .* stands in grads\.weight\[0, 0\]$"):
        twin.fit(nan_gradient, layer(), BATCHES)


def test_batches_are_not_changed_and_integer_tokens_are_let_through():
    before = [part.clone() for part in BATCHES[0]]
    twin.fit(squared_error, layer(), BATCHES)
    assert all(torch.equal(a, b) for a, b in zip(before, BATCHES[0], strict=True))
    twin.fit(lambda module, tokens: module.weight.sum(), layer(), [(torch.tensor([1, 2]),)])


def test_training_our_lstm_equals_training_torchs_with_its_second_bias_frozen():
    ours = twin.LSTM(3, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    theirs = twin.to_nn(ours.params)
    theirs.bias_hh_l0.requires_grad_(False)  # two copies of one bias would take two steps
    sequences = [(torch.randn(5, 4, 3, generator=GENERATOR, dtype=torch.float64),) for _ in range(10)]

    def loss(layer, xs):
        return layer(xs)[0].square().mean()

    losses = twin.fit(loss, ours, sequences, lr=0.05)
    optimiser = torch.optim.Adam([p for p in theirs.parameters() if p.requires_grad], lr=0.05)
    for (xs,), expected in zip(sequences, losses, strict=True):
        optimiser.zero_grad()
        value = loss(theirs, xs)
        value.backward()
        torch.nn.utils.clip_grad_norm_(theirs.parameters(), 1.0)
        optimiser.step()
        assert value.item() == pytest.approx(expected, rel=1e-9)
    for one, other in zip(ours.params, twin.from_nn(theirs), strict=True):
        torch.testing.assert_close(one.detach(), other, rtol=1e-8, atol=1e-9)
