"""What was brought in from a table, by whom, and how to take it back."""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A run that works says so every second or so. One that has been silent for this long was cut off.
SILENCE = timedelta(minutes=2)


class ImportRunQuerySet(models.QuerySet):
    def light(self):
        """Without the table, the plan and the log: enough for lists and for progress."""
        return self.defer("table", "plan", "log")


class ImportRun(models.Model):
    """One uploaded table on its way into the site: checked first, then imported as a whole or not at all.

    `table` holds what stood in the file, `plan` what would be done with it, `log` what was done: for each row that
    was added or changed the id of the object and its revisions before and after, which is what undoing needs.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        READY = "ready", _("Checked, not imported")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Stopped, nothing was changed")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    AT_WORK = (State.CHECKING, State.RUNNING, State.UNDOING)

    kind = models.CharField(max_length=40, editable=False)
    file_name = models.CharField(_("file"), max_length=255)
    language = models.CharField(max_length=10, editable=False, help_text="The language its messages are told in.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    message = models.TextField(_("message"), blank=True)

    table = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    plan = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    log = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    rows = models.PositiveIntegerField(_("rows"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("left alone"), default=0)
    problems = models.PositiveIntegerField(_("problems"), default=0)

    progress = models.PositiveIntegerField(default=0, help_text="How many steps of `progress_total` are done.")
    progress_total = models.PositiveIntegerField(default=0)
    sign_of_life = models.DateTimeField(null=True, help_text="When work on it last said that it goes on.")

    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    finished_at = models.DateTimeField(_("imported"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)

    objects = ImportRunQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "-created_at"], name="core_import_kind")]

    def __str__(self):
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def is_at_work(self):
        return self.state in self.AT_WORK

    @property
    def is_importable(self):
        """Checked, without a problem, and with something to do."""
        return self.state == self.State.READY and not self.problems and bool(self.added or self.changed)

    @property
    def rows_to_import(self):
        return self.added + self.changed

    @property
    def percent(self):
        return min(100, self.progress * 100 // self.progress_total) if self.progress_total else 0

    @property
    def has_fallen_silent(self):
        """Whether the work on it was cut off: by a restart, or because the machine ran out of memory."""
        since = self.sign_of_life or self.created_at
        return self.is_at_work and timezone.now() - since > SILENCE
