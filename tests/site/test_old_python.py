"""Whoever starts with an old Python reads what is needed and what came, in one sentence and no traceback."""

import re
import shutil
import subprocess
import sys

import pytest

import old_python
import pythons

SENTENCE = re.compile(
    r"This course needs Python 3\.11, 3\.12 or 3\.13; this is Python (?P<came>\S+) \((?P<path>.+)\): "
    r"run it with another, such as `python3\.12 tools/dev\.py install`, "
    r"or `make install PYTHON=python3\.12`\.\n"
)
OLD = {"3.10": (3, 10, 13), "3.9": (3, 9, 18), "2.7": (2, 7, 18)}
AS_OLD = "import runpy, sys; sys.path.insert(0, 'tools'); sys.argv[:] = ['tools/dev.py', 'install']; "
AS_OLD += "sys.version_info = {}; "
AS_OLD += "sys.modules.update(dict.fromkeys(['targets', 'tomllib'])); "  # None: importing one of them raises
AS_OLD += "runpy.run_path('tools/dev.py', run_name='__main__')"


@pytest.mark.parametrize("version", OLD)
def test_an_old_python_is_named_before_anything_else_is_imported(root, version):
    command = [sys.executable, "-c", AS_OLD.format(OLD[version])]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    found = SENTENCE.fullmatch(done.stderr)
    assert done.returncode == 1 and found, done.stderr
    assert found["came"].startswith(version) and found["path"] == sys.executable


@pytest.mark.parametrize("version", OLD)
def test_a_real_old_python_can_read_that_far(root, version):
    python = shutil.which(f"python{version}")
    if not python or subprocess.run([python, "-c", ""], capture_output=True).returncode:
        pytest.skip(f"no Python {version} runs here")
    done = subprocess.run([python, "-B", "tools/dev.py", "install"], cwd=root, capture_output=True, text=True)
    found = SENTENCE.fullmatch(done.stderr)
    assert done.returncode == 1 and found, done.stderr
    assert found["came"].startswith(version)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (3, 14, 0)])
def test_others_go_on(monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", version)
    assert old_python.refuse(["tools/dev.py", "install"]) is None


@pytest.mark.parametrize(
    ("words", "typed"), [([], "`python3.12 tools/dev.py`."), (["a", "b"], "`python3.12 tools/dev.py a b`.")]
)
def test_what_to_type_is_what_was_typed(monkeypatch, words, typed):
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    with pytest.raises(SystemExit, match=f"{re.escape(typed)}$"):
        old_python.refuse(["tools/dev.py", *words])


def test_the_sentence_names_the_pythons_that_are_supported():
    assert old_python.SUPPORTED == pythons.SUPPORTED
    assert ".".join(map(str, old_python.OLDEST)) == pythons.SUPPORTED[0]
