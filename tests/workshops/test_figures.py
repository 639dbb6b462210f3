from datetime import date

import pytest
from django.utils.translation import override

from greencustoms.core.memo import forget
from tests.factories import pages
from workshops import figures
from workshops.charts import END, bars, step_for
from workshops.models import ParticipatingCountry, WorkshopPage

HELD = WorkshopPage.Status.HELD
Level = WorkshopPage.Level


@pytest.fixture(autouse=True)
def fresh_memory():
    forget()


@pytest.fixture
def counted(workshop_index, year_2030, partner_index):
    """Five workshops held in two years, counted by hand in the tests, and those that must not count."""
    year_2012 = pages.WorkshopYearPageFactory(parent=workshop_index, year=2012)
    partner = pages.PartnerPageFactory(parent=partner_index)
    hidden = pages.PartnerPageFactory(parent=partner_index, live=False)

    def add(parent, country, level=Level.NATIONAL, status=HELD, countries=(), partners=(), **fields):
        fields.setdefault("start_date", date(parent.year, 5, 13))
        workshop = pages.WorkshopPageFactory(parent=parent, country=country, level=level, status=status, **fields)
        workshop.participating_countries = [ParticipatingCountry(country=code) for code in countries]
        workshop.partners = list(partners)
        workshop.save()
        return workshop

    add(year_2012, "BY", participants_total=40, participants_women=10, partners=[partner])
    add(year_2012, "BY", participants_total=20, participants_qualifier="about", partners=[partner, hidden])
    add(year_2012, "RO", Level.REGIONAL, countries=["BY", "MD"], start_date=date(2012, 12, 31), month_only=True)
    add(year_2030, "PY", participants_women=6, participants_men=4)
    add(year_2030, "PY", Level.GLOBAL, participants_women=5)
    add(year_2030, "FJ", status=WorkshopPage.Status.CANCELLED, participants_total=900, partners=[partner])
    add(year_2030, "NZ", status=WorkshopPage.Status.PLANNED, countries=["AU"])
    add(year_2012, "IS", participants_total=900, participants_women=900, countries=["NO"], live=False)
    return WorkshopPage.objects.in_record("en")


@pytest.mark.django_db
def test_workshops_are_counted_by_year_and_level(counted):
    assert [(year.year, year.levels) for year in figures.by_year(counted)] == [
        (2012, {"national": 2, "regional": 1}),
        (2030, {"national": 1, "global": 1}),
    ]


@pytest.mark.django_db
def test_participants_are_summed_with_how_many_records_have_the_number(counted):
    first, second = figures.by_year(counted)

    assert (first.participants, first.with_participants, first.inexact, first.workshops) == (60, 2, 1, 3)
    assert (second.participants, second.with_participants, second.inexact, second.workshops) == (0, 0, 0, 2)


@pytest.mark.django_db
def test_a_country_is_reached_as_host_or_by_taking_part_and_counts_once(counted):
    assert figures.countries_reached(counted) == {"BY", "RO", "PY", "MD"}


@pytest.mark.django_db
def test_a_partner_counts_once_and_only_if_visitors_can_see_it(counted):
    assert figures.partners_involved(counted) == 1


@pytest.mark.django_db
def test_the_share_of_women_leaves_out_records_that_do_not_have_both_numbers(counted):
    share = figures.women_among(counted)

    # 10 of 40 and 6 of 10; the record with 5 women of an unknown number is left out.
    assert (share.women, share.participants, share.workshops, share.percent) == (16, 50, 2, 32)


@pytest.mark.django_db
def test_an_empty_record_has_no_figures_and_no_share(workshop_index):
    told = figures.count(WorkshopPage.objects.in_record("en"))

    assert (told.workshops, told.countries, told.partners, told.women.percent) == (0, set(), 0, None)
    assert bars({}, ["national"]) is None


@pytest.mark.django_db
def test_everything_is_counted_in_six_queries_and_one_for_what_is_private(counted, django_assert_max_num_queries):
    list(counted)
    with django_assert_max_num_queries(7):
        figures.count(WorkshopPage.objects.live())


@pytest.mark.django_db
def test_the_year_page_tells_its_totals(client, counted):
    context = client.get("/en/workshops/2012/").context

    assert (context["totals"].workshops, context["totals"].participants, context["reached"]) == (3, 60, 3)


@pytest.mark.parametrize(("most", "step"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 5), (55, 20), (9999, 2000)])
def test_the_axis_has_at_most_five_steps_of_a_round_number(most, step):
    assert step_for(most) == step
    assert most <= 5 * step


def test_bars_are_as_long_as_their_numbers_and_years_between_are_gaps():
    chart = bars({2010: {"national": 4}, 2012: {"national": 1, "regional": 1}}, ["national", "regional"])

    assert [(row.year, row.total) for row in chart["rows"]] == [(2010, 4), (2011, None), (2012, 2)]
    four, one = chart["rows"][0].segments[0], chart["rows"][2].segments[0]
    assert four.width + 1.5 == pytest.approx(4 * (one.width + 1.5), abs=0.3)
    assert chart["rows"][2].segments[1].x > one.x + one.width


def test_a_chart_is_drawn_from_right_to_left_for_who_reads_so():
    (left_to_right,) = bars({2010: {"national": 4}}, ["national"])["rows"][0].segments

    with override("ar"):
        (right_to_left,) = bars({2010: {"national": 4}}, ["national"])["rows"][0].segments

    assert right_to_left.x + right_to_left.width == pytest.approx(END - left_to_right.x, abs=0.2)
