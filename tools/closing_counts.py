"""Add up the reports that pytest leaves, and say what a reader of a long log wants last.

Standard library only.
"""

import re
import xml.etree.ElementTree as ET

KINDS = ("passed", "failed", "skipped", "cuda")


def count(report):
    """Counts of one junit file. An error in a fixture, or a file that cannot be read, counts as failed."""
    counts = dict.fromkeys(KINDS, 0)
    for case in ET.parse(report).iter("testcase"):
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            counts["failed"] += 1
        elif skip is None:
            counts["passed"] += 1
        else:
            counts["skipped"] += 1
            counts["cuda"] += bool(re.search("cuda", f"{skip.get('message')} {skip.text}", re.IGNORECASE))
    return counts


def line(counts):
    return "{passed} passed, {failed} failed, {skipped} skipped".format(**counts)


def closing_lines(reports, notes=()):
    """`reports`: {what ran: its junit file}. The notes come above the last line, which holds the sum."""
    each = {name: count(path) for name, path in reports.items() if path.is_file()}
    total = {kind: sum(counts[kind] for counts in each.values()) for kind in KINDS}
    lines = [f"{name}: {line(counts)}" for name, counts in each.items()]
    lines += [f"{name}: did not finish" for name in reports if name not in each]
    return [*lines, *notes, f"CUDA tests skipped: {total['cuda']}", line(total)]
