"""The recipe's pictures show what their captions say, and the features and the baselines see it."""

import numpy as np
import pytest

from lstm_ref.tasks.caption_baselines import (
    commonest,
    filled_template,
    nearest,
    share_of_slot,
    share_of_words,
    share_right,
)
from lstm_ref.tasks.caption_data import caption_data
from lstm_ref.tasks.patches import features, patches, typical_patches, where
from lstm_ref.tasks.pictures import (
    LIGHTS,
    SCENES,
    SHAPES,
    Scene,
    draw_picture,
    opposite_of,
    side_of,
    split_scenes,
)


def test_captions_are_all_different_sentences():
    assert len({scene.caption for scene in SCENES}) == len(SCENES)
    assert Scene("two", "dark", "cross", "left").caption == "two dark crosses on the left"
    assert Scene("a", "bright", "ring", "top").caption == "a bright ring at the top"


def test_the_side_across():
    assert opposite_of(Scene("a", "dark", "ring", "top")) == Scene("a", "dark", "ring", "bottom")
    assert {opposite_of(scene) for scene in SCENES} == set(SCENES)


@pytest.mark.parametrize("scene", SCENES[::7])
def test_a_picture_has_the_scenes_ink_on_the_scenes_side(scene):
    picture = draw_picture(np.random.default_rng(3), scene)
    ink = SHAPES[scene.shape].sum() * LIGHTS[scene.light] * (1 + ("a", "two", "three").index(scene.count))
    assert picture.sum() == pytest.approx(ink, abs=0.08 * 16 * 4)
    dark_free = np.where(picture > 0.25, picture, 0)
    half = {"left": dark_free[:, :8], "right": dark_free[:, 8:], "top": dark_free[:8]}
    assert half.get(scene.side, dark_free[8:]).sum() > dark_free.sum() / 2


def test_a_middle_too_near_to_call_has_no_side():
    assert side_of(np.array([[6, 6]])) is None
    assert side_of(np.array([[6, 0]])) == "left" and side_of(np.array([[12, 6]])) == "bottom"


def test_held_out_scenes_are_new_and_their_words_are_not():
    learned, kept = split_scenes(np.random.default_rng(0))
    assert len(kept) == 24 and not set(learned) & set(kept)
    assert {w for s in learned for w in s} == {w for s in SCENES for w in s}
    with pytest.raises(ValueError, match="held_out"):
        split_scenes(np.random.default_rng(0), len(SCENES) - 1)


def test_features_are_where_the_shape_is():
    blank, marked = np.zeros((1, 16, 16)), np.zeros((1, 16, 16))
    marked[0, 0:4, 0:4] = SHAPES["ring"]
    assert patches(marked).shape == (1, 13, 13, 16)
    np.testing.assert_array_equal(patches(marked)[0, 0, 0], SHAPES["ring"].ravel())
    centres = np.stack([np.zeros(16), SHAPES["ring"].ravel(), SHAPES["cross"].ravel()])
    differ = np.abs(features(marked, centres) - features(blank, centres)).sum(axis=2)[0]
    assert features(marked, centres).shape == (1, 16, 3)
    assert differ[0] == differ.max() > 0 and differ[-1] == 0


def test_a_place_is_told_by_its_row_and_column():
    assert where().shape == (16, 2) and len({tuple(at) for at in where().tolist()}) == 16
    assert where()[:5].tolist() == [[-3, -3], [-3, -1], [-3, 1], [-3, 3], [-1, -3]]


def test_data_of_a_contest_are_apart_and_come_from_the_seed():
    one, same, other = caption_data(4, 120), caption_data(4, 120), caption_data(5, 120)
    np.testing.assert_array_equal(one.training.places, same.training.places)
    assert one.held_out.scenes != other.held_out.scenes
    assert not set(one.training.scenes) & set(one.held_out.scenes)
    assert one.training.rows.shape == (120, 16 * 24)
    np.testing.assert_array_equal(one.training.placed[..., :-2], one.training.places)
    np.testing.assert_array_equal(one.training.placed[7, :, -2:], where())
    assert typical_patches(np.random.default_rng(0), one.training.pictures, 3).shape == (3, 16)


def test_baselines_and_scores():
    scenes = [Scene("a", "dark", "ring", "left"), Scene("two", "bright", "cross", "top")] * 6
    known = np.eye(2)[[0, 1] * 6]
    assert nearest(known, scenes, np.array([[0.1, 0.9]])) == [scenes[1].caption]
    assert commonest([scenes[0], scenes[0], scenes[1]], 2) == [scenes[0].caption] * 2
    assert filled_template(known, scenes, np.eye(2), 1.0) == [scene.caption for scene in scenes[:2]]
    said = ["a dark ring on the right", "two bright crosses at the top"]
    assert share_right(said, scenes[:2]) == 0.5
    assert share_of_words(said, scenes[:2]) == 11 / 12
    due = [scene.caption for scene in scenes[:2]]
    assert [share_of_slot(said, due, slot) for slot in (0, 2, -1)] == [1, 1, 0.5]
    assert share_of_slot(["", said[1]], due, 1) == 0.5
