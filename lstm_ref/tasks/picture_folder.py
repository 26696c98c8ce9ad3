"""Your own pictures with captions, from a folder."""

from pathlib import Path

import numpy as np
from matplotlib.image import imread

from lstm_ref.numpy.arrays import Array


def read_pictures(
    folder: str | Path, side: int = 16, captions: str = "captions.txt"
) -> tuple[Array, list[str]]:
    """The pictures of a folder, small and grey, and what is said about them.

    The text file has a line for each caption: the picture's file name, a tab, the caption, in UTF-8. A number
    sign and digits behind the name are left out, so that the captions of Flickr8k, ``name.jpg#0<TAB>…``, can
    be read as they are: a picture with five captions then comes five times. Empty lines are skipped.

    Arguments:
        folder: where the pictures and the text file lie.
        side: pictures come back as `side` × `side`; what is larger is averaged over squares.
        captions: the text file's name.

    Returns:
        pictures (N, side, side), 0 black to 1 white, colours as their mean; and the N captions.

    Raises:
        FileNotFoundError: naming the file that a line asks for, or the missing text file.
        ValueError: naming the line without a tab, or the picture that is smaller than `side`.
    """
    place, pictures, texts = Path(folder), [], []
    for number, line in enumerate((place / captions).read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        name, tab, text = line.partition("\t")
        if not tab or not text.strip():
            raise ValueError(f"{captions}, line {number}: expected a file name, a tab and a caption")
        pictures.append(shrunk(grey(place / file_name(name)), side))
        texts.append(text.strip())
    if not texts:
        raise ValueError(f"{captions}: expected at least one caption")
    return np.stack(pictures), texts


def file_name(written: str) -> str:
    """Without the number of a caption: "dog.jpg#3" is "dog.jpg"."""
    name, sign, digits = written.strip().rpartition("#")
    return name if sign and digits.isdigit() else written.strip()


def grey(path: Path) -> Array:
    """A picture file that matplotlib can read (PNG; PGM, JPEG and others through Pillow), (h, w), 0 to 1."""
    if not path.exists():
        raise FileNotFoundError(f"{path.name}: named in the captions, not in the folder")
    raw = np.asarray(imread(path))
    whole = raw / np.iinfo(raw.dtype).max if raw.dtype.kind == "u" else raw.astype(float)
    if whole.ndim == 2:
        return whole
    return np.asarray(whole[..., :3].mean(axis=-1) if whole.shape[-1] > 2 else whole[..., 0])


def shrunk(picture: Array, side: int) -> Array:
    """The mean over `side` × `side` nearly equal parts of the largest square in the middle."""
    least = min(picture.shape)
    if least < side:
        raise ValueError(f"side: expected at most the picture's {least} pixels, got {side}")
    top, left = ((length - least) // 2 for length in picture.shape)
    square = picture[top : top + least, left : left + least]
    edges = np.linspace(0, least, side + 1).round().astype(int)
    sums = np.add.reduceat(np.add.reduceat(square, edges[:-1], axis=0), edges[:-1], axis=1)
    widths = np.diff(edges)
    return np.asarray(sums / (widths[:, None] * widths))
