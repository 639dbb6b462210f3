from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..access import member_required
from ..models import Membership


@require_safe
@member_required
def dashboard(request):
    """The first page of the portal: the organisation and its people."""
    partner = request.membership.partner
    return render(
        request,
        "portal/dashboard.html",
        {"partner": partner, "members": Membership.objects.active().of_partner(partner)},
    )
