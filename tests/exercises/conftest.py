"""A small course under a temporary root, and pytest run on notebooks in a process of its own."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from notebooks.update import update

ROOT = Path(__file__).resolve().parents[2]
KERNEL = "kernelspec: {display_name: Python 3, language: python, name: python3}"
HEAD = f"---\nfile_format: mystnb\n{KERNEL}\n---\n"

CHAPTER = f"""{HEAD}
(sec-products)=
# Chapter 4. Watch

$$
x = 1
$$ (eq-one)

```{{code-cell}}
SEED = 0
```
"""

EXERCISE = f"""{HEAD}
# Exercises for chapter 4: Watch

```{{code-cell}}
def check(task, answer):
    print(task, answer(2))
```

(ex-4-2)=
## 4.2 Double the number

```{{code-cell}}
def double(x):
    \"\"\"Twice x.\"\"\"
    ### BEGIN SOLUTION
    twice = 2 * x
    return twice
    ### END SOLUTION
```

```{{code-cell}}
:tags: [check]
check("4.2", double)
```

<!-- hints 4.2 -->

```{{code-cell}}
---
tags: [check]
mystnb: {{image: {{alt: A line}}}}
---
from IPython.display import Image, display

display(Image(bytes.fromhex(PNG)), metadata={{"twice": double(1)}})
```

<!-- target 4.2 -->

```{{code-cell}}
:tags: [solution]
print("because 2 is 2")
```
"""


class Course:
    """A root folder with one chapter and one exercise, and the generator at work on it."""

    def __init__(self, root):
        self.root = root
        self.runs = []

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def find_task(self, task):
        if task != "4.2":
            raise LookupError(f"no task {task}")
        return SimpleNamespace(hints=("Look.", "Look at {eq}`eq-one`.", "Add."), section="sec-products")

    def pretend_run(self, notebook, folder, name):
        """What an execution leaves, without a kernel: counts, and a picture that a cell asks for."""
        self.runs.append(name)
        done = nbformat.from_dict(notebook)
        code = [cell for cell in done.cells if cell.cell_type == "code"]
        for count, cell in enumerate(code, start=1):
            cell.execution_count = count
            if "Image" in cell.source:
                data = {"image/png": self.picture, "text/plain": "<Image>"}
                cell.outputs = [nbformat.v4.new_output("display_data", data)]
        return done

    picture = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    )

    def make(self, **options):
        return list(update(self.root, find_task=self.find_task, run=self.pretend_run, **options))

    def notebook(self, name):
        return nbformat.read(self.root / name, as_version=4)


@pytest.fixture
def course(tmp_path):
    course = Course(tmp_path)
    course.write("book/04-watch.md", CHAPTER)
    course.write("solutions/04-watch.md", EXERCISE)
    return course


@pytest.fixture(scope="session")
def run_nbval():
    """Run pytest on notebooks with this repository's settings.

    Returns for each notebook, by its file's name, the outcome of every cell as (verdict, message).
    """

    def run(root, *arguments):
        report = root / "report.xml"
        report.unlink(missing_ok=True)
        (root / "conftest.py").write_text((ROOT / "conftest.py").read_text())
        apart = [f"--rootdir={root}", "-c", os.devnull, "-p", "no:cacheprovider", f"--junitxml={report}"]
        options = ["--nbval-current-env", "--nbval-cell-timeout=60", *map(str, arguments)]
        ours = ("PYTEST", "MPLBACKEND")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        command = [sys.executable, "-m", "pytest", *apart, *options]
        done = subprocess.run(command, cwd=root, env=kept, capture_output=True, text=True)
        assert report.exists(), done.stdout + done.stderr
        found = {}
        for case in ElementTree.parse(report).iter("testcase"):
            notebook = case.get("classname").removesuffix(".ipynb").split(".")[-1]
            found.setdefault(notebook, []).append(verdict(case))
        return found

    return run


def verdict(case):
    """The outcome of one test in a JUnit report, with its message."""
    for part in case:
        if part.tag in ("failure", "error", "skipped"):
            message = part.get("message", "") + (part.text or "")
            return ("skipped" if part.tag == "skipped" else "failed"), message
    return "passed", ""
