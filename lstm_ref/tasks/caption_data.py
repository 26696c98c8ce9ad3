"""One contest's pictures: some to learn from, fresh ones of the same scenes, and ones of scenes held out."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.patches import features, typical_patches, where
from lstm_ref.tasks.pictures import Scene, draw_pictures, split_scenes


class Part(NamedTuple):
    """`pictures` (N, 16, 16), the `scenes` that they show, and their `places` (N, 16, K), the features."""

    pictures: Array
    scenes: list[Scene]
    places: Array

    @property
    def rows(self) -> Array:
        """The features of a picture in one row, (N, 16·K)."""
        return self.places.reshape(len(self.places), -1)

    @property
    def placed(self) -> Array:
        """`places` with the row and the column of each appended, (N, 16, K + 2)."""
        return np.concatenate([self.places, np.broadcast_to(where(), (len(self.places), *where().shape))], 2)


class CaptionData(NamedTuple):
    """`training`, `validation` and `held_out` scenes' pictures; validation has the training's scenes."""

    training: Part
    validation: Part
    held_out: Part


def caption_data(seed: int, number: int = 2000) -> CaptionData:
    """Which scenes are held out, the pictures and the kinds of patches all come from `seed`.

    The kinds of patches, and the scale that gives each a spread of 1, come from the training pictures alone.
    """
    rng = np.random.default_rng(seed)
    learned, kept = split_scenes(rng)
    drawn = [
        draw_pictures(rng, learned, number),
        draw_pictures(rng, learned, 300),
        draw_pictures(rng, kept, 400),
    ]
    centres = typical_patches(rng, drawn[0][0])
    places = [features(pictures, centres) for pictures, _ in drawn]
    scale = places[0].std(axis=(0, 1))
    return CaptionData(*(Part(*both, found / scale) for both, found in zip(drawn, places, strict=True)))
