from typing import NamedTuple

import numpy as np

from lstm_ref.numpy import tree_add, tree_leaves, tree_map


class Pair(NamedTuple):
    a: object
    b: object


TREE = Pair(np.array([1.0, 2.0]), Pair(np.array(3.0), np.zeros((0, 2))))


def test_leaves_come_with_dotted_names_in_the_order_of_the_fields():
    assert [name for name, _ in tree_leaves(TREE)] == ["a", "b.a", "b.b"]
    assert [name for name, _ in tree_leaves(TREE, "model")] == ["model.a", "model.b.a", "model.b.b"]
    assert list(tree_leaves(7.0)) == [("", 7.0)]


def test_map_keeps_the_types_and_calls_once_for_each_leaf():
    doubled = tree_map(lambda leaf: 2 * leaf, TREE)
    assert type(doubled) is type(doubled.b) is Pair
    assert doubled.a.tolist() == [2, 4] and doubled.b.a == 6 and doubled.b.b.shape == (0, 2)


def test_map_takes_the_same_leaf_of_each_tree():
    assert tree_map(lambda a, b, c: a + 10 * b + 100 * c, Pair(1, 2), Pair(3, 4), Pair(5, 6)) == Pair(
        531, 642
    )


def test_layers_are_a_plain_tuple_and_their_places_are_the_names():
    layers = (Pair(1, 2), Pair(3, 4))
    assert tree_map(lambda leaf: 10 * leaf, layers) == (Pair(10, 20), Pair(30, 40))
    assert [name for name, _ in tree_leaves(layers, "cell")] == [
        "cell.0.a",
        "cell.0.b",
        "cell.1.a",
        "cell.1.b",
    ]


def test_a_list_is_a_leaf():
    assert tree_map(len, Pair([1, 2], [3])) == Pair(2, 1)


def test_add_adds_leaf_by_leaf_and_changes_neither_tree():
    before = TREE.a.copy()
    assert tree_add(TREE, TREE).a.tolist() == [2, 4]
    assert np.array_equal(TREE.a, before)
