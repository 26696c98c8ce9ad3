"""The loader for a larger set of digits: IDX files, as MNIST comes, from a folder you have."""

import gzip
import math
import struct
from pathlib import Path

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.digits import Digits

TYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
NAMES = {"learned from": "train", "scored on": "t10k"}


def read_idx(path: Path) -> Array:
    """One IDX file, plain or ending in ``.gz``, as an array.

    The format: two zero bytes, a byte for the type, a byte for the number of axes, the axes as big-endian
    32-bit numbers, then the values.

    Raises:
        ValueError: naming the file, when the header is not that of an IDX file or values are missing.
    """
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if len(raw) < 4 or raw[:2] != b"\0\0" or raw[2] not in TYPES:
        raise ValueError(f"{path.name}: expected an IDX file, got the first bytes {raw[:4].hex(' ')}")
    start = 4 + 4 * raw[3]
    if len(raw) < start:
        raise ValueError(f"{path.name}: expected {raw[3]} axes, got a header of {len(raw)} bytes")
    shape, kind = struct.unpack(f">{raw[3]}I", raw[4:start]), np.dtype(TYPES[raw[2]])
    if len(raw) - start != math.prod(shape) * kind.itemsize:
        raise ValueError(f"{path.name}: expected {math.prod(shape)} values, got {len(raw) - start} bytes")
    return np.frombuffer(raw, kind, offset=start).reshape(shape)


def idx_digits(folder: str | Path) -> dict[str, Digits]:
    """The digits of a folder with MNIST's four files, named as there, with or without ``.gz``.

    Returns:
        the two parts "learned from" and "scored on"; images (N, rows, columns) from 0 to 1.

    Raises:
        FileNotFoundError: naming the file that the folder does not have.
        ValueError: when a file is no IDX file, or there are not as many labels as images.
    """
    found = {}
    for part, name in NAMES.items():
        images = read_idx(one_of(Path(folder), f"{name}-images-idx3-ubyte"))
        labels = read_idx(one_of(Path(folder), f"{name}-labels-idx1-ubyte"))
        if len(images) != len(labels):
            raise ValueError(
                f"{name}: expected as many labels as images, got {len(labels)} and {len(images)}"
            )
        found[part] = Digits(images / 255.0, labels.astype(np.int64))
    return found


def one_of(folder: Path, name: str) -> Path:
    """The file of that name, packed or not."""
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise FileNotFoundError(f"{folder}: no {name} and no {name}.gz")
