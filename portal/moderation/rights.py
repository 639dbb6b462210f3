"""What staff may see and do with a report. A draft is never theirs to see."""

from wagtail.models import GroupPagePermission

from greencustoms.core.models import User

from ..models import Action, ReportDraft, ReportModerationTask, State


def may_read(user) -> bool:
    """Whoever enters the admin and may edit workshops: editors, moderators, administrators."""
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    if user.is_superuser:
        return True
    return GroupPagePermission.objects.filter(group__user=user, permission__codename="change_page").exists()


def may_decide(user) -> bool:
    """Members of the groups of the task, and administrators, whose every step is in the log."""
    if not may_read(user):
        return False
    tasks = ReportModerationTask.objects.filter(active=True)
    return user.is_superuser or tasks.filter(groups__user=user).exists()


def seen_by_staff():
    """Reports that were submitted, in whatever state they are now; what a partner took back is not theirs to see."""
    return ReportDraft.objects.kept().exclude(page=None).exclude(state=State.DRAFT)


def wrote(user, draft) -> bool:
    """Whether that person wrote any of what is to be decided on: nobody approves their own."""
    page = draft.page
    writers = {draft.author_id, draft.last_editor_id}
    if page:
        writers |= {page.owner_id, page.latest_revision.user_id if page.latest_revision else None}
    writers.update(draft.events.filter(action=Action.SUBMIT).values_list("by_id", flat=True))
    return user.pk in writers


def moderators():
    """Who decides on reports: active members of the groups of the task."""
    groups = ReportModerationTask.objects.filter(active=True).values("groups")
    return User.objects.filter(is_active=True, groups__in=groups).distinct().order_by("pk")
