"""The files of a report, as long as it is not published: only its partner and, once submitted, staff may fetch them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .draft import ReportDraft
from .fields import person, random_key


class AttachmentQuerySet(models.QuerySet):
    def current(self):
        """Not removed or replaced."""
        return self.filter(removed_at=None)

    def clean(self):
        return self.filter(file__scan_state="clean")

    def in_order(self):
        return self.select_related("file").order_by("kind", "pk")


class ReportAttachment(models.Model):
    """A document or a photograph. A removed one is kept, as the log names it, but only its partner and staff see it."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        PHOTO = "photo", _("photograph")

    key = random_key()
    draft = models.ForeignKey(ReportDraft, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField("core.PrivateFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    alt_text = models.CharField(
        _("text for people who cannot see the picture"),
        max_length=250,
        blank=True,
        help_text=_("Say what is in the picture, in one sentence."),
    )
    credit = models.CharField(_("who made the picture"), max_length=200, blank=True)
    has_consent = models.BooleanField(_("everybody in the picture agreed that it is published"), default=False)
    is_public = models.BooleanField(
        _("to be published"), default=True, help_text=_("Without this only the secretariat sees the file.")
    )
    added_by = person(_("added by"))
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True)

    objects = AttachmentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")

    def __str__(self):
        return self.title

    @property
    def is_photo(self):
        return self.kind == self.Kind.PHOTO

    @property
    def remarks(self):
        """What was taken out of the file, and what is still in it, in words."""
        return self.file.remark_texts
