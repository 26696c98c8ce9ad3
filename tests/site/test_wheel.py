"""What `pip install lstm_ref` would bring: every subpackage, and an import that needs NumPy only."""

import shutil
import subprocess
import sys
import sysconfig
import zipfile

import pytest

pytestmark = pytest.mark.slow

IMPORTS = """
import sys
sys.path[:0] = sys.argv[1:]
import lstm_ref.numpy
from lstm_ref.numpy import lstm_step, scan
assert lstm_ref.__file__.startswith(sys.argv[1]), lstm_ref.__file__
heavy = {"torch", "matplotlib", "IPython", "click"} & sys.modules.keys()
assert not heavy, heavy
"""


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """Built from a copy: setuptools writes beside the sources."""
    copy, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(root / "lstm_ref", copy / "lstm_ref", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, copy)
    pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", out, copy)
    return next(out.glob("lstm_ref-*.whl"))


def pip(*arguments):
    quiet = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*quiet, *map(str, arguments)], check=True, capture_output=True, text=True)


def test_the_wheel_imports_from_an_empty_folder(wheel, tmp_path):
    pip("install", "--no-deps", "--no-index", "--target", tmp_path, wheel)
    installed = sysconfig.get_path("purelib")  # for NumPy
    # -S leaves out the hook of the package that is installed in place: it would lend what the wheel lacks.
    command = [sys.executable, "-S", "-c", IMPORTS, tmp_path, installed]
    result = subprocess.run(command, cwd=tmp_path.anchor, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_wheel_holds_every_module_and_nothing_but_the_package(root, wheel):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    sources = {str(path.relative_to(root)) for path in (root / "lstm_ref").rglob("*.py")}
    assert inside == sources | {"lstm_ref/py.typed"}


def test_the_wheel_carries_the_licence_and_the_command(wheel):
    archive = zipfile.ZipFile(wheel)
    named = {name.partition(".dist-info/")[2]: name for name in archive.namelist()}
    assert "BSD 3-Clause" in archive.read(named["licenses/LICENSE"]).decode()
    assert "lstm-ref = lstm_ref.cli:main" in archive.read(named["entry_points.txt"]).decode()
