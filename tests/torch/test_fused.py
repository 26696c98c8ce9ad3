"""The fused walk beyond the conformance suite: the gradient by hand, and what it promises to its caller."""

import numpy as np
import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.torch.fused import own_lstm
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


def own(weight_ih, weight_hh, bias, xs, h, c):
    hs, last = own_lstm(twin.LSTMParams(weight_ih, weight_hh, bias), xs, twin.LSTMState(h, c))
    return hs, last.h, last.c


def readable(weight_ih, weight_hh, bias, xs, h, c):
    params = twin.LSTMParams(weight_ih, weight_hh, bias)
    hs, last, _ = twin.scan(twin.lstm_step, params, xs, twin.LSTMState(h, c))
    return hs, last.h, last.c


@pytest.mark.parametrize("sizes", [SIZES, Sizes(1, 1, 1, 1), Sizes(4, 1, 3, 2)], ids=str)
def test_the_gradient_by_hand_passes_the_gradient_check(sizes):
    assert torch.autograd.gradcheck(own, inputs(sizes)[0])


@pytest.mark.parametrize(
    "wanted", [*([name] for name in NAMES), ["xs", "c"], ["weight_hh", "bias"]], ids="+".join
)
def test_any_subset_of_the_inputs_may_ask_for_a_gradient(wanted):
    given, arriving = inputs()
    for name, tensor in zip(NAMES, given, strict=True):
        tensor.requires_grad_(name in wanted)
    asked = [tensor for tensor in given if tensor.requires_grad]
    for mine, theirs in zip(
        torch.autograd.grad(own(*given), asked, arriving),
        torch.autograd.grad(readable(*given), asked, arriving),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("used", [(0,), (1,), (2,), (0, 2), (1, 2)], ids=str)
def test_any_subset_of_the_outputs_may_be_used(used):
    given, arriving = inputs()

    def gradients(walk):
        outputs = walk(*given)
        return torch.autograd.grad([outputs[k] for k in used], given, [arriving[k] for k in used])

    for mine, theirs in zip(gradients(own), gradients(readable), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-11, atol=1e-12)


def test_nothing_asks_for_a_gradient_and_none_is_given():
    given, _ = inputs()
    with torch.no_grad():
        assert not any(output.requires_grad for output in own(*given))
    with torch.inference_mode():
        torch.testing.assert_close(own(*given), readable(*given))


def test_a_sequence_of_many_chunks_has_the_same_gradient():
    sizes = Sizes(7, 40, 3, 200)
    assert CHUNK_BYTES // (6 * 8 * 40 * 200) in range(1, 4), "the seven steps are to be cut in several chunks"
    given, arriving = inputs(sizes)
    for mine, theirs in zip(
        torch.autograd.grad(own(*given), given, arriving),
        torch.autograd.grad(readable(*given), given, arriving),
        strict=True,
    ):
        torch.testing.assert_close(mine, theirs, rtol=1e-9, atol=1e-10)


def test_the_gradient_can_be_asked_for_twice_but_not_of_itself():
    given, arriving = inputs()
    outputs = own(*given)
    first = torch.autograd.grad(outputs, given, arriving, retain_graph=True)
    second = torch.autograd.grad(outputs, given, arriving)
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))
    with pytest.raises(RuntimeError, match="fused LSTM can be differentiated once"):
        torch.autograd.grad(own(*given)[0].sum(), given[3], create_graph=True)


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_no_two_results_share_memory_with_each_other_or_with_an_input(steps):
    given, arriving = inputs(SIZES._replace(T=steps))
    outputs = own(*given)
    gradients = torch.autograd.grad(outputs, given, arriving)
    places = [t.untyped_storage().data_ptr() for t in (*outputs, *given, *arriving, *gradients) if t.numel()]
    assert len(places) == len(set(places))


def test_writing_into_a_result_before_the_backward_pass_is_an_error_and_no_wrong_gradient():
    given, _ = inputs()
    hs, *_ = own(*given)
    total = (hs * 2).sum()
    hs.detach().zero_()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        total.backward()


def test_writing_into_the_last_state_changes_no_gradient():
    given, _ = inputs()
    hs, h, c = own(*given)
    want = torch.autograd.grad(hs.sum(), given[0], retain_graph=True)[0]
    h.detach().zero_(), c.detach().zero_()
    assert torch.equal(torch.autograd.grad(hs.sum(), given[0])[0], want)


def test_strides_of_any_kind_are_taken():
    given, arriving = inputs()
    strided = [
        torch.stack([part.detach(), torch.zeros_like(part)], dim=-1)[..., 0].requires_grad_()
        for part in given
    ]
    expanded = torch.ones(()).double().expand(5, 4, 2)  # what the gradient of a sum looks like
    assert not any(part.is_contiguous() for part in strided)
    for mine, theirs in zip(
        torch.autograd.grad(own(*strided), strided, [expanded, *arriving[1:]]),
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
