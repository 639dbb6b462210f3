"""Filtering the record by the query string. What makes no sense filters nothing and never fails."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from greencustoms.core.countries import Region, country_name
from greencustoms.core.folding import fold
from greencustoms.core.outgoing_text import one_line
from greencustoms.core.widgets import LongSelect

from .choices import Choices
from .models.workshop import WorkshopPage

MAX_LENGTH = 200
FIRST_YEAR, LAST_YEAR = 2001, 2100

SORTS = [
    ("", _("Latest first")),
    ("oldest", _("Earliest first")),
    ("place", _("By place")),
    ("title", _("By title")),
    ("participants", _("Most participants first")),
]


class WorkshopFilterForm(forms.Form):
    """What a visitor chose, read from a query string. It never has errors: see `chosen` for what was understood."""

    q = forms.CharField(
        label=_("Words"), widget=forms.TextInput({"type": "search", "maxlength": MAX_LENGTH, "dir": "auto"})
    )
    year = forms.ChoiceField(label=_("Year"), widget=LongSelect)
    level = forms.ChoiceField(label=_("Level"), widget=LongSelect)
    region = forms.ChoiceField(label=_("Region"), widget=LongSelect)
    country = forms.ChoiceField(label=_("Country"), widget=LongSelect)
    partner = forms.ChoiceField(label=_("Partner"), widget=LongSelect)
    treaty = forms.ChoiceField(label=_("Treaty"), widget=LongSelect)
    topic = forms.ChoiceField(label=_("Topic"), widget=LongSelect)
    status = forms.ChoiceField(label=_("Status"), widget=LongSelect)
    sort = forms.ChoiceField(label=_("Order"), choices=SORTS)

    MAIN_FIELDS = ("q", "year", "level", "region")
    HOW = {
        "q": "saying",
        "year": "in_year",
        "level": "of_level",
        "region": "in_region",
        "country": "in_country",
        "partner": "with_partner",
        "treaty": "on_treaty",
        "topic": "on_topic",
        "status": "with_status",
    }

    def __init__(self, query: QueryDict, choices: Choices):
        typed = {name: one_line(str(query.get(name) or "")[:MAX_LENGTH]) for name in self.base_fields}
        typed["country"] = typed["country"].upper()
        typed["year"] = plain_number(typed["year"])
        typed["q"] = typed["q"] if fold(typed["q"]) else ""
        super().__init__(typed, auto_id="filter-%s", use_required_attribute=False)
        self.offer("year", _("All years"), with_chosen(choices.years, year_chosen(typed["year"])))
        self.offer("level", _("All levels"), WorkshopPage.Level.choices)
        self.offer("region", _("All regions"), Region.choices)
        self.offer("country", _("All countries"), with_chosen(choices.countries, country_chosen(typed["country"])))
        self.offer("partner", _("All partners"), choices.partners)
        self.offer("treaty", _("All treaties"), choices.treaties)
        self.offer("topic", _("All topics"), choices.topics)
        self.offer("status", _("Any status"), WorkshopPage.Status.choices)
        known = {fold(topic): topic for topic, _label in choices.topics}
        typed["topic"] = known.get(fold(typed["topic"]), "")
        for name, field in self.fields.items():
            field.required = False
            field.widget.attrs["class"] = "in"
            if hasattr(field, "choices") and not field.valid_value(typed[name]):
                typed[name] = ""
        self.full_clean()

    def offer(self, name, everything, choices):
        self.fields[name].choices = [("", everything), *choices]

    @property
    def chosen(self):
        """What was understood, by the name of the field. The order of the list is no filter and not in here."""
        return {name: self.cleaned_data[name] for name in self.HOW if self.cleaned_data.get(name)}

    @property
    def order(self):
        return self.cleaned_data.get("sort") or ""

    def apply_to(self, workshops):
        """Return those of the workshops that have all that was chosen."""
        for name, value in self.chosen.items():
            workshops = getattr(workshops, self.HOW[name])(value)
        return workshops

    def query(self, without: str = "") -> str:
        """Return what was understood as a query string, always in the same order, with its question mark."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in self.chosen.items() if name != without})
        if self.order:
            query["sort"] = self.order
        return f"?{query.urlencode()}" if query else ""

    @property
    def chips(self):
        """What was chosen, in words, each with the query that is left when it is taken away."""
        return [
            {"name": self.fields[name].label, "value": self.label_of(name, value), "query": self.query(without=name)}
            for name, value in self.chosen.items()
        ]

    def label_of(self, name, value):
        return dict(getattr(self.fields[name], "choices", ())).get(value, value)

    @property
    def main_fields(self):
        return [self[name] for name in self.MAIN_FIELDS]

    @property
    def more_fields(self):
        return [self[name] for name in self.fields if name not in self.MAIN_FIELDS]

    @property
    def has_more(self):
        """Whether a field that is folded away has been used."""
        return bool(self.order or set(self.chosen) - set(self.MAIN_FIELDS))


def plain_number(typed: str) -> str:
    """Return a number in ASCII digits: an Arabic keyboard types others."""
    return str(int(typed)) if typed.isdecimal() and len(typed) <= 4 else ""


def year_chosen(typed: str):
    return (typed, typed) if typed and FIRST_YEAR <= int(typed) <= LAST_YEAR else None


def country_chosen(typed: str):
    return (typed, country_name(typed)) if typed in countries.countries else None


def with_chosen(choices, chosen):
    """Offer the choice made too: a country without workshops is a question that makes sense."""
    return choices if chosen is None or chosen in choices else [*choices, chosen]
