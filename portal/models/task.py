from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class ReportDecisionForm(forms.Form):
    """What Wagtail's own views must say to decide: the revision that was read. They never do; our page does."""

    revision = forms.IntegerField()
    comment = forms.CharField(required=False)


class ReportModerationTask(AbstractGroupApprovalTask):
    """The step of Wagtail's workflow that a report passes: a moderator approves it or asks for changes.

    Wagtail's buttons lead to the page where a report is read beside the record of its workshop. Only there it is
    decided, about exactly the revision that was shown.
    """

    class Meta:
        verbose_name = _("moderation of reports")
        verbose_name_plural = _("moderation of reports")

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve the reports of partners, or ask for changes")

    def get_actions(self, obj, user):
        """One button, for those who may decide on this report: nobody on their own."""
        from ..moderation.rights import may_decide, wrote

        draft = getattr(obj.specific, "draft", None) if hasattr(obj, "specific") else None
        if draft is None or not may_decide(user) or wrote(user, draft):
            return []
        return [("approve", _("Read and decide"), True)]

    def get_form_for_action(self, action):
        return ReportDecisionForm

    def get_template_for_action(self, action):
        return "portal/admin/decide_modal.html"

    def on_action(self, task_state, user, action_name, revision=None, comment="", **kwargs):
        """Decide as our own page does. Without the revision that was read nothing is decided."""
        from ..moderation.deciding import approve, send_back

        draft = getattr(task_state.workflow_state.content_object.specific, "draft", None)
        if draft is None or revision is None:
            raise PermissionDenied
        if action_name == "approve":
            approve(draft, user, revision, comment=comment)
        elif action_name == "reject":
            send_back(draft, user, revision, comment)

    def locked_for_user(self, obj, user):
        """Editors who do not decide may still suggest changes."""
        return False
