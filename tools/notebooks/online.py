"""The first cell of a published notebook: it fetches the course where a notebook comes alone, as on Colab."""

from address import Address
from notebooks.source import Cell

# A clone, not a wheel: pages read recorded runs of book/, and checks name its sections. Without dependencies:
# torch stays the one that is there, built for that machine's GPU. In plain Python, so that whatever reads
# notebooks can parse the cell.
FETCH = """from importlib.util import find_spec

if find_spec("lstm_ref") is None:  # only where this notebook was opened without the course, as on Colab
    import os
    import sys

    run = get_ipython().system
    run("git clone --quiet --depth 1 --branch {branch} {url} {name}")
    run(f'"{{sys.executable}}" -m pip install --quiet --no-deps --editable ./{name}')
    sys.path.append(os.path.abspath("{name}"))  # this kernel started before the installation"""


def first_cells(address: Address | None) -> list[Cell]:
    """The cell that fetches the course from its public address; none while it has no address."""
    if address is None:
        return []
    text = FETCH.format(url=address.url, branch=address.branch, name=address.name)
    return [Cell("code", text, 1, id="install", metadata={"tags": ["nbval-skip", "remove-cell"]})]
