"""The repository stands alone: no registry's host, no machine's path, nothing heavy in it."""

import re
import subprocess

import pytest

# Written in pieces, so that this file does not hold what it looks for.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.n" + "pmjs.org",
    "deb.de" + "bian.org",
    "download.py" + "torch.org",
    "jsdel" + "ivr",
]


@pytest.fixture(scope="module")
def tracked(root):
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this copy is not a git repository")
    return [root / name for name in names.split("\0") if name and (root / name).is_file()]


def test_no_registry_host_is_named(tracked):
    pattern = re.compile("|".join(map(re.escape, HOSTS)).encode())
    assert [path.name for path in tracked if pattern.search(path.read_bytes())] == []


def test_no_file_is_heavy(tracked):
    assert [path.name for path in tracked if path.stat().st_size > 1_000_000] == []
