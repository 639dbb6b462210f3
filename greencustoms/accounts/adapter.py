"""Where django-allauth asks us: who may sign in, how often, and where people go afterwards."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.urls import reverse

from greencustoms.core.limits import address_of, client_address, come_back_in

from . import devices, secret_store
from .limits import PER_ACCOUNT, PER_ADDRESS
from .sessions import confirmed_within
from .wording import ACCOUNT_ERRORS, FACTOR_ERRORS


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; tries are limited; one answer for a wrong password, an unknown and a disabled account."""

    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        email, password = credentials.get("email", "").strip().lower(), credentials.get("password")
        self.refuse_if_too_many(request, email)
        user = authenticate(request, username=email, password=password)
        if user:
            self.give_back(request, email)
        return user

    def reauthenticate(self, user, password):
        request, email = context.request, user.email.lower()
        self.refuse_if_too_many(request, email)
        if not user.check_password(password):
            return False
        self.give_back(request, email)
        return True

    def refuse_if_too_many(self, request, email):
        """Count a try, and refuse it unseen when there were too many. A refused try is not counted.

        A known browser is counted by itself: whoever guesses from the same office does not shut it out.
        """
        address, device = address_of(request), devices.device_of(request, email)
        wait = 0 if device else PER_ADDRESS.take(address)
        if not wait:
            wait = PER_ACCOUNT.take(email, device)
            if wait and not device:
                PER_ADDRESS.give_back(address)
        if wait:
            come_back_in(request, wait)
            raise self.validation_error("too_many_login_attempts")

    def give_back(self, request, email):
        device = devices.device_of(request, email)
        if not device:
            PER_ADDRESS.give_back(address_of(request))
        PER_ACCOUNT.give_back(email, device)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user.email)
        return response

    def is_reauthentication_required(self, *, app):
        """Whoever signed in or confirmed it within the last minutes is not asked again."""
        return not confirmed_within(context.request, minutes=5)

    def get_login_redirect_url(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def is_ajax(self, request):
        """Only the script of passkeys is answered in JSON."""
        return request.path == reverse("mfa_login_webauthn") and super().is_ajax(request)

    def get_client_ip(self, request):
        return client_address(request) or "0.0.0.0"  # noqa: S104 - stands for "unknown"


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are stored encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | FACTOR_ERRORS

    def encrypt(self, text):
        return secret_store.encrypt(text)

    def decrypt(self, encrypted_text):
        return secret_store.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        """Who must have a second factor may exchange the last one, but not be without."""
        from .factors import FACTORS, must_have_second_factor

        others = (
            type(authenticator).objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        )
        return others.exists() or not must_have_second_factor(authenticator.user)
