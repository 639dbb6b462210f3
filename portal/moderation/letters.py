"""E-mails about reports. They are stored in the transaction of what they tell, so each is sent once or not at all."""

from greencustoms.core.mail import send_letter

from ..models import Membership
from .rights import moderators, wrote


def tell_moderators(draft, letter, context=None):
    """Everybody who could decide, but not on what they wrote themselves."""
    for moderator in moderators():
        if not wrote(moderator, draft):
            send_letter(f"portal/mail/{letter}", moderator, {"draft": draft} | (context or {}))


def tell_leads(draft, letter, context=None) -> list:
    """The leads of the organisation, or all its people where there is no lead. Returns whom it told."""
    members = Membership.objects.active().of_partner(draft.partner_id)
    found = members.filter(is_lead=True) or members
    for member in found:
        send_letter(f"portal/mail/{letter}", member.user, {"draft": draft} | (context or {}))
    return [member.user for member in found]


def tell_partner(draft, letter, context=None):
    """Those who wrote or submitted the report, as long as they belong to the organisation; else its leads."""
    writers = {draft.author_id, draft.last_editor_id, *draft.events.values_list("by_id", flat=True)}
    members = Membership.objects.active().filter(partner=draft.partner_id).select_related("user")
    found = [member for member in members if member.user_id in writers] or [row for row in members if row.is_lead]
    for member in found:
        send_letter(f"portal/mail/{letter}", member.user, {"draft": draft} | (context or {}))
