"""A notebook's first cell, run where something is missing: one sentence says what, and what to do."""

import ast
import inspect
import json
import subprocess
import sys
from importlib import metadata

import pytest

from lstm_ref import ready as ready_module
from lstm_ref.ready import NotReady, installed_version, numbers_of, ready
from notebooks.labels import chapter_sources, exercise_sources
from notebooks.opening import modules_needed, opening_cell
from notebooks.source import Cell, read_cells


def code(text, *tags, heading=""):
    return Cell("code", text, 1, heading, metadata={"tags": list(tags)})


@pytest.fixture
def small(tmp_path):
    """A package whose modules import some that are there and some that are not."""
    files = {
        "__init__": '"""A package."""',
        "plain": "import os\nimport numpy",
        "deep/__init__": "from lstm_ref.deep.inner import thing",
        "deep/inner": "import drawing.pens as pens\n\ndef thing():\n    import only_when_called",
        "deep/bare": "thing = 1",
        "wary": "try:\n    import maybe\nexcept ImportError:\n    maybe = None",
    }
    for name, text in files.items():
        path = tmp_path / "lstm_ref" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "lstm_ref"\nversion = "1.2.3"\n')
    return tmp_path


NEEDED = {
    "what a cell imports": ([code("import zoo, abc\nfrom park.bench import seat")], ["park", "zoo"]),
    "what a module of ours imports": ([code("from lstm_ref.plain import x")], ["numpy"]),
    "what a package hands on": ([code("from lstm_ref import deep")], ["drawing"]),
    "what the package above a module imports": ([code("from lstm_ref.deep.bare import thing")], ["drawing"]),
    "nothing that is tried": ([code("import lstm_ref.wary")], []),
    "nothing of a torch cell": ([code("import torch", "torch")], []),
    "nothing of a task": ([code("import torch", heading="11.3 Move it")], []),
    "nothing that another brings": ([code("import cycler")], ["matplotlib"]),
}


@pytest.mark.parametrize("name", NEEDED)
def test_the_generator_finds(small, name):
    cells, needed = NEEDED[name]
    assert modules_needed(small, cells) == needed


def test_a_root_without_a_package_has_no_opening_cell(tmp_path):
    assert opening_cell(tmp_path, []) == []


def test_it_is_hidden_in_the_book_and_runs_in_a_check(small):
    (cell,) = opening_cell(small, [code("import numpy")])
    assert cell.tags == ["remove-cell"] and cell.text.endswith('\nready("1.2.3", ["numpy"])')
    assert max(map(len, cell.text.splitlines())) <= 110


@pytest.fixture(scope="module")
def opening(root):
    """The opening cell of the first exercise."""
    path = next((root / "exercises").glob("01-*.ipynb"))
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    assert first["id"] == "opening"
    return "".join(first["source"])


def test_every_notebook_that_a_reader_opens_begins_with_it(root):
    sources = [*chapter_sources(root), *exercise_sources(root)]
    for source in sources:
        folder = "exercises" if source.parent.name == "solutions" else "book"
        cells = json.loads((root / folder / f"{source.stem}.ipynb").read_text(encoding="utf-8"))["cells"]
        ids = [cell["id"] for cell in cells if cell["cell_type"] == "code"]
        assert ids[0] == "opening" or ids[:2] == ["install", "opening"], source.name


def test_pytorch_is_asked_for_where_a_chapter_cannot_do_without(root):
    wanted = {s.name[:2]: "torch" in modules_needed(root, read_cells(s)) for s in chapter_sources(root)}
    assert not any(wanted[number] for number in ("01", "04", "09")) and wanted["11"] and wanted["15"]


