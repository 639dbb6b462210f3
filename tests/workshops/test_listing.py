from datetime import date

import pytest

from tests.factories import pages

pytestmark = pytest.mark.django_db

ADDRESS = "/en/workshops/"


def test_upcoming_comes_first_and_a_workshop_is_upcoming_through_its_last_day(record, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 9, 4))

    context = client.get(ADDRESS).context

    assert [workshop.slug for workshop in context["upcoming"]] == ["abidjan"]
    assert [group["year"] for group in context["years"]] == [2030, 2012]


def test_a_workshop_is_past_the_day_after(record, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 9, 5))

    context = client.get(ADDRESS).context

    assert context["upcoming"] == []
    assert [workshop.slug for workshop in context["years"][0]["workshops"]] == ["abidjan", "minsk"]


@pytest.mark.parametrize(
    ("order", "slugs"),
    [
        ("place", ["abidjan", "asuncion", "bucharest", "minsk"]),
        ("title", ["abidjan", "bucharest", "asuncion", "minsk"]),
    ],
)
def test_the_order_can_be_chosen(record, client, order, slugs):
    assert [workshop.slug for workshop in client.get(ADDRESS, {"sort": order}).context["rows"]] == slugs


def test_the_earliest_can_come_first(record, client):
    years = client.get(ADDRESS, {"sort": "oldest"}).context["years"]

    assert [group["year"] for group in years] == [2012, 2030]


def test_a_month_is_shown_as_a_month(record, client):
    html = client.get(ADDRESS, {"country": "RO"}).content.decode()

    assert "May 2012" in html
    assert "1 May 2012" not in html
    assert "31 May 2012" not in html


@pytest.fixture
def many(workshop_index):
    """Sixty workshops of two past years and ten upcoming ones."""
    for year, number in ((2011, 20), (2012, 40), (2080, 10)):
        parent = pages.WorkshopYearPageFactory(parent=workshop_index, year=year)
        for count in range(number):
            pages.WorkshopPageFactory(parent=parent, slug=f"w{count}", start_date=date(year, 1 + count % 12, 5))


def test_pages_go_on_from_upcoming_to_past_and_keep_the_filters(many, client):
    first = client.get(ADDRESS, {"level": "national"})
    second = client.get(ADDRESS, {"level": "national", "page": "2"})

    assert first.context["results"].next_url == "?level=national&page=2"
    assert (len(first.context["upcoming"]), first.context["results"].count) == (10, 70)
    assert second.context["upcoming"] == []
    shown = [*first.context["results"], *second.context["results"]]
    assert len({workshop.pk for workshop in shown}) == 70
    assert [workshop.start_date for workshop in shown[10:]] == sorted((w.start_date for w in shown[10:]), reverse=True)


def test_a_year_cut_by_the_end_of_a_page_tells_its_whole_number(many, client):
    group = client.get(ADDRESS).context["years"][-1]

    assert (group["year"], group["count"], len(group["workshops"]), group["is_part"]) == (2012, 40, 38, True)


@pytest.mark.parametrize("number", ["-1", "0", "99999", "x", "1e9"])
def test_a_page_that_does_not_exist_gives_the_nearest(many, client, number):
    response = client.get(ADDRESS, {"page": number})

    assert response.status_code == 200
    assert len(response.context["results"]) > 0


def test_the_years_are_bars_that_lead_to_their_pages(many, client):
    response = client.get(ADDRESS)

    bars = {bar.year: (bar.count, bar.height) for bar in response.context["bars"]}
    assert (min(bars), max(bars), len(bars)) == (2011, 2080, 70)
    assert (bars[2011], bars[2012], bars[2013]) == ((20, 24), (40, 48), (0, 0))
    html = response.content.decode()
    assert f'<a href="{ADDRESS}2012/">' in html
    assert '<span class="vh">40 workshops</span>' in html
    assert f'href="{ADDRESS}2013/"' not in html


def test_a_filtered_list_has_no_bars_of_the_whole_record(many, client):
    assert 'class="bars"' not in client.get(ADDRESS, {"year": "2012"}).content.decode()


def test_bars_of_a_record_in_arabic_stay_under_the_language_chosen(many, client):
    html = client.get("/ar/workshops/").content.decode()

    assert 'href="/ar/workshops/2012/"' in html
