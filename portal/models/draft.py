"""What a partner writes about a workshop, from the first word until it is published."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import of_partner, own_page, person, random_key
from .states import State


class ReportDraftQuerySet(models.QuerySet):
    def of_partner(self, partner):
        return self.filter(partner=partner)

    def kept(self):
        """Not in the bin."""
        return self.filter(deleted_at=None)

    def binned(self):
        return self.exclude(deleted_at=None)

    def waiting(self):
        """With the secretariat, the one that waits longest first."""
        return self.kept().filter(state=State.SUBMITTED).order_by("submitted_at", "pk")

    def for_lists(self):
        return self.select_related("workshop", "partner", "page", "last_editor")


class ReportDraft(models.Model):
    """The report of one partner on one workshop.

    What is typed is kept as it was typed, wrong or unfinished, in `data`. It is not in the page tree: staff sees
    what was submitted, never what is being written. `state` is of the newest text; an earlier one may be live.
    """

    key = random_key()
    partner = of_partner("report_drafts")
    workshop = models.ForeignKey(
        "workshops.WorkshopPage",
        verbose_name=_("workshop"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="report_drafts",
    )
    page = own_page("workshops.WorkshopReportPage", "draft")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    data = models.JSONField(_("what was typed"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)
    author = person(_("author"))
    last_editor = person(_("last editor"))
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    deleted_at = models.DateTimeField(_("put into the bin"), null=True)

    objects = ReportDraftQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report of a partner")
        verbose_name_plural = _("reports of partners")
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "workshop"],
                condition=models.Q(deleted_at=None),
                name="portal_one_report_for_each_workshop",
            )
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="portal_waiting_reports")]

    def __str__(self):
        return self.title or str(self.workshop or _("a workshop that is no longer on the site"))

    @property
    def title(self):
        return " ".join(self.data.get("title", "").split())

    @property
    def is_with_the_partner(self):
        """Whether the partner may write in it now."""
        return self.deleted_at is None and self.state in (State.DRAFT, State.RETURNED)

    @property
    def is_live(self):
        """Whether some version of it can be read by everybody."""
        return bool(self.page and self.page.live)


class DraftText(models.Model):
    """The text as it stood at one time. What lost a race against another editor is kept too, set aside."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.CASCADE, related_name="texts")
    version = models.PositiveIntegerField(_("version"), help_text=_("For a text set aside: the version it began from."))
    data = models.JSONField(_("what was typed"))
    is_set_aside = models.BooleanField(_("set aside"), default=False)
    editor = person(_("editor"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of a report")
        ordering = ["-saved_at", "-pk"]

    def __str__(self):
        return f"{self.draft} {self.version}"


class DraftPresence(models.Model):
    """Who has the form open, so that two people of one organisation know of each other."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [models.UniqueConstraint(fields=["draft", "user"], name="portal_presence_once")]

    def __str__(self):
        return f"{self.user}, {self.draft}"
