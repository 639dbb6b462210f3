"""A report that the secretariat begins for a partner, for example from a form that came by e-mail."""

from django.contrib.auth.models import Permission
from django.db import transaction

from ..models import ReportDraft
from ..reports.beginning import first_words
from ..reports.saving import begin
from . import letters

PERMISSION = "portal.add_reportdraft"


def may_begin(user) -> bool:
    """Administrators, and groups that an administrator gave the permission to."""
    return user.has_perm("wagtailadmin.access_admin") and user.has_perm(PERMISSION)


def permission_to_begin():
    return Permission.objects.filter(content_type__app_label="portal", codename="add_reportdraft")


def has_begun(partner, workshop) -> bool:
    return ReportDraft.objects.kept().filter(partner=partner, workshop=workshop).exists()


@transaction.atomic
def begin_for(partner, workshop, user, typed=None):
    """Begin a report as a draft of that partner. Returns it, and the people who are told.

    The log says that the secretariat did it. From here on the report is the partner's alone: staff see it again once
    it is submitted, and whoever began it does not decide on it.
    """
    draft = begin(partner, workshop, user, first_words(workshop) | (typed or {}), is_by_staff=True)
    return draft, letters.tell_leads(draft, "begun_for_partner")
