"""The exercises in the browser: which they are, how each begins, and the site that `make lite` built."""

import base64
import json
import re
import subprocess
import sys
import zipfile
from importlib import metadata

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import make_lite

NOT_BUILT = "needs the site of `make lite`, whose tools come from the network"
# As in the browser: without some modules, other processes and alarms. At the end, all that was imported.
BARE = """
import json, os, signal, subprocess, sys
sys.modules.update(dict.fromkeys(json.loads(sys.argv[1])))
del os.fork, signal.setitimer
def Popen(*arguments, **options): raise OSError("the browser has one process")
subprocess.Popen = Popen
exec(compile(sys.stdin.read(), "cells", "exec"), {"__name__": "__main__"})
print(json.dumps([name for name, module in sys.modules.items() if module and "." not in name]))
"""
# Parts of the standard library that are packages of their own there, and what is not there at all.
APART = {"lzma", "pydoc_data", "sqlite3", "ssl", "test"}
ABSENT = {"torch", "_multiprocessing"}


def code(notebook, without=()):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.id not in without]
    return "\n".join(cell.source for cell in cells)


@pytest.fixture(scope="module")
def staged(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("staged")
    make_lite.stage(root, folder)
    return folder


@pytest.fixture(scope="module")
def built(root):
    site = root / "_build" / "lite"
    if not (site / "lab" / "index.html").exists():
        pytest.skip(NOT_BUILT)
    return site


def test_its_tools_are_pinned():
    lines = make_lite.PINS.read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins and [line for line in pins if not re.fullmatch(r"[\w-]+==[\d.]+", line)] == []


def test_the_exercises_of_the_numpy_half_are_there(root, staged):
    numbers = [int(path.name[:2]) for path in sorted((staged / "exercises").glob("*.ipynb"))]
    assert numbers == list(range(1, 10))


def test_an_exercise_that_imports_torch_is_left_out(root, tmp_path):
    for folder in ("exercises", "solutions"):
        (tmp_path / folder).mkdir()
    for name, line in (("01-plain", "import numpy"), ("02-torch", "import torch"), ("03-in-part", "")):
        solved = line or "from lstm_ref.torch import LSTM"
        for folder, text in (("exercises", line), ("solutions", solved)):
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text)])
            nbformat.write(notebook, tmp_path / folder / f"{name}.ipynb")
    assert [path.name for path in make_lite.exercises(tmp_path)] == ["01-plain.ipynb"]


def test_each_begins_by_installing_and_links_to_no_page_that_is_not_there(staged):
    for path in (staged / "exercises").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        assert notebook.cells[0].source == make_lite.INSTALL
        assert [cell.id for cell in notebook.cells].count("install") == 1
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        assert "](../book/" not in text and "](../solutions/" not in text, path.name


def test_their_pictures_come_along(root, staged):
    shown = {}
    for path in (staged / "exercises").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            assert "figures/" not in cell.source, path.name
            for name in re.findall(r"\]\(attachment:([^)]*)\)", cell.source):
                shown[name] = base64.b64decode(cell.attachments[name]["image/png"])
    originals = {path.name: path.read_bytes() for path in (root / "exercises/figures").glob("[1-9].*.png")}
    assert originals and shown == originals


def brought(names):
    """The top modules of these distributions and of all that they bring with them."""
    known = metadata.packages_distributions()
    wanted = needed_by(names)
    return {top for top, owners in known.items() if wanted & {canonicalize_name(owner) for owner in owners}}


def needed_by(names):
    todo, seen = list(names), set()
    while todo:
        name = canonicalize_name(todo.pop())
        if name not in seen:
            seen.add(name)
            wanted = map(Requirement, metadata.requires(name) or [])
            todo += [each.name for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})]
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 10))
def test_the_solution_runs_on_what_the_browser_has(root, number):
    (path,) = (root / "solutions").glob(f"{number:02d}-*.ipynb")
    cells = code(nbformat.read(path, as_version=4))
    missing = ABSENT | {name for name in APART if name.replace("_", "-") not in make_lite.NEEDED}
    command = [sys.executable, "-W", "ignore", "-c", BARE, json.dumps(sorted(missing))]
    result = subprocess.run(command, cwd=root, input=cells, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-2000:]
    used = set(json.loads(result.stdout.splitlines()[-1]))
    installed = metadata.packages_distributions().keys() & used - {"_distutils_hack"}  # setuptools' own hook
    there = brought(["ipython", *(set(make_lite.NEEDED) - {"pydoc-data"})])  # the kernel brings IPython
    assert installed - there == set()


def test_the_built_site_has_every_exercise(root, staged, built):
    for path in sorted(staged.rglob("*.ipynb")):
        copy = built / "files" / path.relative_to(staged)
        assert copy.read_bytes() == path.read_bytes(), "an exercise changed since: run `make lite` again"


def test_the_wheel_in_it_is_pure_python(built):
    (wheel,) = built.rglob("lstm_ref-*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert "lstm_ref/verify/engine.py" in inside
    assert [name for name in inside if name.endswith((".so", ".pyd", ".dll", ".dylib"))] == []


def test_its_kernel_finds_the_wheel_by_name(built):
    settings = json.loads((built / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    files = [built / url.partition("?")[0] for url in kernel["pipliteUrls"]]
    indexes = [json.loads(file.read_text("utf-8")) for file in files]
    assert any("lstm-ref" in index or "lstm_ref" in index for index in indexes)
