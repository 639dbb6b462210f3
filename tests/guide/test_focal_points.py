"""Whom to call: the page of the national focal points."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guide.models import FocalPoint
from tests.factories.guide import FocalPointFactory
from tests.factories.pages import ChapterPageFactory

pytestmark = pytest.mark.django_db

PAGE = "/en/guide/focal-points/"


def main_of(response):
    return response.content.decode().partition("<main")[2]


@pytest.fixture
def cites(guide_index):
    return ChapterPageFactory(parent=guide_index, title="CITES", slug="cites", number=3, call="Management Authority")


def test_while_no_office_is_on_record_the_page_says_so_and_gives_the_official_lists(client, montreal):
    html = main_of(client.get(PAGE))

    assert "No office is on record here yet." in html
    assert 'href="https://ozone.unep.org/countries"' in html


def test_offices_stand_under_their_treaty_with_the_day_they_were_reported(client, montreal, cites):
    FocalPointFactory(treaty=montreal, office="Ozone Unit of Kenya", telephone="+254 20 000000")

    html = main_of(client.get(PAGE))

    assert html.index("CITES") < html.index("Montreal Protocol") < html.index("Ozone Unit of Kenya")
    assert "As reported on 1 March 2026" in html or "As reported on March 1, 2026" in html
    assert 'href="tel:+25420000000"' in html
    assert "No office is on record here yet." not in html


def test_country_and_treaty_filter_the_list(client, montreal, cites):
    FocalPointFactory(treaty=montreal, country="KE", office="Ozone Unit of Kenya")
    FocalPointFactory(treaty=montreal, country="UG", office="Ozone Unit of Uganda")
    FocalPointFactory(treaty=cites, country="KE", office="Wildlife Service of Kenya")

    html = main_of(client.get(PAGE, {"country": "KE", "treaty": "montreal-protocol"}))

    assert "Ozone Unit of Kenya" in html
    assert "Ozone Unit of Uganda" not in html
    assert "Wildlife Service of Kenya" not in html


def test_a_country_without_an_office_is_said_to_have_none_on_record(client, montreal):
    assert "no office in Kenya is on record" in main_of(client.get(PAGE, {"country": "KE"}))


@pytest.mark.parametrize(
    "query",
    [
        {"country": "XX"},
        {"country": "<script>alert(1)</script>"},
        {"country": "K" * 9000},
        {"treaty": "nothing"},
        {"treaty": "'; DROP TABLE"},
        {"treaty": "\u202e", "country": "\u202e"},
        {"page": "-1"},
    ],
)
def test_a_filter_that_makes_no_sense_filters_nothing(client, montreal, query):
    FocalPointFactory(treaty=montreal, office="Ozone Unit of Kenya")

    response = client.get(PAGE, query)

    assert response.status_code == 200
    assert "Ozone Unit of Kenya" in main_of(response)
    assert "<script>alert" not in response.content.decode()


def test_drafts_and_offices_of_unpublished_treaties_are_not_shown(client, montreal, cites):
    FocalPointFactory(treaty=montreal, office="Draft Unit", live=False)
    FocalPointFactory(treaty=cites, office="Wildlife Service")
    cites.unpublish()

    html = main_of(client.get(PAGE))

    assert "Draft Unit" not in html
    assert "Wildlife Service" not in html


def test_a_country_kept_by_the_reader_is_chosen_already(client, montreal):
    client.cookies["country"] = "KE"

    assert '<option value="KE" selected>' in main_of(client.get(PAGE))


@pytest.mark.parametrize("office", ["Mr. John Doe", "Dr Ada Lovelace", "Mme Curie"])
def test_a_person_is_refused_as_an_office(montreal, office):
    with pytest.raises(ValidationError, match="not a person"):
        FocalPointFactory.build(treaty=montreal, office=office).full_clean()


def test_an_office_that_cannot_be_reached_is_refused(montreal):
    with pytest.raises(ValidationError, match="how to reach the office"):
        FocalPointFactory.build(treaty=montreal, email="").full_clean()


def test_an_office_can_be_published_in_the_admin(admin_client, montreal):
    data = {
        "treaty": montreal.pk,
        "country": "KE",
        "office": "Ozone Unit of Kenya",
        "email": "ozone@example.org",
        "as_reported_on": "2026-03-01",
        "source_title": "Country contacts",
        "action-publish": "1",
    }

    admin_client.post("/admin/snippets/guide/focalpoint/add/", data)

    assert FocalPoint.objects.get().live


def test_many_offices_cost_as_many_queries_as_one(client, montreal):
    costs = []
    for count in (1, 60):
        for number in range(count):
            FocalPointFactory(treaty=montreal, office=f"Office {count}-{number}")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 10
