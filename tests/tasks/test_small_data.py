"""Few sequences: equal parameters, no look at what comes, a fair choice."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lstm_ref.tasks import small_data  # noqa: E402
from lstm_ref.torch.causal import CausalTransformer  # noqa: E402


@pytest.fixture(scope="module")
def parts():
    return small_data.draw_parts(np.random.default_rng(0))


def test_all_nets_learn_nearly_as_many_numbers():
    counts = [small_data.learned(small_data.small_net(name, 0)) for name in small_data.RATES]
    assert len(counts) == 3 and max(counts) < 1.05 * min(counts)


def test_a_causal_layer_does_not_see_the_future():
    net = CausalTransformer(7, 8, 8, steps=9, heads=2, seed=0)
    tokens = torch.randint(7, (9, 2), generator=torch.Generator().manual_seed(0))
    changed = tokens.clone()
    changed[5] = (changed[5] + 1) % 7
    before, after = net(tokens), net(changed)
    torch.testing.assert_close(before[:5], after[:5])
    assert not torch.allclose(before[5:], after[5:])


@pytest.mark.parametrize("name", small_data.RATES)
def test_one_seed_gives_one_start_and_leaves_the_global_state_alone(name):
    state = torch.random.get_rng_state()
    one, two = (small_data.small_net(name, 3) for _ in range(2))
    assert torch.equal(state, torch.random.get_rng_state())
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_counts_are_no_better_than_who_knows_the_recipe(parts):
    tokens = parts[2].tokens
    needed = small_data.chosen_counts(parts)(tokens)
    assert small_data.fewest_bits(parts[2]) < needed < np.log2(7)


def test_the_best_parameters_are_kept(parts):
    net = small_data.small_net("LSTM", 0)
    train, choose = parts[0].tokens, parts[1].tokens
    best = small_data.train_small(net, train, choose, np.random.default_rng(0), 1e-2, updates=40)
    assert best.net is net and best.update in (20, 40)
    assert small_data.bits(net, choose) == pytest.approx(best.bits)
    assert best.bits < np.log2(7)
