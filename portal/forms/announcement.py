"""What a partner says of a workshop that is to come."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from guide.models import ChapterPage
from partners.models import PartnerPage
from workshops.models import WorkshopPage

DAY = forms.DateInput(attrs={"type": "date", "class": "in short"}, format="%Y-%m-%d")
LINE = {"class": "in", "dir": "auto"}


class AnnouncementForm(forms.Form):
    """Enough for a page of the record; the secretariat adds what else it knows."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
        help_text=_("For example: National workshop on waste at the border."),
    )
    start_date = forms.DateField(
        label=_("First day"), widget=DAY, help_text=_("If only the month is known, any day in it.")
    )
    end_date = forms.DateField(label=_("Last day"), required=False, widget=DAY)
    only_month = forms.BooleanField(label=_("Only the month is known"), required=False)
    place = forms.CharField(label=_("City"), max_length=120, widget=forms.TextInput(attrs=LINE))
    venue = forms.CharField(label=_("Venue"), max_length=200, required=False, widget=forms.TextInput(attrs=LINE))
    country = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"class": "in"}))
    level = forms.ChoiceField(
        label=_("Level"), choices=WorkshopPage.Level.choices, widget=forms.Select(attrs={"class": "in short"})
    )
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=LINE),
        help_text=_("For whom it is, and what they will learn."),
    )
    organisers = forms.CharField(
        label=_("Organisers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={**LINE, "rows": 3}),
        help_text=_("Ministries, schools, regional offices; one to a line."),
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Other partners of Green Customs"),
        required=False,
        queryset=PartnerPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    treaties = forms.ModelMultipleChoiceField(
        label=_("Treaties covered"),
        required=False,
        queryset=ChapterPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, partner=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "—"), *((code, name) for code, name in countries)]
        visible = {"locale__language_code": "en"}
        others = PartnerPage.objects.live().public().filter(**visible).order_by("title")
        self.fields["partners"].queryset = others.exclude(pk=partner.pk) if partner else others
        self.fields["treaties"].queryset = ChapterPage.objects.live().public().filter(**visible).order_by("number")

    def clean_start_date(self):
        day = self.cleaned_data["start_date"]
        if not 2001 <= day.year <= date.today().year + 10:
            raise ValidationError(_("Check the year."))
        return day

    def clean_organisers(self):
        lines = [line.strip() for line in self.cleaned_data["organisers"].splitlines() if line.strip()]
        if any(len(line) > 200 for line in lines):
            raise ValidationError(_("One of the lines is longer than 200 characters."))
        return lines

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and not end and "end_date" not in self.errors:
            # A workshop of one day, as the form lets it be said.
            cleaned["end_date"] = start
        if start and end and end < start:
            self.add_error("end_date", ValidationError(_("The last day is before the first.")))
        return cleaned
