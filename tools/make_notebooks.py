"""Make every notebook of the course from its text.

    python tools/make_notebooks.py            write what is stale or missing, remove what is orphaned
    python tools/make_notebooks.py --check    only say what would change; exit status 1 if anything would

book/NN-topic.md        -> book/NN-topic.ipynb        the chapter in plain Markdown, without outputs
solutions/NN-topic.md   -> exercises/NN-topic.ipynb   stubs, hints and target pictures, without outputs
                        -> solutions/NN-topic.ipynb   executed, with outputs
                        -> exercises/figures/N.M.png  what the solution draws for task N.M
"""

import sys
from pathlib import Path

import click

from address import BadAddress
from notebooks.errors import SourceError
from notebooks.run import RunFailed
from notebooks.update import EditedByHand, problems, update

REPOSITORY = Path(__file__).resolve().parent.parent


@click.command(help=__doc__.split("\n")[0] if __doc__ else None)
@click.option(
    "--check", is_flag=True, help="Write nothing; name each file that is stale, missing or orphaned."
)
@click.option(
    "--all", "rerun_all", is_flag=True, help="Execute every solution again, not only the changed ones."
)
@click.option("--force", is_flag=True, help="Overwrite exercises even where somebody edited them.")
@click.option("--root", type=click.Path(path_type=Path, exists=True, file_okay=False), default=REPOSITORY)
def main(check: bool, rerun_all: bool, force: bool, root: Path) -> None:
    root = root.resolve()
    try:
        if check:
            sys.exit(_report(root))
        for line in update(root, rerun_all=rerun_all, force=force):
            click.echo(line)
    except EditedByHand as error:
        for path in error.paths:
            click.echo(f"{path.relative_to(root)} was edited by hand, so it is left alone.", err=True)
        click.echo(_ADVICE.format(number=error.paths[0].name.split("-")[0].lstrip("0")), err=True)
        sys.exit(1)
    except (BadAddress, SourceError, RunFailed, FileNotFoundError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


_ADVICE = """To solve it, work on a copy of your own: 'lstm-ref start {number}' makes one under my/.
To change the exercise, edit its text in solutions/ and run this again.
To throw the edits away, add --force."""


def _report(root: Path) -> int:
    found = problems(root)
    for problem in found:
        click.echo(f"{problem.what}: {problem.path.relative_to(root)} ({problem.why})")
    if found:
        click.echo("Run 'make notebooks' (python tools/make_notebooks.py) and commit what it writes.")
    return bool(found)


if __name__ == "__main__":
    main()
