"""Which site and which home page a request is for: asked of the database once for each state of the content.

Wagtail asks for both, and for the active locale, in each request.
"""

import copy

from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.views import serve

from .memo import remember
from .pagecache.asked import OTHER_ADDRESSES, is_public


class KnowTheWay:
    """Middleware: readers' requests are told their site and, if Wagtail is to serve a page, the way to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_for_readers(request):
            # Only hosts that are ours come as far as this, so there are few.
            host = request.get_host()
            request._wagtail_site = remember(("site", host), lambda: Site._find_for_request(request))
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if view_func is not serve or not is_for_readers(request):
            return
        site = Site.find_for_request(request)
        if site is None:
            return
        root = remember(("root page", site.pk, get_language()), lambda: site.root_page.localized.specific)
        path = view_args[0] if view_args else view_kwargs.get("path", "")
        try:
            # Whoever gets the home page itself may change it, so each request has its own.
            request._wagtail_route_for_request = copy.copy(root).route(
                request, [part for part in path.split("/") if part]
            )
        except Http404:
            request._wagtail_route_for_request = None


def is_for_readers(request):
    path = request.path_info
    return request.method in ("GET", "HEAD") and path not in OTHER_ADDRESSES and is_public(path)
