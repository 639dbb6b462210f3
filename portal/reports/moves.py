"""The one place where the state of a report changes."""

from django.utils import timezone

from ..models import MOVES, Action, ReportDraft, ReportEvent, State


class NotPossibleError(Exception):
    """This cannot be done with a report in that state; views answer 409."""

    def __init__(self, draft):
        self.draft = draft
        super().__init__(f"Not possible while the report is {draft.state}")


class ChangedMeanwhileError(Exception):
    """Somebody saved the report since it was shown; views answer 409 and show both texts."""

    def __init__(self, draft):
        self.draft = draft
        super().__init__("The report was changed meanwhile")


def locked(draft_pk) -> ReportDraft:
    """The report, so that nobody else changes it before the transaction ends."""
    return ReportDraft.objects.select_for_update().get(pk=draft_pk)


def move(draft, action, user, *, comment="", revision_id=None, files=(), is_by_staff=False, is_first=False):
    """Move a locked report and write it to the log. Raises NotPossibleError for a move that is none of MOVES."""
    from_state = None if is_first else State(draft.state)
    to_state = MOVES.get((from_state, Action(action)))
    if to_state is None or draft.deleted_at:
        raise NotPossibleError(draft)
    now = timezone.now()
    draft.state = to_state
    if action == Action.SUBMIT:
        draft.submitted_at = now
    draft.save(update_fields=["state", "submitted_at"])
    return ReportEvent.objects.create(
        draft=draft,
        action=action,
        from_state=from_state or "",
        to_state=to_state,
        at=now,
        by=user,
        by_name=str(user) if user else "",
        is_by_staff=is_by_staff,
        comment=comment,
        revision_id=revision_id,
        files=list(files),
    )
