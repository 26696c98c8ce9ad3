"""What each command of tools/dev.py does.

Needs nothing installed: it makes .venv itself and does the work in there.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import environment
import other_pins
import pythons
from closing_counts import closing_lines
from environment import ROOT

REPORTS = ROOT / "_build" / "reports"
TEXT = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "book", "solutions", "lstm_ref", "tools", "tests"]


def status(python, *command):
    """Run one command on a Python, in the root; its exit status."""
    quiet = {"OMP_NUM_THREADS": "1", "TQDM_DISABLE": "1"}
    sys.stdout.flush()
    return subprocess.run([str(python), *map(str, command)], cwd=ROOT, env={**os.environ, **quiet}).returncode


def tool(*command):
    return status(environment.install(), *command)


def install():
    """make .venv and install the pins and the package in it"""
    environment.install()
    return 0


def book():
    """execute the pages and build the site into _build/html, warnings as errors"""
    generator = ROOT / "tools" / "make_notebooks.py"
    if generator.exists() and tool(generator, "--check"):
        return 1
    return tool("tools/build_book.py")


def serve():
    """show the book on this machine and build it again after each change"""
    return tool("tools/serve.py")


def notebooks():
    """write the generated notebooks again, after a change in book/ or solutions/"""
    return tool("tools/make_notebooks.py")


def guards():
    """run every page again without its cure, with another seed and, up to chapter 9, without torch"""
    return tool("-m", "pytest", "tests/guards", "--all-pages", "--record")


def screens():
    """write a picture of every page, at two widths and in two colour schemes"""
    return tool("tools/screens.py")


def lint():
    """ruff over code and notebooks, mypy over lstm_ref, spelling over the text"""
    text = [name for name in TEXT if (ROOT / name).exists()]
    checks = [("ruff", "check", "."), ("mypy", "--strict", "lstm_ref"), ("codespell_lib", *text)]
    return int(any([tool("-m", *check) for check in checks]))  # a list: all three report


def pytest(python, report, *arguments):
    """One pytest run that leaves its counts in `report`."""
    return status(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *arguments)


def numpy_environment(version, python):
    """A Python with NumPy and the test runner, nothing else; None where they cannot be installed."""
    venv = ROOT / "_build" / f"python{version}"
    environment.create(venv, python)
    inside = environment.python_in(venv)
    # A NumPy that is older than this Python has no build for it, and would be compiled for a long time.
    pins = ["--only-binary", ":all:", "-c", "constraints.txt", "numpy", "pytest", "hypothesis"]
    return None if status(inside, *environment.PIP, *pins) else inside


def one_numpy_half(version, python):
    """(exit status, report) of one Python's NumPy tests; None where NumPy cannot be installed for it."""
    inside = numpy_environment(version, python)
    if inside is None:
        return None
    report = REPORTS / f"numpy-{version}.xml"
    report.unlink(missing_ok=True)
    return pytest(inside, report, "tests/numpy"), report


def run_numpy_half(versions):
    """Whether a run failed, {what ran: its report}, and a note for each of `versions` that did not run."""
    found = pythons.find()
    here = [version for version in versions if version in found]
    with ThreadPoolExecutor(2) as both:  # a run uses one core
        ended = dict(zip(here, both.map(lambda one: one_numpy_half(one, found[one]), here), strict=True))
    out = [version for version in versions if not ended.get(version)]
    whys = ["NumPy cannot be installed for it" if version in found else "none runs here" for version in out]
    notes = [f"Python {version}: skipped, {why}" for version, why in zip(out, whys, strict=True)]
    ran = {version: outcome for version, outcome in ended.items() if outcome}
    reports = {f"Python {version}, NumPy half": report for version, (_, report) in ran.items()}
    return any(code for code, _ in ran.values()), reports, notes


def numpy_half():
    """run the NumPy tests, without torch, on each Python from 3.11 to 3.13 that runs here"""
    failed, reports, notes = run_numpy_half(pythons.SUPPORTED)
    print("\n" + "\n".join(closing_lines(reports, notes)))
    return int(failed or not reports)


def test(with_lint=True):
    """build the book, lint, run every test, and close with the counts"""
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    if book():
        return 1
    python = environment.install()
    version, _ = pythons.ask([str(python)])
    tests, solutions = REPORTS / "tests.xml", REPORTS / "solutions.xml"
    spread = ["-n", "2", "--dist", "loadscope"]
    strictly = [
        "--nbval",
        "--nbval-current-env",
        "--nbval-cell-timeout=120",
        "--nbval-sanitize-with=tests/sanitize.cfg",
    ]
    failures = {
        "lint": with_lint and lint(),
        "tests": pytest(python, tests, "tests", *spread),
        "solutions": pytest(python, solutions, "solutions", *strictly, *spread),
    }
    others = [other for other in pythons.SUPPORTED if other != version]
    failures["NumPy half"], half, notes = run_numpy_half(others)
    notes += [f"FAILED: {name}" for name, failed in failures.items() if failed]
    reports = {f"Python {version}": tests, f"Python {version}, solutions": solutions, **half}
    closing = "\n".join(closing_lines(reports, notes))
    (REPORTS / "closing.txt").write_text(closing + "\n")
    print("\n" + closing)
    return int(any(failures.values()))


def first_task():
    """walk from the landing page to the first green task, and print each step's seconds"""
    return tool("tools/first_task.py")


def newest():
    """run `test` in a copy, _build/newest, with the newest versions of everything"""
    return in_copy("newest")


def oldest():
    """run `test` in a copy, _build/oldest, with the oldest versions that pyproject.toml promises"""
    return in_copy("oldest")


def in_copy(which):
    # Without lint: what it finds hangs on the versions of the linters and of NumPy, and the pins have those.
    folder = other_pins.prepare(which)
    python = environment.python_in(folder / ".venv")
    run = "import sys; sys.path.insert(0, 'tools'); import targets; sys.exit(targets.test(with_lint=False))"
    return subprocess.run([str(python), "-c", run], cwd=folder).returncode


def clean():
    """remove what was built, and leave .venv"""
    shutil.rmtree(ROOT / "_build", ignore_errors=True)
    return 0


def lite():
    """build the exercises that need no torch as a JupyterLite site into _build/lite"""
    return tool("tools/make_lite.py")


def measure():
    """print how the built site reads: weight, speed, pictures, accessibility, outside links"""
    return tool("tools/measure.py")


def pdf():
    """print every page of the built site into one PDF with bookmarks"""
    return tool("tools/print_book.py")


COMMANDS = {
    command.__name__.replace("_", "-"): command
    for command in (
        *(book, test, lint, serve, notebooks, guards, screens),
        *(numpy_half, newest, oldest, install, clean),
        *(lite, first_task, measure, pdf),
    )
}


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print("usage: python tools/dev.py COMMAND\n")
        print("\n".join(f"  {name:11} {command.__doc__}" for name, command in COMMANDS.items()))
        return 2
    return COMMANDS[arguments[0]]()
