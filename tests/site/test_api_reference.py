"""The API reference is complete, says what the house rule asks, and leads to the chapters that teach."""

import ast
import importlib
import inspect
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from api_reference import ENTRY, SECTION, with_blocks
from notebooks.labels import index
from teaching_pages import guided, lessons

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "lstm_ref.numpy": ROOT / "book" / "appendix-api.md",
    "lstm_ref.torch": ROOT / "book" / "appendix-api-torch.md",
    "lstm_ref.verify": ROOT / "book" / "appendix-api-checks.md",
}
CHECKS = ["gradcheck", "recipe", "parity", "conformance", "registry", "differences"]
# Steps on the way that no reader calls.
INNER = {"judge", "check_float64", "furthest", "inputs_of", "rounding", "check_floating"}
SHAPE = re.compile(
    r"\((?:…|\d*[A-Z]\w*|steps|len\(order\)·H|[^()]*?, ?[A-Z])[^()]*\)|any shape|same shape"
    r"|names and shapes of"
)
# Numbers, orders, trees of anything, and errors have no shape to state.
SHAPELESS = {
    *("adam", "adam_start", "sgd", "clip_by_global_norm", "fit", "AdamState", "TwoWay", "as_dtype"),
    *("tree_map", "tree_add", "tree_leaves", "lstm_parameter_count", "weight_count_1997", "gate_bias"),
    *("ShapeError", "DtypeError", "DeviceError", "NotFiniteError", "to_numpy", "to_torch", "from_nn"),
    *("Variant", "VANILLA", "blocks", "tape_bytes", "stack_to_nn"),
}
# Names that no chapter shows, uses or names by themselves: errors and helpers, cells that stand in tables of
# chapter 13, and ways to launch that need a GPU, which chapter 14 names by their modules.
UNTAUGHT = {
    *("ShapeError", "DtypeError", "DeviceError", "tree_map", "gate_rows", "as_dtype", "mean_squared_error"),
    *("FullGatesParams", "FullGatesState", "full_gates_step", "full_gates_step_backward"),
    *("MinimalParams", "minimal_step", "minimal_step_backward", "VANILLA", "blocks", "stack_to_nn"),
    *("adam_start", "init_gru"),
    *("KernelLSTM", "kernel_lstm", "fused_lstm", "compiled_lstm", "graphed", "graphed_inference"),
}


def exported(half):
    """What `from half import …` gives, less its submodules."""
    names = vars(importlib.import_module(half)).items()
    return {name: value for name, value in names if not name.startswith("_") and not inspect.ismodule(value)}


def described(half):
    """The exported functions and classes: those that carry a docstring of their own."""
    if half == "lstm_ref.torch":
        pytest.importorskip("torch")
    return {
        name: value
        for name, value in exported(half).items()
        if getattr(value, "__module__", "").startswith("lstm_ref")
    }


HALVES = ["lstm_ref.numpy", "lstm_ref.torch"]


@pytest.mark.parametrize("half", HALVES)
def test_every_exported_name_is_on_its_page_once(half):
    names = set(described(half)) | ({"Array", "WIRINGS_1997"} & set(exported(half)))
    text = PAGES[half].read_text("utf-8")
    entries = [name.rpartition(".")[2] for name in ENTRY.findall(text)]
    shared = re.findall(r"\{py:obj\}`(\w+) <lstm_ref\.numpy\.\1>`", text.partition("(sec-")[2])
    listed = entries + (shared if half == "lstm_ref.torch" else [])
    assert sorted(listed) == sorted(names | ({"RecurrentModule"} if half == "lstm_ref.torch" else set()))


@pytest.mark.parametrize("module", CHECKS)
def test_every_public_check_is_on_the_page_of_checks(module):
    tree = ast.parse((ROOT / "lstm_ref" / "verify" / f"{module}.py").read_text("utf-8"))
    public = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    public = {name for name in public if not name.startswith("_")} - INNER
    entries = ENTRY.findall(PAGES["lstm_ref.verify"].read_text("utf-8"))
    assert public == {name.rpartition(".")[2] for name in entries if f".{module}." in name}


@pytest.mark.parametrize("half", HALVES)
def test_every_docstring_states_the_shapes(half):
    silent = [
        name
        for name, value in described(half).items()
        if name not in SHAPELESS and not SHAPE.search(inspect.getdoc(value) or "")
    ]
    assert silent == []


@pytest.mark.parametrize("half", HALVES)
def test_every_step_gives_equation_sections_errors_and_source(half):
    for name, value in described(half).items():
        if re.search(r"_step(_backward|_reset_before|_reset_before_backward)?$", name):
            assert lacking(inspect.getdoc(value)) == [], name


@pytest.mark.parametrize("half", HALVES)
def test_every_function_with_arguments_to_explain_says_what_it_returns(half):
    functions = {name: value for name, value in described(half).items() if inspect.isfunction(value)}
    silent = [
        name
        for name, value in functions.items()
        if "Arguments:" in value.__doc__ and not re.search(r"^(Returns|Yields):", inspect.getdoc(value), re.M)
    ]
    assert silent == [] and len(functions) > 40


