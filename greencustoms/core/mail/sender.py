"""The thread of each process that empties the outbox: at once when something was stored, and every half minute.

No service of its own is needed. What a killed process left behind is found by the next look of any other.
"""

import logging
import os
import threading

from django.db import DatabaseError, close_old_connections

LOOK_EVERY = 30
"""Seconds between two looks at the outbox when nobody wakes the sender."""

logger = logging.getLogger(__name__)

_something_to_do = threading.Event()
_lock = threading.Lock()
_running_in: int | None = None


def wake():
    """Send what is due, without making anybody wait for it."""
    start()
    _something_to_do.set()


def start():
    """Start the thread of this process, unless it runs. A forked process has none of its parent's threads."""
    global _running_in
    with _lock:
        if _running_in == os.getpid():
            return
        _running_in = os.getpid()
        threading.Thread(target=run, name="mail", daemon=True).start()


def run():
    while True:
        _something_to_do.wait(LOOK_EVERY)
        _something_to_do.clear()
        send_quietly()


def send_quietly():
    from .outbox import send_due

    close_old_connections()
    try:
        send_due()
    except DatabaseError as error:
        logger.warning("The outbox could not be read: %s", error)
    except Exception:
        logger.exception("The outbox could not be emptied")
    finally:
        close_old_connections()
