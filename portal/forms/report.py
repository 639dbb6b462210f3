"""The form of a report. What is typed is kept as it is; it is only checked before it is submitted."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from greencustoms.core.languages import LANGUAGE_CHOICES
from partners.models import PartnerPage
from workshops.models import Rating

from .countries import COUNTRIES_HELP, CountriesField

LONGEST = 20_000
WHOLE_NUMBER = _("Enter a whole number, for example 24.")
OF_FIVE = _("Enter a number from 1 to 5, for example 4.5.")


@dataclass(frozen=True)
class Section:
    """A part of the form under its own heading."""

    name: str
    heading: str
    fields: tuple[str, ...]
    hint: str = ""


SECTIONS = (
    Section("about", _("What the report is called"), ("title", "language")),
    Section("summary", _("Summary"), ("overview",)),
    Section(
        "participants",
        _("Participants"),
        ("participants_total", "participants_women", "participants_men", "countries"),
        _("Customs and other officers who took part, without trainers. Give no names of persons."),
    ),
    Section("sessions", _("Sessions and partners"), ("sessions", "partners_involved", "others_involved")),
    Section("results", _("Results, lessons, follow-up"), ("results", "lessons", "follow_up")),
    Section(
        "ratings",
        _("How participants rated the workshop"),
        ("rating_answers", *(rating.value for rating in Rating)),
        _("The average of the forms they filled in, from 1 (poor) to 5 (very good). Leave it empty if nobody asked."),
    ),
)

REQUIRED = {
    "title": _("Give the report a title."),
    "language": _("Say which language the report is in."),
    "overview": _("Say in a few sentences what happened."),
    "participants_total": _("Say how many took part."),
    "countries": _("Name the countries that the participants came from."),
    "sessions": _("Say what was taught."),
    "results": _("Say what came out of it."),
}
"""What a report cannot be submitted without, and what to do about it."""

WISHED = {
    "participants_women": _("The number of women is not given."),
    "lessons": _("No lessons are given."),
    "follow_up": _("Nothing is said about follow-up."),
}
"""What is good to have. A report can be submitted without."""


class WholeNumberField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(
            min_value=0,
            max_value=100_000,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "in short"}),
            error_messages={"invalid": WHOLE_NUMBER, "min_value": WHOLE_NUMBER, "max_value": WHOLE_NUMBER},
            **kwargs,
        )


class RatingField(forms.DecimalField):
    """From 1 to 5 with one digit after the point, or after the comma."""

    def __init__(self, **kwargs):
        messages = dict.fromkeys(("invalid", "min_value", "max_value", "max_digits", "max_decimal_places"), OF_FIVE)
        super().__init__(
            min_value=1,
            max_value=5,
            max_digits=2,
            decimal_places=1,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "in short"}),
            error_messages=messages,
            **kwargs,
        )

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def long_text(label, help_text="", rows=6):
    widget = forms.Textarea(attrs={"rows": rows, "class": "in", "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST, widget=widget)


class ReportForm(forms.Form):
    """All that is typed about a workshop; files have forms of their own. Nothing is required until it is submitted."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "in", "dir": "auto"}),
        help_text=_("For example: Report on the national workshop in Minsk, May 2012."),
    )
    language = forms.ChoiceField(
        label=_("Language of the report"),
        required=False,
        choices=LANGUAGE_CHOICES,
        widget=forms.Select(attrs={"class": "in short"}),
        help_text=_("The report is published in this one language."),
    )
    overview = long_text(
        _("What happened"), _("A few sentences for the public page: who came, what was taught, what follows.")
    )
    participants_total = WholeNumberField(label=_("Participants in all"))
    participants_women = WholeNumberField(label=_("Women"))
    participants_men = WholeNumberField(label=_("Men"))
    countries = CountriesField(
        label=_("Countries"),
        required=False,
        max_length=LONGEST,
        help_text=COUNTRIES_HELP,
        widget=forms.Textarea(attrs={"rows": 6, "class": "in", "dir": "auto"}),
    )
    sessions = long_text(_("Sessions"), _("What was taught, by whom (the organisation), and how."))
    partners_involved = forms.MultipleChoiceField(
        label=_("Other partners of Green Customs that took part"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others_involved = long_text(
        _("Others involved"), _("Ministries, schools, regional offices; one to a line."), rows=3
    )
    results = long_text(_("Results"))
    lessons = long_text(_("Lessons"), _("What would you do again, what otherwise?"))
    follow_up = long_text(_("Follow-up"), _("What happens next, and who does it."))
    rating_answers = WholeNumberField(label=_("Forms filled in"))
    rating_content = RatingField(label=Rating.CONTENT.label)
    rating_trainers = RatingField(label=Rating.TRAINERS.label)
    rating_materials = RatingField(label=Rating.MATERIALS.label)
    rating_organisation = RatingField(label=Rating.ORGANISATION.label)
    rating_usefulness = RatingField(label=Rating.USEFULNESS.label)

    def __init__(self, *args, partner=None, **kwargs):
        super().__init__(*args, **kwargs)
        others = PartnerPage.objects.live().filter(locale__language_code="en").order_by("title")
        if partner:
            others = others.exclude(pk=partner.pk)
        self.fields["partners_involved"].choices = [(str(page.pk), page.title) for page in others]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean(self):
        cleaned = super().clean()
        total = cleaned.get("participants_total")
        parts = (cleaned.get("participants_women") or 0) + (cleaned.get("participants_men") or 0)
        if total is not None and parts > total:
            self.add_error(
                "participants_total", ValidationError(_("Women and men together are more than all participants."))
            )
        from_countries = sum(line.participants or 0 for line in cleaned.get("countries") or [])
        if total is not None and from_countries > total:
            self.add_error(
                "countries", ValidationError(_("These are more participants than you gave in all. Check both."))
            )
        return cleaned

    @property
    def sections(self):
        """The fields of each section, for the template."""
        return [(section, [self[name] for name in section.fields]) for section in SECTIONS]


FIELDS = tuple(name for section in SECTIONS for name in section.fields)
SEVERAL = frozenset({"partners_involved"})


class TooLongError(ValueError):
    """More was sent for one field than any report needs."""


def typed(post) -> dict:
    """Return what was typed, by field, from a QueryDict."""
    data = {}
    for name in FIELDS:
        values = [str(value).replace("\x00", "").replace("\r\n", "\n") for value in post.getlist(name)]
        data[name] = values[:100] if name in SEVERAL else (values[-1] if values else "")
    return data


def check_length(data):
    """Raises TooLongError for what nobody typed. A little too long is saved, and the form says so."""
    for name in FIELDS:
        if len("".join(data[name])) > 2 * LONGEST:
            raise TooLongError(name)


def form_of(data, partner) -> ReportForm:
    """The form with what was typed, so that it can say what is wrong with it."""
    return ReportForm({name: data.get(name, [] if name in SEVERAL else "") for name in FIELDS}, partner=partner)
