"""What every page needs and rarely changes, remembered in the process until content changes.

Keys are few and fixed (languages, sites), so nothing here can grow without end; page addresses are bounded.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from . import stamp

Value = TypeVar("Value")

MOST = 5000

_lock = Lock()
_kept: OrderedDict[Hashable, tuple[object, object]] = OrderedDict()


def remember(key: Hashable, build: Callable[[], Value]) -> Value:
    """Return what `build` gave for that key since the last change of content; build it if there is nothing."""
    now = stamp.current()
    found = _kept.get(key)
    if found and found[0] == now:
        return found[1]
    value = build()
    with _lock:
        _kept[key] = (now, value)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return value


def forget():
    """Forget everything; for tests."""
    with _lock:
        _kept.clear()
