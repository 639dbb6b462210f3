from django.contrib.auth.views import redirect_to_login
from django.urls import reverse


def to_sign_in(request, **kwargs):
    """Wagtail's own sign-in knows no second factor: there is one way in."""
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))
