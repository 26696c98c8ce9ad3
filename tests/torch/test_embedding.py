import pytest
import torch
from torch.nn import functional as F

from lstm_ref import torch as twin

GENERATOR = torch.Generator().manual_seed(0)
WEIGHT = torch.randn(5, 3, generator=GENERATOR, dtype=torch.float64)
TOKENS = torch.tensor([[0, 2, 2], [2, 4, 0]])
DVECTORS = torch.randn(2, 3, 3, generator=GENERATOR, dtype=torch.float64)


def test_rows_and_gradient_are_those_of_torch():
    weight = WEIGHT.clone().requires_grad_()
    vectors = F.embedding(TOKENS, weight)
    vectors.backward(DVECTORS)
    assert torch.equal(twin.embedding(WEIGHT, TOKENS), vectors.detach())
    torch.testing.assert_close(twin.embedding_backward(WEIGHT, TOKENS, DVECTORS), weight.grad)


def test_a_repeated_token_collects_all_its_gradients():
    ones = torch.tensor([[1.0], [2.0], [4.0]])
    dweight = twin.embedding_backward(torch.zeros(3, 1), torch.tensor([1, 1, 1]), ones)
    assert dweight.tolist() == [[0], [7], [0]]


@pytest.mark.parametrize(
    ("weight", "tokens", "error", "message"),
    [
        (
            WEIGHT,
            TOKENS.double(),
            twin.DtypeError,
            "tokens: expected an integer tensor .*, got torch.float64",
        ),
        (WEIGHT, TOKENS.numpy(), twin.DtypeError, "tokens: expected an integer tensor"),
        (WEIGHT, TOKENS + 1, IndexError, "tokens: expected row numbers from 0 to 4, got 1 to 5"),
        (WEIGHT, TOKENS - 1, IndexError, "tokens: expected row numbers from 0 to 4, got -1 to 3"),
        (
            WEIGHT[0],
            TOKENS,
            twin.ShapeError,
            r"weight: expected shape \(vocabulary, vector size\), got \(3,\)",
        ),
        (TOKENS, TOKENS, twin.DtypeError, "weight: expected a floating-point tensor, got torch.int64"),
    ],
)
def test_a_wrong_argument_is_named(weight, tokens, error, message):
    for look_up in (twin.embedding, lambda w, t: twin.embedding_backward(w, t, DVECTORS)):
        with pytest.raises(error, match=f"^{message}"):
            look_up(weight, tokens)


def test_a_gradient_of_the_wrong_shape_is_named():
    with pytest.raises(twin.ShapeError, match=r"^dvectors: expected shape \(2, 3, 3\), got \(2, 3\)"):
        twin.embedding_backward(WEIGHT, TOKENS, DVECTORS[..., 0])
