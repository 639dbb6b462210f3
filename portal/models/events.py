"""The log of a report: replayed, it gives the state."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .draft import ReportDraft
from .fields import person
from .states import MOVES, Action, State


class ReportEvent(models.Model):
    """One move of a report from a state to a state. Events are only added, in one transaction with the move."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(_("what happened"), max_length=10, choices=Action)
    from_state = models.CharField(_("from"), max_length=10, choices=State, blank=True)
    to_state = models.CharField(_("to"), max_length=10, choices=State)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = person(_("who"))
    by_name = models.CharField(_("name"), max_length=320, help_text=_("As it was then; stays if the account goes."))
    is_by_staff = models.BooleanField(_("by the secretariat"), default=False)
    comment = models.TextField(_("comment"), blank=True, help_text=_("The partner reads it."))
    revision_id = models.PositiveBigIntegerField(_("revision of the page"), null=True)
    files = models.JSONField(_("files"), default=list, help_text=_("Key, name and SHA-256 of each file then attached."))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of a report")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_action_display()}: {self.draft}"


def replayed_state(events) -> State | None:
    """The state that these events lead to, in their order. Raises ValueError where one does not follow from the last."""
    state = None
    for event in events:
        expected = MOVES.get((state, Action(event.action)))
        if (event.from_state or None) != state or event.to_state != expected:
            raise ValueError(f"Step {event.pk} does not lead from {state} to {event.to_state}.")
        state = expected
    return state


class Reminder(models.Model):
    """Moderators were reminded of a submission after so many days. One row for each, so that none is sent twice."""

    event = models.ForeignKey(ReportEvent, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("days"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["event", "days"], name="portal_reminder_once")]

    def __str__(self):
        return f"{self.event}, {self.days}"
