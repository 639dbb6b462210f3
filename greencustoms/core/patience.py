"""How long the site waits for PostgreSQL: a server that is stopped or cut off keeps connections open and never
answers, and no time limit of its own can end that. So the waiting is done here, with an end.

Only web processes are impatient; commands may take their time.
"""

import select
import time
from collections.abc import Callable

from django.conf import settings

TO_CONNECT = 2.0
FOR_AN_ANSWER = 5.0
"""Seconds a single question may take. The pages of the site need milliseconds."""

WHEN_GONE = 0.3
"""Seconds a question may take while the database is known not to answer."""

SLICE = 0.1


def limit_waiting(is_gone: Callable[[], bool] = lambda: False):
    """End every wait for the database in this process. `is_gone` says whether it is known not to answer."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    import psycopg2.extensions

    def wait(connection):
        started = time.monotonic()
        while True:
            state = connection.poll()
            if state == psycopg2.extensions.POLL_OK:
                return
            waited = time.monotonic() - started
            if waited > limit(connection, is_gone()):
                raise psycopg2.OperationalError(f"no answer from the database for {waited:.1f} seconds")
            poller = select.poll()
            poller.register(
                connection.fileno(),
                select.POLLIN if state == psycopg2.extensions.POLL_READ else select.POLLOUT,
            )
            poller.poll(SLICE * 1000)

    def limit(connection, gone):
        if gone:
            return WHEN_GONE
        is_connecting = connection.status == psycopg2.extensions.STATUS_SETUP
        return TO_CONNECT if is_connecting else FOR_AN_ANSWER

    psycopg2.extensions.set_wait_callback(wait)


def wait_as_long_as_it_takes():
    """Undo `limit_waiting`; for tests."""
    import psycopg2.extensions

    psycopg2.extensions.set_wait_callback(None)
