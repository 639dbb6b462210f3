from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from tests.factories.pages import WorkshopPageFactory, WorkshopYearPageFactory
from workshops.models import WorkshopIndexPage, WorkshopPage, WorkshopYearPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("last_day", "is_upcoming"),
    [
        pytest.param(date(2030, 5, 13), False, id="ended yesterday"),
        pytest.param(date(2030, 5, 14), True, id="ends today"),
        pytest.param(date(2030, 5, 15), True, id="ends tomorrow"),
    ],
)
def test_a_workshop_is_upcoming_through_its_last_day(year_2030, last_day, is_upcoming):
    workshop = WorkshopPageFactory(parent=year_2030, start_date=date(2030, 5, 1), end_date=last_day)

    today = date(2030, 5, 14)

    assert (workshop in WorkshopPage.objects.upcoming(on=today)) is is_upcoming
    assert (workshop in WorkshopPage.objects.past(on=today)) is not is_upcoming


def test_a_month_stands_for_all_its_days_and_is_told_as_a_month(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030, month_only=True, start_date=date(2030, 2, 17))

    workshop.full_clean()

    assert (workshop.start_date, workshop.end_date) == (date(2030, 2, 1), date(2030, 2, 28))
    assert workshop.dates == "February 2030"


def test_days_are_told_as_days(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030, start_date=date(2030, 5, 29), end_date=date(2030, 6, 1))

    assert workshop.dates == "29 May\u2009–\u20091 Jun 2030"


def test_a_workshop_cannot_end_before_it_begins(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030)
    workshop.end_date = date(2030, 5, 1)

    with pytest.raises(ValidationError) as refused:
        workshop.full_clean()

    assert refused.value.message_dict == {"end_date": ["The last day is before the first."]}


def test_an_empty_last_day_means_one_day(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030)
    workshop.end_date = None

    workshop.full_clean()

    assert workshop.end_date == workshop.start_date


def test_women_and_men_cannot_be_more_than_all(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030)
    workshop.participants_total, workshop.participants_women, workshop.participants_men = 10, 6, 5

    with pytest.raises(ValidationError) as refused:
        workshop.full_clean()

    assert "participants_total" in refused.value.message_dict


def test_the_record_number_is_made_of_year_and_address_and_then_stays(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030, slug="minsk")
    workshop.full_clean()
    assert workshop.record_id == "2030-minsk"

    workshop.slug = "minsk-belarus"
    workshop.full_clean()

    assert workshop.record_id == "2030-minsk"


@pytest.mark.parametrize(
    ("place", "label"), [("Minsk", "Minsk, Belarus"), ("Belarus", "Belarus")], ids=["a city", "no city on record"]
)
def test_the_place_is_told_with_its_country_once(year_2030, place, label):
    assert WorkshopPageFactory(parent=year_2030, place=place, country="BY").place_label == label


def test_the_admin_offers_only_children_that_make_sense():
    assert WorkshopIndexPage.allowed_subpage_models() == [WorkshopYearPage]
    assert WorkshopYearPage.allowed_subpage_models() == [WorkshopPage]
    assert Page not in WorkshopPage.allowed_parent_page_models()


def test_neighbours_are_the_workshops_just_before_and_after(year_2030):
    first, second, third = (
        WorkshopPageFactory(parent=year_2030, start_date=date(2030, month, 1)) for month in (1, 2, 3)
    )

    assert second.neighbours() == {"before": first, "after": third}
    assert first.neighbours()["before"] is None
    assert third.neighbours()["after"] is None


def test_a_draft_is_nobodys_neighbour(year_2030):
    workshop = WorkshopPageFactory(parent=year_2030)
    WorkshopPageFactory(parent=year_2030, start_date=date(2030, 6, 1), live=False)

    assert workshop.neighbours()["after"] is None


def test_structured_data_of_a_month_names_no_day(year_2030, rf):
    workshop = WorkshopPageFactory(parent=year_2030, month_only=True, start_date=date(2030, 6, 1))

    (event,) = workshop.structured_data(rf.get("/"))

    assert (event["startDate"], event["endDate"]) == ("2030-06", "2030-06")


def test_years_are_listed_latest_first(workshop_index):
    for year in (2011, 2012):
        page = WorkshopYearPageFactory(parent=workshop_index, year=year)
        WorkshopPageFactory(parent=page, start_date=date(year, 3, 1))

    from workshops.calendars import group_by_year

    groups = group_by_year(list(WorkshopPage.objects.all()))

    assert [group["year"] for group in groups] == [2012, 2011]
