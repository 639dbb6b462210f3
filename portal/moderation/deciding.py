"""Approving a report, or sending it back: each is one transaction, about exactly the text that was read."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from workshops.models import WorkshopReportPage

from ..models import Action, State
from ..reports.moves import NotPossibleError, locked, move
from ..reports.page import typed_from
from ..reports.saving import keep_earlier_text
from ..reports.submitting import current_attachments, digests
from . import letters
from .figures import take_over
from .publishing import Copies, copies_of, publish_files, remove_copies
from .rights import may_decide, wrote


class NewerTextError(Exception):
    """There is a newer text than the one that was read. Nothing was decided."""

    def __init__(self, draft, seen, latest):
        self.draft, self.seen, self.latest = draft, seen, latest
        super().__init__("There is a newer text")


class FilesError(Exception):
    """A file is not what was submitted, or not found clean. Nothing was published."""


def approve(draft, user, revision_id, *, figures=(), comment=""):
    """Publish text, documents and photographs together, or nothing of it. Returns the event.

    `revision_id` is the revision that the moderator read. Raises PermissionDenied, NotPossibleError, NewerTextError
    or FilesError.
    """
    copies = Copies()
    try:
        with transaction.atomic():
            return approve_in_transaction(draft, user, revision_id, figures, comment, copies)
    except BaseException:
        copies.remove()
        raise


def approve_in_transaction(draft, user, revision_id, figures, comment, copies):
    draft, page, revision = to_be_decided(draft, user, revision_id)
    attachments = list(current_attachments(draft))
    check_files(draft, attachments)
    before = copies_of(page)
    task_state = page.current_workflow_task_state
    if task_state.revision_id != revision.pk:
        # A suggestion of the secretariat came after the submission; it was read, so it is what is approved.
        task_state.revision = revision
        task_state.save(update_fields=["revision"])
    task_state.approve(user=user, comment=comment)
    page = WorkshopReportPage.objects.get(pk=page.pk)
    if not page.live or page.live_revision_id != revision.pk:
        raise NotPossibleError(draft)
    if figures:
        take_over(page.workshop, page, figures, user)
    event = move(
        draft,
        Action.APPROVE,
        user,
        comment=comment,
        revision_id=revision.pk,
        files=digests(attachments),
        is_by_staff=True,
    )
    letters.tell_partner(draft, "approved", {"comment": comment})
    publish_files(page, revision, attachments, user, copies)
    after = copies_of(page)
    remove_copies(before[0] - after[0], before[1] - after[1])
    return event


@transaction.atomic
def send_back(draft, user, revision_id, comment):
    """Ask the partner for changes. What the secretariat changed itself goes back with it, as a suggestion."""
    if not comment.strip():
        raise ValueError("A report is sent back with a comment.")
    draft, page, revision = to_be_decided(draft, user, revision_id)
    page.current_workflow_task_state.reject(user=user, comment=comment)
    submitted = draft.events.filter(action=Action.SUBMIT).last()
    if submitted.revision_id != revision.pk:
        keep_earlier_text(draft, user)
        draft.data = draft.data | typed_from(revision.as_object())
        draft.version, draft.last_editor = draft.version + 1, user
        draft.save(update_fields=["data", "version", "last_editor"])
    event = move(draft, Action.RETURN, user, comment=comment, revision_id=revision.pk, is_by_staff=True)
    letters.tell_partner(draft, "returned", {"comment": comment})
    return event


def to_be_decided(draft, user, revision_id):
    """The locked report with its page and newest revision, if that person may decide on exactly that revision."""
    draft = locked(draft.pk)
    if not may_decide(user) or wrote(user, draft):
        raise PermissionDenied
    if draft.state != State.SUBMITTED or draft.page_id is None:
        raise NotPossibleError(draft)
    # Whoever saves the page in the editor waits until this is decided.
    Page.objects.select_for_update().get(pk=draft.page_id)
    page = WorkshopReportPage.objects.get(pk=draft.page_id)
    if page.current_workflow_task_state is None:
        raise NotPossibleError(draft)
    if page.latest_revision_id != revision_id:
        raise NewerTextError(draft, revision_id, page.latest_revision_id)
    return draft, page, page.latest_revision


def check_files(draft, attachments):
    """The files are those that were submitted, and the virus scanner found nothing."""
    submitted = draft.events.filter(action=Action.SUBMIT).last()
    if submitted.files != digests(attachments) or not all(row.file.is_clean for row in attachments):
        raise FilesError
