"""Whom to call: the page of the national focal points."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greencustoms.core.tabular import runs
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


# Imports

ROW = "id,treaty,country,office,email,as_reported_on,source_title\n"


def taken_in(content):
    run = runs.take_in("focal-points", content.encode(), "offices.csv")
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def imported(content):
    run = taken_in(content)
    assert run.plan["problems"] == []
    assert runs.confirm(run)
    runs.work_on(run.pk)
    run.refresh_from_db()
    return run


def test_a_table_of_offices_is_imported_and_the_same_table_again_changes_nothing(client, montreal):
    content = ROW + ",Montreal Protocol,Kenya,Ozone Unit,ozone@example.org,2026-03-01,Country contacts\n"

    assert imported(content).added == 1
    assert "Ozone Unit" in main_of(client.get(PAGE, {"country": "KE"}))
    key = "montreal-protocol-ke-ozone-unit"
    again = taken_in(content.replace("\n,", f"\n{key},"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


def test_an_office_can_be_given_another_name_by_its_key(montreal):
    FocalPointFactory(treaty=montreal, country="KE", office="Ozone Unit")

    run = imported(
        ROW + "montreal-protocol-ke-ozone-unit,montreal-protocol,KE,New Unit,a@example.org,2026-03-01,Contacts\n"
    )

    assert run.changed == 1
    assert FocalPoint.objects.get().office == "New Unit"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(",nothing,KE,Unit,a@example.org,2026-03-01,C", "is not a treaty", id="treaty"),
        pytest.param(",montreal-protocol,Atlantis,Unit,a@example.org,2026-03-01,C", "Atlantis", id="country"),
        pytest.param(",montreal-protocol,KE,Mr. Doe,a@example.org,2026-03-01,C", "not a person", id="person"),
        pytest.param(",montreal-protocol,KE,Unit,not-an-address,2026-03-01,C", "valid email", id="e-mail"),
        pytest.param(",montreal-protocol,KE,Unit,,2026-03-01,C", "how to reach", id="cannot be reached"),
        pytest.param(",montreal-protocol,KE,Unit,a@example.org,,C", "must not be empty", id="no date"),
        pytest.param("other,montreal-protocol,KE,Unit,a@example.org,2026-03-01,C", "No office has this key", id="key"),
    ],
)
def test_a_row_that_makes_no_sense_is_named_and_nothing_is_imported(montreal, row, message):
    run = taken_in(f"{ROW},montreal-protocol,UG,Good Unit,b@example.org,2026-03-01,C\n{row}\n")

    assert any(message in str(problem) for problem in run.plan["problems"])
    assert not runs.confirm(run)
    assert not FocalPoint.objects.exists()
