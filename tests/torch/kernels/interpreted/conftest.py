"""These tests need TRITON_INTERPRET=1 before Python starts: `test_in_the_interpreter.py` beside this folder

runs them so in a process of its own. By hand: ``TRITON_INTERPRET=1 pytest tests/torch/kernels/interpreted``.
"""

import os

collect_ignore_glob = [] if os.environ.get("TRITON_INTERPRET") == "1" else ["test_*.py"]
