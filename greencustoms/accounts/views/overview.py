from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import factors
from ..forms import PersonForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request):
    """Everything about the own account on one page: name and language, password, second factor, sessions."""
    form = PersonForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(
        request,
        "account/overview.html",
        {
            "form": form,
            "has_factor": factors.has_second_factor(request.user),
            "must_have_factor": factors.must_have_second_factor(request.user),
            "session_count": UserSession.objects.filter(user=request.user).count(),
        },
    )
