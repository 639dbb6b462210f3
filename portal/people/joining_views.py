"""The page behind the link of an invitation."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from greencustoms.core.limits import address_of, come_back_in

from ..models import Invitation
from .forms import JoinForm
from .inviting import TRIES_OF_LINKS
from .joining import NotPossibleError, join, owner_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request, token):
    """Opening the link changes nothing; only the button on the page does."""
    found = Invitation.objects.for_token(token).select_related("partner", "invited_by").first()
    response = answer(request, found) if found else no_such_invitation(request)
    # The address of this page is a secret: it must not travel to the next one.
    response["Referrer-Policy"] = "no-referrer"
    return response


def no_such_invitation(request):
    """The same for links that never were, were used, withdrawn or are too old."""
    wait = TRIES_OF_LINKS.take(address_of(request))
    if wait:
        come_back_in(request, wait)
    return render(request, "portal/people/no_invitation.html", status=404)


def answer(request, found):
    owner = owner_of(found)
    is_somebody_else = request.user.is_authenticated and request.user != owner
    if is_somebody_else or (owner and owner.is_active and not request.user.is_authenticated):
        context = {"invitation": found, "is_somebody_else": is_somebody_else}
        return render(request, "portal/people/invitation_sign_in.html", context)
    return known_person(request, found) if request.user.is_authenticated else new_person(request, found, owner)


def new_person(request, found, owner):
    person = owner or get_user_model()(email=found.email.lower())
    form = JoinForm(request.POST if request.method == "POST" else None, user=person)
    if request.method == "POST" and form.is_valid():
        try:
            user = join(
                found,
                first_name=form.cleaned_data["first_name"],
                last_name=form.cleaned_data["last_name"],
                password=form.cleaned_data["password1"],
            )
        except NotPossibleError:
            return no_such_invitation(request)
        login = Login(user=user, redirect_url=reverse("portal:dashboard"))
        return perform_password_login(request, {"email": user.email}, login)
    return render(request, "portal/people/invitation.html", {"invitation": found, "form": form})


def known_person(request, found):
    if request.method == "POST":
        try:
            join(found, request.user)
        except NotPossibleError:
            messages.error(request, _("You belong to a partner already. Ask the secretariat to change that."))
            return redirect("account")
        return redirect("portal:dashboard")
    return render(request, "portal/people/invitation_join.html", {"invitation": found})
