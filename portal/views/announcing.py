"""Announcing a workshop, and seeing what became of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import announcing
from ..access import member_required
from ..forms.announcement import AnnouncementForm
from ..models import Announcement
from .reports.writing import text_survives_sign_out

SEVERAL = ("partners", "treaties")


def typed(post):
    """What was typed, so that it can be shown again. PostgreSQL keeps no NUL bytes, and nobody types them."""
    data = {name: post.get(name, "").replace("\x00", "") for name in AnnouncementForm.base_fields if name in post}
    return data | {name: post.getlist(name) for name in SEVERAL}


@require_http_methods(["GET", "HEAD", "POST"])
@text_survives_sign_out
@member_required
def announce(request):
    partner = request.membership.partner
    form = AnnouncementForm(request.POST or None, partner=partner)
    if form.is_valid():
        try:
            announcement = announcing.announce(partner, request.user, form.cleaned_data, typed(request.POST))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Sent to the secretariat. It is on the site as soon as it is approved."))
            return redirect("portal:announced", announcement.key)
    return render(request, "portal/announce.html", {"form": form}, status=422 if form.is_bound else 200)


def show_again(request):
    """What was typed, after its secret token had become invalid by signing in. Nothing is sent yet."""
    messages.warning(request, _("Not sent yet: please read it through and send it now."))
    form = AnnouncementForm(request.POST, partner=request.membership.partner)
    return render(request, "portal/announce.html", {"form": form}, status=403)


@require_http_methods(["GET", "HEAD", "POST"])
@text_survives_sign_out
@member_required
def announced(request, key):
    """Where an announcement stands; a form to send it again where the secretariat asked for changes."""
    partner = request.membership.partner
    announcement = get_object_or_404(Announcement.objects.filter(partner=partner).select_related("page"), key=key)
    may_change = announcement.state == Announcement.State.RETURNED
    form = AnnouncementForm(request.POST or announcement.data, partner=partner) if may_change else None
    if request.method == "POST" and not may_change:
        messages.error(request, _("The secretariat has it. It cannot be changed now."))
        return render(request, "portal/announced.html", {"announcement": announcement}, status=409)
    if request.method == "POST" and form.is_valid():
        try:
            announcing.announce_again(announcement, request.user, form.cleaned_data, typed(request.POST))
        except ValidationError as error:
            form.add_error(None, error.messages)
        except announcing.NotWithThePartnerError:
            messages.error(request, _("The secretariat has it. It cannot be changed now."))
            return render(request, "portal/announced.html", {"announcement": announcement}, status=409)
        else:
            messages.success(request, _("Sent to the secretariat again."))
            return redirect("portal:announced", announcement.key)
    return render(request, "portal/announced.html", {"announcement": announcement, "form": form})
