"""Workshops that partners announced. What they sent is a page that goes live when the secretariat approves it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState


class Announcement(models.Model):
    """Who announced which workshop, with what was typed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("with the secretariat")
        RETURNED = "returned", _("sent back with remarks")
        PUBLISHED = "published", _("published")
        NOT_TAKEN = "not-taken", _("not published")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        "partners.PartnerPage",
        verbose_name=_("partner"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="announcements",
    )
    page = models.OneToOneField(
        "workshops.WorkshopPage",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="announcement",
    )
    title = models.CharField(_("title"), max_length=255)
    data = models.JSONField(_("what was typed"), default=dict)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
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
