"""The frame around every page: menu, footer, texts on every page, languages, path from the home page.

It is worked out once for each request, in a fixed number of queries, and kept on the request.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page, Site

from .languages import direction
from .models.site import ContactDetails, SiteText


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

    @property
    def is_in_other_language(self):
        """Whether the page is shown in another language than the one asked for."""
        return self.page_language != self.language


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
    language = get_language() or settings.LANGUAGE_CODE
    frame = Frame(
        language=language,
        direction=direction(language),
        home_url=f"/{language}/",
        search_url=f"/{language}/search/",
        page_language=page.locale.language_code if page else language,
    )
    frame.page_direction = direction(frame.page_language)
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return frame
    frame.contact = ContactDetails.for_request(request)
    frame.text = text_for(language)
    home = home_for(site, language)
    add_menu(frame, home, page, request)
    add_languages(frame, page, request)
    return frame


def text_for(language):
    """The texts in that language, in English where they are not translated."""
    texts = SiteText.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    found = {text.locale.language_code: text for text in texts.select_related("locale")}
    return found.get(language) or found.get(settings.LANGUAGE_CODE)


def home_for(site, language):
    """The home page in that language, if it is live; the site's root page otherwise."""
    root = site.root_page
    translation = (
        Page.objects.live()
        .filter(translation_key=root.translation_key, locale__language_code=language)
        .exclude(pk=root.pk)
        .first()
    )
    return translation or root


def add_menu(frame, home, page, request):
    """Fill menu and footer from the children of the home page, and the path from the pages above this one."""
    steps = len(page.path) // Page.steplen if page else 0
    above = [page.path[: Page.steplen * step] for step in range(home.depth, steps)] if page else []
    children = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    wanted = (children | Page.objects.filter(path__in=above)).live().public().order_by("path")
    for found in wanted.select_related("locale"):
        href = localise(found.get_url(request), frame.language)
        is_current = bool(page) and page.path.startswith(found.path)
        if found.path in above:
            frame.ancestors.append(Link(found.title, href))
        if found.depth == home.depth + 1:
            target = frame.menu if found.show_in_menus else frame.other_pages
            target.append(Link(found.title, href, is_current))


def localise(href, language):
    """Keep a reader of an untranslated page under the language prefix they chose."""
    if not href:
        return ""
    head, slash, rest = href.lstrip("/").partition("/")
    if href.startswith("/") and head in dict(settings.LANGUAGES):
        return f"/{language}{slash}{rest}"
    return href


def add_languages(frame, page, request):
    """Fill the language switcher; it keeps the page. `alternates` holds only what exists, for search engines."""
    translations = {}
    route = getattr(page, "route", "")
    if page:
        versions = Page.objects.live().public().filter(translation_key=page.translation_key).select_related("locale")
        translations = {version.locale.language_code: f"{version.get_url(request)}{route}" for version in versions}
    here = request.get_full_path()
    query = here.partition("?")[2] if route else ""
    for code, name in settings.LANGUAGES:
        translated = translations.get(code)
        frame.languages.append(
            LanguageLink(
                code=code,
                name=name,
                href=f"{translated}?{query}" if translated and query else translated or localise(here, code),
                direction=direction(code),
                is_current=code == frame.language,
                is_available=not page or code in translations,
            )
        )
    frame.alternates = [
        {"code": code, "href": request.build_absolute_uri(href)} for code, href in sorted(translations.items()) if href
    ]
