"""The formulas for one more symbol count the products that running code makes."""

import numpy as np
import pytest

from lstm_ref.numpy.per_symbol import attention_cost, lstm_cost, matrix_memory_cost, min_lstm_cost


class Counting:
    """A number that counts how often it is multiplied."""

    made = 0

    def __mul__(self, other):
        Counting.made += 1
        return Counting()

    __truediv__ = __mul__

    def __add__(self, other):
        return Counting()


def numbers(*shape):
    return np.array([Counting() for _ in range(int(np.prod(shape)))], dtype=object).reshape(shape)


@pytest.fixture(autouse=True)
def from_zero():
    Counting.made = 0


@pytest.mark.parametrize(("size", "hidden"), [(2, 3), (5, 4)])
def test_an_lstm_step(size, hidden):
    x, h, c = numbers(size), numbers(hidden), numbers(hidden)
    a = numbers(4 * hidden, size) @ x + numbers(4 * hidden, hidden) @ h
    i, f, g, o = np.split(a, 4)
    c = f * c + i * g
    h = o * c
    assert lstm_cost(size, hidden) == (h.size + c.size, Counting.made)


@pytest.mark.parametrize(("size", "hidden"), [(2, 3), (5, 4)])
def test_a_min_lstm_step(size, hidden):
    x, c = numbers(size), numbers(hidden)
    i, f, g = np.split(numbers(3 * hidden, size) @ x, 3)
    c = f / (f + i) * c + g * i / (f + i)
    assert min_lstm_cost(size, hidden) == (c.size, Counting.made)


@pytest.mark.parametrize(("size", "wide"), [(3, 4), (2, 5)])
def test_a_step_of_a_matrix_memory(size, wide):
    x, memory = numbers(size), numbers(size, size)
    query, key, value, out = (numbers(size, size) @ x for _ in range(4))
    (f,), (i,) = (numbers(1, size) @ x for _ in range(2))
    memory = memory * f + np.outer(value * i, key)
    memory @ query
    numbers(size, wide) @ (numbers(wide, size) @ out)
    assert matrix_memory_cost(size, wide) == (memory.size, Counting.made)


@pytest.mark.parametrize(("size", "wide", "context"), [(3, 4, 1), (2, 5, 6)])
def test_a_step_of_attention(size, wide, context):
    x = numbers(size)
    query, _, _, out = (numbers(size, size) @ x for _ in range(4))
    keys, values = numbers(context, size), numbers(context, size)
    weights = keys @ query
    weights @ values
    numbers(size, wide) @ (numbers(wide, size) @ out)
    assert attention_cost(size, wide, context) == (keys.size + values.size, Counting.made)


def test_a_context_has_at_least_the_new_symbol():
    with pytest.raises(ValueError, match="context"):
        attention_cost(2, 2, 0)
