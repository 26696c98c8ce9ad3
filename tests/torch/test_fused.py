"""The fused walk beyond the conformance suite: the gradient by hand, and what it promises to its caller."""

import numpy as np
import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.torch.fused_walk import CHUNK_BYTES
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS

SIZES = Sizes(5, 4, 3, 2)
NAMES = ["weight_ih", "weight_hh", "bias", "xs", "h", "c"]


def inputs(sizes=SIZES, dtype=torch.float64):
    """(weight_ih, weight_hh, bias, xs, h, c), each asking for a gradient, and the gradients that arrive."""
    case = random_case(CELLS["lstm"], np.random.default_rng(0), sizes)
    given = (*case.params, case.xs, *case.state)
    arriving = (case.dhs, *case.dstate)
    make = lambda arrays: [torch.from_numpy(a).to(dtype) for a in arrays]  # noqa: E731
    return [a.requires_grad_() for a in make(given)], make(arriving)


@pytest.fixture(params=["own", "numpy"])
def fused(request):
    """Each of our two walks, as a function of the six tensors."""

    def walk(weight_ih, weight_hh, bias, xs, h, c):
        params, state = twin.LSTMParams(weight_ih, weight_hh, bias), twin.LSTMState(h, c)
        hs, last = twin.fused_lstm(params, xs, state, path=request.param)
        return hs, last.h, last.c

    return walk


def readable(weight_ih, weight_hh, bias, xs, h, c):
    params = twin.LSTMParams(weight_ih, weight_hh, bias)
    hs, last, _ = twin.scan(twin.lstm_step, params, xs, twin.LSTMState(h, c))
    return hs, last.h, last.c


@pytest.mark.parametrize("sizes", [SIZES, Sizes(1, 1, 1, 1), Sizes(4, 1, 3, 2)], ids=str)
def test_the_gradient_by_hand_passes_the_gradient_check(fused, sizes):
    assert torch.autograd.gradcheck(fused, inputs(sizes)[0])


@pytest.mark.parametrize(
    "wanted", [*([name] for name in NAMES), ["xs", "c"], ["weight_hh", "bias"]], ids="+".join
)
def test_any_subset_of_the_inputs_may_ask_for_a_gradient(fused, wanted):
    given, arriving = inputs()
    for name, tensor in zip(NAMES, given, strict=True):
        tensor.requires_grad_(name in wanted)
    asked = [tensor for tensor in given if tensor.requires_grad]
    for mine, theirs in zip(
        torch.autograd.grad(fused(*given), asked, arriving),
        torch.autograd.grad(readable(*given), asked, arriving),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("used", [(0,), (1,), (2,), (0, 2), (1, 2)], ids=str)
def test_any_subset_of_the_outputs_may_be_used(fused, used):
    given, arriving = inputs()

    def gradients(walk):
        outputs = walk(*given)
        return torch.autograd.grad([outputs[k] for k in used], given, [arriving[k] for k in used])

    for mine, theirs in zip(gradients(fused), gradients(readable), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-11, atol=1e-12)


def test_nothing_asks_for_a_gradient_and_none_is_given(fused):
    given, _ = inputs()
    with torch.no_grad():
        assert not any(output.requires_grad for output in fused(*given))
    with torch.inference_mode():
        torch.testing.assert_close(fused(*given), readable(*given))


def test_a_sequence_of_many_chunks_has_the_same_gradient(fused):
    sizes = Sizes(7, 40, 3, 200)
    assert CHUNK_BYTES // (6 * 8 * 40 * 200) in range(1, 4), "the seven steps are to be cut in several chunks"
    given, arriving = inputs(sizes)
    for mine, theirs in zip(
        torch.autograd.grad(fused(*given), given, arriving),
        torch.autograd.grad(readable(*given), given, arriving),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, rtol=1e-9, atol=1e-10)


def test_the_gradient_can_be_asked_for_twice_but_not_of_itself(fused):
    given, arriving = inputs()
    outputs = fused(*given)
    first = torch.autograd.grad(outputs, given, arriving, retain_graph=True)
    second = torch.autograd.grad(outputs, given, arriving)
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))
    with pytest.raises(RuntimeError, match="LSTM can be differentiated once"):
        torch.autograd.grad(fused(*given)[0].sum(), given[3], create_graph=True)


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_no_two_results_share_memory_with_each_other_or_with_an_input(fused, steps):
    given, arriving = inputs(SIZES._replace(T=steps))
    outputs = fused(*given)
    gradients = torch.autograd.grad(outputs, given, arriving)
    places = [t.untyped_storage().data_ptr() for t in (*outputs, *given, *arriving, *gradients) if t.numel()]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("path", ["own", "numpy"])
def test_writing_into_a_result_before_the_backward_pass_gives_no_wrong_gradient(path):
    given, _ = inputs()
    params, state = twin.LSTMParams(*given[:3]), twin.LSTMState(*given[4:])
    hs, _ = twin.fused_lstm(params, given[3], state, path=path)
    total = (hs * 2).sum()
    hs.detach().zero_()
    if path == "own":  # its tape holds hs itself
        with pytest.raises(RuntimeError, match="modified by an inplace operation"):
            total.backward()
        return
    want = torch.autograd.grad((readable(*given)[0] * 2).sum(), given)
    torch.testing.assert_close(torch.autograd.grad(total, given), want)


def test_writing_into_the_last_state_changes_no_gradient(fused):
    given, _ = inputs()
    hs, h, c = fused(*given)
    want = torch.autograd.grad(hs.sum(), given[0], retain_graph=True)[0]
    h.detach().zero_(), c.detach().zero_()
    assert torch.equal(torch.autograd.grad(hs.sum(), given[0])[0], want)


def test_strides_of_any_kind_are_taken(fused):
    given, arriving = inputs()
    strided = [
        torch.stack([part.detach(), torch.zeros_like(part)], dim=-1)[..., 0].requires_grad_()
        for part in given
    ]
    expanded = torch.ones(()).double().expand(5, 4, 2)  # what the gradient of a sum looks like
    assert not any(part.is_contiguous() for part in strided)
    for mine, theirs in zip(
        torch.autograd.grad(fused(*strided), strided, [expanded, *arriving[1:]]),
        torch.autograd.grad(readable(*given), given, [expanded, *arriving[1:]]),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("path", ["own", "torch.nn.LSTM", "auto"])
def test_bfloat16_stays_bfloat16_and_near_float64(path):
    given, arriving = inputs(dtype=torch.bfloat16)
    hs, last = twin.fused_lstm(twin.LSTMParams(*given[:3]), given[3], twin.LSTMState(*given[4:]), path=path)
    exact = readable(*(part.double() for part in given))
    assert hs.dtype == last.c.dtype == torch.bfloat16
    torch.testing.assert_close(hs.double(), exact[0], rtol=0, atol=0.05)
    gradients = torch.autograd.grad((hs, *last), given, arriving)
    assert all(g.dtype == torch.bfloat16 and g.isfinite().all() for g in gradients)
