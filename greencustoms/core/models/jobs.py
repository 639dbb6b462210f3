"""Work that nobody should wait for: what is to be done, how it stands, and what went wrong, in words."""

from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DONE_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=30)


class JobQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Job.State.WAITING)

    def due(self, at=None):
        """Waiting and its time has come, or being done by a process that has fallen silent; what is urgent first."""
        at = at or timezone.now()
        waiting = models.Q(state=Job.State.WAITING, run_after__lte=at)
        cut_off = models.Q(state=Job.State.RUNNING, lease_until__lte=at)
        return self.filter(waiting | cut_off).order_by("-is_urgent", "run_after", "pk")

    def running(self, at=None):
        """Being done by a process that still gives signs of life."""
        return self.filter(state=Job.State.RUNNING, lease_until__gt=at or timezone.now())

    def old(self, at=None):
        """Over for so long that nobody asks any more."""
        at = at or timezone.now()
        done = models.Q(state=Job.State.DONE, finished_at__lt=at - DONE_KEPT)
        return self.filter(done | models.Q(state=Job.State.FAILED, finished_at__lt=at - FAILED_KEPT))


class Job(models.Model):
    """One piece of work in the background. Only `core/jobs/` writes these rows.

    Of one kind and key at most one waits: asking again for what waits already changes nothing. While one is being
    done another may be waiting, as what it is made from may have changed since the first began.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being done")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("what"), max_length=200, blank=True)
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    is_urgent = models.BooleanField(default=False, help_text="Somebody waits for it.")

    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    run_after = models.DateTimeField(default=timezone.now)
    token = models.CharField(max_length=32, blank=True, help_text="Of whoever does it now; nobody else may report.")
    lease_until = models.DateTimeField(null=True, help_text="Without a sign of life until then it is taken up again.")

    progress = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    said = models.JSONField(default=dict, help_text="A sentence on how it stands and its details: text, params.")

    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("begun"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = JobQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(state="waiting"), name="core_job_waits_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["run_after"], condition=models.Q(state__in=["waiting", "running"]), name="core_job_unfinished"
            ),
            models.Index(fields=["-created_at"], name="core_job_newest"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}".strip()

    @property
    def percent(self):
        return min(100, self.progress * 100 // self.progress_total) if self.progress_total else 0

    @property
    def is_over(self):
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def message(self) -> str:
        """How it stands, in the active language."""
        text = self.said.get("text", "")
        return gettext(text) % self.said.get("params", {}) if text else ""
