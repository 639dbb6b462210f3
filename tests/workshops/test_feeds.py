from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import Page

from tests.factories import pages
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

ADDRESS = "/en/workshops/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(client, address=ADDRESS, **query):
    return ElementTree.fromstring(client.get(address, query).content)  # noqa: S314 - made by us


def texts(feed, path):
    return [element.text for element in feed.iterfind("/".join(ATOM + step for step in path.split("/")))]


def test_the_feed_is_atom_with_all_that_atom_asks_for(record, client):
    response = client.get(ADDRESS)
    feed = read(client)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(LANGUAGE) == "en"
    for path in ("id", "title", "updated", "author/name", "rights", "entry/id", "entry/title", "entry/updated"):
        assert all(texts(feed, path)), path
        assert texts(feed, path), path


def test_an_entry_tells_date_place_and_status_and_leads_to_the_page(record, client):
    feed = read(client, country="PY")

    assert texts(feed, "entry/title") == ["Train the trainer"]
    assert texts(feed, "entry/id") == ["tag:greencustoms.org,2004:workshops/2012-asuncion/en"]
    assert texts(feed, "entry/summary")[0].endswith("2012. Asunción, Paraguay. National. Held.")
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "http://localhost/en/workshops/2012/asuncion/"


def test_the_feed_of_a_filter_has_a_name_and_an_address_of_its_own(record, client):
    feed = read(client, year="2012", page="-1")

    assert len(feed.findall(f"{ATOM}entry")) == 2
    assert texts(feed, "id") == ["tag:greencustoms.org,2004:workshops/en?year=2012"]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["alternate"] == "http://testserver/en/workshops/?year=2012"


def test_a_month_is_told_as_a_month(record, client):
    assert texts(read(client, country="RO"), "entry/summary")[0].startswith("May 2012. Bucharest, Romania.")


@pytest.mark.parametrize(
    "title",
    [
        "a\x00b",
        "bell\x07 and escape\x1b",
        "\ufffe\uffff",
        "]]>",
        "<script>alert(1)</script>",
        "R&D &amp; &#0;",
        "\u2028",
    ],
)
def test_the_feed_is_valid_whatever_an_editor_types(year_2030, client, title):
    workshop = pages.WorkshopPageFactory(parent=year_2030)
    # PostgreSQL stores no NUL, so that one can only come from SQLite.
    WorkshopPage.objects.filter(pk=workshop.pk).update(summary=title.replace("\x00", ""))
    Page.objects.filter(pk=workshop.pk).update(title=title.replace("\x00", "") + " end")

    feed = read(client)

    assert texts(feed, "entry/title")[0].endswith("end")


def test_a_summary_carries_no_markup_of_an_editor(year_2030, client):
    pages.WorkshopPageFactory(parent=year_2030, summary="<b onclick=x>bold</b>")

    assert "&lt;b onclick=x&gt;bold" in texts(read(client), "entry/summary")[0]


def test_the_last_changed_comes_first_and_dates_the_feed(record, client):
    changed = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    Page.objects.filter(slug="bucharest").update(last_published_at=changed)

    feed = read(client)

    assert texts(feed, "entry/title")[0] == "Sub-regional meeting"
    assert texts(feed, "updated") == ["2031-01-02T03:04:05+00:00"]


def test_an_empty_feed_is_valid_and_does_not_change(record, client):
    first, second = read(client, country="FJ"), read(client, country="FJ")

    assert first.findall(f"{ATOM}entry") == []
    assert texts(first, "updated") == texts(second, "updated") == ["2001-01-01T00:00:00+00:00"]


def test_the_feed_stays_short(year_2030, client):
    pages.WorkshopPageFactory.create_batch(60, parent=year_2030)

    assert len(read(client).findall(f"{ATOM}entry")) == 50


def test_an_entry_in_another_language_says_so(record, client):
    feed = read(client, "/fr/workshops/feed/")

    assert feed.get(LANGUAGE) == "fr"
    assert {entry.get(LANGUAGE) for entry in feed.findall(f"{ATOM}entry")} == {"en"}


def test_the_index_names_its_feed_for_feed_readers(record, client):
    html = client.get("/en/workshops/", {"year": "2012"}).content.decode()

    assert '<link rel="alternate" type="application/atom+xml" href="/en/workshops/feed/?year=2012"' in html
