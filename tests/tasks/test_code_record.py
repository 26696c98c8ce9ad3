"""The recorded character model: that it is of these settings, small, and the model that was scored."""

import numpy as np
import pytest

from lstm_ref.numpy.tree import tree_leaves
from lstm_ref.tasks import code_record as record
from lstm_ref.tasks.language_model import init_language_model
from lstm_ref.tasks.source_code import SYMBOLS, VALIDATION, source_of
from lstm_ref.tasks.text import encode


def test_it_was_recorded_with_these_settings():
    model, stamp = record.read()
    assert stamp["settings"] == record.settings()
    assert stamp["command"] == record.COMMAND and stamp["machine"] and stamp["versions"]["torch"]
    assert model.embedding.shape == (len(SYMBOLS), record.VECTOR)
    assert model.cell.weight_hh.shape == (4 * record.HIDDEN, record.HIDDEN)


def test_its_weights_are_small():
    assert (record.RESULTS / "code_model.npz").stat().st_size < 300_000


def test_it_predicts_the_library_about_as_well_as_recorded():
    from lstm_ref.tasks.language_model import bits_of

    model, stamp = record.read()
    tokens = encode(source_of(tuple(VALIDATION))[:8000], SYMBOLS)
    assert abs(bits_of(model, tokens, columns=8) - stamp["bits"]["validation"]) < 0.5


def test_what_is_stored_is_read_again(tmp_path):
    model = init_language_model(np.random.default_rng(0), len(SYMBOLS), 5, embedding_size=3, cell="lstm")
    record.store(model, {"held_out": 2.0}, 1.0, tmp_path)
    again, stamp = record.read(tmp_path)
    assert stamp["bits"] == {"held_out": 2.0} and stamp["settings"] == record.settings()
    for (name, old), (same, new) in zip(tree_leaves(model), tree_leaves(again), strict=True):
        assert name == same
        np.testing.assert_allclose(new, old, atol=1e-3)


def test_a_record_that_is_not_there_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match="code_record --record"):
        record.read(tmp_path)
