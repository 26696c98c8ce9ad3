"""CTC against brute force, against moving, against PyTorch; and the decoding and the score around it."""

import numpy as np
import pytest

from lstm_ref.numpy.checks import ShapeError
from lstm_ref.tasks.ctc import (
    best_path,
    brute_force,
    collapse,
    ctc_backward,
    ctc_forward,
    ctc_loss,
    edits,
    error_rate,
    log_softmax,
    with_blanks,
)  # fmt: skip

CASES = [
    (4, 3, (1, 2)),
    (5, 3, (2, 2)),
    (3, 4, (3,)),
    (5, 3, (1, 1, 2)),
    (4, 2, ()),
    (3, 3, (1, 1)),
    (1, 2, (1,)),
]


@pytest.mark.parametrize(("frames", "symbols", "labels"), CASES)
def test_the_sum_is_that_of_all_alignments(rng, frames, symbols, labels):
    logits = rng.standard_normal((frames, symbols))
    assert -ctc_loss(logits, labels)[0] == pytest.approx(brute_force(log_softmax(logits), labels))


@pytest.mark.parametrize(("frames", "symbols", "labels"), CASES)
def test_the_gradient_is_that_of_moving(rng, frames, symbols, labels):
    logits = rng.standard_normal((frames, symbols))
    _, found = ctc_loss(logits, labels)
    for at in np.ndindex(logits.shape):
        moved = np.zeros_like(logits)
        moved[at] = 1e-5
        slope = (ctc_loss(logits + moved, labels)[0] - ctc_loss(logits - moved, labels)[0]) / 2e-5
        assert found[at] == pytest.approx(slope, abs=1e-8)


def test_every_frame_has_the_same_total(rng):
    log_p = log_softmax(rng.standard_normal((7, 4)))
    totals = np.logaddexp.reduce(ctc_forward(log_p, (1, 3, 3)) + ctc_backward(log_p, (1, 3, 3)), axis=1)
    assert np.ptp(totals) < 1e-12


def test_the_batch_is_the_single_ones_and_pytorchs(rng):
    torch = pytest.importorskip("torch")
    from lstm_ref.tasks.ctc_batch import CTC, ctc_batch

    logits, lengths = rng.standard_normal((9, 4, 5)), np.array([9, 6, 7, 1])
    labels = [(1, 2, 2), (3,), (4, 4, 1), (2,)]
    losses, grads = ctc_batch(logits, lengths, labels)
    for b, row in enumerate(labels):
        loss, grad = ctc_loss(logits[: lengths[b], b], row)
        assert losses[b] == pytest.approx(loss)
        np.testing.assert_allclose(grads[: lengths[b], b], grad, atol=1e-12)
        assert not grads[lengths[b] :, b].any()
    ours, theirs = (torch.tensor(logits, requires_grad=True) for _ in range(2))
    CTC.apply(ours, lengths, labels).backward()
    counts = torch.tensor([len(row) for row in labels])
    flat = torch.tensor([k for row in labels for k in row])
    torch.nn.CTCLoss()(theirs.log_softmax(-1), flat, torch.tensor(lengths), counts).backward()
    torch.testing.assert_close(ours.grad, theirs.grad, atol=1e-12, rtol=1e-9)


def test_collapse_and_its_row():
    assert collapse([0, 3, 3, 0, 3, 5]) == (3, 3, 5) and collapse([0, 0]) == () and collapse([]) == ()
    assert with_blanks((3, 5)) == [0, 3, 0, 5, 0]
    assert best_path(np.eye(3)[[0, 1, 1, 0, 1, 2]]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("said", "heard", "due"),
    [
        ((), (), 0),
        ((1,), (), 1),
        ((), (1, 2), 2),
        ((1, 2, 3), (2, 3, 4), 2),
        ((1, 2), (2, 1), 2),
        ((5, 5), (5,), 1),
    ],
)
def test_edits(said, heard, due):
    assert edits(said, heard) == due == edits(heard, said)


def test_the_rate_is_all_edits_by_all_said():
    assert error_rate([(1, 2, 3), (4,)], [(1, 2, 3), (5, 6)]) == 0.5


def test_labels_and_shapes_that_do_not_fit_are_named(rng):
    with pytest.raises(ShapeError, match="logits"):
        ctc_loss(rng.standard_normal(3), (1,))
    for labels in ((0,), (3,), (1, 1)):
        with pytest.raises(ValueError, match="labels"):
            ctc_loss(rng.standard_normal((2, 3)), labels)
