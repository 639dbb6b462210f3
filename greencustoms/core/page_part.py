"""Addresses under a page that are pages to their readers, such as guide/glossary/.

The frame, the breadcrumbs, the head of the document and the structured data treat a part as they treat a page.
"""

from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.models import Page

from .frame import Link, frame_for, localise
from .languages import interface_language


class PagePart:
    """One address under a page. Its words are those of the site, so it is in the language that those are in."""

    seo_title = ""

    def __init__(self, request, page: Page, route: str, title: str, description: str = "", above=(), structured=()):
        self.page = page
        self.route_under_page = route
        self.title = title
        self.description = description
        self.above = above
        """Parts between the page and this one, as pairs of title and route."""
        self.query = ""
        """The part of the query string that makes another page of it, as "?goods=cites"."""
        self.structured = structured
        self.language_code = interface_language(language_of(request))
        self.translation_key = page.translation_key
        self.social_image = page.social_image
        # Deeper than the page, so that the path from the home page ends with the page itself.
        self.path = f"{page.path}0000"

    @property
    def full_url(self):
        """Where search engines find it: under the page in the language that the page is in."""
        return f"{self.page.full_url}{self.route_under_page}{self.query}" if self.page.full_url else ""

    def get_url_parts(self):
        return self.page.get_url_parts()

    def structured_data(self, request):
        return list(self.structured)


def language_of(request: HttpRequest) -> str:
    """The language that the address asks for, even where the words of the site are shown in English instead."""
    return getattr(request, "LANGUAGE_CODE", None) or get_language() or settings.LANGUAGE_CODE


def url_of(page: Page, request: HttpRequest, route: str = "") -> str:
    """The address of a page, or of a route under it, in the language that the reader asked for."""
    return f"{localise(page.get_url(request), language_of(request))}{route}"


def render_part(request: HttpRequest, part: PagePart, template: str, context: dict) -> TemplateResponse:
    """Answer with that template, which extends `base.html` and finds the part under the name `page`."""
    frame = frame_for(request, part)
    frame.ancestors.extend(Link(title, url_of(part.page, request, route)) for title, route in part.above)
    return TemplateResponse(request, template, {"page": part, "page_url": url_of(part.page, request)} | context)
