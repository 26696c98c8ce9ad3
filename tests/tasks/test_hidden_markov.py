"""The hidden Markov model against all paths counted one by one."""

from itertools import product

import numpy as np

from lstm_ref.tasks.hidden_markov import HMM, em_step, expected_counts, forward, predict, random_hmm

K, V, T = 3, 4, 5


def paths_of(model, tokens):
    """Every path of the states with its joint probability with `tokens`, (T,)."""
    for path in product(range(K), repeat=len(tokens)):
        p = model.start[path[0]] * model.show[path[0], tokens[0]]
        for t in range(1, len(tokens)):
            p *= model.move[path[t - 1], path[t]] * model.show[path[t], tokens[t]]
        yield path, p


def some(rng):
    return random_hmm(rng, K, V), rng.integers(V, size=(T, 2))


def test_rows_are_distributions(rng):
    for part in random_hmm(rng, K, V):
        assert np.allclose(part.sum(axis=-1), 1) and (part > 0).all()


def test_forward_is_the_sum_over_all_paths(rng):
    model, tokens = some(rng)
    alphas, scales = forward(model, tokens)
    for b in range(2):
        for t in range(1, T + 1):
            seen = list(paths_of(model, tokens[:t, b]))
            whole = sum(p for _, p in seen)
            ends = [sum(p for path, p in seen if path[-1] == k) / whole for k in range(K)]
            assert np.allclose(alphas[t - 1, b], ends)
            assert np.isclose(np.prod(scales[:t, b]), whole)


def test_predict_is_a_ratio_of_two_such_sums(rng):
    model, tokens = some(rng)
    predicted = predict(model, tokens)
    for b in range(2):
        whole = sum(p for _, p in paths_of(model, tokens[:, b]))
        for v in range(V):
            longer = sum(p for _, p in paths_of(model, [*tokens[:, b], v]))
            assert np.isclose(predicted[b, v], longer / whole)


def test_counts_are_those_of_the_paths_weighted_by_their_probability(rng):
    model, tokens = some(rng)
    found, log_p = expected_counts(model, tokens)
    due, total = HMM(np.zeros(K), np.zeros((K, K)), np.zeros((K, V))), 0.0
    for b in range(2):
        whole = sum(p for _, p in paths_of(model, tokens[:, b]))
        total += np.log(whole)
        for path, p in paths_of(model, tokens[:, b]):
            due.start[path[0]] += p / whole
            for t in range(T):
                due.show[path[t], tokens[t, b]] += p / whole
                if t:
                    due.move[path[t - 1], path[t]] += p / whole
    assert all(np.allclose(ours, theirs) for ours, theirs in zip(found, due, strict=True))
    assert np.isclose(log_p, total)


def test_the_likelihood_never_falls(rng):
    model = random_hmm(rng, K, V)
    batches = [rng.integers(V, size=(steps, 6)) for steps in (4, 7)]
    before = -np.inf
    for _ in range(30):
        model, log_p = em_step(model, batches)
        assert log_p >= before - 1e-6
        before = log_p
    for part in model:
        assert np.allclose(part.sum(axis=-1), 1)
