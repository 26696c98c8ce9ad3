"""Parameters are named tuples, possibly of named tuples, and tuples where there are layers: trees.

They do not look at what the leaves are, so both backends use them.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

Tree = TypeVar("Tree")


def tree_map(function: Callable[..., Any], tree: Tree, *others: Any) -> Tree:
    """Apply `function` to each leaf of `tree`, together with the leaves at the same place of `others`.

    Returns:
        a tree of the same kind that holds what `function` returned.
    """
    if isinstance(tree, tuple):
        mapped = [tree_map(function, *leaves) for leaves in zip(tree, *others, strict=True)]
        made: Any = type(tree)(*mapped) if hasattr(tree, "_fields") else tuple(mapped)
        return cast(Tree, made)
    result: Tree = function(tree, *others)
    return result


def tree_add(left: Tree, right: Tree) -> Tree:
    """Leaf by leaf, left + right."""
    return tree_map(lambda a, b: a + b, left, right)


def tree_leaves(tree: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Each leaf with its dotted name: ``("cell.weight_hh", array)``, ``("0.bias", array)`` in layer 0."""
    if isinstance(tree, tuple):
        names = getattr(tree, "_fields", None) or [str(place) for place in range(len(tree))]
        for name, part in zip(names, tree, strict=True):
            yield from tree_leaves(part, f"{prefix}.{name}" if prefix else name)
    else:
        yield prefix, tree
