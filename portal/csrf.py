"""A form came with the token of an earlier sign-in. Where people write much, their text is shown again."""

from django.utils.cache import patch_cache_control

from greencustoms.accounts.middleware import second_factor_is_in_order
from greencustoms.core.error_pages import csrf_failure as refuse

from .access import membership_of
from .views import announcing
from .views.reports import writing

SHOWN_AGAIN = {"report-edit": writing.show_again, "announce": announcing.show_again}


def csrf_failure(request, reason=""):
    """403 in any case, and nothing is done; but what was typed stands in a form with a fresh token."""
    match = request.resolver_match
    show = SHOWN_AGAIN.get(match.url_name) if match and match.app_name == "portal" else None
    request.membership = membership_of(request.user) if show else None
    # This runs before the middleware that asks for the second factor.
    if not request.membership or not second_factor_is_in_order(request):
        return refuse(request, reason)
    response = show(request, **match.kwargs)
    patch_cache_control(response, private=True, no_store=True)
    return response
