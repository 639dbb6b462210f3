"""Workshops that partners announced. What they sent is a page that goes live when the secretariat approves it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from .fields import of_partner, own_page, person, random_key


class Announcement(models.Model):
    """Who announced which workshop, with what was typed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("with the secretariat")
        RETURNED = "returned", _("sent back with remarks")
        PUBLISHED = "published", _("published")
        NOT_TAKEN = "not-taken", _("not published")

    key = random_key()
    partner = of_partner("announcements")
    page = own_page("workshops.WorkshopPage", "announcement")
    title = models.CharField(_("title"), max_length=255)
    data = models.JSONField(_("what was typed"), default=dict)
    sent_by = person(_("sent by"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("announced workshop")
        verbose_name_plural = _("announced workshops")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def state(self):
        """Where it stands, as Wagtail's workflow knows it."""
        if not self.page:
            return self.State.NOT_TAKEN
        if self.page.live:
            return self.State.PUBLISHED
        state = self.page.current_workflow_state
        if not state:
            return self.State.NOT_TAKEN
        if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return self.State.RETURNED
        return self.State.WAITING

    @property
    def state_in_words(self):
        return self.state.label

    @property
    def remarks(self):
        """What the moderators asked for last."""
        if not self.page:
            return ""
        rejected = TaskState.objects.for_instance(self.page).filter(status=TaskState.STATUS_REJECTED)
        last = rejected.order_by("-finished_at", "-pk").first()
        return last.comment if last else ""
