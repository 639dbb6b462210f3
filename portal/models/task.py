from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class ReportModerationTask(AbstractGroupApprovalTask):
    """The step of Wagtail's workflow that a report passes: a moderator approves it or asks for changes."""

    class Meta:
        verbose_name = _("moderation of reports")
        verbose_name_plural = _("moderation of reports")

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve the reports of partners, or ask for changes")
