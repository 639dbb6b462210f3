"""What holds for every request of a person who is signed in."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from greencustoms.core.middleware import is_admin

from . import devices, factors
from .sessions import confirmed_within, note_use

# Changing who may do what asks for a fresh confirmation: after half an hour to begin, after an hour to finish.
OWN_RIGHTS = ("/admin/groups/", "/admin/partner-people/", "/admin/users/")
MINUTES_TO_BEGIN, MINUTES_TO_FINISH = 30, 60
FOR_SIGNED_IN = ("/account/", "/admin/", "/portal/")


class SecondFactor:
    """The admin is only for people who may enter it, with a session that passed a second factor.

    Whoever has a second factor set up, partners too, cannot use a session that did not pass it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(FOR_SIGNED_IN) and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        if known := getattr(request, "known_from_now_on", ""):
            devices.remember(request, response, known)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.path.startswith(FOR_SIGNED_IN) or not request.user.is_authenticated:
            return None
        note_use(request)
        if is_admin(request) and not may_enter_admin(request.user):
            raise PermissionDenied
        if not second_factor_is_in_order(request):
            return self.ask_for_factor(request)
        if request.path.startswith(OWN_RIGHTS) and not is_fresh(request):
            return reconfirm(request)
        return None

    def ask_for_factor(self, request):
        """Without a factor: set one up. With one that this session did not pass: sign in again."""
        if is_script(request):
            raise PermissionDenied
        if factors.has_second_factor(request.user):
            logout(request)
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        request.session["after_factor"] = request.get_full_path()
        return HttpResponseRedirect(reverse("mfa_index"))


def may_enter_admin(user) -> bool:
    return user.has_perm("wagtailadmin.access_admin")


def second_factor_is_in_order(request) -> bool:
    if is_admin(request):
        return factors.passed_second_factor(request) and factors.has_second_factor(request.user)
    return factors.passed_second_factor(request) or not factors.has_second_factor(request.user)


def is_fresh(request) -> bool:
    minutes = MINUTES_TO_BEGIN if request.method in ("GET", "HEAD") else MINUTES_TO_FINISH
    return confirmed_within(request, minutes)


def reconfirm(request):
    if is_script(request):
        raise PermissionDenied
    there = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': there})}")


def is_script(request) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"
