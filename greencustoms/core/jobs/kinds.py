"""The kinds of work there are: each a function that may be run twice, with its limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

PAUSES = [timedelta(seconds=10), timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1)]
"""How long to wait before the next try, by the number of tries that failed. A try that was cut off counts as one."""


class JobError(Exception):
    """What went wrong, in words for the secretariat. Trying again would not help unless `try_again` is set.

    The text is marked with `gettext_noop` and is translated when it is shown; details go into `params` by name.
    """

    def __init__(self, text: str, *, try_again=False, **params):
        super().__init__(text % params)
        self.text, self.params, self.try_again = text, params, try_again


class Run:
    """What a function of a kind gets first: the way to say how far it is."""

    def __init__(self, job, report: Callable[..., None]):
        self.job = job
        self._report = report

    def tell(self, done: int, total: int, text: str = "", **params):
        """Say how far it is; `text` as in `JobError`. Raises if somebody else has taken the job over, or in the end of
        its time."""
        self._report(done, total, text, params)


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    function: Callable
    seconds: int
    tries: int
    waiting_at_most: int


_kinds: dict[str, Kind] = {}


def job(name: str, *, label: str, seconds: int = 300, tries: int = 3, waiting_at_most: int = 1000):
    """Register the decorated function as a kind of work. Its module must be imported when the apps are ready.

    The function gets a `Run` and what `enqueue` was given, by name. It may be run again after it was cut off anywhere,
    so it does the same work twice without harm. It is stopped after `seconds`.
    """

    def register(function: Callable) -> Callable:
        _kinds[name] = Kind(name, label, function, seconds, tries, waiting_at_most)
        return function

    return register


def kind_named(name: str) -> Kind | None:
    return _kinds.get(name)


def label_of(name: str) -> str:
    """What people read for that kind; its name if this version of the site does not know it."""
    kind = _kinds.get(name)
    return str(kind.label) if kind else name


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)
