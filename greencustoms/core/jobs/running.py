"""Does jobs, one after the other: with an end to each, signs of life meanwhile, and words for what goes wrong."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from ..models import Job
from . import queue
from .kinds import JobError, Kind, Run, kind_named

SIGN_OF_LIFE_EVERY = 10
"""Seconds. Less than a third of `queue.LEASE`."""

UNKNOWN_KIND = gettext_noop("This version of the site does not know this kind of work.")
TOO_LONG = gettext_noop("It was not done after %(seconds)s seconds and was stopped.")
TOO_MUCH_MEMORY = gettext_noop("It needed more memory than there is.")
UNEXPECTED = gettext_noop("Something unexpected happened (%(error)s). Details are in the log of the site.")

logger = logging.getLogger(__name__)


class TimeIsUpError(BaseException):
    """Not an Exception, so that code which goes on after errors is stopped as well."""


def work_through(go_on: Callable[[], bool] = lambda: True) -> int:
    """Do everything that is due. Returns how many jobs were done, well or badly."""
    count = 0
    while go_on():
        close_when_idle()
        job = queue.take_next()
        if job is None:
            break
        do(job)
        count += 1
    if count:
        queue.tidy()
    return count


def do(job: Job):
    """Do a job that was taken. Never raises what the job raises."""
    kind = kind_named(job.kind)
    if kind is None:
        queue.fail(job, UNKNOWN_KIND, {}, try_again=False, tries_at_most=1)
        return
    started = time.monotonic()
    try:
        with translation.override(None), signs_of_life(job, kind), an_end_after(kind.seconds):
            kind.function(Run(job, reporter(job, kind, started)), **job.arguments)
        queue.finish(job)
    except queue.TakenOverError:
        logger.warning("Job %s (%s) was taken over by another process", job.pk, job)
    except JobError as error:
        note(job, kind, error.text, error.params, try_again=error.try_again)
    except TimeIsUpError:
        note(job, kind, TOO_LONG, {"seconds": kind.seconds})
    except MemoryError:
        note(job, kind, TOO_MUCH_MEMORY, {})
    except Exception as error:
        logger.exception("Job %s (%s) failed", job.pk, job)
        note(job, kind, UNEXPECTED, {"error": f"{type(error).__name__}: {error}"})


def note(job, kind, text, params, try_again=True):
    logger.warning("Job %s (%s), try %s of %s: %s", job.pk, job, job.tries, kind.tries, text % params)
    try:
        queue.fail(job, text, params, try_again=try_again, tries_at_most=kind.tries)
    except (queue.TakenOverError, DatabaseError) as error:
        # Its lease ends by itself, and it is taken up again.
        logger.warning("Job %s (%s): how it ended could not be written down: %s", job.pk, job, error)


def reporter(job, kind: Kind, started: float):
    def report(done, total, text, params):
        if time.monotonic() - started > kind.seconds:
            raise TimeIsUpError
        queue.report(job, progress=done, progress_total=total, said=queue.said(text, params))

    return report


@contextmanager
def signs_of_life(job: Job, kind: Kind):
    """Renew the lease while the work goes on, from a thread of its own; not beyond the time the work may take."""
    over = threading.Event()

    def renew():
        ends_at = time.monotonic() + kind.seconds + SIGN_OF_LIFE_EVERY
        while not over.wait(SIGN_OF_LIFE_EVERY) and time.monotonic() < ends_at:
            try:
                Job.objects.filter(pk=job.pk, token=job.token).update(lease_until=timezone.now() + queue.LEASE)
            except DatabaseError as error:
                logger.warning("Job %s (%s) could not give a sign of life: %s", job.pk, job, error)
            finally:
                connection.close()

    threading.Thread(target=renew, name=f"job-{job.pk}", daemon=True).start()
    try:
        yield
    finally:
        over.set()


@contextmanager
def an_end_after(seconds: int):
    """Stop the work in the middle once its time is up. Only the main thread can be stopped so; others are stopped
    when they next tell how far they are."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number, frame):
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def close_when_idle():
    """Drop a connection that has been kept for too long; in the middle of a transaction (of a test) leave it."""
    if not connection.in_atomic_block:
        close_old_connections()
