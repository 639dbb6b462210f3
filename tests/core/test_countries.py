from django.utils.translation import override
from django_countries import countries

from greencustoms.core.countries import M49, REGION_OF, SUBREGION_OF, Region, countries_in, country_name


def test_every_country_of_the_list_lies_in_a_region_but_antarctica():
    assert {code for code, _name in countries} - set(REGION_OF) <= {"AQ"}


def test_no_country_lies_in_two_regions():
    codes = [code for parts in M49.values() for listed in parts.values() for code in listed.split()]

    assert len(codes) == len(set(codes)) == len(SUBREGION_OF)


def test_a_region_that_does_not_exist_has_no_countries():
    assert countries_in("atlantis") == []
    assert "BY" in countries_in(Region.EUROPE)


def test_names_are_those_of_the_united_nations_in_english():
    assert country_name("TZ") == "United Republic of Tanzania"
    assert country_name("") == ""
    assert country_name("ZZ") == "ZZ"


def test_names_follow_the_language():
    with override("fr"):
        assert country_name("DE") == "Allemagne"
