"""The record of chapter 12: that it is of these settings, and that a run of it can be made again."""

import json

import pytest

from lstm_ref.tasks import depth_record as depth


def test_it_was_recorded_with_these_settings():
    assert depth.read()["settings"] == depth.SETTINGS == json.loads(json.dumps(depth.SETTINGS))


def test_every_setting_has_its_runs():
    runs = depth.read()["runs"]
    assert set(runs) == {depth.key(k, lr) for k in depth.SETTINGS["layers"] for lr in depth.SETTINGS["lrs"]}
    assert {len(of_one) for of_one in runs.values()} == {depth.SETTINGS["seeds"]}


def test_the_nets_are_of_about_the_same_size():
    due = depth.SETTINGS["parameters"]
    for layers in depth.SETTINGS["layers"]:
        count = depth.stack_parameter_count(27, depth.width_for(layers), layers, 27)
        assert 0.97 * due < count <= due


def test_the_count_is_pytorchs():
    torch = pytest.importorskip("torch")
    net = torch.nn.ModuleList([torch.nn.LSTM(5, 7, 3), torch.nn.Linear(7, 4)])
    assert depth.stack_parameter_count(5, 7, 3, 4) == sum(part.numel() for part in net.parameters())


def test_a_short_run_has_the_fields_of_a_recorded_one():
    pytest.importorskip("torch")
    recorded = depth.read()["runs"][depth.key(2, 0.01)][0]
    assert depth.trained(2, 0.01, seed=0, updates=2).keys() == recorded.keys()


def test_a_record_that_is_not_there_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr(depth, "DEPTHS", tmp_path / "none.json")
    with pytest.raises(FileNotFoundError, match="depth_record --record"):
        depth.read()
