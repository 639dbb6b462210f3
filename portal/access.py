"""Who may enter the portal: people who belong to a partner. Rights are looked up anew at each request."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

from .models import Membership


def membership_of(user) -> Membership | None:
    """The membership of that person, with the partner; none for visitors, staff and people who were removed."""
    if not user.is_authenticated:
        return None
    return Membership.objects.active().select_related("partner").filter(user=user).first()


def member_required(view):
    """Let only members in, and give the view `request.membership`.

    Visitors are sent to sign in and come back; others who are signed in are told (403) that this is not for them.
    What a view shows belongs to `request.membership.partner`: what belongs to another partner is 404.
    """

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.membership = membership_of(request.user)
        if request.membership is None:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def lead_required(view):
    """Let only leads in: members who may invite and remove people of their organisation."""

    @member_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.membership.is_lead:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
