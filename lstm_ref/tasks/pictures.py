"""Small pictures with captions, made by a recipe: one to three equal shapes, dark or bright, somewhere."""

from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng

SIZE, NOISE = 16, 0.08
COUNTS = ("a", "two", "three")
LIGHTS = {"dark": 0.5, "bright": 1.0}
SHAPES = {
    "square": np.ones((4, 4)),
    "ring": np.pad(np.zeros((2, 2)), 1, constant_values=1.0),
    "cross": np.maximum(np.eye(4), np.eye(4)[::-1]),
    "corner": np.maximum(np.arange(4)[:, None] == 3, np.arange(4)[None] == 0).astype(float),
}
SIDES = {"left": "on the left", "right": "on the right", "top": "at the top", "bottom": "at the bottom"}


class Scene(NamedTuple):
    """What a picture shows; `caption` puts it in words."""

    count: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    light: str
    shape: str
    side: str

    @property
    def caption(self) -> str:
        """Such as "two dark crosses on the left"."""
        plural = {"square": "squares", "ring": "rings", "cross": "crosses", "corner": "corners"}
        noun = self.shape if self.count == "a" else plural[self.shape]
        return f"{self.count} {self.light} {noun} {SIDES[self.side]}"


OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


def opposite_of(scene: Scene) -> Scene:
    """The same shapes on the side across."""
    return scene._replace(side=OPPOSITE[scene.side])


SCENES = tuple(Scene(*parts) for parts in product(COUNTS, LIGHTS, SHAPES, SIDES))


def split_scenes(rng: Rng, held_out: int = 24) -> tuple[list[Scene], list[Scene]]:
    """(scenes to learn from, scenes kept for the test); no scene is in both, every word is in the first.

    Raises:
        ValueError: when too many are held out to leave every word in the first part.
    """
    order = rng.permutation(len(SCENES))
    kept, learned = [SCENES[k] for k in order[:held_out]], [SCENES[k] for k in order[held_out:]]
    words = {word for scene in learned for word in scene}
    if words != {word for scene in SCENES for word in scene}:
        raise ValueError(f"held_out: expected few enough to leave every word, got {held_out}")
    return learned, kept


def draw_picture(rng: Rng, scene: Scene) -> Array:
    """A picture of the scene, (16, 16), about 0 to 1.

    The shapes are put down at random until none touches another and the middle of them all lies towards the
    scene's side: more than a pixel further to that side than to any side next to it. Then comes noise.
    """
    while True:
        corners = rng.integers(SIZE - 3, size=(COUNTS.index(scene.count) + 1, 2))
        if apart(corners) and side_of(corners) == scene.side:
            break
    picture = NOISE * rng.standard_normal((SIZE, SIZE))
    for row, column in corners:
        picture[row : row + 4, column : column + 4] += LIGHTS[scene.light] * SHAPES[scene.shape]
    return picture


def apart(corners: Tokens) -> bool:
    """Whether shapes with these upper left corners, (N, 2), leave a pixel between each two."""
    pairs = combinations(corners.tolist(), 2)  # lists: many times faster than arrays of three
    return all(max(abs(a - c), abs(b - d)) >= 5 for (a, b), (c, d) in pairs)


def side_of(corners: Tokens) -> str | None:
    """The side towards which the middle of all shapes lies; None when it is too near to call."""
    places = zip(*corners.tolist(), strict=True)
    down, right = (sum(axis) / len(corners) + 1.5 - (SIZE - 1) / 2 for axis in places)
    if abs(abs(down) - abs(right)) <= 1:
        return None
    if abs(down) > abs(right):
        return "bottom" if down > 0 else "top"
    return "right" if right > 0 else "left"


def draw_pictures(rng: Rng, scenes: list[Scene], number: int) -> tuple[Array, list[Scene]]:
    """`number` pictures, (N, 16, 16), and what each shows: scenes drawn one as likely as another."""
    shown = [scenes[k] for k in rng.integers(len(scenes), size=number)]
    return np.stack([draw_picture(rng, scene) for scene in shown]), shown
