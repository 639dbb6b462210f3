"""Links to pages in running text."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .page_links import address_of


class SitePageLinkHandler(PageLinkHandler):
    """As Wagtail's, but an address is looked up once until content changes, not once for each paragraph.

    A link to a page that visitors cannot reach is left as plain words.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        addresses = (address_of(attrs.get("id")) for attrs in attrs_list)
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]
