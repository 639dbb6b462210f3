from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from greencustoms.accounts.forms import PasswordTwice
from greencustoms.core.limits import come_back_in
from partners.models import PartnerPage

from .inviting import LETTERS_OF_A_LEAD, invite

EMAIL = forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})


class InviteForm(forms.Form):
    """A lead invites somebody into the own organisation: the partner comes from the session, never from the form."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254, widget=EMAIL)
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )
    is_lead = forms.BooleanField(label=_("May invite and remove people of the organisation too"), required=False)

    def __init__(self, *args, request, partner=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.partner = request, partner

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.request.user.has_perm("portal.add_invitation"):
            wait = LETTERS_OF_A_LEAD.take(self.request.user.pk)
            if wait:
                come_back_in(self.request, wait)
                raise forms.ValidationError(_("You have sent many invitations. Try again in an hour."))
        return cleaned

    def save(self):
        return invite(partner=self.partner, by=self.request.user, **self.cleaned_data)


class StaffInviteForm(InviteForm):
    """Staff choose the partner."""

    partner = forms.ModelChoiceField(label=_("Partner"), queryset=PartnerPage.objects.none())
    field_order = ["partner", "email", "name", "language", "is_lead"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        source = PartnerPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        self.fields["partner"].queryset = source.order_by("title")

    def save(self):
        return invite(by=self.request.user, **self.cleaned_data)


class JoinForm(PasswordTwice):
    """A person who has no account yet gives a name and chooses a password."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Family name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))
        return cleaned
