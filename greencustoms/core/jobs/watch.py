"""The thread of each web process that looks for jobs nobody was told of: tries whose pause is over, work of processes
that were killed; and that tells others when content has changed.
"""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

LOOK_EVERY = 30
"""Seconds between two looks."""

logger = logging.getLogger(__name__)

_lock = threading.Lock()
_running_in: int | None = None
_followers: list[Callable[[], None]] = []
_seen: object = None


def when_content_changes(function: Callable[[], None]) -> Callable[[], None]:
    """Call the decorated function after content has changed, and once after the start, in each web process.

    It is called within half a minute, not in the request that changed something, and does no work itself but asks for
    it: `enqueue(…, delay=…)`. As several processes ask, the delay is a minute or longer, so that all ask for one job.
    """
    _followers.append(function)
    return function


def start():
    """Start the thread of this process, unless it runs. A forked process has none of its parent's threads."""
    global _running_in
    with _lock:
        if _running_in == os.getpid():
            return
        _running_in = os.getpid()
        threading.Thread(target=run, name="jobs", daemon=True).start()


def run():
    while True:
        look_quietly()
        time.sleep(LOOK_EVERY)


def look_quietly():
    close_old_connections()
    try:
        look()
    except DatabaseError as error:
        logger.warning("The queue of jobs could not be read: %s", error)
    except Exception:
        logger.exception("The queue of jobs could not be looked at")
    finally:
        close_old_connections()


def look():
    global _seen
    from .. import stamp
    from ..models import Job
    from .doorbell import ring

    now = stamp.current()
    if now != _seen:
        for follow in _followers:
            follow()
        _seen = now
    if Job.objects.due().exists():
        ring()
