"""Pages that say what went wrong, in the site's design and the language of the address.

Where the database answers they have the menu of the site; where it does not they do without, so that an error is
never answered with another error.
"""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error, InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_path, override

from .frame import Frame
from .languages import direction, interface_language
from .models.site import ContactDetails, SiteText
from .problem_details import is_for_programs, problem

DATABASE_GONE = "greencustoms.database_gone"
"""Set in the environment of a request by the page cache, which watches the database."""

SECONDS_UNTIL_RETRY = 30
SECONDS_UNTIL_WRITABLE = 300

# What was typed is shown again, but for what nobody should see on a screen, and where forms keep drafts themselves.
SECRET_NAMES = ("password", "token", "code", "secret", "otp", "credential", "csrf")
FORMS_THAT_STAY_SILENT = ("/admin/", "/account/")
MOST_FIELDS = 60
LONGEST_TEXT = 50_000


def error_page(request, template, status, context=None):
    """Render one of the error templates; without the database, in a plainer frame."""
    if request.META.get(DATABASE_GONE):
        return error_page_alone(request, template, status, context)
    try:
        return render(request, template, {**(context or {}), "layout": "base.html"}, status=status)
    except Error:
        return error_page_alone(request, template, status, context)


def error_page_alone(request, template, status, context=None):
    """Render one of the error templates without asking the database or the session anything."""
    language = language_of(request)
    with override(language):
        told = {**(context or {}), "layout": "error_base.html", "frame": bare_frame(language)}
        return HttpResponse(render_to_string(template, told), status=status)


def bare_frame(language):
    return Frame(
        language=language,
        interface_language=interface_language(language),
        direction=direction(interface_language(language)),
        home_url=f"/{language}/",
        search_url=f"/{language}/search/",
        contact=ContactDetails(),
        text=SiteText(),
        page_language=language,
    )


def language_of(request):
    path = getattr(request, "path_info", "")
    return get_language_from_path(path) or get_language() or settings.LANGUAGE_CODE


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return error_page_alone(request, "413.html", 413)
    if is_for_programs(request):
        return problem(400, "The address makes no sense.")
    return error_page_alone(request, "400.html", 400)


def permission_denied(request, exception=None):
    return error_page(request, "403.html", 403)


def csrf_failure(request, reason=""):
    """A form came without its token: cookies are off, or the page was open too long."""
    return error_page(request, "403_csrf.html", 403)


def not_found(request, exception=None):
    if is_for_programs(request):
        return problem(404, "There is no such address. See /api/ for those there are.")
    return error_page(request, "404.html", 404)


def server_error(request):
    """500; or 503 where the database is the reason, which passes by itself."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError) or is_read_only(error):
        return unavailable(request, is_read_only(error))
    if is_for_programs(request):
        return problem(500, "Something went wrong here. It was noted; try again later.")
    return error_page_alone(request, "500.html", 500)


def is_read_only(error):
    """Whether the database only reads now: while it is copied, moved, or its disk is protected."""
    text = str(error).lower()
    return isinstance(error, InternalError | OperationalError) and ("read-only" in text or "readonly" in text)


def unavailable(request, is_read_only=False):
    """503 with the time to come back. What was typed into a form is shown again, so that it can be copied."""
    if is_for_programs(request):
        response = problem(503, "The site cannot answer now. Retry-After says when to ask again.")
    else:
        context = {"is_read_only": is_read_only, "is_form": request.method == "POST", "typed": typed_text(request)}
        response = error_page_alone(request, "503.html", 503, context)
    response["Retry-After"] = str(SECONDS_UNTIL_WRITABLE if is_read_only else SECONDS_UNTIL_RETRY)
    response["Cache-Control"] = "no-store"
    return response


def typed_text(request):
    """The texts of the form that was sent, by the names of their fields."""
    if request.method != "POST" or request.path_info.startswith(FORMS_THAT_STAY_SILENT):
        return []
    try:
        fields = list(request.POST.lists())[:MOST_FIELDS]
    except Exception:  # noqa: BLE001 - a broken upload must not hide the reason why we are here
        return []
    return [
        (name.replace("_", " ").replace("-", " "), value[:LONGEST_TEXT])
        for name, values in fields
        for value in values
        if value.strip() and not any(secret in name.lower() for secret in SECRET_NAMES)
    ]
