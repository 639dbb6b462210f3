"""The address a stored link to a page leads to, for whoever reads it now."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from .memo import remember


def address_of(page_id) -> str:
    """Return the address of that page in the active language, if it is live; nothing otherwise."""
    language = get_language() or settings.LANGUAGE_CODE
    return remember(("link", str(page_id), language), lambda: look_up(page_id))


def look_up(page_id):
    page = Page.objects.filter(pk=page_id).first() if str(page_id).isdigit() else None
    if not page:
        return ""
    page = page.localized
    return page.url or "" if page.live else ""
