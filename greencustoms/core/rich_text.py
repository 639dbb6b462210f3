"""Links to pages in running text."""

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .memo import remember


class SitePageLinkHandler(PageLinkHandler):
    """As Wagtail's, but an address is looked up once until content changes, not once for each paragraph.

    A link to a page that visitors cannot reach is left as plain words.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        addresses = (address_of(attrs.get("id")) for attrs in attrs_list)
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]


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
