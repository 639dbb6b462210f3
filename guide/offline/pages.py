"""One page as it is kept: its title and its text, without the frame of the site and without pictures.

Pages are asked for as readers ask, through the addresses of the site and without a cookie, so that nothing can be kept
that not everybody may see. They are rendered with the template engine "kept", see `TEMPLATES` in the settings.
"""

import io
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import resolve
from django.utils.translation import override

PARTS = re.compile(
    r'<title>(?P<title>.*?)</title>\s*<main lang="(?P<lang>[^"]*)" dir="(?P<dir>[^"]*)">(?P<html>.*)</main>', re.DOTALL
)
BETWEEN_LINES = re.compile(r"\n\s+")


@dataclass(frozen=True)
class KeptPage:
    title: str
    lang: str
    dir: str
    html: str


def request_for(address: str, language: str) -> WSGIRequest:
    """A request for an address of the site, of a reader of whom nothing is known and who wants no pictures."""
    path, _mark, query = address.partition("?")
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "HTTP_SAVE_DATA": "on",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )
    request.LANGUAGE_CODE = language
    request.user = AnonymousUser()
    return request


def kept_page(address: str, language: str) -> KeptPage | None:
    """Return the page at that address as everybody may see it; None if there is none."""
    request = request_for(address, language)
    with override(language):
        try:
            request.resolver_match = match = resolve(request.path_info)
            response = match.func(request, *match.args, **match.kwargs)
        except Http404:
            return None
        if response.status_code != 200:
            return None
        response.using = "kept"
        response.render()
    parts = PARTS.search(response.content.decode())
    html = BETWEEN_LINES.sub("\n", parts["html"]).strip()
    return KeptPage(unescape(parts["title"]).strip(), parts["lang"], parts["dir"], html)
