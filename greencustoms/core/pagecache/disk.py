"""Copies on the disk of one machine: its processes share them, and they are still there when the database is not.

A file for each page, written beside and renamed, so that none is ever seen half-written. A damaged or missing file,
a full or read-only disk mean only that the page is rendered again.
"""

import fcntl
import hashlib
import logging
import os
import time
from contextlib import contextmanager
from pathlib import Path

from .copies import from_bytes, to_bytes

logger = logging.getLogger(__name__)

LOCKS = 64
PATIENCE = 2.0
"""Seconds to wait while another thread or process renders the same page."""

WRITES_BETWEEN_SWEEPS = 200


class Disk:
    def __init__(self, folder: Path, most: int, longest: float, generation: str):
        """Keep at most so many bytes, for so many seconds. Copies of another generation are never found."""
        self.folder, self.most, self.longest, self.generation = folder, most, longest, generation
        self.writes = 0

    def path(self, asked):
        name = hashlib.blake2b(repr((self.generation, asked.key)).encode(), digest_size=20).hexdigest()
        return self.folder / name[:2] / name

    def get(self, asked):
        path = self.path(asked)
        try:
            return from_bytes(path.read_bytes(), asked.key)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            self.drop(asked)
            return None

    def put(self, asked, copy):
        """Store a copy. Pages with a query are too many for the disk."""
        if asked.query:
            return
        path = self.path(asked)
        beside = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(to_bytes(copy, asked.key))
                beside.replace(path)
            except OSError:
                beside.unlink(missing_ok=True)
                raise
        except OSError as error:
            logger.warning("A page could not be kept on disk: %s", error)
            return
        self.writes += 1
        if self.writes % WRITES_BETWEEN_SWEEPS == 1:
            self.sweep()

    def drop(self, asked):
        try:
            self.path(asked).unlink(missing_ok=True)
        except OSError as error:
            logger.warning("A kept page could not be removed: %s", error)

    def sweep(self):
        """Remove what is older than allowed, and the oldest until three quarters of the room are used."""
        files, now = [], time.time()
        try:
            for folder in os.scandir(self.folder):
                if len(folder.name) == 2 and folder.is_dir():
                    files += [(file.stat().st_mtime, file.stat().st_size, file.path) for file in os.scandir(folder)]
        except OSError:
            return
        files.sort(reverse=True)
        used = 0
        room = self.most if sum(size for _time, size, _path in files) <= self.most else self.most * 3 // 4
        for changed, size, path in files:
            used += size
            if used > room or now - changed > self.longest:
                Path(path).unlink(missing_ok=True)

    @contextmanager
    def one_at_a_time(self, asked):
        """Let one thread of one process on this machine render a page; the others wait for it a while.

        Yields whether it is our turn; false after waiting in vain. The system lets go of the lock when a process
        ends, however it ends.
        """
        try:
            folder = self.folder / "locks"
            folder.mkdir(parents=True, exist_ok=True)
            number = int.from_bytes(hashlib.blake2b(repr(asked.key).encode(), digest_size=2).digest()) % LOCKS
            file = (folder / str(number)).open("a")
        except OSError:
            yield True
            return
        with file:
            give_up_at = time.monotonic() + PATIENCE
            while not (is_ours := try_to_lock(file)) and time.monotonic() < give_up_at:
                time.sleep(0.005)
            yield is_ours


def try_to_lock(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks: each renders for itself
        return True
    return True
