"""Submitting a report, and taking it back: page, revision, workflow, state, log and mails in one transaction."""

from django.db import transaction
from wagtail.models import Page, WorkflowState

from workshops.models import WorkshopReportPage

from ..models import Action
from ..moderation import letters
from .checking import IncompleteError, check
from .moves import ChangedMeanwhileError, NotPossibleError, locked, move
from .page import fill, typed_from
from .saving import save


@transaction.atomic
def submit(draft, user, version):
    """Hand the report to the secretariat as that version of it. Returns the event.

    Raises ChangedMeanwhileError if somebody saved since, IncompleteError, or NotPossibleError. Whatever goes wrong,
    nothing has happened.
    """
    draft = locked(draft.pk)
    if not draft.is_with_the_partner or draft.workshop_id is None:
        raise NotPossibleError(draft)
    if draft.version != version:
        raise ChangedMeanwhileError(draft)
    attachments = list(current_attachments(draft))
    checked = check(draft, attachments)
    if not checked.is_complete:
        raise IncompleteError(checked)
    page = page_for(draft, user, checked.form.cleaned_data, attachments)
    revision = page.save_revision(user=user, log_action=True, clean=False)
    send_into_workflow(page, user)
    if draft.page_id != page.pk:
        draft.page = page
        draft.save(update_fields=["page"])
    event = move(draft, Action.SUBMIT, user, revision_id=revision.pk, files=digests(attachments))
    letters.tell_moderators(draft, "submitted")
    letters.tell_partner(draft, "received")
    return event


def page_for(draft, user, cleaned, attachments) -> WorkshopReportPage:
    """The page with what was submitted: a new one that is not live, or the latest text of the page there is."""
    if draft.page_id:
        page = WorkshopReportPage.objects.get(pk=draft.page_id)
        slug, page = page.slug, page.get_latest_revision_as_object()
        page.slug = slug
        fill(page, cleaned, draft, attachments)
        page.full_clean()
        return page
    # Two reports under one workshop at once would be given one place in the tree.
    Page.objects.select_for_update().get(pk=draft.workshop_id)
    workshop = type(draft.workshop).objects.get(pk=draft.workshop_id)
    page = WorkshopReportPage(live=False, has_unpublished_changes=True, owner=user, locale=workshop.locale)
    page.slug = free_slug(workshop, draft.partner)
    fill(page, cleaned, draft, attachments)
    page = workshop.add_child(instance=page)
    page.full_clean()
    return page


def free_slug(workshop, partner) -> str:
    wanted = slug = f"report-{partner.slug}"[:240]
    taken = set(workshop.get_children().values_list("slug", flat=True))
    number = 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def send_into_workflow(page, user):
    """Start the workflow of reports, or go on with the one in which changes were asked for."""
    state = WorkflowState.objects.active().for_instance(page).first()
    if state is None:
        page.get_workflow().start(page, user)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    else:
        raise NotPossibleError(page.draft)


@transaction.atomic
def take_back(draft, user):
    """Stop the moderation; the partner goes on writing. A version that is live stays live."""
    draft = locked(draft.pk)
    event = move(draft, Action.TAKE_BACK, user)
    stop_workflow(draft.page, user)
    letters.tell_moderators(draft, "taken_back")
    return event


@transaction.atomic
def discard_version(draft, user):
    """Drop a new version that was begun; what is live stays. What was typed is kept among the earlier texts."""
    draft = locked(draft.pk)
    if not draft.is_live:
        raise NotPossibleError(draft)
    live = typed_from(type(draft.page).objects.get(pk=draft.page_id))
    save(draft, user, draft.version, live)
    draft.refresh_from_db()
    event = move(draft, Action.DISCARD, user)
    stop_workflow(draft.page, user)
    return event


def stop_workflow(page, user):
    for state in WorkflowState.objects.active().for_instance(page):
        state.cancel(user=user)


def current_attachments(draft):
    return draft.attachments.current().in_order()


def digests(attachments) -> list[dict]:
    """What the log keeps of the files, so that nobody can swap one later."""
    return [
        {"key": str(attachment.key), "name": attachment.title, "sha256": attachment.file.sha256}
        for attachment in attachments
    ]
