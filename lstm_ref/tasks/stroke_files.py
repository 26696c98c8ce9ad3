"""The loader for real handwriting: stroke files of the IAM-OnDB and UJI kinds, from a folder you have."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.strokes import offsets


def iam_strokes(path: Path) -> list[Array]:
    """An IAM-OnDB line: an XML file with ``<Stroke>`` elements that hold ``<Point x="…" y="…"/>``.

    Returns:
        the strokes, each (N, 2), y upward.

    Raises:
        ValueError: naming the file, when it is no XML or holds no stroke.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f"{path.name}: expected an XML file of strokes: {error}") from None
    found = [
        np.array([[float(point.attrib["x"]), -float(point.attrib["y"])] for point in stroke.iter("Point")])
        for stroke in root.iter("Stroke")
    ]
    if not (found := [stroke for stroke in found if len(stroke)]):
        raise ValueError(f"{path.name}: expected at least one <Stroke> with a <Point>")
    return found


def uji_strokes(path: Path) -> list[list[Array]]:
    """A text file of the UJI kind: ``WORD a …``, ``NUMSTROKES 2``, then ``POINTS 3 # x y x y x y`` a stroke.

    Returns:
        for each character its strokes, each (N, 2), y upward.

    Raises:
        ValueError: naming the file and the line, when a stroke does not have the points that it announces.
    """
    words: list[list[Array]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split()
        if parts[:1] == ["WORD"]:
            words.append([])
        elif parts[:1] == ["POINTS"]:
            if not words or len(parts) != 3 + 2 * int(parts[1]):
                raise ValueError(f"{path.name}, line {number}: expected WORD before it and {parts[1]} pairs")
            words[-1].append(np.array(parts[3:], dtype=float).reshape(-1, 2) * [1, -1])
    return [word for word in words if word]


def resample(stroke: Array, spacing: float) -> Array:
    """The stroke (N, 2) as points at equal distances, about `spacing` apart; a dot stays one point."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    steps = np.linspace(0, along[-1], max(1 if along[-1] == 0 else 2, round(along[-1] / spacing) + 1))
    return np.stack([np.interp(steps, along, axis) for axis in stroke.T], axis=1)


def stroke_folder(folder: str | Path, spacing: float) -> list[Array]:
    """Every line or character of a folder as pen points (T, 3), in the order of the file names.

    Arguments:
        folder: with ``*.xml`` (IAM-OnDB) or ``*.txt`` (UJI) files, in folders of any depth.
        spacing: between two points, in the file's own unit.

    Raises:
        FileNotFoundError: when the folder holds neither.
        ValueError: naming a file that cannot be read.
    """
    root = Path(folder)
    written = [iam_strokes(path) for path in sorted(root.rglob("*.xml"))]
    written += [word for path in sorted(root.rglob("*.txt")) for word in uji_strokes(path)]
    if not written:
        raise FileNotFoundError(f"{root}: no stroke files (*.xml or *.txt)")
    return [joined([resample(stroke, spacing) for stroke in strokes]) for strokes in written]


def joined(strokes: list[Array]) -> Array:
    """Strokes (N, 2) -> pen points (T, 3), from the first stroke's first position on."""
    return offsets(np.concatenate(strokes), [len(stroke) for stroke in strokes])