@pytest.mark.parametrize("half", HALVES)
def test_what_a_function_raises_itself_stands_in_its_docstring(half):
    for name, value in described(half).items():
        if inspect.isfunction(value):
            raised = set(re.findall(r"^\s+raise (\w+)", inspect.getsource(value), re.M))
            assert {error for error in raised if error not in value.__doc__} == set(), name


def lacking(docstring):
    """What the house rule asks of a step and this docstring does not have."""
    found = {match[1] for line in docstring.splitlines() if (match := SECTION.match(line))}
    faults = [name for name in ("Arguments", "Returns", "Raises") if name not in found]
    faults += [] if re.search(r"^    .+ (=|←) ", docstring.partition("Arguments:")[0], re.M) else ["equation"]
    faults += [] if SHAPE.search(docstring) else ["shapes"]
    return faults + ([] if re.search(r"^Source:", docstring, re.M) else ["source"])


def test_the_rule_sees_what_is_missing():
    full = inspect.getdoc(importlib.import_module("lstm_ref.numpy").lstm_step)
    assert lacking(full) == []
    for cut, fault in [
        ("Source:", "source"),
        ("Raises:", "Raises"),
        ("    i_t", "equation"),
        ("Returns:", "Returns"),
    ]:
        lines = full.splitlines()
        if fault == "equation":
            lines = [line for line in lines if " = " not in line]
        assert fault in lacking("\n".join(line for line in lines if not line.startswith(cut)))
    assert "shapes" in lacking(re.sub(r"\([^()]*\)", "", full))


@pytest.mark.parametrize("half", HALVES)
def test_every_name_leads_to_a_chapter_or_is_known_to_lead_to_none(half):
    untaught = {
        name for name, value in described(half).items() if not guided(ROOT, f"{half}.{name}", value)[1]
    }
    assert untaught - UNTAUGHT == set()


def test_every_link_to_a_chapter_has_its_section():
    labels = index(ROOT).labels
    every = [lesson for found in lessons(ROOT).values() for lesson in found if lesson.label]
    assert every
    for lesson in every:
        assert labels[lesson.label].page == ROOT / f"{lesson.page}.md", lesson
        assert lesson.title, lesson


def test_a_lesson_is_found_where_the_source_is_shown_or_a_cell_reads_it():
    found = lessons(ROOT)["lstm_ref.numpy.lstm_step"]
    assert {lesson.label for lesson in found if lesson.way == "shown"} >= {
        "sec-forget-gate",
        "sec-cell-equations",
    }
    assert "lstm_ref.numpy.no_such_function" not in lessons(ROOT)


def test_equations_keep_their_lines_and_sections_theirs():
    lines = with_blocks(["A step.", "", "    a = b", "    c = d", "", "Arguments:", "    x: (B, D)."])
    assert lines == ["A step.", "", ".. code-block:: text", "", "    a = b", "    c = d", "", *lines[7:]]
    assert lines[7:] == ["Arguments:", "    x: (B, D)."]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """The page of the NumPy half as Sphinx makes it, with the extension alone, and the warnings it gave."""
    folder = tmp_path_factory.mktemp("site")
    options = """
source_suffix = {".md": "markdown"}
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "api_reference"]
add_module_names = False
autodoc_typehints = "none"
napoleon_numpy_docstring = napoleon_use_param = False
napoleon_custom_sections = [["Arguments", "params_style"], ["Raises", "params_style"]]
python_maximum_signature_line_length = 60
python_use_unqualified_type_names = True
"""
    (folder / "conf.py").write_text(options)
    shutil.copy(PAGES["lstm_ref.numpy"], folder / "index.md")
    app = SphinxTestApp("html", srcdir=folder, builddir=folder / "_build")
    app.build()
    text = (Path(app.outdir) / "index.html").read_text("utf-8")
    warnings = app.warning.getvalue()
    app.cleanup()
    return text, warnings


def test_the_page_renders_without_a_fault_of_its_own(rendered):
    html, warnings = rendered
    kept = [
        line
        for line in warnings.splitlines()
        if line
        and not re.search(r"undefined label: 'sec-|unknown document|lstm_ref\.(torch|verify)|appendix-", line)
    ]
    assert kept == []
    article = re.sub(r"<pre>.*?</pre>", "", html, flags=re.S)
    assert "`" not in article and "numpy.dtype" not in article and "typing." not in article


def test_an_entry_shows_signature_equation_and_chapters(rendered):
    html, _ = rendered
    entry = html.partition('id="lstm_ref.numpy.lstm_step"')[2].split('<dt class="sig')[0]
    text = unescape(re.sub(r"<[^>]+>", "", entry))
    assert '<span class="sig-lines">' in entry and not re.search(r"<dl>\s*<dd><em", html)
    assert re.search(
        r"params: LSTMParams,\s+x: Array,\s+state: LSTMState,\s+\)\s+→\s+tuple\[LSTMState, LSTMTape\]", text
    )
    assert "c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t\nh_t = o_t ⊙ tanh(c_t)" in text
    assert "Shown in" in text and "chapter 8, " in text
