"""What each column of a table of controlled items may hold."""

from django.utils.translation import gettext_lazy as _

from greencustoms.core.tabular.columns import Column
from greencustoms.core.tabular.days import DayOrMonth
from greencustoms.core.tabular.kinds import Address, ListOf, LookedUp, Slug, Text
from partners.models import PartnerPage

from ..identifiers import Kind
from ..models import ChapterPage, ControlledItem, ItemCategory
from .marks import ListingIn, MarkOf

MARK_COLUMNS = {
    "hs": Kind.HS,
    "cas": Kind.CAS,
    "un": Kind.UN,
    "ashrae": Kind.ASHRAE,
    "trade_names": Kind.TRADE_NAME,
    "synonyms": Kind.SYNONYM,
    "scientific_names": Kind.SCIENTIFIC_NAME,
    "common_names": Kind.COMMON_NAME,
    "basel_codes": Kind.BASEL_CODE,
    "annex_codes": Kind.ANNEX_CODE,
    "event_codes": Kind.EVENT_CODE,
    "cn": Kind.CN,
    "other_marks": Kind.OTHER,
}
LINES = ["handling", "ask_for", "warning_signs", "import_note", "export_note", "transit_note", "afterwards", "note"]
REQUIRED = {"name", "category", "listings"}

HELP = {
    "slug": _("Where it is filled, the row changes the item of that address. Made from the name if empty."),
    "category": _("What is empty in a row comes from the category."),
    "listings": _("Treaty and list; then, if known, since when, a note, the source and its address."),
    "owner": _("The end of the address of the partner’s page."),
}


def categories_of(locale_id):
    for category in ItemCategory.objects.filter(locale_id=locale_id):
        yield category.slug, category.name, []


def treaties_of(locale_id):
    for page in ChapterPage.objects.filter(locale_id=locale_id).order_by("number"):
        yield page.slug, page.title, [page.treaty_name]


def partners_of(locale_id):
    for page in PartnerPage.objects.filter(locale_id=locale_id).order_by("title"):
        yield page.slug, page.title, [page.acronym, page.full_name]


def make_columns(locale_id) -> list[Column]:
    treaties = LookedUp(
        lambda: treaties_of(locale_id), _("“%(text)s” is not a treaty that the Guide has a chapter on.")
    )
    kinds = {
        "slug": Slug(80),
        "name": Text(200),
        "category": LookedUp(lambda: categories_of(locale_id), _("“%(text)s” is not a category of goods.")),
        "listings": ListOf(ListingIn(treaties)),
        **{name: ListOf(MarkOf(kind)) for name, kind in MARK_COLUMNS.items()},
        "danger": Text(300),
        **{name: Text(lines=True) for name in LINES},
        "source_title": Text(500),
        "source_url": Address(),
        "owner": LookedUp(lambda: partners_of(locale_id), _("“%(text)s” is not a partner on this site.")),
        "facts_as_of": Text(40),
        "verified_on": DayOrMonth(),
        "review_by": DayOrMonth(),
        "editors_note": Text(lines=True),
    }
    return [
        Column(name, label_of(name), kind, help=HELP.get(name, ""), is_required=name in REQUIRED)
        for name, kind in kinds.items()
    ]


def label_of(name):
    if name in MARK_COLUMNS:
        return MARK_COLUMNS[name].label
    return _("treaties") if name == "listings" else ControlledItem._meta.get_field(name).verbose_name
