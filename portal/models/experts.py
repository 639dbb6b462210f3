"""The opinion of an expert who has no account, asked for by a link."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .draft import ReportDraft
from .fields import person

LINK_WORKS_FOR = timedelta(days=14)


class ExpertRequestQuerySet(models.QuerySet):
    def open(self, at=None):
        """Neither answered, taken back nor expired."""
        return self.filter(answered_at=None, revoked_at=None, expires_at__gt=at or timezone.now())


class ExpertRequest(models.Model):
    """A moderator asks one person about one revision. The link works once; only a hash of its token is kept."""

    class Opinion(models.TextChoices):
        AGREES = "agrees", _("agrees that it is published")
        OBJECTS = "objects", _("asks for changes")

    draft = models.ForeignKey(ReportDraft, on_delete=models.CASCADE, related_name="expert_requests")
    revision_id = models.PositiveBigIntegerField(_("revision of the page"))
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    question = models.TextField(_("what you want to know"), blank=True, max_length=2000)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_by = person(_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(_("link works until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    opinion = models.CharField(_("opinion"), max_length=10, choices=Opinion, blank=True)
    signed_as = models.CharField(_("signed as"), max_length=150, blank=True)
    remarks = models.TextField(_("remarks"), blank=True, max_length=5000)

    objects = ExpertRequestQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question to an expert")
        verbose_name_plural = _("questions to experts")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.name} <{self.email}>"
