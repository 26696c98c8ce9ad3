"""The recorded hand: that it is of these settings, small, and the model that was scored."""

import numpy as np
import pytest

pytest.importorskip("torch")

from lstm_ref.tasks import writer_record as record
from lstm_ref.tasks.strokes import draw_lines
from lstm_ref.tasks.writer import nats


def test_it_was_recorded_with_these_settings():
    net, stamp = record.read()
    assert stamp["settings"] == record.settings()
    assert stamp["command"] == record.COMMAND and stamp["machine"] and stamp["versions"]["torch"]
    assert net.layer.weight_hh_l0.shape == (4 * record.HIDDEN, record.HIDDEN)


def test_its_weights_are_small():
    assert (record.RESULTS / "writer.npz").stat().st_size < 300_000


def test_it_scores_new_lines_about_as_well_as_recorded():
    net, stamp = record.read()
    lines = draw_lines(np.random.default_rng(77), 40, record.POINTS)
    lines[..., :2] /= stamp["scale"]
    assert abs(nats(net, lines) - stamp["nats"]["held out"]) < 0.15


def test_a_short_run_is_stored_and_read_again(tmp_path):
    net, scale, scores = record.trained(updates=2, lines=40)
    record.store(net, scale, scores, 1.0, tmp_path)
    again, stamp = record.read(tmp_path)
    assert stamp["nats"] == scores and stamp["scale"] == scale
    for name, old in net.state_dict().items():
        np.testing.assert_array_equal(again.state_dict()[name].numpy(), old.numpy())


def test_a_record_that_is_not_there_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="writer_record --record"):
        record.read(tmp_path)
