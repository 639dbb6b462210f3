"""Wagtail's own mails lead into the admin, which partners cannot enter. They get letters of ours instead."""

from django.core.exceptions import ObjectDoesNotExist
from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from greencustoms.core.mail import send_letter


class OnlyForStaff:
    """Says nothing to people who cannot enter the admin."""

    def get_recipient_users(self, workflow_state, **kwargs):
        found = super().get_recipient_users(workflow_state, **kwargs)
        return {user for user in found if user and user.has_perm("wagtailadmin.access_admin")}


class ApprovalNotifier(OnlyForStaff, WorkflowStateApprovalEmailNotifier):
    pass


class RejectionNotifier(OnlyForStaff, WorkflowStateRejectionEmailNotifier):
    pass


approval_notifier, rejection_notifier = ApprovalNotifier(), RejectionNotifier()


def tell_announcer(letter):
    def tell(sender, instance, **kwargs):
        try:
            announcement = instance.content_object.specific.announcement
        except (AttributeError, ObjectDoesNotExist):
            return
        if announcement.sent_by and announcement.sent_by.is_active:
            context = {"announcement": announcement, "comment": announcement.remarks}
            send_letter(f"portal/mail/{letter}", announcement.sent_by, context)

    return tell


tell_approved, tell_returned = tell_announcer("announcement_approved"), tell_announcer("announcement_returned")


def connect():
    """Take the places of two notifiers of Wagtail, by their names; ours come first, as `portal` stands before it."""
    approved, rejected = "workflow_state_approved_email_notification", "workflow_state_rejected_email_notification"
    workflow_approved.connect(approval_notifier, sender=WorkflowState, dispatch_uid=approved)
    workflow_rejected.connect(rejection_notifier, sender=WorkflowState, dispatch_uid=rejected)
    workflow_approved.connect(tell_approved, sender=WorkflowState, dispatch_uid="announcement-approved")
    workflow_rejected.connect(tell_returned, sender=WorkflowState, dispatch_uid="announcement-returned")
