"""Wagtail's own sign-in knows no second factor: all its addresses lead to the one way in."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache


@never_cache
def admin_sign_in(request, **kwargs):
    """Come back to where one wanted to go in the admin."""
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))


@never_cache
def page_sign_in(request):
    """No page sends anybody here: private pages lead to the one way in themselves."""
    return redirect(settings.LOGIN_URL)
