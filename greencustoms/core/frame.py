"""The frame around every page: menu, footer, texts on every page, languages, path from the home page.

It is worked out once for each request, in a fixed number of queries, and kept on the request.
"""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page, Site

from .languages import direction, interface_language
from .light import is_light
from .memo import remember
from .models.pages import locale_codes
from .models.site import ContactDetails, SiteText
from .querysets import SitePageQuerySet
from .translations.origins import original_changed_at


@dataclass(frozen=True)
class Link:
    """A page in a menu."""

    title: str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """This page in another language; `is_available` is false where the reader would be shown English."""

    code: str
    name: str
    href: str
    direction: str
    is_current: bool
    is_available: bool


@dataclass
class Frame:
    language: str
    interface_language: str
    direction: str
    home_url: str
    search_url: str
    menu: list = field(default_factory=list)
    other_pages: list = field(default_factory=list)
    ancestors: list = field(default_factory=list)
    languages: list = field(default_factory=list)
    alternates: list = field(default_factory=list)
    text: SiteText | None = None
    contact: ContactDetails | None = None
    page_language: str = ""
    page_direction: str = ""
    here: str = "/"
    is_light: bool = False
    original_changed_at: datetime | None = None
    original_url: str = ""

    @property
    def is_in_other_language(self):
        """Whether the page is shown in another language than the one asked for."""
        return self.page_language != self.language

    @property
    def needs_language_of_page(self):
        """Whether the text of the page is in another language than the words of the site around it."""
        return self.page_language != self.interface_language


def language_around(page, language) -> str:
    """The language of the words on a page. What partners wrote says its own; only the labels around it are ours."""
    return language if page is None or getattr(page, "stays_in_its_language", False) else page.language_code


def frame_for(request, page=None) -> Frame:
    """Return the frame for a request. Without a site or database rows it is empty but still a frame."""
    kept = getattr(request, "_frame", None)
    if kept is not None:
        return kept
    frame = build_frame(request, page)
    if request is not None:
        request._frame = frame
    return frame


def build_frame(request, page):
    language = getattr(request, "LANGUAGE_CODE", None) or get_language() or settings.LANGUAGE_CODE
    frame = Frame(
        language=language,
        interface_language=interface_language(language),
        direction=direction(interface_language(language)),
        home_url=f"/{language}/",
        search_url=f"/{language}/search/",
        page_language=language_around(page, language),
    )
    frame.page_direction = direction(frame.page_language)
    if request is not None:
        frame.here, frame.is_light = request.get_full_path(), is_light(request)
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return frame
    around = remember(("frame", site.pk, language), lambda: surroundings(site, language))
    frame.contact, frame.text = around.contact, around.text
    for section in around.sections:
        link = Link(section.title, section.href, bool(page) and page.path.startswith(section.path))
        (frame.menu if section.in_menu else frame.other_pages).append(link)
    if page:
        frame.ancestors = ancestors_of(page, around, language)
    add_languages(frame, page, request)
    frame.original_url = next(link.href for link in frame.languages if link.code == settings.LANGUAGE_CODE)
    if page and not getattr(page, "route_under_page", ""):
        # What stands under a page (an item, a search) is not the text of that page.
        frame.original_changed_at = original_changed_at(page)
    return frame


@dataclass(frozen=True)
class Section:
    """A page right under the home page."""

    title: str
    href: str
    path: str
    in_menu: bool


@dataclass(frozen=True)
class Surroundings:
    """What is the same around every page of a site in one language, until content changes."""

    home: Section
    sections: tuple[Section, ...]
    text: SiteText | None
    contact: ContactDetails


def surroundings(site, language):
    home = home_for(site, language)
    children = pages().filter(path__startswith=home.path, depth=home.depth + 1).live().public().order_by("path")
    return Surroundings(
        home=section(home, language),
        sections=tuple(section(child, language) for child in children),
        text=text_for(language),
        contact=ContactDetails.objects.filter(site=site).first() or ContactDetails(site=site),
    )


def pages():
    """All pages, of whatever type."""
    return SitePageQuerySet(model=Page)


def section(page, language):
    return Section(page.title, localise(page.get_url(), language), page.path, page.show_in_menus)


def text_for(language):
    """The texts in that language, in English where they are not translated."""
    texts = SiteText.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    found = {text.locale.language_code: text for text in texts.select_related("locale")}
    return found.get(language) or found.get(settings.LANGUAGE_CODE) or SiteText()


def home_for(site, language):
    """The home page in that language, if it is live; the site's root page otherwise."""
    root = site.root_page
    translations = pages().live().filter(translation_key=root.translation_key, locale__language_code=language)
    return translations.exclude(pk=root.pk).first() or root


def ancestors_of(page, around, language):
    """The path from the home page to the parent of a page. Only pages deeper than a section cost a query."""
    top, steplen = around.home, Page.steplen
    if page.path == top.path or not page.path.startswith(top.path):
        return []
    found = [Link(top.title, top.href)]
    first = page.path[: len(top.path) + steplen]
    if page.path == first:
        return found
    known = {section.path: section for section in around.sections}
    if first in known:
        found.append(Link(known[first].title, known[first].href))
    between = [page.path[:end] for end in range(len(first) + steplen, len(page.path), steplen)]
    if between:
        found += remember(("ancestors", between[-1], language), lambda: links_to(between, language))
    return found


def links_to(paths, language):
    """Links to the pages at those places of the tree, as far as visitors may see them."""
    found = pages().filter(path__in=paths).live().public().order_by("path")
    return [Link(page.title, localise(page.get_url(), language)) for page in found]


def localise(href, language):
    """Keep a reader of an untranslated page under the language prefix they chose."""
    if not href:
        return ""
    _head, slash, rest = href.lstrip("/").partition("/")
    if href.startswith("/") and has_language(href):
        return f"/{language}{slash}{rest}"
    return href


def in_language(here, code):
    """The same address in another language; where addresses carry no language, one that remembers the choice."""
    if has_language(here):
        return localise(here, code)
    return f"{reverse('choose-language', args=[code])}?{urlencode({'next': here})}"


def has_language(href):
    return href.lstrip("/").partition("/")[0] in dict(settings.LANGUAGES)


def add_languages(frame, page, request):
    """Fill the language switcher; it keeps the page. `alternates` holds only what exists, for search engines."""
    translations = remember(("versions", page.translation_key), lambda: translated_addresses(page)) if page else {}
    here = request.get_full_path()
    if route := getattr(page, "route_under_page", ""):
        translations = {code: f"{href}{route}" for code, href in translations.items()}
    query = f"?{here.partition('?')[2]}" if route and "?" in here else ""
    for code, name in settings.LANGUAGES:
        frame.languages.append(
            LanguageLink(
                code=code,
                name=name,
                href=f"{translations[code]}{query}" if translations.get(code) else in_language(here, code),
                direction=direction(code),
                is_current=code == frame.language,
                is_available=not page or code in translations,
            )
        )
    frame.alternates = [
        {"code": code, "href": request.build_absolute_uri(href)} for code, href in sorted(translations.items()) if href
    ]


def translated_addresses(page):
    """The address of each live version of a page, by its language."""
    versions = pages().live().public().filter(translation_key=page.translation_key)
    codes = locale_codes()
    return {codes[version.locale_id]: version.get_url() for version in versions}
