"""Where PyTorch is missing, four tasks of chapter 11 work and two say in one sentence what they need."""

import subprocess
import sys

PROGRAM = """
import sys
sys.modules["torch"] = None  # every import of torch now fails
from lstm_ref.exercises.ch11 import TASKS, check
for task in TASKS:
    right = {"11.6": lambda: 3, "11.3": None}.get(task.id, getattr(task, "reference", None))
    try:
        if right:
            check(task.id, right)
    except Exception as error:
        print(task.id, str(error).splitlines()[0])
"""


def test_the_two_that_need_it_say_so():
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert [line for line in lines if "needs PyTorch" in line and "11.4" in line], lines
    assert [line for line in lines if "needs PyTorch" in line and "11.5" in line], lines
    assert sum(line.startswith("✓") for line in lines) == 3
