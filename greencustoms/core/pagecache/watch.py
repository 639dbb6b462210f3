"""Looks every fraction of a second, in a thread of its own, whether content changed and whether the database answers.

Readers therefore never wait for the database: they are told the last state seen. A look costs one small query.
"""

import logging
import os
import threading
import time

from django.db import Error, connection

from .. import stamp

logger = logging.getLogger(__name__)

BETWEEN_LOOKS = 0.3
BETWEEN_IDLE_LOOKS = 5.0
IDLE_AFTER = 10.0
TOO_OLD = 0.8
"""Seconds after which a state is not believed any more, and a reader waits for the next look."""

PATIENCE = 1.0
"""Seconds that a look may take before the database counts as gone."""


class Watch:
    """The state of the content as it was seen last. One for each process; the thread starts with its first reader."""

    def __init__(self):
        self.stamp = None
        self.withdrawn = 0.0
        self.withdrawn_seen = 0.0
        self.edge = None
        self.seen_at = 0.0
        self.asked_at = 0.0
        self.look_since = None
        self.failed = False
        self.pid = None
        self.is_stopped = False
        self.starting = threading.Lock()
        self.wake = threading.Event()
        self.looked = threading.Condition()

    def current(self):
        """Return the stamp of the content, at most `TOO_OLD` seconds old; None while the database is gone."""
        now = self.note()
        if now - self.seen_at > TOO_OLD:
            self.wait_for_a_look(now)
        return None if self.is_gone else self.stamp

    def note(self):
        """Note that there are readers. Returns the time."""
        if self.pid != os.getpid():
            self.start()
        self.asked_at = time.monotonic()
        return self.asked_at

    @property
    def is_gone(self):
        """Whether the database does not answer, or has kept us waiting for too long."""
        since = self.look_since
        return self.failed or (since is not None and time.monotonic() - since > PATIENCE)

    def start(self):
        with self.starting:
            if self.pid != os.getpid():
                self.failed, self.look_since, self.seen_at = False, None, 0.0
                self.looked = threading.Condition()
                threading.Thread(target=self.run, name="content-watch", daemon=True).start()
                self.pid = os.getpid()

    def run(self):
        while not self.is_stopped:
            self.look()
            # Behind a cache there are changes to tell even where no reader comes through.
            is_idle = not self.failed and not self.edge and time.monotonic() - self.asked_at > IDLE_AFTER
            self.wake.wait(BETWEEN_IDLE_LOOKS if is_idle else BETWEEN_LOOKS)
            self.wake.clear()

    def look(self):
        """Read the stamp once. Never raises: a look that fails says that the database is gone."""
        self.look_since = time.monotonic()
        try:
            found, withdrawn = stamp.current_with_withdrawal()
        except Error as error:
            if not self.failed:
                logger.error("The database does not answer; readers get the last good copies: %s", error)
            self.failed = True
            close_quietly()
        except Exception:
            # Whatever it is, the thread must live on: a dead one would show old pages for ever.
            logger.exception("Looking for changes of content failed")
            self.failed = True
            close_quietly()
        else:
            if self.failed:
                logger.warning("The database answers again")
            is_new = found != self.stamp
            self.note_withdrawal(withdrawn)
            self.stamp, self.failed = found, False
            self.seen_at = time.monotonic()
            if is_new and self.edge:
                self.edge.tell(self.withdrawn_seen)
        self.look_since = None
        with self.looked:
            self.looked.notify_all()

    def note_withdrawal(self, withdrawn):
        """Remember when something was last taken away; and when we saw that, as we may have shown it until now."""
        if withdrawn > self.withdrawn:
            self.withdrawn_seen = withdrawn if self.stamp is None else time.time()
            self.withdrawn = withdrawn

    def wait_for_a_look(self, asked_at):
        """Wake the thread after a pause and wait for it, but not long: the database may be gone."""
        if self.is_gone:
            return
        self.wake.set()
        with self.looked:
            self.looked.wait_for(lambda: self.seen_at >= asked_at or self.failed, timeout=PATIENCE)


def close_quietly():
    try:
        connection.close()
    except Exception:  # noqa: BLE001 - a connection that is broken may refuse to be closed, too
        connection.connection = None
