from datetime import UTC, date, datetime

import pytest
from django.utils.http import http_date
from icalendar import Calendar
from wagtail.models import Page, PageViewRestriction

from tests.factories import pages
from workshops.calendars import by_month, group_by_year
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

ADDRESS = "/en/workshops/calendar/"


def content(client, address=ADDRESS, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def read(client, address=ADDRESS, **query):
    return Calendar.from_ical(content(client, address, **query))


def events(client, address=ADDRESS, **query):
    return {str(event["UID"]).partition("@")[0]: event for event in read(client, address, **query).walk("VEVENT")}


def test_the_calendar_holds_the_days_of_each_workshop_and_ends_after_its_last(record, client):
    event = events(client)["2030-abidjan"]

    assert event.decoded("DTSTART") == date(2030, 9, 2)
    assert event.decoded("DTEND") == date(2030, 9, 5)
    assert str(event["SUMMARY"]) == "Ozone workshop"
    assert str(event["LOCATION"]) == "Abidjan, Côte d’Ivoire"
    assert str(event["URL"]) == "http://localhost/en/workshops/2030/abidjan/"
    assert str(event["UID"]) == "2030-abidjan@workshops.greencustoms.org"


def test_a_day_is_a_date_without_time(record, client):
    assert b"DTSTART;VALUE=DATE:20300902\r\n" in content(client)


def test_a_workshop_known_to_the_month_is_left_out_and_counted(record, client):
    calendar = read(client)

    assert "2012-bucharest" not in events(client)
    for name in ("X-WR-CALDESC", "DESCRIPTION"):
        assert str(calendar[name]) == "1 workshop is left out: only its month is known."


def test_where_nothing_is_left_out_nothing_is_said(record, client):
    assert "X-WR-CALDESC" not in read(client, year="2030")


def test_the_calendar_follows_the_filter(record, client):
    assert set(events(client, year="2012", sort="title", page="x")) == {"2012-asuncion"}


@pytest.mark.parametrize(
    ("status", "told", "title"),
    [
        ("planned", "TENTATIVE", "Waste"),
        ("confirmed", "CONFIRMED", "Waste"),
        ("held", "CONFIRMED", "Waste"),
        ("postponed", "TENTATIVE", "Postponed: Waste"),
        ("cancelled", "CANCELLED", "Cancelled: Waste"),
    ],
)
def test_the_status_is_told_in_the_words_of_the_standard(year_2030, client, status, told, title):
    pages.WorkshopPageFactory(parent=year_2030, slug="waste", title="Waste", status=status)

    event = events(client)["2030-waste"]

    assert (str(event["STATUS"]), str(event["SUMMARY"])) == (told, title)


@pytest.mark.parametrize(
    "text",
    [
        "Commas, semicolons; and \\ backslashes",
        "é" * 200,
        "海关" * 90,
        "جمارك خضراء " * 12,
        "🛃" * 60,
        'quotes " and : colons',
        "x" * 74 + "é" + "y" * 80,
    ],
)
def test_any_text_is_folded_and_escaped_and_comes_back(year_2030, client, text):
    pages.WorkshopPageFactory(parent=year_2030, slug="odd", title=text[:250], venue=text[:200], summary=text[:200])

    told = content(client)
    event = events(client)["2030-odd"]

    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    assert b"\n" not in told.replace(b"\r\n", b"")
    assert str(event["SUMMARY"]) == " ".join(text[:250].split())
    assert str(event["DESCRIPTION"]).startswith(text[:200])


def test_a_title_with_breaks_or_controls_cannot_add_a_line(year_2030, client):
    workshop = pages.WorkshopPageFactory(parent=year_2030)
    evil = "Nice\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:a@b.c\x07\x0b"
    Page.objects.filter(pk=workshop.pk).update(title=evil)
    WorkshopPage.objects.filter(pk=workshop.pk).update(venue=evil, summary=evil)

    calendar = read(client)

    assert len(calendar.walk("VEVENT")) == 1
    assert "ATTENDEE" not in calendar.walk("VEVENT")[0]
    assert b"\x07" not in content(client)


def test_no_person_is_named(record, client):
    told = content(client).upper()

    assert b"ORGANIZER" not in told
    assert b"MAILTO" not in told


def test_the_stamp_is_the_time_of_publication(record, client):
    published = datetime(2029, 1, 2, 3, 4, 5, tzinfo=UTC)
    Page.objects.filter(slug="minsk").update(last_published_at=published)

    event = events(client)["2030-minsk"]

    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == published


def test_a_workshop_never_published_by_hand_has_a_stamp_that_stays(record, client):
    Page.objects.filter(slug="minsk").update(last_published_at=None)

    assert events(client)["2030-minsk"].decoded("DTSTAMP") == datetime(2030, 5, 13, tzinfo=UTC)


def test_the_last_day_of_all_has_no_day_after(year_2030, client):
    pages.WorkshopPageFactory(parent=year_2030, slug="end", end_date=date(9999, 12, 31))

    assert "DTEND" not in events(client)["2030-end"]


def test_an_empty_calendar_is_still_a_calendar(record, client):
    told = content(client, country="FJ")

    assert told.startswith(b"BEGIN:VCALENDAR\r\n")
    assert told.endswith(b"END:VCALENDAR\r\n")
    assert events(client, country="FJ") == {}


def test_one_workshop_can_be_taken_alone(record, client):
    address = "/en/workshops/2030/abidjan/calendar.ics"
    response = client.get(address)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="2030-abidjan.ics"'
    assert list(events(client, address)) == ["2030-abidjan"]


def test_one_unchanged_workshop_is_not_sent_again(record, client):
    address = "/en/workshops/2030/abidjan/calendar.ics"
    published = datetime(2029, 1, 2, tzinfo=UTC)
    Page.objects.update(last_published_at=published)
    first = client.get(address)

    assert first["Last-Modified"] == http_date(published.timestamp())
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("2012/bucharest", id="known to the month"),
        pytest.param("2011/minsk", id="another year"),
        pytest.param("2030/nowhere", id="no such workshop"),
        pytest.param("99999999999999999999/minsk", id="no year"),
        pytest.param("2030/%25_%27", id="no slug"),
        pytest.param("2030/" + "x" * 100_000, id="very long"),
    ],
)
def test_there_is_no_entry_for_what_has_no_day_or_is_not_there(record, client, address):
    assert client.get(f"/en/workshops/{address}/calendar.ics").status_code == 404


