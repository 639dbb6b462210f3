"""What follows from what Wagtail does with the page of a report: the state and the files go along."""

from django.db import transaction
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import page_unpublished, workflow_cancelled, workflow_submitted

from workshops.models import WorkshopReportPage

from ..models import MOVES, Action, ReportDraft, State
from ..reports.moves import locked, move
from ..reports.submitting import current_attachments, digests
from . import letters
from .publishing import copies_of, remove_copies


def note_unpublished(sender, instance, user=None, **kwargs):
    """Text and files leave the site together. Wagtail's signal does not say who did it; its log knows."""
    user = user or get_active_log_context().user
    with transaction.atomic():
        draft = ReportDraft.objects.filter(page=instance.pk).first()
        remove_copies(*copies_of(instance))
        if draft is None:
            return
        draft = locked(draft.pk)
        if draft.state == State.PUBLISHED:
            move(draft, Action.UNPUBLISH, user, is_by_staff=True)
            letters.tell_partner(draft, "unpublished")


def note_deleted(sender, instance, **kwargs):
    """A page that an administrator deletes leaves a log that still replays."""
    remove_copies(*copies_of(instance))
    draft = ReportDraft.objects.filter(page=instance.pk).first()
    if draft is None:
        return
    draft = locked(draft.pk)
    for action in (Action.UNPUBLISH, Action.TAKE_BACK):
        if (State(draft.state), action) in MOVES and not draft.deleted_at:
            move(draft, action, get_active_log_context().user, is_by_staff=True)
            return


def note_submitted_by_staff(sender, instance, user=None, **kwargs):
    """The secretariat changed a report that was public, and hands it to the moderators like a partner does."""
    draft = ReportDraft.objects.filter(page=instance.object_id).first() if is_report(instance) else None
    if draft is None or draft.state not in (State.PUBLISHED, State.WITHDRAWN):
        return
    with transaction.atomic():
        draft = locked(draft.pk)
        files = digests(current_attachments(draft))
        move(draft, Action.SUBMIT, user, revision_id=draft.page.latest_revision_id, files=files, is_by_staff=True)
        letters.tell_moderators(draft, "submitted")


def note_cancelled(sender, instance, user=None, **kwargs):
    """A moderation that was stopped in the admin leaves the report with its partner, not between two chairs."""
    with transaction.atomic():
        draft = ReportDraft.objects.filter(page=instance.object_id).first() if is_report(instance) else None
        if draft is None or locked(draft.pk).state != State.SUBMITTED:
            return
        draft = locked(draft.pk)
        comment = _("The secretariat stopped the moderation.")
        move(draft, Action.RETURN, user, comment=comment, is_by_staff=True)
        letters.tell_partner(draft, "returned", {"comment": comment})


def is_report(workflow_state):
    page = workflow_state.content_object
    return isinstance(page, Page) and issubclass(page.specific_class or Page, WorkshopReportPage)


def connect():
    page_unpublished.connect(note_unpublished, sender=WorkshopReportPage, dispatch_uid="report-unpublished")
    pre_delete.connect(note_deleted, sender=WorkshopReportPage, dispatch_uid="report-deleted")
    workflow_cancelled.connect(note_cancelled, dispatch_uid="report-moderation-cancelled")
    workflow_submitted.connect(note_submitted_by_staff, dispatch_uid="report-submitted-by-staff")
