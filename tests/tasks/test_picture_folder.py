"""Pictures and captions are read from a folder, and faults in it are named."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lstm_ref.tasks.picture_folder import file_name, read_pictures, shrunk


def lines(folder, *of):
    (folder / "captions.txt").write_text("\n".join(of) + "\n", encoding="utf-8")


def test_png_and_pgm_are_read_small_and_grey(tmp_path):
    plt.imsave(tmp_path / "a.png", np.kron([[0.0, 1.0], [1.0, 0.0]], np.ones((4, 4))), cmap="gray")
    (tmp_path / "b.pgm").write_bytes(b"P5\n4 6\n255\n" + bytes(range(0, 240, 10)))
    lines(tmp_path, "a.png\tfour squares", "", "b.pgm\ta slope")
    pictures, captions = read_pictures(tmp_path, side=2)
    assert captions == ["four squares", "a slope"]
    np.testing.assert_allclose(pictures[0], [[0, 1], [1, 0]])
    middle = np.arange(0, 240, 10).reshape(6, 4)[1:5] / 255
    np.testing.assert_allclose(pictures[1], middle.reshape(2, 2, 2, 2).mean(axis=(1, 3)))


def test_numbers_of_captions_are_left_out(tmp_path):
    assert file_name("dog.jpg#3") == "dog.jpg" and file_name("no#1.png") == "no#1.png"
    plt.imsave(tmp_path / "a.png", np.eye(4), cmap="gray")
    lines(tmp_path, "a.png#0\tone", "a.png#1\ttwo")
    pictures, captions = read_pictures(tmp_path, side=4)
    assert pictures.shape == (2, 4, 4) and captions == ["one", "two"]


def test_uneven_parts_are_means():
    np.testing.assert_allclose(shrunk(np.ones((7, 9)), 3), np.ones((3, 3)))


def test_faults_are_named(tmp_path):
    lines(tmp_path, "missing.png\ta picture")
    with pytest.raises(FileNotFoundError, match=r"missing\.png"):
        read_pictures(tmp_path)
    lines(tmp_path, "a caption without a tab")
    with pytest.raises(ValueError, match="line 1"):
        read_pictures(tmp_path)
    lines(tmp_path, "")
    with pytest.raises(ValueError, match="at least one"):
        read_pictures(tmp_path)
    plt.imsave(tmp_path / "a.png", np.eye(4), cmap="gray")
    lines(tmp_path, "a.png\tsmall")
    with pytest.raises(ValueError, match="side"):
        read_pictures(tmp_path, side=5)
