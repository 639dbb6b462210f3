"""Answers that belong to no page: is the site alive, what robots and phones should know, errors."""

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from .error_pages import DATABASE_GONE
from .light import COOKIE as LIGHT_COOKIE
from .light import TEXT_ONLY

A_YEAR = 365 * 24 * 3600


@require_safe
@never_cache
def healthz(request):
    """Alive: the process answers. Nothing else is looked at, so that a lost database restarts no worker."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Ready for visitors: 503 without the database or with migrations missing. The cache is named, too, but nobody
    misses it: a site that is taken out of service because Redis is away would be the greater loss."""
    is_known_gone = request.META.get(DATABASE_GONE, False)
    checks = {"database": not is_known_gone and database_answers(), "migrations": False, "cache": cache_answers()}
    if checks["database"]:
        checks["migrations"] = migrations_are_applied()
    is_ready = checks["database"] and checks["migrations"]
    return JsonResponse(checks, status=200 if is_ready else 503)


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def migrations_are_applied():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return False


def cache_answers():
    try:
        cache.set("readyz", "1", 10)
        is_away = getattr(cache, "state", None) and cache.state.is_away
        return cache.get("readyz") == "1" and not is_away
    except Exception:  # noqa: BLE001 - each cache raises errors of its own; any of them means "not ready"
        return False


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request):
    """What crawlers may visit, and where the list of pages is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /portal/",
        "Disallow: /*/search/",
        "Disallow: /view/",
        "Allow: /",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=3600)
def security_txt(request):
    """Whom to tell of a hole, as RFC 9116 says. It is always valid for some months more, as the site is looked after."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = midnight + timezone.timedelta(days=settings.SECURITY_TXT_DAYS)
    lines = [
        *(f"Contact: {contact.strip()}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code.partition('-')[0] for code, _name in settings.LANGUAGES)}",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request):
    """The web app manifest: name, colours and signs for a phone's home screen."""
    with override(settings.LANGUAGE_CODE):
        name = _("Green Customs Initiative")
    data = {
        "name": name,
        "short_name": "Green Customs",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0a3629",
        "icons": [
            {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": static("img/icon-maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
            {"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


@require_safe
@never_cache
def choose_language(request, code):
    """Remember the language in a cookie, for addresses that carry none, and go back to where the reader was."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = redirect(place_to_go_back_to(request, f"/{code}/"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def place_to_go_back_to(request, otherwise):
    """The address in the query, if it is one of this site."""
    here = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure())
    return here if is_ours else otherwise


@require_safe
@never_cache
def choose_view(request, choice):
    """Leave pictures out from now on, or show them again. The only thing kept is a cookie without a number."""
    response = redirect(place_to_go_back_to(request, "/"))
    if choice == TEXT_ONLY:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(LIGHT_COOKIE, TEXT_ONLY, A_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(LIGHT_COOKIE, samesite="Lax")
    return response


def no_such_address(request, path=""):
    """404 for what lies under a prefix of ours, so that it is not taken for a page in some language."""
    raise Http404
