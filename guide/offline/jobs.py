"""Asks for the packs of a language to be made in the background, and makes them: see docs/jobs.md."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from greencustoms.core.jobs import enqueue, job
from greencustoms.core.jobs.queue import QueueFullError

from ..models import OfflineFile
from .building import build, stamp_now
from .packs import packs_for

NAME = "offline.build"
AT_MOST_EVERY = timedelta(minutes=10)
"""While content changes all the time, packs are made anew so often and no more."""


@job(NAME, label=gettext_lazy("Pages to keep on a phone"), seconds=900, tries=3, waiting_at_most=20)
def build_packs(run, *, language):
    build(language, run.tell)


def ask_for_packs(language: str) -> bool:
    """See to it that the packs of a language become ready or current. Returns whether there are any yet.

    It is asked by readers, so a language that nobody wants is never made.
    """
    made = OfflineFile.objects.filter(language=language).values_list("made_at", "stamp").order_by("made_at").first()
    if not packs_for(language):
        return True
    if made is None:
        ask(language, urgent=True)
        return False
    made_at, its_stamp = made
    if its_stamp != stamp_now():
        ask(language, delay=max(timedelta(0), made_at + AT_MOST_EVERY - timezone.now()))
    return True


def ask(language, **how):
    # Where too many wait already, the next reader asks again.
    with suppress(QueueFullError):
        enqueue(NAME, key=language, language=language, **how)
