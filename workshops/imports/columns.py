"""What each column of the record may hold, and how it is explained to whoever fills it in."""

from django.utils.translation import gettext_lazy as _

from greencustoms.core.languages import LANGUAGE_CHOICES
from greencustoms.core.tabular.columns import Column
from greencustoms.core.tabular.country_names import CountryCode
from greencustoms.core.tabular.days import DayOrMonth
from greencustoms.core.tabular.kinds import Choice, ListOf, LookedUp, Slug, Text, WholeNumber
from guide.models import ChapterPage
from partners.models import PartnerPage

from ..fields import FIELDS
from ..models import WorkshopPage

REQUIRED = {"title", "start_date", "place", "country", "level", "status"}

HELP = {
    "id": _("Leave it empty for a new workshop. Where it is filled, the row changes the workshop of that number."),
    "slug": _("The end of the address of the page. Made from the place if empty; never changed by an import."),
    "start_date": _("If only the month is known, write the month."),
    "end_date": _("Empty means the first day again."),
    "date_precision": _("Empty means what the first day shows: a day, or only a month."),
    "place": _("The city; or the country, if no city is on record."),
    "venue": _("The building or institution."),
    "country": _("Where it is held. The name of the country is understood too."),
    "region": _("Follows from the country and is not read."),
    "joint_with": _("An organisation outside the partnership."),
    "organisers": _("As recorded: ministries, schools, regional offices."),
    "partners": _("The end of the address of the partner’s page; its acronym is understood too."),
    "treaties": _("The end of the address of the chapter in the Guide; the name of the treaty is understood too."),
    "countries": _("The countries that sent participants."),
    "participants_qualifier": _("Whether the number is exact. Empty means that it is."),
    "summary": _("One sentence, shown in lists and by search engines."),
    "url": _("For reading only; it is not read."),
}


def longest(field_name):
    return WorkshopPage._meta.get_field(field_name).max_length


def text(field_name):
    return Text(longest(field_name))


def partners_of(locale_id):
    """Each partner with all that means it."""
    for page in PartnerPage.objects.filter(locale_id=locale_id).order_by("title"):
        yield page.slug, page.title, [page.acronym, page.full_name]


def treaties_of(locale_id):
    for page in ChapterPage.objects.filter(locale_id=locale_id).order_by("number"):
        yield page.slug, page.title, [page.treaty_name]


def kinds(locale_id):
    """The kind of each column that is read."""
    return {
        "id": Slug(longest("record_id")),
        "title": text("title"),
        "slug": Slug(longest("slug"), any_script=True),
        "start_date": DayOrMonth(months=True),
        "end_date": DayOrMonth(months=True),
        "date_precision": Choice(WorkshopPage.Precision.choices),
        "date_note": text("date_note"),
        "place": text("place"),
        "venue": text("venue"),
        "country": CountryCode(),
        "level": Choice(WorkshopPage.Level.choices),
        "status": Choice(WorkshopPage.Status.choices),
        "joint_with": text("joint_with"),
        "organisers": ListOf(Text(200)),
        "partners": ListOf(
            LookedUp(lambda: partners_of(locale_id), _("“%(text)s” is not a partner on this site.")), is_ordered=False
        ),
        "treaties": ListOf(
            LookedUp(lambda: treaties_of(locale_id), _("“%(text)s” is not a treaty that the Guide has a chapter on.")),
            is_ordered=False,
        ),
        "topics": ListOf(Text(160)),
        "languages": ListOf(Choice(LANGUAGE_CHOICES)),
        "countries": ListOf(CountryCode(), is_ordered=False),
        "participants_total": WholeNumber(),
        "participants_women": WholeNumber(),
        "participants_men": WholeNumber(),
        "participants_qualifier": Choice(WorkshopPage.Qualifier.choices),
        "participants_note": text("participants_note"),
        "summary": text("summary"),
    }


def make_columns(locale_id) -> list[Column]:
    """The columns of every export, in the same order."""
    known = kinds(locale_id)
    return [
        Column(
            name=field.name,
            label=field.label,
            kind=known.get(field.name, Text()),
            help=HELP.get(field.name, ""),
            is_required=field.name in REQUIRED,
            is_derived=field.is_derived,
        )
        for field in FIELDS
    ]
