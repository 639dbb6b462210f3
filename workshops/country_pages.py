"""workshops/countries/: the countries reached, and a page for each with its workshops and totals."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Sum
from django.http import Http404, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django_countries import countries

from greencustoms.core.countries import REGION_OF, Region, country_name
from greencustoms.core.folding import fold
from greencustoms.core.frame import localise
from greencustoms.core.memo import remember
from greencustoms.core.page_part import PagePart, language_of, render_part
from greencustoms.core.pagination import paginate

from . import figures
from .worldmap.points import world_map

ROUTE = "countries/"
ROWS_ON_A_PAGE = 48


def index_path(request) -> str:
    """The address of the record of workshops, in the language that the reader asked for."""
    return localise(reverse("workshops:csv").rpartition("/")[0] + "/", language_of(request))


def countries_path(request) -> str:
    return f"{index_path(request)}{ROUTE}"


def country_path(request, code: str) -> str:
    return f"{countries_path(request)}{code.lower()}/"


@dataclass
class CountryRow:
    """One country: workshops held in it, workshops its officers took part in, participants counted at the first."""

    code: str
    held: int = 0
    taken_part: int = 0
    participants: int = 0
    with_participants: int = 0

    @property
    def name(self):
        return country_name(self.code)

    @property
    def region(self):
        region = REGION_OF.get(self.code)
        return Region(region).label if region else ""


def count_by_country(workshops) -> dict[str, CountryRow]:
    """Count workshops held, by host and by country taking part: two queries."""
    rows: dict[str, CountryRow] = {}
    hosts = (
        figures.held(workshops)
        .values_list("country")
        .annotate(Count("pk"), Sum("participants_total"), Count("participants_total"))
    )
    for code, number, participants, with_participants in hosts:
        rows[code] = CountryRow(code, number, 0, participants or 0, with_participants)
    listed = apps.get_model("workshops.ParticipatingCountry").objects.filter(workshop__in=figures.held(workshops))
    for code, number in listed.order_by().values_list("country").annotate(Count("pk")):
        rows.setdefault(code, CountryRow(code)).taken_part = number
    return rows


def rows_of(index) -> dict[str, CountryRow]:
    return remember(("workshop countries", index.language_code), lambda: count_by_country(index.workshops))


def country_list(index, request):
    """All countries reached, in the order of their names, with the map of where workshops were held."""
    countries_url = countries_path(request)
    rows = rows_of(index)
    part = PagePart(
        request,
        index,
        ROUTE,
        title=_("Workshops by country"),
        description=_("In which countries Green Customs workshops were held, and which countries took part."),
    )
    context = {
        "rows": rows.values(),
        "table": remember(
            ("country table", index.language_code, get_language(), countries_url),
            lambda: write_table(rows.values(), countries_url),
        ),
        "map": world_map(figures.held(index.workshops), index.language_code, countries_url),
    }
    return render_part(request, part, "pages/workshop_countries.html", context)


def write_table(rows, countries_url) -> str:
    in_order = sorted(rows, key=lambda row: fold(row.name))
    return render_to_string("components/country_table.html", {"rows": in_order, "countries_url": countries_url})


def country_page(index, request, code):
    """The workshops of one country or area of ISO 3166-1. One without workshops says so; any other code is not found."""
    if code.upper() not in countries.countries or not code.isascii():
        raise Http404
    if code != code.lower():
        return HttpResponsePermanentRedirect(country_path(request, code))
    code = code.upper()
    here = index.workshops.in_country(code)
    elsewhere = index.workshops.with_officers_from(code).exclude(country=code)
    results = paginate(here.for_rows().in_order("newest"), request, ROWS_ON_A_PAGE)
    row = rows_of(index).get(code) or CountryRow(code)
    part = PagePart(
        request,
        index,
        f"{ROUTE}{code.lower()}/",
        title=row.name,
        description=ngettext(
            "%(count)s Green Customs workshop on record was held in this country or area.",
            "%(count)s Green Customs workshops on record were held in this country or area.",
            row.held,
        )
        % {"count": row.held},
        above=[(_("Workshops by country"), ROUTE)],
    )
    part.query = f"?page={results.number}" if results.number > 1 else ""
    context = {
        "row": row,
        "results": results,
        "elsewhere": list(elsewhere.for_rows().in_order("newest")[:ROWS_ON_A_PAGE]),
        "data_query": f"?country={code}",
        "countries_url": countries_path(request),
    }
    return render_part(request, part, "pages/workshop_country.html", context)
