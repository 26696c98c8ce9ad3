"""Run the conformance suite on this machine's GPU and write down that it passed.

    python tools/record_cuda.py

writes book/results/conformance_cuda.json, which the page about this build reads. It refuses to run without a
CUDA device, on uncommitted changes (the record names a commit), and to record a run that did not pass.
"""

import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from closing_counts import count

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "book" / "results" / "conformance_cuda.json"
COMMAND = "python tools/record_cuda.py"


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def device():
    """The name of the CUDA device and the versions that matter, or a sentence that says why there is none."""
    try:
        import torch
    except ImportError:
        raise SystemExit("record_cuda: torch is not installed; nothing recorded.") from None
    if not torch.cuda.is_available():
        raise SystemExit("record_cuda: this machine has no CUDA device that torch can use; nothing recorded.")
    import numpy

    versions = {"python": sys.version.split()[0], "numpy": numpy.__version__, "torch": torch.__version__}
    versions |= {"cuda": torch.version.cuda, "cudnn": str(torch.backends.cudnn.version())}
    return torch.cuda.get_device_name(), versions


def clean_commit():
    """The commit of a tree without changes; the record itself may differ."""
    changed = [line for line in git("status", "--porcelain").splitlines() if RECORD.name not in line]
    if changed:
        raise SystemExit(f"record_cuda: commit first; {len(changed)} changes, such as {changed[0].strip()}.")
    return git("rev-parse", "--short=12", "HEAD").strip()


def run_suite(report):
    """The counts of the tests marked `cuda`."""
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "cuda"]
    subprocess.run([*pytest, f"--junitxml={report}", "tests/torch"], cwd=ROOT)
    return count(report) if report.is_file() else {"passed": 0, "failed": 0, "skipped": 0}


def main():
    name, versions = device()
    commit = clean_commit()
    with tempfile.TemporaryDirectory() as folder:
        counts = run_suite(Path(folder) / "cuda.xml")
    if counts["failed"] or counts["skipped"] or not counts["passed"]:
        raise SystemExit(f"record_cuda: nothing recorded, because not all tests passed: {counts}")
    record = {
        "command": COMMAND,
        "commit": commit,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "device": name,
        "versions": versions,
        "tests": counts["passed"],
    }
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(f"{counts['passed']} tests passed on {name}; written to {RECORD.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
