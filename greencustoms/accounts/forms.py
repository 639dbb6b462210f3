"""The forms of accounts: allauth's own, in our words, with our limits."""

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from greencustoms.core.limits import address_of, come_back_in
from greencustoms.core.mail import send_by_recipe

from .limits import CODE_USED, RESETS_PER_ACCOUNT, RESETS_PER_ADDRESS, SECOND_FACTOR

EMAIL = forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"})


def password_field(label, autocomplete, **options):
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=4096, widget=widget, **options)


class PasswordTwice(forms.Form):
    """A new password, typed twice, held against the rules for passwords."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"] = password_field(
            _("New password"), "new-password", help_text=password_validators_help_text_html()
        )
        self.fields["password2"] = password_field(_("New password, once more"), "new-password")

    def clean_password1(self):
        return get_adapter().clean_password(self.cleaned_data["password1"], user=self.user)


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(label=_("E-mail address"), max_length=254, widget=EMAIL)
        self.fields["password"] = password_field(_("Password"), "current-password")


class ConfirmPasswordForm(account_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Your password"), "current-password")


class ForgottenPasswordForm(account_forms.ResetPasswordForm):
    """Does the same work for an address that is known and one that is not: whoever asks cannot tell them apart."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(label=_("E-mail address"), max_length=254, widget=EMAIL)

    def clean_email(self):
        email, request = self.cleaned_data["email"].lower(), context.request
        wait = RESETS_PER_ADDRESS.take(address_of(request)) or RESETS_PER_ACCOUNT.take(email)
        if wait:
            come_back_in(request, wait)
            raise get_adapter().validation_error("rate_limited")
        return email

    def save(self, request, **kwargs):
        send_by_recipe("password-reset", address=self.cleaned_data["email"], language=get_language())
        return self.cleaned_data["email"]


class NewPasswordForm(PasswordTwice, account_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PasswordTwice, account_forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(_("Present password"), "current-password")

    def clean_oldpassword(self):
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class LimitedCode:
    """A code may be tried ten times in a quarter of an hour, and a good code works once: for all processes alike."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(label=self.code_label, max_length=32, widget=CODE)

    def clean_code(self):
        wait = SECOND_FACTOR.take(self.user.pk)
        if wait:
            come_back_in(context.request, wait)
            raise get_adapter().validation_error("rate_limited")
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        code = super().clean_code()
        if CODE_USED.take(self.user.pk, code):
            raise get_factor_adapter().validation_error("incorrect_code")
        SECOND_FACTOR.give_back(self.user.pk)
        return code


class SecondFactorForm(LimitedCode, factor_forms.AuthenticateForm):
    code_label = _("Code from the app, or a recovery code")


class ConfirmSecondFactorForm(LimitedCode, factor_forms.ReauthenticateForm):
    code_label = _("Code from the app, or a recovery code")


class SetUpAppForm(LimitedCode, totp_forms.ActivateTOTPForm):
    code_label = _("The code that the app shows now")


class PersonForm(forms.ModelForm):
    """What people change about themselves."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of e-mails to you, and of the admin.")
    )

    class Meta:
        model = get_user_model()
        fields = ["first_name", "last_name"]
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.profile = UserProfile.get_for_user(self.instance)
        self.fields["language"].initial = self.profile.preferred_language or get_language()

    def save(self, commit=True):
        self.profile.preferred_language = self.cleaned_data["language"]
        self.profile.save(update_fields=["preferred_language"])
        return super().save(commit)
