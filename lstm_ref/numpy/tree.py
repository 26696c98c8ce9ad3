"""Parameters are named tuples, possibly of named tuples; these functions walk such trees.

They do not look at what the leaves are, so both backends use them.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

Tree = TypeVar("Tree")


def tree_map(function: Callable[..., Any], tree: Tree, *others: Any) -> Tree:
    """Apply `function` to each leaf of `tree`, together with the leaves at the same place of `others`.

    Returns:
        a tree of the same kind that holds what `function` returned.
    """
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        mapped = (tree_map(function, *leaves) for leaves in zip(tree, *others, strict=True))
        return type(tree)(*mapped)
    result: Tree = function(tree, *others)
    return result


def tree_add(left: Tree, right: Tree) -> Tree:
    """Leaf by leaf, left + right."""
    return tree_map(lambda a, b: a + b, left, right)


def tree_leaves(tree: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each leaf with its dotted name: ``("cell.weight_hh", array)``, in the order of the fields."""
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        for name in tree._fields:
            yield from tree_leaves(getattr(tree, name), f"{prefix}.{name}" if prefix else name)
    else:
        yield prefix, tree
