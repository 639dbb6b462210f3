"""Saving what is typed. Nobody's text is overwritten: whoever comes second is shown both texts."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Action, DraftPresence, DraftText, ReportDraft, State
from .files import describe
from .moves import ChangedMeanwhileError, NotPossibleError, locked, move

TEXTS_KEPT = 50
"""How many earlier texts of a report are kept; those set aside count extra."""

SET_ASIDE_KEPT = 20
"""How many texts of one person are kept set aside for a report. Nobody's text makes way for that of somebody else."""

ONE_TEXT_FOR = timedelta(minutes=5)

IN_THE_BIN_FOR = timedelta(days=30)
PRESENT_FOR = timedelta(minutes=2)


@transaction.atomic
def begin(partner, workshop, user, data=None, *, is_by_staff=False) -> ReportDraft:
    """Return the report of that partner on that workshop; a new one if there is none."""
    try:
        with transaction.atomic():
            draft = ReportDraft.objects.create(
                partner=partner, workshop=workshop, author=user, last_editor=user, data=data or {}
            )
            move(draft, Action.BEGIN, user, is_first=True, is_by_staff=is_by_staff)
    except IntegrityError:
        return ReportDraft.objects.kept().get(partner=partner, workshop=workshop)
    return draft


@transaction.atomic
def save(draft, user, version, data) -> ReportDraft:
    """Store the text that was typed over that version. Raises ChangedMeanwhileError after setting it aside.

    Sending the same text again, as after a lost answer, is no change.
    """
    draft = locked(draft.pk)
    if draft.data == data:
        return draft
    if draft.is_with_the_partner and draft.version == version:
        keep_earlier_text(draft, user)
        draft.data, draft.version = data, draft.version + 1
        draft.last_editor, draft.saved_at = user, timezone.now()
        draft.save(update_fields=["data", "version", "last_editor", "saved_at"])
        describe(draft, data.get("files", {}))
    return draft


def save_or_set_aside(draft, user, version, data) -> ReportDraft:
    """Save, or keep the text aside and say why it could not be saved."""
    saved = save(draft, user, version, data)
    if saved.data == data:
        return saved
    set_aside(draft, user, version, data)
    raise ChangedMeanwhileError(saved) if saved.is_with_the_partner else NotPossibleError(saved)


@transaction.atomic
def set_aside(draft, user, version, data):
    """Keep a text that could not be saved, once, and of each person the newest ones only."""
    locked(draft.pk)
    texts = DraftText.objects.filter(draft=draft, editor=user, is_set_aside=True)
    if not texts.filter(data=data).exists():
        DraftText.objects.create(draft=draft, version=version, data=data, editor=user, is_set_aside=True)
        drop_all_but(texts, SET_ASIDE_KEPT)


def drop_all_but(texts, newest):
    """Of the texts, which come newest first, keep so many."""
    DraftText.objects.filter(pk__in=list(texts.values_list("pk", flat=True)[newest:])).delete()


def keep_earlier_text(draft, user):
    """Keep the text that is about to be replaced; one for every few minutes in which the same person goes on."""
    texts = draft.texts.filter(is_set_aside=False)
    since = timezone.now() - ONE_TEXT_FOR
    if draft.last_editor_id == user.pk and texts.filter(editor=user, saved_at__gte=since).exists():
        return
    DraftText.objects.create(
        draft=draft, version=draft.version, data=draft.data, editor=draft.last_editor, saved_at=draft.saved_at
    )
    drop_all_but(texts, TEXTS_KEPT)


def note_presence(draft, user):
    """Say that this person has the form open."""
    DraftPresence.objects.update_or_create(draft=draft, user=user, defaults={"seen_at": timezone.now()})


def others_present(draft, user):
    """Who else had the form open within the last two minutes."""
    since = timezone.now() - PRESENT_FOR
    found = draft.presences.filter(seen_at__gte=since).exclude(user=user).select_related("user")
    return [presence.user for presence in found.order_by("-seen_at")]


@transaction.atomic
def put_into_bin(draft, user):
    """Only a draft that has no live version goes into the bin; it can be taken out for 30 days."""
    draft = locked(draft.pk)
    if draft.state != State.DRAFT or draft.is_live:
        raise NotPossibleError(draft)
    draft.deleted_at = timezone.now()
    draft.save(update_fields=["deleted_at"])


@transaction.atomic
def take_out_of_bin(draft, user):
    """Raises NotPossibleError where another report on the workshop was begun meanwhile."""
    draft = locked(draft.pk)
    twins = ReportDraft.objects.kept().filter(partner=draft.partner_id, workshop=draft.workshop_id)
    if draft.deleted_at and twins.exists():
        raise NotPossibleError(twins.get())
    draft.deleted_at = None
    draft.save(update_fields=["deleted_at"])


@transaction.atomic
def revise(draft, user):
    """Begin a new version of a report that was published. The live text stays as it is."""
    draft = locked(draft.pk)
    return move(draft, Action.REVISE, user)
