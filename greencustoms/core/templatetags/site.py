"""Tags that every template may use: signs, the frame around a page, structured data."""

import json
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from greencustoms.core.countries import country_name as name_of_country
from greencustoms.core.frame import frame_for
from greencustoms.core.languages import LANGUAGE_NAMES
from greencustoms.core.light import is_light
from greencustoms.core.structured_data import page_graph
from greencustoms.settings.csp import SITE_STYLES

register = template.Library()

register.filter("country_name", name_of_country)


@register.filter
def english(words):
    """Words that are never translated, such as the titles of sources, for use inside a translated sentence."""
    return format_html('<bdi lang="en">{}</bdi>', words)


@lru_cache(maxsize=256)
def drawing(name, classes):
    """The markup of one sign. The files in `templates/icons` are ours, so their markup can be trusted."""
    svg = render_to_string(f"icons/{name}.svg").strip()
    attributes = f'<svg class="{classes}" width="24" height="24" aria-hidden="true" focusable="false"'
    return mark_safe(svg.replace("<svg", attributes, 1))  # noqa: S308 - files of the project, no user input


@register.simple_tag
def icon(name, classes="ic"):
    """Draw a sign from `templates/icons`. It is hidden from screen readers: a word always stands beside it."""
    return drawing(name, classes)


@register.simple_tag(takes_context=True)
def site_frame(context):
    """What stands around every page: menu, footer, texts, languages. See `core/frame.py`."""
    return frame_for(context.get("request"), context.get("page"))


@register.simple_tag(takes_context=True)
def is_signed_in(context):
    """Whether the request carries a session at all. It touches no session, so pages stay cacheable."""
    request = context.get("request")
    return bool(request) and settings.SESSION_COOKIE_NAME in request.COOKIES


@register.simple_tag
def site_styles():
    """The style sheet in the page: a reader on a slow link waits for one answer, not for two. See `settings/csp.py`."""
    if settings.DEBUG:
        return format_html('<link rel="stylesheet" href="{}">', static("css/site.css"))
    return styles_in_page()


@lru_cache(maxsize=1)
def styles_in_page():
    # The browser compares every character with the digest in the policy.
    return mark_safe(f"<style>{SITE_STYLES.read_text(encoding='utf-8')}</style>")  # noqa: S308 - a file of ours


@register.simple_tag(takes_context=True)
def without_pictures(context):
    """Whether the reader asked for pages without pictures. Works in blocks and in parts included with `only`, too."""
    return is_light(context.get("request") or getattr(context, "request", None))


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The JSON-LD block of a page: the organisation, the path to the page, and what the page itself describes."""
    page, request = context.get("page"), context.get("request")
    if not page or not request:
        return ""
    text = json.dumps(page_graph(page, request), ensure_ascii=False, default=str)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


@register.filter
def language_name(code):
    """The name of a language in the active language; the code itself if it is unknown."""
    return LANGUAGE_NAMES.get(code, code)


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context):
    """The path from the home page to the parent of this page."""
    page = context.get("page")
    return {"ancestors": frame_for(context.get("request"), page).ancestors if page else []}
