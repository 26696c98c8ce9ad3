"""The fused LSTM and the hoisted loop in a CUDA graph and through the compiler."""

import numpy as np
import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.torch.hoisted import compiled_step
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS


def arguments(device="cpu", seed=0, dtype=torch.float32):
    case = random_case(CELLS["lstm"], np.random.default_rng(seed), Sizes(6, 4, 3, 5))
    send = lambda part: part.to(device=device, dtype=dtype)  # noqa: E731
    return [twin.tree_map(send, twin.to_torch(part)) for part in (case.params, case.xs, case.state)]


@pytest.mark.parametrize("record", [twin.graphed, twin.graphed_inference])
def test_without_cuda_the_error_says_so(record, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    _, xs, state = arguments()
    with pytest.raises(RuntimeError, match="a CUDA graph needs a CUDA device"):
        record(twin.FusedLSTM(3, 5), xs, state)


@pytest.mark.parametrize("record", [twin.graphed, twin.graphed_inference])
def test_a_tensor_on_the_cpu_is_named(record, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    _, xs, state = arguments()
    with pytest.raises(twin.DeviceError, match="^xs: expected a tensor on cuda, got one on cpu"):
        record(twin.FusedLSTM(3, 5), xs, state)


@pytest.mark.cuda
@pytest.mark.parametrize("path", ["own", "torch.nn.LSTM"])
def test_a_graph_replays_the_module_with_other_numbers(path):
    layer = twin.FusedLSTM(3, 5, path=path, device="cuda")
    _, xs, state = arguments("cuda")
    replayed, inference = twin.graphed(layer, xs, state), twin.graphed_inference(layer, xs, state)
    _, xs, state = arguments("cuda", seed=1)
    hs, last = layer(xs, state)
    (hs.sum() + last.c.sum()).backward()
    wanted = [parameter.grad.clone() for parameter in layer.parameters()]
    layer.zero_grad()
    hs_again, last_again = replayed(xs, state)
    torch.testing.assert_close((hs_again, *last_again), (hs, *last), rtol=1e-4, atol=1e-5)
    (hs_again.sum() + last_again.c.sum()).backward()
    for parameter, want in zip(layer.parameters(), wanted, strict=True):
        torch.testing.assert_close(parameter.grad, want, rtol=1e-3, atol=1e-4)
    hs_again, last_again = inference(xs, state)
    torch.testing.assert_close((hs_again, *last_again), (hs, *last), rtol=1e-4, atol=1e-5)


@pytest.mark.slow
def test_the_compiled_loop_gives_what_the_readable_one_gives():
    params, xs, state = arguments(dtype=torch.float64)
    compiled_step.cache_clear()

    def both(walk):
        leaves = twin.tree_map(lambda part: part.detach().clone().requires_grad_(), (params, xs, state))
        hs, last = walk(*leaves)
        loss = hs.square().sum() + last.c.sum()
        return (hs, *last), torch.autograd.grad(loss, [leaf for _, leaf in twin.tree_leaves(leaves)])

    got = both(twin.compiled_lstm)
    want = both(lambda params, xs, state: twin.scan(twin.lstm_step, params, xs, state)[:2])
    torch.testing.assert_close(got, want)
    torch._dynamo.reset()
