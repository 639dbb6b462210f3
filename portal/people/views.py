"""People of the own organisation, in the portal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..access import lead_required, member_required
from ..models import Invitation, Membership
from . import inviting
from .forms import InviteForm


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def members(request):
    """Everybody sees who belongs to the organisation; leads invite."""
    partner, is_lead = request.membership.partner, request.membership.is_lead
    if request.method == "POST" and not is_lead:
        raise PermissionDenied
    form = InviteForm(request.POST if request.method == "POST" else None, request=request, partner=partner)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The invitation is on its way."))
        return redirect("portal:members")
    return render(
        request,
        "portal/people/members.html",
        {
            "form": form,
            "members": Membership.objects.active().of_partner(partner),
            "invitations": waiting(partner).order_by("email") if is_lead else [],
        },
    )


@require_POST
@lead_required
def member_remove(request, pk):
    found = get_object_or_404(Membership, pk=pk, partner=request.membership.partner)
    if found.pk == request.membership.pk:
        messages.error(request, _("You cannot remove yourself. Ask another lead or the secretariat."))
    else:
        inviting.remove(found, request.user)
        messages.success(request, _("Removed. This person cannot sign in any more."))
    return redirect("portal:members")


@require_POST
@lead_required
def invitation_again(request, pk):
    found = get_object_or_404(waiting(request.membership.partner), pk=pk)
    if inviting.LETTERS_OF_A_LEAD.take(request.user.pk):
        messages.error(request, _("You have sent many invitations. Try again in an hour."))
    else:
        inviting.invite_again(found)
        messages.success(request, _("A new letter is on its way. The earlier link works no more."))
    return redirect("portal:members")


@require_POST
@lead_required
def invitation_withdraw(request, pk):
    inviting.withdraw(get_object_or_404(waiting(request.membership.partner), pk=pk))
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("portal:members")


def waiting(partner):
    """Invitations that were neither accepted nor withdrawn; some of them may be too old by now."""
    return Invitation.objects.filter(partner=partner, accepted_at=None, withdrawn_at=None)
