"""A task that counts matrix products: they are handed in as a function, so no clock is needed."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from lstm_ref.numpy.arrays import Array
from lstm_ref.verify.engine import Mistake, Task
from lstm_ref.verify.guard import check_signature
from lstm_ref.verify.mistake import Answer

# A column of ones for the bias makes a product a little larger. What is computed twice makes it much larger.
SPARE = 1.5


class Product:
    """`product(a, b)` is a @ b of two matrices; it remembers how many there were, and how large."""

    def __init__(self) -> None:
        self.calls = 0
        self.multiplications = 0

    def __call__(self, a: Array, b: Array) -> Array:
        if getattr(a, "ndim", 0) != 2 or getattr(b, "ndim", 0) != 2 or a.shape[1] != b.shape[0]:
            shapes = " and ".join(str(getattr(part, "shape", type(part).__name__)) for part in (a, b))
            raise ValueError(f"product takes two matrices, (N, K) and (K, M); it got {shapes}")
        self.calls += 1
        self.multiplications += a.shape[0] * a.shape[1] * b.shape[1]
        made: Array = a @ b
        return made


def counted(due: Callable[..., int], fn: Answer) -> Answer:
    """`fn`, without its last argument `product`: returns its array, the number of products, and their share.

    The share is that of the `due` multiplications that went through `product`; it is one where all did.
    """
    product = Product()

    @wraps(fn)
    def run(*arguments: Any) -> tuple[Any, int, float]:
        product.calls = product.multiplications = 0
        made = fn(*arguments, product)
        share = product.multiplications / due(*arguments)
        return made, product.calls, 1.0 if 1 <= share <= SPARE else share

    run.__signature__ = inspect.signature(due)  # type: ignore[attr-defined]
    run.uncounted = fn  # type: ignore[attr-defined]
    return run


def uncounted(fn: Answer) -> Answer:
    """What `counted` was given; any other function as it is."""
    found: Answer = getattr(fn, "uncounted", fn)
    return found


@dataclass(frozen=True)
class CountedTask(Task):
    """A `Task` whose answer takes `product` as its last argument; `due` counts what its products must take.

    `reference` and the mistakes' answers are written as a learner's, and wrapped by `counted_task`.
    """

    due: Callable[..., int] = lambda *_: 1

    def planted(self, mistake: Mistake) -> Answer:
        return uncounted(mistake.answer)

    def grade(self, fn: Answer) -> str:
        _, bound = self.cases()[0]
        names = [*bound.arguments, "product"]
        parameters = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in names]
        check_signature(uncounted(fn), inspect.Signature(parameters).bind(*bound.args, Product()))
        return super().grade(counted(self.due, uncounted(fn)))


def counted_task(
    *, due: Callable[..., int], reference: Answer, mistakes: tuple[Mistake, ...], **told: Any
) -> CountedTask:
    """A `CountedTask`, its reference and its mistakes wrapped."""
    wrapped = tuple(
        Mistake(each.id, counted(due, each.answer), each.symptom, each.hint, each.section)
        for each in mistakes
    )
    return CountedTask(reference=counted(due, reference), mistakes=wrapped, due=due, **told)
