"""The loaders for larger sets, on small files that are made up here."""

import gzip
import struct

import numpy as np
import pytest

from lstm_ref.tasks.idx_files import idx_digits, read_idx
from lstm_ref.tasks.stroke_files import iam_strokes, resample, stroke_folder, uji_strokes
from lstm_ref.tasks.strokes import strokes_of

XML = """<?xml version="1.0"?><WhiteboardCaptureSession><StrokeSet>
<Stroke colour="black"><Point x="10" y="20" time="1"/><Point x="13" y="16" time="2"/></Stroke>
<Stroke><Point x="20" y="20" time="3"/></Stroke></StrokeSet></WhiteboardCaptureSession>"""
UJI = """// a comment
WORD a trn_UJI_W01-01
  NUMSTROKES 2
  POINTS 3 # 0 0 3 4 6 8
  POINTS 1 # 5 5
WORD b trn_UJI_W01-01
  NUMSTROKES 1
  POINTS 2 # 1 1 1 3
"""


def idx(values, kind=0x08):
    return struct.pack(f">BBBB{values.ndim}I", 0, 0, kind, values.ndim, *values.shape) + values.tobytes()


@pytest.fixture
def folder(tmp_path):
    images = np.arange(2 * 3 * 4, dtype="u1").reshape(2, 3, 4)
    labels = np.array([7, 1], dtype="u1")
    for name in ("train", "t10k"):
        (tmp_path / f"{name}-labels-idx1-ubyte").write_bytes(idx(labels))
    (tmp_path / "train-images-idx3-ubyte").write_bytes(idx(images))
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images)))
    return tmp_path


def test_idx_digits_are_read_packed_or_not(folder):
    parts = idx_digits(folder)
    assert list(parts) == ["learned from", "scored on"]
    for part in parts.values():
        np.testing.assert_allclose(part.images * 255, np.arange(24).reshape(2, 3, 4))
        assert part.labels.tolist() == [7, 1] and part.labels.dtype == np.int64


def test_idx_numbers_are_big_endian(tmp_path):
    (tmp_path / "x").write_bytes(idx(np.array([[1, 258]], dtype=">i4"), 0x0C))
    assert read_idx(tmp_path / "x").tolist() == [[1, 258]]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04", "x: expected an IDX file, got the first bytes 50 4b 03 04"),
        (b"\0\0\x08\x03\0\0", "expected 3 axes"),
        (b"\0\0\x08\x01\0\0\0\x05ab", "expected 5 values, got 2 bytes"),
    ],
)
def test_what_is_no_idx_file_is_named(tmp_path, raw, message):
    (tmp_path / "x").write_bytes(raw)
    with pytest.raises(ValueError, match=message):
        read_idx(tmp_path / "x")


def test_a_missing_file_and_missing_labels_are_named(folder):
    (folder / "train-labels-idx1-ubyte").write_bytes(idx(np.zeros(3, "u1")))
    with pytest.raises(ValueError, match="as many labels as images, got 3 and 2"):
        idx_digits(folder)
    (folder / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(FileNotFoundError, match="train-labels-idx1-ubyte"):
        idx_digits(folder)


def test_iam_strokes_point_upward(tmp_path):
    (tmp_path / "a.xml").write_text(XML)
    first, dot = iam_strokes(tmp_path / "a.xml")
    np.testing.assert_array_equal(first, [[10, -20], [13, -16]])
    assert dot.shape == (1, 2)


def test_uji_strokes_are_read_character_by_character(tmp_path):
    (tmp_path / "u.txt").write_text(UJI)
    a, b = uji_strokes(tmp_path / "u.txt")
    assert [len(stroke) for stroke in a] == [3, 1] and len(b) == 1
    np.testing.assert_array_equal(b[0], [[1, -1], [1, -3]])


def test_a_folder_gives_points_at_even_distances(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.xml").write_text(XML)
    (tmp_path / "u.txt").write_text(UJI)
    iam, a, b = stroke_folder(tmp_path, spacing=2.5)
    assert iam[:, 2].tolist() == [0, 1, 1]  # two pieces of 2.5, and the dot
    np.testing.assert_allclose(iam[0, :2], [1.5, 2])
    assert [len(stroke) for stroke in strokes_of(a)] == [5, 1] and len(b) == 1
    assert len(resample(np.array([[1.0, 1.0]]), 0.5)) == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.xml", "no xml", "a.xml: expected an XML file of strokes"),
        ("a.xml", "<StrokeSet/>", "a.xml: expected at least one <Stroke>"),
        ("a.txt", "WORD a\nPOINTS 2 # 1 2 3", "a.txt, line 2: expected WORD before it and 2 pairs"),
        ("a.txt", "POINTS 1 # 1 2", "a.txt, line 1"),
    ],
)
def test_a_broken_stroke_file_is_named(tmp_path, name, text, message):
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=message):
        stroke_folder(tmp_path, 1.0)


def test_an_empty_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no stroke files"):
        stroke_folder(tmp_path, 1.0)
