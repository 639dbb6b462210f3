"""The rows of the queue: asking for work, taking it, reporting on it.

A job is taken by one update that checks what it changes, so of many processes one gets it, on SQLite and PostgreSQL
alike. Each report names the token of the taking: who was thought dead and was replaced changes nothing any more.
"""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_noop

from ..models import Job
from .kinds import PAUSES, kind_named

LEASE = timedelta(seconds=60)
"""Who does a job renews the lease every ten seconds or so."""

CUT_OFF = gettext_noop("The work was cut off %(tries)s times: the machine was restarted or had too little memory.")


class QueueFullError(Exception):
    """So much of this kind waits already that asking for more would not help anybody."""


class TakenOverError(Exception):
    """Somebody else does this job now."""


def enqueue(kind: str, key: str = "", *, urgent: bool = False, delay: timedelta = timedelta(0), **arguments) -> Job:
    """Ask for work of that kind, and return the job that will do it: a new one, or the one that waits already.

    `key` says what the work is about; of one kind and key at most one job waits. `urgent` says that somebody waits for
    it. The arguments are plain values, as they are kept as JSON. Work begins once the transaction is committed.
    Raises QueueFullError.
    """
    from .doorbell import ring

    known = kind_named(kind)
    if known is None:
        raise LookupError(f"There is no kind of job “{kind}”.")
    found = waiting_one(kind, key)
    if found is None:
        if Job.objects.waiting().filter(kind=kind).count() >= known.waiting_at_most:
            raise QueueFullError(kind)
        try:
            with transaction.atomic():
                found = Job.objects.create(
                    kind=kind, key=key, arguments=arguments, is_urgent=urgent, run_after=timezone.now() + delay
                )
        except IntegrityError:
            found = waiting_one(kind, key)
            if found is None:  # taken by a worker in this very moment: it began after we asked
                return Job.objects.filter(kind=kind, key=key).latest("pk")
    elif urgent and not found.is_urgent:
        Job.objects.waiting().filter(pk=found.pk).update(is_urgent=True, run_after=timezone.now())
    if not delay:
        transaction.on_commit(ring)
    return found


def waiting_one(kind, key):
    return Job.objects.waiting().filter(kind=kind, key=key).first()


def take_next() -> Job | None:
    """Take the next job that is due, if there is one that nobody else takes."""
    for pk, kind, tries, state in Job.objects.due().values_list("pk", "kind", "tries", "state")[:50]:
        known = kind_named(kind)
        if state == Job.State.RUNNING and tries >= (known.tries if known else 1):
            give_up_cut_off(pk, tries)
            continue
        taken = take(pk, tries)
        if taken is not None:
            return taken
    return None


def take(pk, tries) -> Job | None:
    now, token = timezone.now(), uuid.uuid4().hex
    same_work = Job.objects.running(now).filter(kind=OuterRef("kind"), key=OuterRef("key")).exclude(pk=OuterRef("pk"))
    ours = (
        Job.objects.due(now)
        .order_by()
        .filter(~Exists(same_work), pk=pk, tries=tries)
        .update(
            state=Job.State.RUNNING,
            token=token,
            tries=F("tries") + 1,
            lease_until=now + LEASE,
            started_at=now,
            finished_at=None,
            progress=0,
            progress_total=0,
            said={},
        )
    )
    return Job.objects.filter(pk=pk, token=token).first() if ours else None


def report(job: Job, **values):
    """Write down how it stands, and that somebody is alive."""
    values.setdefault("lease_until", timezone.now() + LEASE)
    if not Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING).update(**values):
        raise TakenOverError(str(job))


def finish(job: Job, text: str = "", **params):
    report(job, state=Job.State.DONE, finished_at=timezone.now(), lease_until=None, said=said(text, params))


def fail(job: Job, text: str, params: dict, *, try_again: bool, tries_at_most: int):
    """Note what went wrong; plan another try if that may help and there are tries left."""
    now = timezone.now()
    values = {"said": said(text, params), "lease_until": None}
    again = try_again and job.tries < tries_at_most and waiting_one(job.kind, job.key) is None
    if again:
        pause = PAUSES[min(job.tries - 1, len(PAUSES) - 1)]
        try:
            with transaction.atomic():
                report(job, state=Job.State.WAITING, run_after=now + pause, token="", **values)
            return
        except IntegrityError:
            pass  # the same was asked for meanwhile: that one is the next try
    report(job, state=Job.State.FAILED, finished_at=now, **values)


def give_up_cut_off(pk, tries):
    """A job that takes its process down with it, again and again, is not taken up for ever."""
    Job.objects.filter(pk=pk, tries=tries, state=Job.State.RUNNING, lease_until__lte=timezone.now()).update(
        state=Job.State.FAILED, finished_at=timezone.now(), said=said(CUT_OFF, {"tries": tries})
    )


def run_again(job: Job) -> Job:
    """Ask for the work of a job that is over, once more."""
    return enqueue(job.kind, job.key, urgent=True, **job.arguments)


def tidy():
    Job.objects.old().delete()


def said(text: str, params: dict) -> dict:
    return {"text": text[:2000], "params": {name: str(value)[:500] for name, value in params.items()}} if text else {}
