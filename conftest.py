"""How notebooks are tested here, and the options of the page guards.

nbval collects the cells. In exercises/ every cell runs, whatever failed before it. In solutions/ the first
failure is the one that counts, so the cells after it are skipped.
"""

import os

import pytest

try:
    from nbval.plugin import IPyNbCell
except ImportError:  # the NumPy half is tested where no notebook tool is installed
    IPyNbCell = ()

os.environ["OMP_NUM_THREADS"] = "1"  # one thread: the same digits everywhere, and faster small nets
os.environ["TQDM_DISABLE"] = "1"  # kernels inherit both

NOT_COMPARED = ("stderr", "text/html", "image/svg+xml")


def pytest_addoption(parser):
    parser.addoption(
        "--checks-must-raise",
        metavar="ERROR",
        help="every cell tagged 'check' must fail with exactly this exception, and every other cell pass",
    )
    parser.addoption(
        "--all-pages", action="store_true", help="run the guards of every page, not only changed ones"
    )
    parser.addoption(
        "--record",
        action="store_true",
        help="record the pages whose guards passed (tests/guards/passed.json)",
    )


def pytest_collectstart(collector):
    if getattr(collector, "path", None) and collector.path.suffix == ".ipynb":
        collector.skip_compare += NOT_COMPARED


def pytest_runtest_setup(item):
    broken = getattr(item.parent, "first_failure", None)
    if isinstance(item, IPyNbCell) and broken and item.path.parent.name == "solutions":
        pytest.skip(f"{broken} failed earlier in this notebook")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # after pytest has turned xfail into its own verdict
def pytest_runtest_makereport(item, call):
    report = yield
    if not isinstance(item, IPyNbCell) or call.when == "teardown":
        return report
    if required := item.config.getoption("--checks-must-raise"):
        _require_red_checks(item, call, report, required)
    if report.failed and not hasattr(item.parent, "first_failure"):
        item.parent.first_failure = item.name
    return report


def _require_red_checks(item, call, report, required):
    """Pass a check that raised what it must; fail whatever else is not plainly green."""
    check = "check" in item.cell.metadata.get("tags", ())
    raised = [output.ename for output in item.test_outputs or () if output.output_type == "error"]
    if check and call.when == "call":
        good = raised == [required]
    else:
        good = report.passed and not raised or item.options["skip"]
    if good:
        if report.failed:
            report.outcome, report.longrepr = "passed", None
    elif not report.failed or check:
        what = f"raised {', '.join(raised)}" if raised else f"{report.outcome} without raising anything"
        must = f"must raise {required}" if check and call.when == "call" else "must pass"
        report.outcome, report.longrepr = "failed", f"{report.nodeid} {must}, but {what}"
        vars(report).pop("wasxfail", None)
