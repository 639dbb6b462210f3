"""A practice that was told becomes a draft for the secretariat to edit. Nothing is published by it."""

from django.db import transaction
from django.utils.html import escape, linebreaks
from wagtail.models import Locale

from ..models import GreeningPage, Message, PracticePage


@transaction.atomic
def make_draft(message: Message, user) -> PracticePage | None:
    """Return the draft made from the message; the one there is already, or None without a page to put it under."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.page_id:
        return message.page
    parent = GreeningPage.objects.filter(locale=Locale.get_default()).first()
    if parent is None:
        return None
    text = linebreaks(escape(message.text))
    if message.may_be_named:
        text += f"<p>{escape(message.organisation)}</p>"
    page = PracticePage(
        title=message.subject, kind=message.practice_kind, body=[("text", text)], live=False, owner=user
    )
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    message.page = page
    message.save(update_fields=["page"])
    return page
