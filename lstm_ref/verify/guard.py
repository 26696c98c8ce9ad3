"""Call a learner's function so that nothing it does can hurt the check."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import linecache
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import numpy as np

from lstm_ref.verify.elsewhere import Elsewhere
from lstm_ref.verify.leaves import same_leaves
from lstm_ref.verify.verdict import CheckFailed
from lstm_ref.verify.whole_number import whole_number_due

_told_no_alarm = False


class TimeUp(BaseException):
    """Not an Exception, so that a learner's ``except Exception`` does not swallow it."""


def alarms_work_here() -> bool:
    """Alarms exist on Unix, and only the main thread receives them."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeUp` in the block after so many seconds; without alarms never, and stderr says so once.

    The alarm repeats, so that a block that swallows one is stopped by the next; a loop around a bare
    ``except:`` swallows them all, and only a limit outside the process (``lstm-ref check``) ends it.
    """
    global _told_no_alarm
    if not alarms_work_here():
        if not _told_no_alarm:
            print("No time limit here: stop an endless loop by hand (Kernel > Interrupt).", file=sys.stderr)
            _told_no_alarm = True
        yield
        return
    armed = True

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if armed:
            raise TimeUp

    previous = signal.signal(signal.SIGALRM, ring)
    left_before, interval_before = signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        if left_before:
            signal.setitimer(signal.ITIMER_REAL, left_before, interval_before)


@contextlib.contextmanager
def muted() -> Iterator[None]:
    """No printing and no warnings, for calls that the learner did not ask for."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield


def check_signature(fn: Any, bound: inspect.BoundArguments) -> None:
    """CheckFailed when `fn` is no function or does not take these arguments."""
    if isinstance(fn, Elsewhere):
        return fn.check_signature(bound)
    if not callable(fn):
        raise CheckFailed(f"hand in your function, not {type(fn).__name__} {str(fn)[:30]!r}", kind="type")
    try:
        theirs = inspect.signature(fn)
    except (TypeError, ValueError):
        return
    try:
        theirs.bind(*bound.args, **bound.kwargs)
    except TypeError:
        expected = f"({', '.join(bound.arguments)})" if bound.arguments else "no arguments"
        lead = f"your function should take {expected}; yours takes {theirs}"
        raise CheckFailed(lead, kind="signature") from None


def call(
    fn: Callable[..., Any],
    bound: inspect.BoundArguments,
    limit: float,
    *,
    quiet: bool = False,
    through: tuple[type[BaseException], ...] = (),
) -> Any:
    """The answer of `fn` to copies of these arguments.

    NotImplementedError (a stub), KeyboardInterrupt (the learner, or a limit outside) and the classes in
    `through` pass unchanged; anything else that goes wrong is a CheckFailed with kind ``exception``,
    ``time`` or ``changed-input``.
    """
    if isinstance(fn, Elsewhere):
        return fn.call(bound, limit, quiet=quiet, through=through)
    passing: tuple[type[BaseException], ...] = (NotImplementedError, KeyboardInterrupt, *through)
    handed = inspect.BoundArguments(bound.signature, copy.deepcopy(bound.arguments))
    silence: contextlib.AbstractContextManager[None] = muted() if quiet else warnings_shown()
    try:
        with time_limit(limit), silence:
            answer = fn(*handed.args, **handed.kwargs)
    except passing:
        raise
    except TimeUp:
        lead = f"your function did not come back within {limit:g} s"
        raise CheckFailed(lead, "Is there a loop whose condition never becomes false?", kind="time") from None
    except BaseException as error:
        raise crashed(fn, error) from None
    if inspect.iscoroutine(answer):
        answer.close()  # else Python warns, later and elsewhere, that nobody awaited it
    changed = same_leaves(dict(bound.arguments), dict(handed.arguments))
    if changed:
        lead = f"your function changes its input `{changed}`"
        advice = "Make a new array instead (`a = a + b`, not `a += b`), or work on a `.copy()`."
        raise CheckFailed(lead, advice, kind="changed-input", place=changed)
    return answer


@contextlib.contextmanager
def warnings_shown() -> Iterator[None]:
    """Warnings are shown, never raised, whatever the filters of the caller."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        yield


def crashed(fn: Callable[..., Any], error: BaseException) -> CheckFailed:
    """The exception in words, with the line of the learner's own code that raised it."""
    name = type(error).__name__
    if isinstance(error, RecursionError):
        message = "the function calls itself without end"
    elif isinstance(error, SystemExit):
        message = "the function ends the program; return the answer instead"
    else:
        message = safe_text(error)
    lead = f"your function raised {name}: {message}".rstrip(": ")
    return CheckFailed(lead, *where_it_broke(fn, error), kind="exception")


def safe_text(error: BaseException) -> str:
    """str(error), shortened; an exception's own text may raise as well."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        return ""
    return text if len(text) <= 300 else f"{text[:300]} …"


def where_it_broke(fn: Callable[..., Any], error: BaseException) -> list[str]:
    """The deepest line of the learner's own code in the traceback, and what is known of it; or nothing."""
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)][1:]
    try:
        home = getattr(inspect.unwrap(fn), "__globals__", None)
    except ValueError:
        home = None
    own = [(frame, line) for frame, line in frames if frame.f_globals is home] or frames[:1]
    if not own:
        return []
    frame, line = own[-1]
    source = linecache.getline(frame.f_code.co_filename, line).strip()
    number = line - frame.f_code.co_firstlineno + 1
    place = f"in line {number} of `{frame.f_code.co_name}`" + (f":  {source}" if source else "")
    return [place, *whole_number_due(error, source, frame.f_locals)]


def no_arguments() -> inspect.BoundArguments:
    """For functions that take none: a guess, a choice."""
    return inspect.Signature().bind()
