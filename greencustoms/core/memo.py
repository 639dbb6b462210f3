"""What every page needs and rarely changes, remembered in the process until content changes.

Keys are few and fixed (languages, sites), so nothing here can grow without end; page addresses are bounded.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import TypeVar

from . import stamp

Value = TypeVar("Value")

MOST = 5000

_lock = Lock()
_kept: OrderedDict[Hashable, tuple[object, object]] = OrderedDict()


def remember(key: Hashable, build: Callable[[], Value]) -> Value:
    """Return what `build` gave for that key since the last change of content; build it if there is nothing."""
    found = recall([key])
    if key in found:
        return found[key]
    now, value = stamp.current(), build()
    store(key, value, now)
    return value


def recall(keys: Iterable[Hashable]) -> dict:
    """Return what is remembered for those keys since the last change of content; keys that are not are left out."""
    now = stamp.current()
    found = {key: _kept.get(key) for key in keys}
    return {key: value[1] for key, value in found.items() if value and value[0] == now}


def store(key: Hashable, value, now):
    """Remember a value that was made from the content of that stamp."""
    with _lock:
        _kept[key] = (now, value)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def forget():
    """Forget everything; for tests."""
    with _lock:
        _kept.clear()
