"""Which workshops can be reported on, and what a report begins with."""

from datetime import timedelta

from django.utils import timezone

from workshops.models import WorkshopPage


def reportable():
    """Workshops that can be reported on: public, and not only planned. Reports belong to the page in English."""
    held = WorkshopPage.objects.live().public().filter(locale__language_code="en")
    return held.exclude(status=WorkshopPage.Status.CANCELLED).filter(
        start_date__lte=timezone.localdate() + timedelta(days=1)
    )


def first_words(workshop):
    """What is on record already need not be typed again."""
    data = {"title": "", "language": "en"}
    for name in ("participants_total", "participants_women", "participants_men"):
        value = getattr(workshop, name)
        data[name] = "" if value is None else str(value)
    return data