def test_a_draft_or_private_workshop_has_no_entry(record, client):
    record["minsk"].unpublish()
    PageViewRestriction.objects.create(page=record["abidjan"], restriction_type=PageViewRestriction.LOGIN)

    for slug in ("minsk", "abidjan"):
        assert client.get(f"/en/workshops/2030/{slug}/calendar.ics").status_code == 404


def test_a_reader_of_another_language_gets_the_english_entry(record, client):
    assert list(events(client, "/ar/workshops/2030/abidjan/calendar.ics")) == ["2030-abidjan"]


def test_the_page_of_a_workshop_offers_its_entry_unless_only_the_month_is_known(record, client):
    known, month = client.get("/en/workshops/2030/abidjan/"), client.get("/en/workshops/2012/bucharest/")

    assert b'href="/en/workshops/2030/abidjan/calendar.ics"' in known.content
    assert b"calendar.ics" not in month.content


def test_workshops_of_one_month_stand_below_each_other(record):
    rows = by_month([record["minsk"], record["abidjan"], record["minsk"]])

    assert [(row["month"], row["row"]) for row in rows] == [(5, 1), (9, 1), (5, 2)]


def test_years_are_grouped_latest_first(record):
    groups = group_by_year(record.values())

    assert [(group["year"], len(group["workshops"])) for group in groups] == [(2030, 2), (2012, 2)]