def shown(cell, *flags, before="", **run):
    """What Jupyter shows of a cell that fails: the exception's own rendering, or else its traceback."""
    program = (
        f"{before}\ntry:\n    exec(compile({cell!r}, 'cell', 'exec'), {{}})\n"
        "except Exception as error:\n"
        "    lines = getattr(error, '_render_traceback_', lambda: ['TRACEBACK', repr(error)])()\n"
        "    print(*lines, sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, *flags, "-c", program], capture_output=True, text=True, **run)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_where_all_is_there_it_says_nothing(opening, root):
    assert shown(opening, cwd=root) == []


def test_a_kernel_without_the_package_gets_one_sentence(opening, tmp_path):
    (line,) = shown(opening, "-I", "-S", cwd=tmp_path)  # no site-packages, no PYTHONPATH
    assert line.startswith("This notebook cannot run here: its kernel (Python 3.")
    assert "has no lstm_ref 0" in line and "choose the kernel" in line and "tools/dev.py install" in line
    assert line.count(". ") == 0 and line.endswith(".")


def test_a_package_from_before_there_was_such_a_cell_gets_the_same_sentence(opening, tmp_path):
    (tmp_path / "lstm_ref").mkdir()
    (tmp_path / "lstm_ref" / "__init__.py").touch()
    (line,) = shown(opening, "-I", "-S", before=f"import sys; sys.path.insert(0, {str(tmp_path)!r})")
    assert "has no lstm_ref 0" in line


def test_numpy_missing_is_said_with_the_command_that_cures_it(opening, root, tmp_path):
    (line,) = shown(
        opening, "-I", "-S", before=f"import sys; sys.path.insert(0, {str(root)!r})", cwd=tmp_path
    )
    assert "lacks matplotlib and numpy; choose the kernel" in line
    assert "`%pip install matplotlib numpy`" in line and line.count(". ") == 0


def test_pytorch_missing_is_said_where_the_page_needs_it(root):
    page = next((root / "book").glob("11-*.ipynb"))
    cell = "".join(json.loads(page.read_text(encoding="utf-8"))["cells"][0]["source"])
    hidden = (
        "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n: None if n == 'torch' else f(n)"
    )
    (line,) = shown(cell, before=hidden, cwd=root)
    assert " lacks torch; " in line and "`%pip install torch`" in line


def test_jupyter_shows_the_sentence_and_nothing_else(opening):
    """In a real kernel whose import of the package fails."""
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    hide = "import sys\nsys.modules['lstm_ref'] = None"
    notebook = new_notebook(cells=[new_code_cell(hide), new_code_cell(opening)])
    done = NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
    (error,) = done.cells[1].outputs
    assert len(error.traceback) == 1 and error.traceback[0].startswith("This notebook cannot run here")


def test_an_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(
        NotReady, match=r"its kernel is Python 3\.9, and the course needs 3\.11 or newer; choose"
    ):
        ready("0.1.0", [])


@pytest.mark.parametrize(
    ("installed", "fine"), [("0.9.9", False), ("0.10.0", True), ("1.0", True), ("", True)]
)
def test_an_older_package_is_named_and_a_newer_one_will_do(monkeypatch, installed, fine):
    monkeypatch.setattr(ready_module, "installed_version", lambda: installed)
    if fine:
        assert ready("0.10.0", ["json"]) is None
    else:
        with pytest.raises(NotReady, match=r"has lstm_ref 0\.9\.9, and it was made for 0\.10\.0; choose"):
            ready("0.10.0", ["json"])


def test_a_module_is_named_as_pip_knows_it():
    with pytest.raises(NotReady, match="lacks no_such_module; .*`%pip install no_such_module`"):
        ready("0.0.1", ["no_such_module", "json"])
    assert ready_module.PIP["sklearn"] == "scikit-learn"


def test_the_version_is_that_of_the_installed_package_or_none(monkeypatch):
    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    assert installed_version() == ""
    assert numbers_of("0.10.1rc1") == [0, 10]


def test_it_loads_on_a_python_older_than_the_course():
    assert ast.parse(inspect.getsource(ready_module), feature_version=(3, 7))
