from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from greencustoms.core.uploads.kinds import accept_attribute
from partners.models import PartnerPage
from workshops.models import WorkshopPage

from ..models import Membership
from ..offline.reading import KINDS, read_form
from ..reports.beginning import reportable
from .beginning import has_begun
from .figures import COUNTRIES, NUMBERS


class DecisionForm(forms.Form):
    """A decision is about one revision: the one that was read. Without a comment nothing is sent back."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    figures = forms.MultipleChoiceField(
        label=_("Take these figures over into the record of the workshop"),
        choices=[*NUMBERS.items(), (COUNTRIES, _("Countries"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The partner reads it, by e-mail and in the portal. Needed when you ask for changes."),
    )

    def clean(self):
        cleaned = super().clean()
        if "return" in self.data and not cleaned.get("comment", "").strip():
            self.add_error("comment", ValidationError(_("Say what the partner should change.")))
        if "return" not in self.data and "approve" not in self.data:
            raise ValidationError(_("Approve the report, or ask for changes."))
        return cleaned


class WorkshopChoice(forms.ModelChoiceField):
    def label_from_instance(self, workshop):
        return f"{workshop.title} ({workshop.place_label}, {workshop.dates})"


class BeginForm(forms.Form):
    """For whom a report is begun, and what the partner has sent already."""

    partner = forms.ModelChoiceField(label=_("Partner"), queryset=PartnerPage.objects.none())
    workshop = WorkshopChoice(label=_("Workshop"), queryset=WorkshopPage.objects.none())
    filled = forms.FileField(
        label=_("The form that the partner filled in"),
        required=False,
        help_text=_("For Word or Excel, if the partner sent one. What it says is put into the report."),
        widget=forms.ClearableFileInput(attrs={"accept": accept_attribute(KINDS)}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = PartnerPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        self.fields["partner"].queryset = partners.order_by("title")
        self.fields["workshop"].queryset = reportable().for_rows().order_by("-start_date", "-pk")
        self.typed = {}

    def clean_partner(self):
        partner = self.cleaned_data["partner"]
        if not Membership.objects.active().filter(partner=partner).exists():
            raise ValidationError(
                _("Nobody of this partner has an account yet, so nobody could go on. Invite a person first.")
            )
        return partner

    def clean(self):
        cleaned = super().clean()
        partner, workshop, filled = (cleaned.get(name) for name in ("partner", "workshop", "filled"))
        if partner and workshop and has_begun(partner, workshop):
            self.add_error("workshop", ValidationError(_("This partner has begun a report on this workshop already.")))
        elif partner and filled:
            try:
                self.typed = read_form(filled, partner).data
            except ValidationError as error:
                self.add_error("filled", error)
        return cleaned


class ExpertForm(forms.Form):
    """Whom to ask."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))
    question = forms.CharField(
        label=_("What you want to know"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpinionForm(forms.Form):
    """What an expert answers."""

    use_required_attribute = False

    opinion = forms.ChoiceField(
        label=_("Your opinion"),
        choices=[
            ("agrees", _("It can be published as it is.")),
            ("objects", _("It should be changed first.")),
        ],
        widget=forms.RadioSelect,
    )
    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"class": "in", "rows": 6, "dir": "auto"}),
    )
    signed_as = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"class": "in", "dir": "auto", "autocomplete": "name"}),
        help_text=_("It is kept with your answer."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opinion") == "objects" and not cleaned.get("remarks", "").strip():
            self.add_error("remarks", ValidationError(_("Say what should be changed.")))
        return cleaned
