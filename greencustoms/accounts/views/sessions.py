from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..browsers import browser_name
from ..sessions import end_all


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    """Where the person is signed in; ends one session, or all others."""
    if request.method == "POST":
        end(request)
        return redirect("account_sessions")
    found = UserSession.objects.purge_and_list(request.user)
    for session in found:
        session.browser = browser_name(session.user_agent)
    found.sort(key=lambda session: (not session.is_current(), -session.last_seen_at.timestamp()))
    return render(request, "account/sessions.html", {"sessions": found})


def end(request):
    key = request.session.session_key
    which = request.POST.get("session", "")
    if which == "others":
        end_all(request.user, but=key)
        messages.success(request, _("All other sessions have ended."))
    elif which.isascii() and which.isdigit() and len(which) < 19:
        for session in UserSession.objects.filter(user=request.user, pk=which).exclude(session_key=key):
            session.end()
            messages.success(request, _("The session has ended."))
