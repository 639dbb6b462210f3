"""Countries and areas, and the regions they lie in.

Names come from django-countries, in all six languages, with the overrides of `COUNTRIES_OVERRIDE`. Regions and
sub-regions follow the United Nations standard M49 ("Standard country or area codes for statistical use"); the
assignment is for statistical convenience and says nothing about political affiliation.
"""

from functools import lru_cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from .folding import fold, start_of


class Region(TextChoices):
    """The five regions of M49 in which workshops are counted."""

    AFRICA = "africa", _("Africa")
    AMERICAS = "americas", _("Americas")
    ASIA = "asia", _("Asia")
    EUROPE = "europe", _("Europe")
    OCEANIA = "oceania", _("Oceania")


class Subregion(TextChoices):
    """The sub-regions of M49; those of the Americas and of sub-Saharan Africa at the finer level."""

    NORTHERN_AFRICA = "northern-africa", _("Northern Africa")
    EASTERN_AFRICA = "eastern-africa", _("Eastern Africa")
    MIDDLE_AFRICA = "middle-africa", _("Middle Africa")
    SOUTHERN_AFRICA = "southern-africa", _("Southern Africa")
    WESTERN_AFRICA = "western-africa", _("Western Africa")
    CARIBBEAN = "caribbean", _("Caribbean")
    CENTRAL_AMERICA = "central-america", _("Central America")
    SOUTH_AMERICA = "south-america", _("South America")
    NORTHERN_AMERICA = "northern-america", _("Northern America")
    CENTRAL_ASIA = "central-asia", _("Central Asia")
    EASTERN_ASIA = "eastern-asia", _("Eastern Asia")
    SOUTH_EASTERN_ASIA = "south-eastern-asia", _("South-eastern Asia")
    SOUTHERN_ASIA = "southern-asia", _("Southern Asia")
    WESTERN_ASIA = "western-asia", _("Western Asia")
    EASTERN_EUROPE = "eastern-europe", _("Eastern Europe")
    NORTHERN_EUROPE = "northern-europe", _("Northern Europe")
    SOUTHERN_EUROPE = "southern-europe", _("Southern Europe")
    WESTERN_EUROPE = "western-europe", _("Western Europe")
    AUSTRALIA_AND_NEW_ZEALAND = "australia-and-new-zealand", _("Australia and New Zealand")
    MELANESIA = "melanesia", _("Melanesia")
    MICRONESIA = "micronesia", _("Micronesia")
    POLYNESIA = "polynesia", _("Polynesia")


M49 = {
    Region.AFRICA: {
        Subregion.NORTHERN_AFRICA: "DZ EG LY MA SD TN EH",
        Subregion.EASTERN_AFRICA: "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW",
        Subregion.MIDDLE_AFRICA: "AO CM CF TD CG CD GQ GA ST",
        Subregion.SOUTHERN_AFRICA: "BW SZ LS NA ZA",
        Subregion.WESTERN_AFRICA: "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG",
    },
    Region.AMERICAS: {
        Subregion.CARIBBEAN: "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI",
        Subregion.CENTRAL_AMERICA: "BZ CR SV GT HN MX NI PA",
        Subregion.SOUTH_AMERICA: "AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
        Subregion.NORTHERN_AMERICA: "BM CA GL PM US",
    },
    Region.ASIA: {
        Subregion.CENTRAL_ASIA: "KZ KG TJ TM UZ",
        Subregion.EASTERN_ASIA: "CN HK MO KP JP MN KR TW",
        Subregion.SOUTH_EASTERN_ASIA: "BN KH ID LA MY MM PH SG TH TL VN",
        Subregion.SOUTHERN_ASIA: "AF BD BT IN IR MV NP PK LK",
        Subregion.WESTERN_ASIA: "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    },
    Region.EUROPE: {
        Subregion.EASTERN_EUROPE: "BY BG CZ HU PL MD RO RU SK UA",
        Subregion.NORTHERN_EUROPE: "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB",
        Subregion.SOUTHERN_EUROPE: "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES",
        Subregion.WESTERN_EUROPE: "AT BE FR DE LI LU MC NL CH",
    },
    Region.OCEANIA: {
        Subregion.AUSTRALIA_AND_NEW_ZEALAND: "AU CX CC HM NZ NF",
        Subregion.MELANESIA: "FJ NC PG SB VU",
        Subregion.MICRONESIA: "GU KI MH FM NR MP PW UM",
        Subregion.POLYNESIA: "AS CK PF NU PN WS TK TO TV WF",
    },
}

REGION_OF = {code: region for region, parts in M49.items() for codes in parts.values() for code in codes.split()}
SUBREGION_OF = {code: part for parts in M49.values() for part, codes in parts.items() for code in codes.split()}


def country_name(code: str) -> str:
    """Return the name of that country or area in the active language; the code itself if it is unknown."""
    return str(countries.name(code) or code) if code else ""


def countries_in(region: str) -> list[str]:
    """Return the codes of that region of M49; none if there is no such region."""
    return sorted(code for code, its_region in REGION_OF.items() if its_region == region)


@lru_cache(maxsize=32)
def folded_names(language: str) -> dict[str, str]:
    """Return the names of all countries and areas in that language, folded for comparing, by code."""
    with override(language):
        return {code: f" {fold(str(name))}" for code, name in countries}


def countries_named(word: str) -> list[str]:
    """Return the codes of countries whose name, in the active language or in English, has that folded word in it."""
    languages = {get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE}
    names = [pair for language in languages for pair in folded_names(language).items()]
    return sorted({code for code, name in names if start_of(word) in name})
