"""A task that counts matrix products: they are handed in as a function, so no clock is needed.

A number of calls alone can be reached in other ways than the one that is asked for. So the shapes of the
products are looked at too, and a run in which `product` gives zeros shows what was multiplied without it.
"""

import copy
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.verify.elsewhere import Elsewhere
from lstm_ref.verify.engine import Mistake, Task
from lstm_ref.verify.guard import check_signature
from lstm_ref.verify.mistake import Answer

Shape = tuple[int, int, int]  # (N, K, M) of a product of an (N, K) and a (K, M) matrix
Due = Callable[..., tuple[int, int]]
Kinds = Callable[..., Sequence[frozenset[Shape]]]


class Product:
    """`product(a, b)` is a @ b of two matrices, or zeros; it remembers the shapes (N, K, M)."""

    def __init__(self, silent: bool = False) -> None:
        self.silent = silent
        self.shapes: list[Shape] = []

    @property
    def multiplications(self) -> int:
        return sum(n * k * m for n, k, m in self.shapes)

    def __call__(self, a: Array, b: Array) -> Array:
        if getattr(a, "ndim", 0) != 2 or getattr(b, "ndim", 0) != 2 or a.shape[1] != b.shape[0]:
            shapes = " and ".join(str(getattr(part, "shape", type(part).__name__)) for part in (a, b))
            raise ValueError(f"product takes two matrices, (N, K) and (K, M); it got {shapes}")
        self.shapes.append((*a.shape, b.shape[1]))
        made: Array = a @ b
        if self.silent:
            made = 0 * made
        return made


def either_way(shapes: Sequence[Shape]) -> frozenset[Shape]:
    """These shapes, and those of the same products turned round: (a b)^T = b^T a^T."""
    return frozenset(turned for n, k, m in shapes for turned in ((n, k, m), (m, k, n)))


def reached_without(fn: Answer, arguments: Sequence[Any], places: Sequence[int]) -> list[int]:
    """For each of these places, 1 where `product` gives zeros and the argument still reaches the result."""

    def run(changed: int | None) -> Any:
        given = [copy.deepcopy(part) for part in arguments]
        if changed is not None:
            given[changed] = 1 + 2 * given[changed]
        return fn(*given, Product(silent=True))

    def same(one: Any, other: Any) -> bool:
        return np.shape(one) == np.shape(other) and np.array_equal(one, other, equal_nan=True)

    with np.errstate(all="ignore"):
        return [int(not same(run(None), run(place))) for place in places]


def counted(due: Due, kinds: Kinds, multiplied: Sequence[str], fn: Answer) -> Answer:
    """`fn`, without its last argument `product`: returns its array, and what its products were.

    These are: the number of products; for each of `kinds` the number of products with one of its shapes; the
    share of the multiplications that went through `product`, one where it lies within the two bounds that
    `due` gives; and for each of the arguments `multiplied`, 1 where it is multiplied without it.
    """
    places = [list(inspect.signature(due).parameters).index(name) for name in multiplied]

    @wraps(fn)
    def run(*arguments: Any) -> tuple[Any, ...]:
        product, (least, most) = Product(), due(*arguments)
        made, without = fn(*arguments, product), [0] * len(places)
        if isinstance(made, np.ndarray) and made.dtype.kind == "f":
            without = reached_without(fn, arguments, places)
        of_kind = [sum(shape in kind for shape in product.shapes) for kind in kinds(*arguments)]
        share = product.multiplications / least
        right = least <= product.multiplications <= most
        return made, len(product.shapes), *of_kind, 1.0 if right else share, *without

    run.__signature__ = inspect.signature(due)  # type: ignore[attr-defined]
    run.uncounted = fn  # type: ignore[attr-defined]
    return run


def uncounted(fn: Answer) -> Answer:
    """What `counted` was given; any other function as it is."""
    found: Answer = getattr(fn, "uncounted", fn)
    return found


@dataclass(frozen=True)
class CountedTask(Task):
    """A `Task` whose answer takes `product` as its last argument; `wrap` is `counted` with what is due.

    `reference` and the mistakes' answers are written as a learner's, and wrapped by `counted_task`.
    """

    wrap: Callable[[Answer], Answer] = uncounted

    def planted(self, mistake: Mistake) -> Answer:
        return uncounted(mistake.answer)

    def grade(self, fn: Answer) -> str:
        _, bound = self.cases()[0]
        names = [*bound.arguments, "product"]
        parameters = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in names]
        check_signature(uncounted(fn), inspect.Signature(parameters).bind(*bound.args, Product()))
        if isinstance(fn, Elsewhere):
            return super().grade(fn.wrapped(self.wrap))
        return super().grade(self.wrap(uncounted(fn)))


def counted_task(
    *,
    due: Due,
    kinds: Kinds,
    multiplied: Sequence[str],
    reference: Answer,
    mistakes: tuple[Mistake, ...],
    **told: Any,
) -> CountedTask:
    """A `CountedTask`, its reference and its mistakes wrapped."""

    def wrap(fn: Answer) -> Answer:
        return counted(due, kinds, multiplied, fn)

    wrapped = tuple(
        Mistake(each.id, wrap(each.answer), each.symptom, each.hint, each.section) for each in mistakes
    )
    return CountedTask(reference=wrap(reference), mistakes=wrapped, wrap=wrap, **told)
