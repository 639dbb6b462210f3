"""Moderators are reminded of a report after 7, 14 and 28 days. Each once, also when the command runs late or twice."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models import Action, Reminder, ReportDraft
from . import letters
from .rights import seen_by_staff

AFTER_DAYS = (7, 14, 28)


def remind(now=None) -> int:
    """Send what is due; return how many reports were reminded of. When several are due at once, only one is sent."""
    now = now or timezone.now()
    keys = seen_by_staff().waiting().filter(submitted_at__lte=now - timedelta(days=AFTER_DAYS[0]))
    return sum(remind_of(key, now) for key in keys.values_list("pk", flat=True))


@transaction.atomic
def remind_of(key, now) -> bool:
    draft = ReportDraft.objects.select_for_update().get(pk=key)
    event = draft.events.filter(action=Action.SUBMIT).last()
    if draft.state != "submitted" or event is None:
        return False
    waited = (now - event.at).days
    sent = set(event.reminders.values_list("days", flat=True))
    due = [days for days in AFTER_DAYS if days <= waited and days not in sent]
    if not due:
        return False
    Reminder.objects.bulk_create([Reminder(event=event, days=days, sent_at=now) for days in due])
    letters.tell_moderators(draft, "reminder", {"days": waited})
    return True
