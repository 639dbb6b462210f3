from datetime import date

import pytest

from tests.factories import pages
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

ADDRESS = "/en/workshops/2012/"


@pytest.fixture
def year_2012(workshop_index):
    return pages.WorkshopYearPageFactory(parent=workshop_index, year=2012)


@pytest.fixture
def full_year(year_2012):
    """Sixty workshops, five in each month."""
    for number in range(60):
        day = date(2012, 1 + number % 12, 1 + number // 12)
        pages.WorkshopPageFactory(
            parent=year_2012, slug=f"w{number}", start_date=day, status=WorkshopPage.Status.HELD, participants_total=10
        )
    return year_2012


def test_a_long_year_is_shown_a_page_at_a_time_in_the_order_of_the_calendar(full_year, client):
    first, second = client.get(ADDRESS), client.get(ADDRESS, {"page": "2"})

    shown = [workshop.start_date for answer in (first, second) for workshop in answer.context["results"]]
    assert (len(first.context["results"]), len(shown)) == (48, 60)
    assert shown == sorted(shown)
    assert 'href="?page=2" rel="next"' in first.content.decode()


def test_the_totals_are_those_of_the_whole_year_on_each_of_its_pages(full_year, client):
    for query in ({}, {"page": "2"}, {"month": "5"}):
        totals = client.get(ADDRESS, query).context["totals"]
        assert (totals.workshops, totals.participants) == (60, 600)


def test_one_month_of_a_long_year_can_be_chosen(full_year, client):
    response = client.get(ADDRESS, {"month": "5"})

    assert {workshop.start_date.month for workshop in response.context["results"]} == {5}
    html = response.content.decode()
    assert "May: 5 of 60 workshops" in html
    assert '<a href="?month=5" aria-current="true">' in html


@pytest.mark.parametrize("month", ["0", "13", "-1", "x", "5.5", "\x00", "9" * 1000, "²", ""])
def test_what_is_no_month_chooses_nothing(full_year, client, month):
    response = client.get(ADDRESS, {"month": month})

    assert (response.status_code, response.context["month"]) == (200, None)


def test_a_short_year_offers_no_months(year_2012, client):
    pages.WorkshopPageFactory(parent=year_2012, start_date=date(2012, 5, 1))

    html = client.get(ADDRESS).content.decode()

    assert "1 workshop" in html
    assert "?month=" not in html


def test_drafts_are_in_no_year(year_2012, client):
    pages.WorkshopPageFactory(parent=year_2012, start_date=date(2012, 5, 1), live=False)

    assert client.get(ADDRESS).context["count"] == 0


def test_sixty_workshops_cost_a_year_as_many_queries_as_one(full_year, client, django_assert_max_num_queries):
    client.get(ADDRESS)

    with django_assert_max_num_queries(13):
        client.get(ADDRESS)
