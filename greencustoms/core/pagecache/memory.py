"""Copies in the memory of one process, the least used dropped first."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

SIZE_OF_A_MARK = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands for a page that may not be kept, so that it need not be tried again until content changes."""

    stamp: tuple

    def is_fresh(self, stamp, _now):
        return self.stamp == stamp


class Memory:
    """Holds at most so many bytes. Pages with a query have a quarter of them, so that no flood of queries drives
    the plain pages out."""

    def __init__(self, most):
        self.parts = {False: Part(most * 3 // 4), True: Part(most // 4)}

    def get(self, asked):
        return self.parts[bool(asked.query)].get(asked.key)

    def put(self, asked, copy):
        self.parts[bool(asked.query)].put(asked.key, copy, copy.size)

    def mark(self, asked, stamp):
        self.parts[bool(asked.query)].put(asked.key, Mark(stamp), SIZE_OF_A_MARK)

    def drop(self, asked):
        self.parts[bool(asked.query)].drop(asked.key)

    @property
    def size(self):
        return sum(part.size for part in self.parts.values())


class Part:
    def __init__(self, most):
        self.most, self.size = most, 0
        self.kept = OrderedDict()
        self.lock = Lock()

    def get(self, key):
        found = self.kept.get(key)
        if found is None:
            return None
        try:
            self.kept.move_to_end(key)
        except KeyError:  # another thread has just dropped it
            return None
        return found[0]

    def put(self, key, value, size):
        size += 2 * len(repr(key))
        with self.lock:
            self.forget(key)
            self.kept[key] = (value, size)
            self.size += size
            while self.size > self.most and self.kept:
                _key, (_value, freed) = self.kept.popitem(last=False)
                self.size -= freed

    def drop(self, key):
        with self.lock:
            self.forget(key)

    def forget(self, key):
        found = self.kept.pop(key, None)
        if found:
            self.size -= found[1]
